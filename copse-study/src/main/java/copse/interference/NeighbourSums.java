package copse.interference;

import copse.exposure.Sides;
import copse.network.Graph;

/// A statistic of outcomes and arms in a network, for any arms. May be used by many threads.
///
/// Cost: nodes whose outcomes count and their edges.
final class NeighbourSums {
    // A spread of less than this share of the values is rounding.
    private static final double ROUNDING = 1e-12;

    private final Graph graph;
    private final int[] used;
    private final double[] y;
    private final NetworkStatistic statistic;
    private final OwnArms own;
    private final boolean[] treated;

    /// @param graph between nodes
    /// @param used nodes whose outcomes count; of a statistic of neighbours those with neighbours. Kept.
    /// @param y outcome of each of them. Kept.
    /// @param own which arms are the same treatment of oneself
    /// @param statistic to be computed
    NeighbourSums(Graph graph, int[] used, double[] y, OwnArms own, NetworkStatistic statistic) {
        this.graph = graph;
        this.used = used;
        this.own = own;
        this.statistic = statistic;
        this.treated = new boolean[own.sides().arms() + 1];
        for (int arm = -1; arm < treated.length - 1; arm++) {
            treated[arm + 1] = own.sides().treated(arm);
        }
        double mean = 0;
        for (double value : y) {
            mean += value / y.length;
        }
        this.y = new double[y.length];
        for (int k = 0; k < y.length; k++) {
            this.y[k] = y[k] - mean;
        }
    }

    /// @param arm of each node
    /// @return the statistic; NaN if these arms have none
    double of(byte[] arm) {
        return switch (statistic) {
            case OWN_ARM -> difference(arm);
            case EDGES -> edges(arm);
            case SHARE, COUNT, ANY -> moments(arm).correlation();
            case BOTH -> moments(arm).explained();
        };
    }

    private double difference(byte[] arm) {
        Sides sides = own.sides();
        double[] sum = new double[2];
        int[] count = new int[2];
        for (int k = 0; k < used.length; k++) {
            byte a = arm[used[k]];
            if (sides.treated(a)) {
                sum[1] += y[k];
                count[1]++;
            } else if (sides.control(a)) {
                sum[0] += y[k];
                count[0]++;
            }
        }
        return sum[1] / count[1] - sum[0] / count[0];
    }

    private double edges(byte[] arm) {
        double[] mean = new double[own.groups()];
        int[] count = new int[own.groups()];
        for (int k = 0; k < used.length; k++) {
            int group = own.of(arm[used[k]]);
            mean[group] += y[k];
            count[group]++;
        }
        for (int group = 0; group < mean.length; group++) {
            mean[group] /= count[group];
        }
        double reached = 0;
        double others = 0;
        double toReached = 0;
        double toOthers = 0;
        for (int k = 0; k < used.length; k++) {
            double rest = y[k] - mean[own.of(arm[used[k]])];
            double weight = treatedWeight(used[k], arm);
            double other = graph.strength(used[k]) - weight;
            reached += weight * rest;
            toReached += weight;
            others += other * rest;
            toOthers += other;
        }
        return reached / toReached - others / toOthers;
    }

    private double treatedWeight(int node, byte[] arm) {
        double sum = 0;
        int end = graph.start(node + 1);
        if (!graph.weighted()) {
            int count = 0;
            for (int at = graph.start(node); at < end; at++) {
                count += treated[arm[graph.neighbour(at)] + 1] ? 1 : 0;
            }
            return count;
        }
        for (int at = graph.start(node); at < end; at++) {
            sum += treated[arm[graph.neighbour(at)] + 1] ? graph.weight(at) : 0;
        }
        return sum;
    }

    private double reach(int node, byte[] arm) {
        double weight = treatedWeight(node, arm);
        return switch (statistic) {
            case COUNT -> weight;
            case ANY -> weight > 0 ? 1 : 0;
            case SHARE, BOTH, OWN_ARM, EDGES -> weight / graph.strength(node);
        };
    }

    private Moments moments(byte[] arm) {
        Moments moments = new Moments(own.groups());
        for (int k = 0; k < used.length; k++) {
            moments.add(own.of(arm[used[k]]), reach(used[k], arm), y[k]);
        }
        return moments;
    }

    /// Sums of squares and products about the means of own arms, and about one mean.
    private static final class Moments {
        private final double[] n;
        private final double[] x;
        private final double[] y;
        private double xx;
        private double xy;
        private double yy;

        Moments(int groups) {
            this.n = new double[groups];
            this.x = new double[groups];
            this.y = new double[groups];
        }

        void add(int group, double reach, double outcome) {
            n[group]++;
            x[group] += reach;
            y[group] += outcome;
            xx += reach * reach;
            xy += reach * outcome;
            yy += outcome * outcome;
        }

        private double within(double total, double[] a, double[] b) {
            double within = total;
            for (int g = 0; g < n.length; g++) {
                within -= n[g] == 0 ? 0 : a[g] * b[g] / n[g];
            }
            return Math.abs(within) <= ROUNDING * Math.abs(total) ? 0 : within;
        }

        /// No correlation where the arms leave all neighbours alike.
        double correlation() {
            double sx = within(xx, x, x);
            double sy = within(yy, y, y);
            if (sy <= 0) {
                return Double.NaN;
            }
            return sx <= 0 ? 0 : within(xy, x, y) / Math.sqrt(sx * sy);
        }

        double explained() {
            double sx = within(xx, x, x);
            double left = within(yy, y, y);
            double slope = sx <= 0 ? 0 : within(xy, x, y);
            return yy <= 0 ? Double.NaN : 1 - (left - (sx <= 0 ? 0 : slope * slope / sx)) / yy;
        }
    }
}
