package copse.exposure;

import java.util.Arrays;

/// Probabilities of one or two nodes summed over the sides of all clusters that either touches: block by block,
/// the state being how many clusters of the block are on each side and the sums of both nodes.
///
/// All ways to put given numbers of a block's clusters on the sides are equally likely.
final class PairSums {
    private final SideLaw law;

    PairSums(SideLaw law) {
        this.law = law;
    }

    /// The sums of a node that belong to a class.
    ///
    /// @param task what is summed
    /// @param lower smallest sum
    /// @param states number of sums to be told apart
    /// @param lumped whether the last state stands for all larger sums too, which else are out
    record Window(SumTask task, int lower, int states, boolean lumped) {
        /// For a node that is not asked for: one sum, whatever happens.
        static final Window ANY =
                new Window(new SumTask(Sides.TREATED, Sides.TREATED, true, new double[0], new byte[1], 0), 0, 1, true);

        static Window of(SumTask task, int k) {
            int lower = k == 0 ? 0 : edge(task, k - 1);
            boolean last = k == task.edges().length;
            return new Window(task, lower, last ? lower + 1 : edge(task, k), last);
        }

        private static int edge(SumTask task, int k) {
            return (int) Math.max(0, Math.ceil(task.edges()[k]));
        }

        boolean isEmpty() {
            return states <= lower;
        }

        /// @return the sum after a cluster of that weight is on a side, −1 if it is out
        private int after(int sum, int weight, int side) {
            if ((side == task.hit()) != task.onSide()) {
                return sum;
            }
            int next = sum + weight;
            return next < states ? next : lumped ? states - 1 : -1;
        }
    }

    /// Clusters touched by one node or both, those of a block one after the other.
    ///
    /// @param cluster which
    /// @param weight of each for the one node
    /// @param other of each for the other
    /// @param side that each has to be on, −1 for any
    record Union(int[] cluster, int[] weight, int[] other, byte[] side) {}

    /// @param touched by either node
    /// @param one sums of the one node that count
    /// @param other sums of the other that count
    /// @return number of additions and multiplications, roughly
    double cost(Union touched, Window one, Window other) {
        return cost(touched.cluster().length, (double) one.states() * other.states());
    }

    /// @param clusters touched by either node
    /// @param states pairs of sums to be told apart
    /// @return number of additions and multiplications, roughly
    double cost(double clusters, double states) {
        double sides = law.coins() ? 1 : law.twoSided() ? clusters + 1 : (clusters + 1) * (clusters + 2) / 2;
        return 2 * clusters * sides * states;
    }

    /// @param touched by either node
    /// @param one sums of the one node that count
    /// @param other sums of the other that count
    /// @return probability that both sums count and own clusters are on their sides
    double probability(Union touched, Window one, Window other) {
        if (one.isEmpty() || other.isEmpty()) {
            return 0;
        }
        double[] sums = new double[one.states() * other.states()];
        sums[0] = 1;
        int clusters = touched.cluster().length;
        int from = 0;
        while (from < clusters) {
            int block = law.block(touched.cluster()[from]);
            int to = from + 1;
            while (to < clusters && !law.coins() && law.block(touched.cluster()[to]) == block) {
                to++;
            }
            double[][] bySides = new double[][] {sums};
            for (int at = from; at < to; at++) {
                bySides = step(bySides, touched, at, one, other);
            }
            sums = law.coins() ? coin(bySides) : block(bySides, to - from, block);
            from = to;
        }
        double probability = 0;
        for (int x = one.lower(); x < one.states(); x++) {
            for (int y = other.lower(); y < other.states(); y++) {
                probability += sums[x * other.states() + y];
            }
        }
        return probability;
    }

    /// Numbers of ways of a node by number of treated clusters, for one block of two sides.
    ///
    /// @param touched by the node
    /// @param one sums of the node that count
    /// @return ways in which 0, 1, … clusters are treated and the sum counts
    double[] ways(Union touched, Window one) {
        int clusters = touched.cluster().length;
        double[] ways = new double[clusters + 1];
        if (one.isEmpty()) {
            return ways;
        }
        double[] start = new double[one.states()];
        start[0] = 1;
        double[][] bySides = {start};
        for (int at = 0; at < clusters; at++) {
            bySides = step(bySides, touched, at, one, Window.ANY);
        }
        for (int treated = 0; treated <= clusters; treated++) {
            double[] sums = bySides[state(clusters - treated, treated, clusters)];
            for (int x = one.lower(); x < one.states(); x++) {
                ways[treated] += sums.length == 0 ? 0 : sums[x];
            }
        }
        return ways;
    }

