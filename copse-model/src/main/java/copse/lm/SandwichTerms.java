package copse.lm;

import copse.model.internal.CompensatedSums;
import java.util.Arrays;

/// What a cluster-robust covariance and its degrees of freedom are made of, cluster by cluster, in coordinates
/// in which the information matrix of the r coefficients is the identity.
///
/// A coefficient's variance is estimated by `Σ_g (cᵀs_g)²`, a quadratic form in y. Under the working covariance
/// the vectors behind the terms have the products
///
/// `P_gh(c, d) = δ_gh cᵀD_g d + Σ_k σ_k (F_g c)_k (F_h d)_k`
///
/// where σ_k is 1 or −1: what a residual vector lacks is of low rank, so that sums over pairs of clusters need
/// no pairs. F_g has a row for each of the coordinates k that the cluster has a part in.
final class SandwichTerms {
    // More coordinates come from absorbed levels, of which few pairs meet.
    private static final int MOST_DENSE = 64;

    private final int r;
    private final int size;
    private final double[] score; // r per cluster
    private final double[] own; // D_g, r×r per cluster
    private final int[] start; // per cluster, where its rows of F begin
    private final int[] coordinate; // of each row of F
    private final double[] f; // rows of F, r numbers each
    private final double[] sign; // per coordinate

    private SandwichTerms(
            int r, int size, double[] score, double[] own, int[] start, int[] coordinate, double[] f, double[] sign) {
        this.r = r;
        this.size = size;
        this.score = score;
        this.own = own;
        this.start = start;
        this.coordinate = coordinate;
        this.f = f;
        this.sign = sign;
    }

    /// Takes in clusters one after another.
    static final class Collector {
        private final int r;
        private final double[] score;
        private final double[] own;
        private final int[] start;
        private final double[] sign;
        private int[] coordinate;
        private double[] f;
        private int next;

        Collector(int r, int size, double[] sign) {
            this.r = r;
            this.score = new double[size * r];
            this.own = new double[size * r * r];
            this.start = new int[size + 1];
            this.sign = sign.clone();
            this.coordinate = new int[size * r];
            this.f = new double[size * r * r];
        }

        /// @param s r numbers
        /// @param d r×r, symmetric
        void add(double[] s, double[] d) {
            System.arraycopy(s, 0, score, next * r, r);
            System.arraycopy(d, 0, own, next * r * r, r * r);
            start[next + 1] = start[next];
            next++;
        }

        /// A row of F of the cluster added last.
        void row(int k, double[] values) {
            int at = start[next]++;
            if (at == coordinate.length) {
                int larger = Math.max(16, 2 * at);
                coordinate = Arrays.copyOf(coordinate, larger);
                f = Arrays.copyOf(f, larger * r);
            }
            coordinate[at] = k;
            System.arraycopy(values, 0, f, at * r, r);
        }

        SandwichTerms done() {
            return new SandwichTerms(r, start.length - 1, score, own, start, coordinate, f, sign);
        }
    }

    int size() {
        return size;
    }

    int dimension() {
        return r;
    }

    double score(int cluster, int j) {
        return score[cluster * r + j];
    }

    /// `Σ_g s_g s_gᵀ`, r×r.
    double[] meat() {
        CompensatedSums sums = new CompensatedSums();
        sums.ensure(r * r);
        for (int g = 0; g < size; g++) {
            for (int i = 0; i < r; i++) {
                for (int j = 0; j <= i; j++) {
                    sums.add(i + j * r, score[g * r + i] * score[g * r + j]);
                }
            }
        }
        double[] meat = new double[r * r];
        for (int i = 0; i < r; i++) {
            for (int j = 0; j <= i; j++) {
                meat[i + j * r] = sums.value(i + j * r);
                meat[j + i * r] = meat[i + j * r];
            }
        }
        return meat;
    }

    /// Satterthwaite's degrees of freedom of the variance of a combination: twice its squared expectation over
    /// its variance, under the working covariance.
    ///
    /// Source: Bell and McCaffrey (2002), section 4; in matrix form Pustejovsky and Tipton (2018), equation 10
    /// ff.
    ///
    /// @param c the combination, r numbers
    /// @return degrees of freedom; 0 if the variance is 0 whatever the data
    double degrees(double[] c) {
        Moments moments = moments(c);
        double mean = moments.mean(0, 0);
        return mean > 0 ? mean * mean / moments.product(0, 0, 0, 0) : 0;
    }

