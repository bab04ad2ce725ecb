package copse.lmm;

import copse.model.CrossProducts;

/// Random effects at a solution of the penalised system, and what the residuals say of them.
final class Modes {
    private Modes() {}

    /// Per grouping, `Σ over levels (Zᵀe) uᵀ` with the residual `e = y − Xβ − ZΛu`: the derivative of the
    /// penalised residual sum of squares by Λ[a, b] is minus twice entry (a, b).
    ///
    /// @param beta β
    /// @param u spherical modes per grouping
    /// @return q×q column-major per grouping
    static double[][] residualProducts(Structure s, double[][] lambda, double[] beta, double[][] u) {
        double[][] e = residuals(s, lambda, beta, u);
        double[][] products = new double[s.groupings][];
        for (int g = 0; g < s.groupings; g++) {
            int q = s.q[g];
            products[g] = new double[q * q];
            for (int level = 0; level < s.levels[g]; level++) {
                for (int c = 0; c < q; c++) {
                    for (int a = 0; a < q; a++) {
                        products[g][a + c * q] += e[g][level * q + a] * u[g][level * q + c];
                    }
                }
            }
        }
        return products;
    }

    /// Per grouping Zᵀe of every level, with the residual `e = y − Xβ − ZΛu`.
    ///
    /// @param beta β
    /// @param u spherical modes per grouping
    /// @return levels times q per grouping
    static double[][] residuals(Structure s, double[][] lambda, double[] beta, double[][] u) {
        double[][] e = new double[s.groupings][];
        double[][] b = new double[s.groupings][];
        for (int g = 0; g < s.groupings; g++) {
            b[g] = effects(s, lambda, g, u[g]);
            e[g] = ownResiduals(s, g, beta, b[g]);
        }
        for (int g = 0; g < s.groupings; g++) {
            for (int h = g + 1; h < s.groupings; h++) {
                subtractPair(s.products.pair(g, h), s.q[g], s.q[h], e[g], e[h], b[g], b[h]);
            }
        }
        return e;
    }

    /// b = Λu of every level.
    static double[] effects(Structure s, double[][] lambda, int g, double[] u) {
        int q = s.q[g];
        double[] b = new double[u.length];
        for (int level = 0; level < s.levels[g]; level++) {
            for (int a = 0; a < q; a++) {
                double sum = 0;
                for (int c = 0; c <= a; c++) {
                    sum += lambda[g][a + c * q] * u[level * q + c];
                }
                b[level * q + a] = sum;
            }
        }
        return b;
    }

    private static double[] ownResiduals(Structure s, int g, double[] beta, double[] b) {
        CrossProducts.Products products = s.products.groupings().get(g);
        int q = s.q[g];
        double[] e = new double[b.length];
        for (int level = 0; level < s.levels[g]; level++) {
            for (int a = 0; a < q; a++) {
                int row = (level * q + a) * (s.p + 1);
                double sum = products.ztx()[row + s.p];
                for (int j = 0; j < s.p; j++) {
                    sum -= products.ztx()[row + j] * beta[j];
                }
                for (int c = 0; c < q; c++) {
                    sum -= products.ztz()[level * q * q + a + c * q] * b[level * q + c];
                }
                e[level * q + a] = sum;
            }
        }
        return e;
    }

    private static void subtractPair(
            CrossProducts.Pair pair, int q, int r, double[] eg, double[] eh, double[] bg, double[] bh) {
        for (int level = 0; level + 1 < pair.start().length; level++) {
            for (int k = pair.start()[level]; k < pair.start()[level + 1]; k++) {
                int other = pair.level()[k];
                for (int a = 0; a < q; a++) {
                    for (int c = 0; c < r; c++) {
                        double block = pair.blocks()[(k * q + a) * r + c];
                        eg[level * q + a] -= block * bh[other * r + c];
                        eh[other * r + c] -= block * bg[level * q + a];
                    }
                }
            }
        }
    }
}