    /// Probability of given sides of given clusters of the only block, by how many are treated.
    ///
    /// @param clusters how many are given
    /// @return by number treated, the others being control
    double[] patterns(int clusters) {
        double[] patterns = new double[clusters + 1];
        for (int treated = 0; treated <= clusters; treated++) {
            patterns[treated] = pattern(law.kind(0), clusters - treated, treated, 0);
        }
        return patterns;
    }

    /// States are numbers of clusters on the control side and the treated side, row by row of those on neither.
    private static int state(int control, int treated, int clusters) {
        int neither = clusters - control - treated;
        // rows of clusters + 1, clusters, … states
        return neither * (clusters + 1) - neither * (neither - 1) / 2 + treated;
    }

    /// One more cluster of a block.
    private double[][] step(double[][] before, Union touched, int at, Window one, Window other) {
        int done = clusters(before.length);
        boolean two = law.twoSided();
        int now = done + 1;
        double[][] after = new double[(now + 1) * (now + 2) / 2][];
        Arrays.fill(after, new double[0]);
        for (int neither = 0; neither <= (two ? 0 : done); neither++) {
            for (int treated = 0; treated <= done - neither; treated++) {
                double[] sums = before[state(done - neither - treated, treated, done)];
                for (int side = two ? Sides.CONTROL : Sides.NEITHER; side <= Sides.TREATED && sums.length > 0; side++) {
                    int into = state(
                            done - neither - treated + (side == Sides.CONTROL ? 1 : 0),
                            treated + (side == Sides.TREATED ? 1 : 0),
                            now);
                    if (touched.side()[at] == Sides.NEITHER || touched.side()[at] == side) {
                        after[into] = shifted(sums, after[into], touched, at, side, one, other);
                    }
                }
            }
        }
        return after;
    }

    /// @return c where c clusters have `(c + 1)(c + 2) / 2` states
    private static int clusters(int states) {
        return (int) Math.round((Math.sqrt(8.0 * states + 1) - 3) / 2);
    }

    private static double[] shifted(
            double[] sums, double[] into, Union touched, int at, int side, Window one, Window other) {
        double[] shifted = into.length == 0 ? new double[sums.length] : into;
        int width = other.states();
        for (int x = 0; x < one.states(); x++) {
            int xTo = one.after(x, touched.weight()[at], side);
            for (int y = 0; y < width && xTo >= 0; y++) {
                int yTo = other.after(y, touched.other()[at], side);
                if (yTo >= 0) {
                    shifted[xTo * width + yTo] += sums[x * width + y];
                }
            }
        }
        return shifted;
    }

    private double[] coin(double[][] bySides) {
        double[] chance = new double[3];
        chance[state(1, 0, 1)] = law.coin(Sides.CONTROL);
        chance[state(0, 1, 1)] = law.coin(Sides.TREATED);
        chance[state(0, 0, 1)] = law.twoSided() ? 0 : 1 - law.coin(Sides.CONTROL) - law.coin(Sides.TREATED);
        return weighed(bySides, chance);
    }

    private double[] block(double[][] bySides, int clusters, int block) {
        double[] chance = new double[bySides.length];
        SideLaw.Kind kind = law.kind(law.kindOf(block));
        for (int neither = 0; neither <= (law.twoSided() ? 0 : clusters); neither++) {
            for (int treated = 0; treated <= clusters - neither; treated++) {
                int state = state(clusters - neither - treated, treated, clusters);
                if (bySides[state].length > 0) {
                    chance[state] = pattern(kind, clusters - neither - treated, treated, neither);
                }
            }
        }
        return weighed(bySides, chance);
    }

    private static double[] weighed(double[][] bySides, double[] chance) {
        double[] sums =
                new double[Arrays.stream(bySides).mapToInt(s -> s.length).max().orElse(0)];
        for (int state = 0; state < chance.length; state++) {
            for (int x = 0; x < bySides[state].length && chance[state] > 0; x++) {
                sums[x] += bySides[state][x] * chance[state];
            }
        }
        return sums;
    }

    /// Probability that given clusters of a block are on given sides: so many control, treated and neither.
    private static double pattern(SideLaw.Kind kind, int control, int treated, int neither) {
        double probability = 0;
        for (int o = 0; o < kind.probability().length; o++) {
            int[] count = kind.count()[o];
            double given = kind.probability()[o];
            int left = kind.clusters();
            for (int i = 0; i < control; i++) {
                given *= (double) (count[Sides.CONTROL] - i) / left--;
            }
            for (int i = 0; i < treated && given > 0; i++) {
                given *= (double) (count[Sides.TREATED] - i) / left--;
            }
            int rest = kind.clusters() - count[Sides.CONTROL] - count[Sides.TREATED];
            for (int i = 0; i < neither && given > 0; i++) {
                given *= (double) (rest - i) / left--;
            }
            probability += Math.max(0, given);
        }
        return probability;
    }
}
