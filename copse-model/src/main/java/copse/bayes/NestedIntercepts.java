package copse.bayes;

import copse.math.RandomStream;
import copse.model.CrossProducts;
import copse.model.RandomTerm;
import copse.model.internal.LogProduct;
import java.util.Arrays;
import java.util.List;

/// Effects integrated out of a model whose random terms are constants of nested factors, `(1 | a/b/c)` or `(1 |
/// a)`.
///
/// From the innermost factor outwards each level hands on to the level around it the weight s and the sum r of
/// its rows, both divided by `1 + αs` with `α = φ F²`: what is left of them once its own effect is unknown.
/// What is left of the sum of squares is the sum of squares within innermost levels, then of the means of what
/// is handed on about their own mean, then of the outermost means: nothing is subtracted, so that the density
/// is right far from its mode as well, where effects and β nearly balance.
///
/// Cost: a dozen operations per level, slopes included.
final class NestedIntercepts extends EffectIntegral {
    private final int[][] parent; // of each level but those of the outermost factor
    private final double[][] weight; // s per factor and level; that of the innermost is given
    private final double[][] sum; // r
    private final double[][] divisor; // 1 + αs
    private final double[][] effect; // expected effect of a level and of those around it
    private final double[][] spread; // the variance of the same
    private final double[] alpha;
    private double precision;

    private NestedIntercepts(int[][] parent, double[] weights, double[][] factors) {
        super(new double[1][weights.length], factors);
        int depth = parent.length + 1;
        this.parent = parent;
        this.weight = new double[depth][];
        this.alpha = new double[depth];
        int levels = weights.length;
        for (int d = 0; d < depth; d++) {
            weight[d] = d == 0 ? weights : new double[levels];
            levels = d < parent.length ? 1 + Arrays.stream(parent[d]).max().orElse(-1) : 0;
        }
        this.sum = like(weight);
        this.divisor = like(weight);
        this.effect = like(weight);
        this.spread = like(weight);
    }

    private static double[][] like(double[][] arrays) {
        return Arrays.stream(arrays).map(own -> new double[own.length]).toArray(double[][]::new);
    }

    /// Whether every grouping has the constant alone, and each lies within the next.
    static boolean fits(CrossProducts products) {
        List<CrossProducts.Products> all = products.groupings();
        for (int g = 0; g < all.size(); g++) {
            CrossProducts.Products own = all.get(g);
            if (own.q() != 1 || !own.grouping().terms().getFirst().columns().equals(List.of(RandomTerm.INTERCEPT))) {
                return false;
            }
            for (int level = 0; g + 1 < all.size() && level < own.levels(); level++) {
                int[] start = products.pair(g, g + 1).start();
                if (start[level + 1] - start[level] != 1) {
                    return false;
                }
            }
        }
        return !all.isEmpty();
    }

    static NestedIntercepts of(CrossProducts products) {
        int[][] parent = new int[products.groupings().size() - 1][];
        for (int g = 0; g < parent.length; g++) {
            parent[g] = products.pair(g, g + 1).level();
        }
        return new NestedIntercepts(parent, products.groupings().getFirst().ztz(), zeros(products, true));
    }

    @Override
    NestedIntercepts copy() {
        return new NestedIntercepts(parent, weight[0], like(byFactor));
    }

    @Override
    double evaluate(ResidualSums residuals, double[][] factors, double phi) {
        precision = phi;
        int depth = weight.length;
        System.arraycopy(residuals.sums(0), 0, sum[0], 0, sum[0].length);
        LogProduct product = new LogProduct();
        double squares = residuals.squares();
        for (int d = 0; d < depth; d++) {
            double a = phi * factors[d][0] * factors[d][0];
            alpha[d] = a;
            double[] s = weight[d];
            double[] q = divisor[d];
            for (int i = 0; i < s.length; i++) {
                q[i] = 1 + a * s[i];
            }
            for (double divided : q) {
                product.multiply(divided);
            }
            squares += d + 1 < depth ? handOn(d) : outermost(d);
        }
        slopes(residuals, factors);
        byPrecision -= 0.5 * squares;
        return -0.5 * (phi * squares + product.log());
    }

    /// @return the sum of squares of the means handed on, about those of the levels around
    private double handOn(int d) {
        double[] s = weight[d + 1];
        double[] r = sum[d + 1];
        Arrays.fill(s, 0);
        Arrays.fill(r, 0);
        int[] to = parent[d];
        for (int i = 0; i < to.length; i++) {
            s[to[i]] += weight[d][i] / divisor[d][i];
            r[to[i]] += sum[d][i] / divisor[d][i];
        }
        double squares = 0;
        for (int i = 0; i < to.length; i++) {
            double away = sum[d][i] / weight[d][i] - r[to[i]] / s[to[i]];
            squares += weight[d][i] / divisor[d][i] * away * away;
        }
        return squares;
    }

    private double outermost(int d) {
        double squares = 0;
        for (int i = 0; i < sum[d].length; i++) {
            squares += sum[d][i] * sum[d][i] / (weight[d][i] * divisor[d][i]);
        }
        return squares;
    }

    private void slopes(ResidualSums residuals, double[][] factors) {
        int depth = weight.length;
        byPrecision = 0;
        for (int d = depth - 1; d >= 0; d--) {
            double a = alpha[d];
            double byAlpha = 0;
            for (int i = 0; i < weight[d].length; i++) {
                double left = 1 / divisor[d][i];
                double s = weight[d][i] * left;
                double r = sum[d][i] * left;
                double outer = d + 1 < depth ? effect[d + 1][parent[d][i]] : 0;
                double outerSpread = d + 1 < depth ? spread[d + 1][parent[d][i]] : 0;
                double away = r - s * outer;
                byAlpha += 0.5 * (outerSpread * s * s - s + precision * away * away);
                effect[d][i] = outer * left + a * r;
                spread[d][i] = left * (outerSpread * left + a);
            }
            byFactor[d][0] = 2 * precision * factors[d][0] * byAlpha;
            byPrecision += factors[d][0] * factors[d][0] * byAlpha;
        }
        for (int i = 0; i < bySums[0].length; i++) {
            bySums[0][i] = precision * (effect[0][i] - residuals.sums(0)[i] / weight[0][i]);
        }
    }

    @Override
    void draw(RandomStream stream, double[][] into) {
        int depth = weight.length;
        for (int d = depth - 1; d >= 0; d--) {
            double a = alpha[d];
            double[] b = into[d];
            stream.fillGaussian(b, 0, b.length);
            for (int i = 0; i < b.length; i++) {
                double outer = d + 1 < depth ? effect[d + 1][parent[d][i]] : 0;
                b[i] = a * (sum[d][i] - weight[d][i] * outer) / divisor[d][i]
                        + b[i] * Math.sqrt(a / (precision * divisor[d][i]));
                effect[d][i] = outer + b[i]; // now the effects drawn
            }
        }
    }
}
