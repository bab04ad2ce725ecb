package copse.interference;

import copse.design.Draws;
import copse.design.Randomisation;
import copse.math.RandomStream;

/// Assignments as a design draws them.
///
/// Memory: the bits of one batch per thread.
///
/// @param level what is randomised: nodes, or their clusters
/// @param position of each node among those
/// @param observed arms; a node without one has none in any draw
/// @param size number of draws
/// @param stream where randomness comes from
record DrawnArms(Randomisation level, int[] position, byte[] observed, int size, RandomStream stream)
        implements Rearrangements {
    @Override
    public boolean isComplete() {
        return false;
    }

    @Override
    public double probability(int index) {
        return 1.0 / size;
    }

    @Override
    public void visit(int batch, Visitor visitor) {
        int from = batch * BATCH;
        Draws draws = level.redraw(end(batch) - from, stream.split(batch), 1);
        byte[] own = new byte[draws.units()];
        byte[] arm = new byte[position.length];
        for (int draw = 0; draw < draws.draws(); draw++) {
            for (int unit = 0; unit < own.length; unit++) {
                own[unit] = (byte) draws.arm(draw, unit);
            }
            for (int node = 0; node < arm.length; node++) {
                arm[node] = observed[node] < 0 ? observed[node] : own[position[node]];
            }
            visitor.look(from + draw, arm);
        }
    }
}
