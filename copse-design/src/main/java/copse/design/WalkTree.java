package copse.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Every path of a Gram-Schmidt walk over a few units: each pivot that may be drawn and both ways of each step.
///
/// @param possibilities the assignments that paths end in, with the sum of their probabilities
record WalkTree(List<Possibility> possibilities) {
    /// Seven units have some 600,000 paths, each further unit about 16 times as many.
    static final int MOST_UNITS = 7;

    /// Positions closer to ±1 than this are decided, as in the walk itself.
    private static final double DECIDED = 1e-10;

    static WalkTree of(double[][] x, int units, double robustness, double share) {
        Paths paths = new Paths(x, units, robustness);
        double[] z = new double[units];
        Arrays.fill(z, 2 * share - 1);
        paths.pivot(z, (1 << units) - 1, 1);
        List<Possibility> possibilities = new ArrayList<>();
        for (int treated = 0; treated < paths.probability.length; treated++) {
            if (paths.probability[treated] > 0) {
                byte[] arms = new byte[units];
                for (int i = 0; i < units; i++) {
                    arms[i] = (byte) (treated >>> i & 1);
                }
                possibilities.add(new Possibility(arms, paths.probability[treated]));
            }
        }
        return new WalkTree(List.copyOf(possibilities));
    }

    private static final class Paths {
        private final double[][] gram;
        private final int units;
        private final double[] probability;

        Paths(double[][] x, int units, double robustness) {
            this.units = units;
            this.probability = new double[1 << units];
            this.gram = new double[units][units];
            for (int i = 0; i < units; i++) {
                for (int k = 0; k < units; k++) {
                    double sum = 0;
                    for (double[] column : x) {
                        sum += column[i] * column[k];
                    }
                    gram[i][k] = (1 - robustness) * sum + (i == k ? robustness : 0);
                }
            }
        }

        /// Each undecided unit may be the next pivot.
        private void pivot(double[] z, int undecided, double weight) {
            if (undecided == 0) {
                int treated = 0;
                for (int i = 0; i < units; i++) {
                    treated |= z[i] > 0 ? 1 << i : 0;
                }
                probability[treated] += weight;
                return;
            }
            for (int i = 0; i < units; i++) {
                if ((undecided >>> i & 1) == 1) {
                    walk(z, undecided, i, weight / Integer.bitCount(undecided));
                }
            }
        }

        private void walk(double[] z, int undecided, int pivot, double weight) {
            double[] u = direction(undecided, pivot);
            double ahead = Double.POSITIVE_INFINITY;
            double back = Double.POSITIVE_INFINITY;
            int first = pivot;
            int last = pivot;
            for (int i = 0; i < units; i++) {
                if (u[i] != 0) {
                    double towards = u[i] < 0 ? -z[i] : z[i];
                    double up = (1 - towards) / Math.abs(u[i]);
                    double down = (1 + towards) / Math.abs(u[i]);
                    first = up < ahead ? i : first;
                    ahead = Math.min(ahead, up);
                    last = down < back ? i : last;
                    back = Math.min(back, down);
                }
            }
            step(z, u, ahead, first, undecided, pivot, weight * back / (ahead + back));
            step(z, u, -back, last, undecided, pivot, weight * ahead / (ahead + back));
        }

        private void step(double[] z, double[] u, double length, int reached, int undecided, int pivot, double weight) {
            double[] next = z.clone();
            int left = undecided;
            for (int i = 0; i < units; i++) {
                next[i] += length * u[i];
                if (i == reached || Math.abs(next[i]) >= 1 - DECIDED) {
                    next[i] = Math.signum(next[i]);
                    left &= ~(1 << i);
                }
            }
            if ((left >>> pivot & 1) == 1) {
                walk(next, left, pivot, weight);
            } else {
                pivot(next, left, weight);
            }
        }

        /// 1 for the pivot; for the other undecided units the solution of the normal equations, by elimination.
        private double[] direction(int undecided, int pivot) {
            int[] free = new int[Integer.bitCount(undecided) - 1];
            int count = 0;
            for (int i = 0; i < units; i++) {
                if ((undecided >>> i & 1) == 1 && i != pivot) {
                    free[count++] = i;
                }
            }
            double[][] a = new double[count][count + 1];
            for (int i = 0; i < count; i++) {
                for (int k = 0; k < count; k++) {
                    a[i][k] = gram[free[i]][free[k]];
                }
                a[i][count] = -gram[free[i]][pivot];
            }
            for (int p = 0; p < count; p++) {
                for (int i = p + 1; i < count; i++) {
                    double factor = a[i][p] / a[p][p];
                    for (int k = p; k <= count; k++) {
                        a[i][k] -= factor * a[p][k];
                    }
                }
            }
            double[] u = new double[units];
            u[pivot] = 1;
            for (int p = count - 1; p >= 0; p--) {
                double sum = a[p][count];
                for (int k = p + 1; k < count; k++) {
                    sum -= a[p][k] * u[free[k]];
                }
                u[free[p]] = sum / a[p][p];
            }
            return u;
        }
    }
}