    /// Sums over pairs of clusters for several combinations.
    ///
    /// @param combinations r numbers each
    Moments moments(double[]... combinations) {
        return new Moments(combinations);
    }

    /// Means and products of `P_gh` over clusters and pairs of clusters.
    final class Moments {
        private final int q;
        private final double[] mean; // Σ_g P_gg(s, t)
        private final double[] ownProducts; // Σ_g over what only g = h contributes to product(s, t, u, v)
        private final double[][] cross; // per (s, t): Σ_g F_g s (F_g t)ᵀ by pairs of coordinates
        private final int dense; // number of coordinates if all pairs have a place, else 0
        private final LongIndex pairs = new LongIndex();

        private Moments(double[][] combinations) {
            q = combinations.length;
            mean = new double[q * q];
            ownProducts = new double[q * q * q * q];
            dense = sign.length <= MOST_DENSE ? sign.length : 0;
            cross = new double[q * q][dense * dense];
            double[] d = new double[q * q];
            double[] h = new double[q * q];
            for (int g = 0; g < size; g++) {
                int rows = start[g + 1] - start[g];
                double[] low = new double[rows * q];
                project(g, combinations, low);
                quadratic(g, combinations, d);
                Arrays.fill(h, 0);
                for (int k = 0; k < rows; k++) {
                    double own = sign[coordinate[start[g] + k]];
                    for (int s = 0; s < q; s++) {
                        for (int t = 0; t < q; t++) {
                            h[s + t * q] += own * low[k * q + s] * low[k * q + t];
                        }
                    }
                }
                addOwn(d, h);
                addCross(g, low, rows);
            }
        }

        private void project(int g, double[][] combinations, double[] low) {
            for (int k = start[g]; k < start[g + 1]; k++) {
                for (int s = 0; s < q; s++) {
                    double sum = 0;
                    for (int j = 0; j < r; j++) {
                        sum += f[k * r + j] * combinations[s][j];
                    }
                    low[(k - start[g]) * q + s] = sum;
                }
            }
        }

        private void quadratic(int g, double[][] combinations, double[] d) {
            for (int s = 0; s < q; s++) {
                double[] half = new double[r];
                for (int j = 0; j < r; j++) {
                    double factor = combinations[s][j];
                    for (int i = 0; i < r; i++) {
                        half[i] += own[g * r * r + i + j * r] * factor;
                    }
                }
                for (int t = 0; t < q; t++) {
                    double sum = 0;
                    for (int i = 0; i < r; i++) {
                        sum += half[i] * combinations[t][i];
                    }
                    d[s + t * q] = sum;
                }
            }
        }

        private void addOwn(double[] d, double[] h) {
            int squares = q * q;
            for (int a = 0; a < squares; a++) {
                mean[a] += d[a] + h[a];
                for (int b = 0; b < squares; b++) {
                    ownProducts[a + b * squares] += d[a] * d[b] + d[a] * h[b] + h[a] * d[b];
                }
            }
        }

        private void addCross(int g, double[] low, int rows) {
            for (int a = 0; a < rows; a++) {
                for (int b = 0; b < rows; b++) {
                    int at = place(coordinate[start[g] + a], coordinate[start[g] + b]);
                    for (int s = 0; s < q; s++) {
                        for (int t = 0; t < q; t++) {
                            if (at >= cross[s + t * q].length) {
                                cross[s + t * q] = Arrays.copyOf(cross[s + t * q], 2 * at + 64);
                            }
                            cross[s + t * q][at] += low[a * q + s] * low[b * q + t];
                        }
                    }
                }
            }
        }

        private int place(int a, int b) {
            return dense > 0 ? a * dense + b : pairs.locate((long) a << 32 | b);
        }

        /// `Σ_g P_gg(s, t)`, the expectation of the variance matrix.
        double mean(int s, int t) {
            return mean[s + t * q];
        }

        /// `Σ_g Σ_h P_gh(s, t) P_gh(u, v)`
        double product(int s, int t, int u, int v) {
            double sum = ownProducts[s + t * q + (u + v * q) * q * q];
            double[] left = cross[s + u * q];
            double[] right = cross[t + v * q];
            for (int at = 0; at < dense * dense; at++) {
                sum += sign[at / dense] * sign[at % dense] * left[at] * right[at];
            }
            for (int at = 0; at < pairs.size(); at++) {
                long key = pairs.key(at);
                sum += sign[(int) (key >>> 32)] * sign[(int) key] * left[at] * right[at];
            }
            return sum;
        }
    }
}
