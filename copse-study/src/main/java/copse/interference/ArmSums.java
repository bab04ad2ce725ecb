package copse.interference;

import copse.exposure.Sides;
import copse.network.Clustering;
import java.util.OptionalDouble;

/// Outcomes of the two arms added up by cluster.
///
/// @param sum outcomes of each cluster, treatment then control
/// @param count nodes with an outcome of each cluster, treatment then control
record ArmSums(double[][] sum, int[][] count) {
    private static final int TREATED = 0;
    private static final int CONTROL = 1;

    static ArmSums of(Sides sides, Clustering clusters, NetworkData data) {
        double[][] sum = new double[2][clusters.clusters()];
        int[][] count = new int[2][clusters.clusters()];
        boolean complete = data.missing().isEmpty();
        for (int node = 0; node < data.nodes(); node++) {
            int arm = data.arm()[node];
            int side = sides.treated(arm) ? TREATED : sides.control(arm) ? CONTROL : -1;
            if (side >= 0 && (complete || !data.missing().get(node))) {
                sum[side][clusters.of(node)] += data.outcome()[node];
                count[side][clusters.of(node)]++;
            }
        }
        return new ArmSums(sum, count);
    }

    /// @throws copse.error.InputException `G204` if an arm has no outcome, `G207` if it has one cluster
    void require(NetworkQuestion question) {
        require(TREATED, question.treatment());
        require(CONTROL, question.control());
    }

    private void require(int side, String arm) {
        int clusters = 0;
        for (int count : count[side]) {
            clusters += count > 0 ? 1 : 0;
        }
        if (clusters == 0) {
            throw InterferenceCode.EMPTY_CONDITION.error(
                    "arm `" + arm + "` has no node with an outcome",
                    "an effect compares outcomes of both arms",
                    "check whether the data hold all arms, or compare two arms that have outcomes");
        }
        if (clusters == 1) {
            throw InterferenceCode.FEW_CLUSTERS.error(
                    "the nodes of arm `" + arm + "` are all of one cluster",
                    "how much clusters differ by themselves cannot be seen from one",
                    "make more clusters, at least two for each arm");
        }
    }

    /// @return nodes with an outcome in either arm
    long nodes() {
        return total(TREATED) + total(CONTROL);
    }

    /// @return clusters with such nodes
    int clusters() {
        int clusters = 0;
        for (int cluster = 0; cluster < count[TREATED].length; cluster++) {
            clusters += count[TREATED][cluster] + count[CONTROL][cluster] > 0 ? 1 : 0;
        }
        return clusters;
    }

    /// @return mean outcome of the treatment less that of the control; empty if one of them has none
    OptionalDouble difference() {
        return total(TREATED) == 0 || total(CONTROL) == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(mean(TREATED) - mean(CONTROL));
    }

    private double mean(int side) {
        double total = 0;
        for (double sum : sum[side]) {
            total += sum;
        }
        return total / total(side);
    }

    private long total(int side) {
        long total = 0;
        for (int count : count[side]) {
            total += count;
        }
        return total;
    }

    /// A standard error and its degrees of freedom.
    record Error(double se, double df) {}

    Error error() {
        boolean wholes = true;
        for (int cluster = 0; cluster < count[TREATED].length; cluster++) {
            wholes &= count[TREATED][cluster] == 0 || count[CONTROL][cluster] == 0;
        }
        return wholes ? byArm() : across();
    }

    /// CR2 of either mean: `Σ w² d² / (1 − w)` with w the share of a cluster in the arm's nodes and d its
    /// mean's deviation from the arm's; Satterthwaite's degrees of freedom.
    private Error byArm() {
        double variance = 0;
        Satterthwaite[] sides = new Satterthwaite[2];
        for (int side = TREATED; side <= CONTROL; side++) {
            double mean = mean(side);
            double total = total(side);
            double[] weight = new double[count[side].length];
            for (int cluster = 0; cluster < weight.length; cluster++) {
                if (count[side][cluster] > 0) {
                    weight[cluster] = count[side][cluster];
                    double w = weight[cluster] / total;
                    double deviation = sum[side][cluster] / weight[cluster] - mean;
                    variance += w * w * deviation * deviation / (1 - w);
                }
            }
            sides[side] = Satterthwaite.of(weight);
        }
        return new Error(Math.sqrt(variance), Satterthwaite.df(sides[TREATED], sides[CONTROL]));
    }

    /// The sandwich of clusters whose units are in both arms.
    private Error across() {
        double treated = mean(TREATED);
        double control = mean(CONTROL);
        long nTreated = total(TREATED);
        long nControl = total(CONTROL);
        double squares = 0;
        int clusters = 0;
        for (int cluster = 0; cluster < count[TREATED].length; cluster++) {
            if (count[TREATED][cluster] + count[CONTROL][cluster] == 0) {
                continue;
            }
            double part = (sum[TREATED][cluster] - count[TREATED][cluster] * treated) / nTreated
                    - (sum[CONTROL][cluster] - count[CONTROL][cluster] * control) / nControl;
            squares += part * part;
            clusters++;
        }
        double df = clusters - 1.0;
        return new Error(Math.sqrt(squares * clusters / df), df);
    }
}
