package copse.interference;

import copse.design.ClusterLaw;
import copse.design.JointProbabilities;
import copse.design.Randomisation;

/// What the numbers of clusters of each kind add to a variance, where chance decides them too.
///
/// If a stratum of 15 clusters is to have 3.75 treated ones, it has three or four. A sum over clusters then
/// shifts with their number: by the variance of `Σ n · z` over kinds and strata, n being the number of clusters
/// of a kind in a stratum, with the covariances that the design implies, and z what one of them adds on
/// average. Means seen stand for those of all clusters; the variance being a convex function of them, it is too
/// large on average rather than too small.
///
/// @param probabilities of the kinds of two clusters together
/// @param size number of clusters by stratum
/// @param one a cluster of each stratum
/// @param other another cluster of each, the same if there is only one
/// @param fixed whether the numbers in a stratum are always the same
/// @param independent whether the numbers of different strata are
record SpareClusters(
        JointProbabilities probabilities, int[] size, int[] one, int[] other, boolean[] fixed, boolean independent) {
    static SpareClusters of(Randomisation clusters, ClusterLaw.Blocked law) {
        int[] one = new int[law.blocks()];
        int[] other = new int[law.blocks()];
        int[] size = new int[law.blocks()];
        boolean[] fixed = new boolean[law.blocks()];
        for (int c = 0; c < law.clusters(); c++) {
            int block = law.block(c);
            if (block >= 0) {
                one[block] = size[block] == 0 ? c : one[block];
                other[block] = c;
                size[block]++;
            }
        }
        for (int block = 0; block < fixed.length; block++) {
            fixed[block] = law.outcomes(block).size() == 1;
        }
        return new SpareClusters(clusters.jointProbabilities(), size, one, other, fixed, law.independent());
    }

    /// @param mean by stratum and kind: what a cluster adds on average
    /// @return the variance of `Σ n · z`
    double variance(double[][] mean) {
        double sum = 0;
        for (int s = 0; s < size.length; s++) {
            for (int t = independent ? s : 0; t < (independent ? s + 1 : size.length); t++) {
                if (!fixed[s] && !fixed[t]) {
                    sum += covariance(s, t, mean);
                }
            }
        }
        // a variance, but for rounding
        return Math.max(0, sum);
    }

    private double covariance(int s, int t, double[][] mean) {
        double sum = 0;
        for (int a = 0; a < mean[s].length; a++) {
            for (int b = 0; b < mean[t].length; b++) {
                sum += mean[s][a] * mean[t][b] * (product(s, a, t, b) - number(s, a) * number(t, b));
            }
        }
        return sum;
    }

    /// The mean of the product of two numbers: a sum over pairs of clusters, which are alike within a stratum.
    private double product(int s, int a, int t, int b) {
        if (s != t) {
            return (double) size[s] * size[t] * probabilities.of(one[s], a, one[t], b);
        }
        double pairs = size[s] == 1 ? 0 : size[s] * (size[s] - 1.0) * probabilities.of(one[s], a, other[s], b);
        return pairs + (a == b ? number(s, a) : 0);
    }

    private double number(int s, int a) {
        return size[s] * probabilities.of(one[s], a, one[s], a);
    }
}
