package copse.interference;

import java.util.List;

/// All assignments one by one.
///
/// @param codes arm of each position by assignment
/// @param probability of each, in sum 1; empty if all are equally likely
/// @param position of each node, −1 for one that keeps its arm
/// @param kept arm of each node that keeps it
record ListedArms(List<byte[]> codes, double[] probability, int[] position, byte[] kept) implements Rearrangements {
    @Override
    public int size() {
        return codes.size();
    }

    @Override
    public boolean isComplete() {
        return true;
    }

    @Override
    public double probability(int index) {
        return probability.length == 0 ? 1.0 / codes.size() : probability[index];
    }

    @Override
    public void visit(int batch, Visitor visitor) {
        byte[] arm = kept.clone();
        for (int index = batch * BATCH; index < end(batch); index++) {
            byte[] own = codes.get(index);
            for (int node = 0; node < arm.length; node++) {
                if (position[node] >= 0) {
                    arm[node] = own[position[node]];
                }
            }
            visitor.look(index, arm);
        }
    }
}
