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
    static double[][] residualProducts(CrossProducts products, double[][] lambda, double[] beta, double[][] u) {
        double[][] e = residuals(products, lambda, beta, u);
        double[][] sums = new double[products.groupings().size()][];
        for (int g = 0; g < products.groupings().size(); g++) {
            int q = products.groupings().get(g).q();
            sums[g] = new double[q * q];
            for (int level = 0; level < products.groupings().get(g).levels(); level++) {
                for (int c = 0; c < q; c++) {
                    for (int a = 0; a < q; a++) {
                        sums[g][a + c * q] += e[g][level * q + a] * u[g][level * q + c];
                    }
                }
            }
        }
        return sums;
    }

    /// Per grouping Zᵀe of every level, with the residual `e = y − Xβ − ZΛu`.
    ///
    /// @param beta β
    /// @param u spherical modes per grouping
    /// @return levels times q per grouping
    static double[][] residuals(CrossProducts products, double[][] lambda, double[] beta, double[][] u) {
        int groupings = products.groupings().size();
        double[][] e = new double[groupings][];
        double[][] b = new double[groupings][];
        for (int g = 0; g < products.groupings().size(); g++) {
            b[g] = effects(products, lambda, g, u[g]);
            e[g] = ownResiduals(products.groupings().get(g), products.p(), beta, b[g]);
        }
        for (int g = 0; g < products.groupings().size(); g++) {
            for (int h = g + 1; h < groupings; h++) {
                subtractPair(
                        products.pair(g, h),
                        products.groupings().get(g).q(),
                        products.groupings().get(h).q(),
                        e[g],
                        e[h],
                        b[g],
                        b[h]);
            }
        }
        return e;
    }

    /// b = Λu of every level.
    static double[] effects(CrossProducts products, double[][] lambda, int g, double[] u) {
        int q = products.groupings().get(g).q();
        double[] b = new double[u.length];
        for (int level = 0; level < products.groupings().get(g).levels(); level++) {
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

    private static double[] ownResiduals(CrossProducts.Products products, int p, double[] beta, double[] b) {
        int q = products.q();
        double[] e = new double[b.length];
        for (int level = 0; level < products.levels(); level++) {
            for (int a = 0; a < q; a++) {
                int row = (level * q + a) * (p + 1);
                double sum = products.ztx()[row + p];
                for (int j = 0; j < p; j++) {
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
