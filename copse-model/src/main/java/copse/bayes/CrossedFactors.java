package copse.bayes;

import copse.lmm.LmmCode;
import copse.math.Matrix;
import copse.math.RandomStream;
import copse.model.CrossProducts;
import copse.model.internal.BlockCholesky;
import copse.model.internal.CovarianceTemplate;
import copse.model.internal.SelectedInverse;
import copse.model.internal.Structure;
import copse.model.internal.SystemValues;
import java.util.ArrayList;
import java.util.List;

/// Effects integrated out of a model with any grouping factors, by the factor of the penalised system.
///
/// The system has no X: β is given, and its right-hand side is that of the residuals `y − Xβ`.
///
/// Cost: that of [BlockCholesky] and [SelectedInverse].
final class CrossedFactors extends EffectIntegral {
    private final CrossProducts plain; // with no X
    private final Structure structure;
    private final SystemValues values;
    private final BlockCholesky cholesky;
    private final SelectedInverse inverse;
    private final double[][] lambda; // Λ, lower triangular
    private final double[][] rotation; // Q with √φ F = ΛQ
    private final double[][] modes; // u
    private double precision;

    private CrossedFactors(CrossProducts plain, Structure structure) {
        super(zeros(plain, false), zeros(plain, true));
        this.plain = plain;
        this.structure = structure;
        this.values = SystemValues.of(structure, plain);
        this.cholesky = new BlockCholesky(structure, values);
        this.inverse = new SelectedInverse(cholesky);
        this.lambda = zeros(plain, true);
        this.rotation = zeros(plain, true);
        this.modes = zeros(plain, false);
    }

    static CrossedFactors of(CrossProducts products) {
        CrossProducts plain = withoutX(products);
        return new CrossedFactors(plain, Structure.of(plain, LmmCode.TOO_LARGE));
    }

    private static CrossProducts withoutX(CrossProducts products) {
        double[] response = new double[products.p() + 1];
        response[products.p()] = 1;
        return products.transformed(Matrix.wrap(response.length, 1, response));
    }

    @Override
    CrossedFactors copy() {
        // the values of the right-hand side are this instance's own
        return new CrossedFactors(withoutX(plain), structure);
    }

    @Override
    double evaluate(ResidualSums residuals, double[][] factors, double phi) {
        precision = phi;
        if (!isKnown(phi, residuals.squares())) {
            return Double.NaN;
        }
        for (int g = 0; g < lambda.length; g++) {
            rotate(g, factors[g]);
            double[] right = residuals.sums(g);
            System.arraycopy(right, 0, values.fixed(g), 0, right.length);
        }
        values.gram()[0] = residuals.squares();
        if (!cholesky.factor(lambda)) {
            return Double.NaN;
        }
        cholesky.solve(new double[0], modes);
        slopes(residuals);
        return -0.5 * (precision * cholesky.residualSquares() + cholesky.logDeterminantA());
    }

