package copse.interference;

import copse.exposure.Contrast;
import copse.exposure.ExposureProbabilities;
import java.util.Arrays;

/// The variance of Aronow and Samii from the joint probabilities of all pairs of nodes.
///
/// With `x_i = y_i / π_i` for a node that is seen in one of the conditions, its sum over a condition a has the
/// estimated variance `Σ_i (1 − π_i) x_i² + Σ_{i≠j} (π_ij − π_i π_j) / π_ij · x_i x_j`, and likewise the
/// covariance of both conditions. Pairs that are never seen together have no such term; Young's inequality puts
/// `y_i² / π_i` in its place, once for each such partner of a node that is seen, so that the estimate is on
/// average at least the variance. Every node is such a partner of itself: it is never in both conditions.
///
/// Memory: 16 bytes per pair of nodes. Cost: pairs of nodes once, pairs of seen nodes per estimate.
///
/// Source: Aronow and Samii (2017), Ann. Appl. Stat. 11(4), 1912-1947, sections 4 and 5.
/// doi:10.1214/16-AOAS1005
final class AllPairs implements ContrastVariance {
    /// Nodes up to which all pairs are looked at: a tenth of a gigabyte.
    static final int MOST = 2_500;

    private final int[] place;
    private final int size;
    private final double[] within;
    private final double[] across;
    private final int[] strangers;
    private final int[] referenceStrangers;

    /// @param nodes of the contrast, at most [#MOST]
    AllPairs(ContrastNodes nodes, ExposureProbabilities probabilities) {
        Contrast contrast = nodes.contrast();
        int a = contrast.condition();
        int b = contrast.reference();
        this.place = new int[nodes.probability().length];
        Arrays.fill(place, -1);
        int[] node = new int[nodes.nodes()];
        int next = 0;
        for (int i = 0; i < place.length; i++) {
            if (nodes.probability()[i] > 0) {
                node[next] = i;
                place[i] = next++;
            }
        }
        this.size = next;
        // above the diagonal the condition with itself, below it the reference with itself
        this.within = new double[size * size];
        this.across = new double[size * size];
        this.strangers = new int[size];
        this.referenceStrangers = new int[size];
        double[] p = nodes.probability();
        double[] q = nodes.reference();
        for (int k = 0; k < size; k++) {
            int i = node[k];
            strangers[k]++;
            referenceStrangers[k]++;
            for (int l = 0; l < size; l++) {
                int j = node[l];
                if (l > k) {
                    double same = probabilities.joint(i, a, j, a);
                    double others = probabilities.joint(i, b, j, b);
                    within[k * size + l] = ratio(same, p[i] * p[j]);
                    within[l * size + k] = ratio(others, q[i] * q[j]);
                    if (same == 0) {
                        strangers[k]++;
                        strangers[l]++;
                    }
                    if (others == 0) {
                        referenceStrangers[k]++;
                        referenceStrangers[l]++;
                    }
                }
                if (l != k) {
                    double crossed = probabilities.joint(i, a, j, b);
                    across[k * size + l] = ratio(crossed, p[i] * q[j]);
                    if (crossed == 0) {
                        strangers[k]++;
                        referenceStrangers[l]++;
                    }
                }
            }
        }
    }

    private static double ratio(double joint, double product) {
        return joint == 0 ? 0 : (joint - product) / joint;
    }

    @Override
    public String label() {
        return "Aronow-Samii";
    }

    @Override
    public double variance(Exposed seen, double[] value, boolean aboutMeans, byte[] arm, byte[] condition) {
        double sum = 0;
        for (int m = 0; m < seen.size(); m++) {
            int k = place[seen.node()[m]];
            double x = value[m] * seen.weight()[m];
            int partners = seen.treated()[m] ? strangers[k] : referenceStrangers[k];
            sum += (1 - 1 / seen.weight()[m]) * x * x + partners * value[m] * x;
            double pairs = 0;
            for (int o = m + 1; o < seen.size(); o++) {
                int l = place[seen.node()[o]];
                double factor = seen.treated()[m]
                        ? seen.treated()[o] ? within[k * size + l] : -across[k * size + l]
                        : seen.treated()[o] ? -across[l * size + k] : within[l * size + k];
                pairs += factor * value[o] * seen.weight()[o];
            }
            sum += 2 * x * pairs;
        }
        return Math.max(0, sum);
    }
}
