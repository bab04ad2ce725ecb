package copse.interference;

import copse.math.RandomStream;

/// Random exchanges of arms among the pieces of each group.
///
/// @param pieces nodes that share an arm
/// @param groups pieces that exchange their arms
/// @param own arm of each piece as it is
/// @param observed arm of each node as it is
/// @param size number of draws
/// @param stream where randomness comes from
record SwappedArms(Pieces pieces, int[][] groups, byte[] own, byte[] observed, int size, RandomStream stream)
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
        RandomStream random = stream.split(batch);
        byte[] now = own.clone();
        byte[] arm = observed.clone();
        for (int index = batch * BATCH; index < end(batch); index++) {
            for (int[] group : groups) {
                for (int k = group.length - 1; k >= 0; k--) {
                    int other = group[random.nextInt(k + 1)];
                    byte taken = now[other];
                    now[other] = now[group[k]];
                    now[group[k]] = taken;
                    for (int m = pieces.start()[group[k]]; m < pieces.start()[group[k] + 1]; m++) {
                        arm[pieces.members()[m]] = taken;
                    }
                }
            }
            visitor.look(index, arm);
        }
    }
}