    // Λ and Q of √φ F = ΛQ
    private void rotate(int g, double[] factor) {
        int q = structure.q(g);
        double root = Math.sqrt(precision);
        double[] scaled = new double[q * q];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = root * factor[i];
        }
        lambda[g] = CovarianceTemplate.lowerFactor(Matrix.identity(q), scaled).toArray();
        for (int b = 0; b < q; b++) {
            for (int a = 0; a < q; a++) {
                double sum = scaled[a + b * q];
                for (int i = 0; i < a; i++) {
                    sum -= lambda[g][a + i * q] * rotation[g][i + b * q];
                }
                rotation[g][a + b * q] = sum / lambda[g][a + a * q];
            }
        }
    }

    private void slopes(ResidualSums residuals) {
        inverse.compute(false);
        double[][] traces = inverse.traces();
        List<double[]> left = new ArrayList<>(); // Zᵀ of the residuals, effects taken out
        double[][] b = new double[lambda.length][];
        for (int g = 0; g < lambda.length; g++) {
            b[g] = effects(g, modes[g]);
            left.add(residuals.sums(g).clone());
            for (int i = 0; i < b[g].length; i++) {
                bySums[g][i] = precision * b[g][i];
            }
        }
        for (int g = 0; g < lambda.length; g++) {
            subtractOwn(g, b[g], left.get(g));
            for (int h = g + 1; h < lambda.length; h++) {
                subtractPair(g, h, b, left);
            }
        }
        byPrecision = -0.5 * cholesky.residualSquares();
        for (int g = 0; g < lambda.length; g++) {
            byFactor(g, traces[g], left.get(g));
        }
    }

    private double[] effects(int g, double[] u) {
        int q = structure.q(g);
        double[] b = new double[u.length];
        for (int at = 0; at < b.length; at += q) {
            for (int a = 0; a < q; a++) {
                for (int c = 0; c <= a; c++) {
                    b[at + a] += lambda[g][a + c * q] * u[at + c];
                }
            }
        }
        return b;
    }

    private void subtractOwn(int g, double[] b, double[] left) {
        int q = structure.q(g);
        double[] ztz = values.own(g);
        for (int at = 0; at < b.length; at += q) {
            for (int c = 0; c < q; c++) {
                for (int a = 0; a < q; a++) {
                    left[at + a] -= ztz[at * q + a + c * q] * b[at + c];
                }
            }
        }
    }

    private void subtractPair(int g, int h, double[][] b, List<double[]> left) {
        CrossProducts.Pair pair = plain.pair(g, h);
        int q = structure.q(g);
        int r = structure.q(h);
        double[] first = left.get(g);
        double[] second = left.get(h);
        for (int level = 0; level + 1 < pair.start().length; level++) {
            for (int k = pair.start()[level]; k < pair.start()[level + 1]; k++) {
                int other = pair.level()[k] * r;
                for (int a = 0; a < q; a++) {
                    for (int c = 0; c < r; c++) {
                        double block = pair.blocks()[(k * q + a) * r + c];
                        first[level * q + a] -= block * b[h][other + c];
                        second[other + c] -= block * b[g][level * q + a];
                    }
                }
            }
        }
    }

    // the slope by Λ, all entries, is what holds for any square root; turned by Q it is that by √φ F
    private void byFactor(int g, double[] traces, double[] left) {
        int q = structure.q(g);
        double[] byLambda = new double[q * q];
        for (int c = 0; c < q; c++) {
            for (int a = 0; a < q; a++) {
                double sum = 0;
                for (int at = 0; at < left.length; at += q) {
                    sum += left[at + a] * modes[g][at + c];
                }
                byLambda[a + c * q] = precision * sum - traces[a + c * q];
                byPrecision += byLambda[a + c * q] * lambda[g][a + c * q] / (2 * precision);
            }
        }
        double root = Math.sqrt(precision);
        for (int c = 0; c < q; c++) {
            for (int a = 0; a < q; a++) {
                double sum = 0;
                for (int i = 0; i < q; i++) {
                    sum += byLambda[a + i * q] * rotation[g][i + c * q];
                }
                byFactor[g][a + c * q] = root * sum;
            }
        }
    }

    @Override
    void draw(RandomStream stream, double[][] into) {
        double[][] normals = new double[modes.length][];
        for (int g = 0; g < modes.length; g++) {
            normals[g] = new double[modes[g].length];
            stream.fillGaussian(normals[g], 0, normals[g].length);
        }
        cholesky.backward(normals);
        double sd = 1 / Math.sqrt(precision);
        for (int g = 0; g < modes.length; g++) {
            for (int i = 0; i < normals[g].length; i++) {
                normals[g][i] = modes[g][i] + sd * normals[g][i];
            }
            System.arraycopy(effects(g, normals[g]), 0, into[g], 0, into[g].length);
        }
    }
}
