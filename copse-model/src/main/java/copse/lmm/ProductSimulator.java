package copse.lmm;

import copse.math.Matrix;
import copse.math.RandomStream;
import copse.model.CrossProducts;
import copse.model.internal.CovarianceTemplate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Draws the cross-products of new responses from a fitted model without making any rows.
///
/// With `G = [Z X]ᵀ[Z X] = LLᵀ` the cross-products of the errors are `[Z X]ᵀε = σLw`, w standard normal; then
/// `‖ε‖² = σ²(‖w‖² + χ²)` with an independent χ² on as many degrees of freedom as there are rows beyond the
/// rank of G. This is exact, and costs as many operations as L has entries. L is made once, per component of
/// the groupings, with X as a border; columns that depend on earlier ones (the constant within the groups) have
/// no column in L.
final class ProductSimulator {
    // What is left of a column after the earlier ones, as a share of its own square, when it depends on them.
    private static final double DEPENDENT = 1e-10;

    private final CrossProducts products;
    private final Components components;
    private final List<double[][]> factors = new ArrayList<>(); // per component, columns of L with X as further rows
    private final double[][] fixedFactor;
    private final long rank;
    private final double[][] lambda; // times σ
    private final double[] beta;
    private final double sigma;

    /// @param fit the model to draw from
    ProductSimulator(LmmFit fit) {
        products = fit.standard().products();
        components = Components.of(products);
        int p = products.p();
        Matrix gram = products.gram();
        double[][] left = new double[p][p];
        for (int j = 0; j < p; j++) {
            for (int i = 0; i < p; i++) {
                left[j][i] = gram.at(i, j);
            }
        }
        long count = 0;
        for (Components.Component component : components.list()) {
            int c = component.columns();
            double[][] columns = new double[c][c + p];
            double[][] z = components.ztz(component);
            double[][] x = components.ztx(component);
            for (int j = 0; j < c; j++) {
                System.arraycopy(z[j], 0, columns[j], 0, c);
                for (int k = 0; k < p; k++) {
                    columns[j][c + k] = x[k][j];
                }
            }
            count += factor(columns, c);
            for (double[] column : columns) {
                for (int j = 0; j < p; j++) {
                    for (int i = 0; i < p; i++) {
                        left[j][i] -= column[c + i] * column[c + j];
                    }
                }
            }
            factors.add(columns);
        }
        double[] squares = gram.diagonal();
        count += factor(left, p, squares);
        fixedFactor = left;
        rank = count;
        sigma = fit.sigma() / fit.standard().yScale();
        Evaluation at = fit.optimum().evaluation();
        beta = at.beta();
        lambda = CovarianceTemplate.of(products.groupings())
                .factors(fit.optimum().theta());
        for (double[] block : lambda) {
            for (int i = 0; i < block.length; i++) {
                block[i] *= sigma;
            }
        }
    }

    private static int factor(double[][] columns, int n) {
        double[] squares = new double[n];
        for (int j = 0; j < n; j++) {
            squares[j] = columns[j][j];
        }
        return factor(columns, n, squares);
    }

    /// Cholesky's factor of a positive semidefinite matrix in place, dependent columns set to 0; counts the
    /// others.
    private static int factor(double[][] a, int n, double[] squares) {
        int rank = 0;
        for (int j = 0; j < n; j++) {
            double[] column = a[j];
            Arrays.fill(column, 0, j, 0);
            if (column[j] <= DEPENDENT * squares[j]) {
                Arrays.fill(column, 0);
                continue;
            }
            rank++;
            double root = Math.sqrt(column[j]);
            for (int i = j; i < column.length; i++) {
                column[i] /= root;
            }
            for (int k = j + 1; k < n; k++) {
                double factor = column[k];
                if (factor != 0) {
                    double[] later = a[k];
                    for (int i = k; i < later.length; i++) {
                        later[i] -= factor * column[i];
                    }
                }
            }
        }
        return rank;
    }

    /// @param random where the numbers come from
    /// @return the products with a new response in standard coordinates
    CrossProducts draw(RandomStream random) {
        int p = products.p();
        int groupings = products.groupings().size();
        double[][] zty = new double[groupings][];
        for (int g = 0; g < groupings; g++) {
            CrossProducts.Products own = products.groupings().get(g);
            zty[g] = new double[own.levels() * own.q()];
        }
        Matrix gram = products.gram();
        double[] xty = new double[p];
        double[] xte = new double[p];
        double yty = 0;
        double squares = 0;
        for (int i = 0; i < components.list().size(); i++) {
            Components.Component component = components.list().get(i);
            int c = component.columns();
            double[] b = effects(component, random);
            double[][] z = components.ztz(component);
            double[][] x = components.ztx(component);
            double[] errors = new double[c];
            double[][] l = factors.get(i);
            for (int j = 0; j < c; j++) {
                if (l[j][j] == 0) {
                    continue;
                }
                double w = random.nextGaussian();
                squares += w * w;
                for (int k = j; k < c; k++) {
                    errors[k] += sigma * l[j][k] * w;
                }
                for (int k = 0; k < p; k++) {
                    xte[k] += sigma * l[j][c + k] * w;
                }
            }
            // Zᵀy = Zᵀ(Xβ + Zb) + Zᵀε
            double[] total = new double[c];
            for (int j = 0; j < c; j++) {
                double zb = 0;
                for (int k = 0; k < c; k++) {
                    zb += z[j][k] * b[k];
                }
                double zx = 0;
                for (int k = 0; k < p; k++) {
                    zx += x[k][j] * beta[k];
                    xty[k] += x[k][j] * b[j];
                }
                total[j] = zx + zb + errors[j];
                yty += b[j] * (zb + 2 * zx + 2 * errors[j]);
            }
            spread(component, total, zty);
        }
        for (int j = 0; j < p; j++) {
            if (fixedFactor[j][j] == 0) {
                continue;
            }
            double w = random.nextGaussian();
            squares += w * w;
            for (int k = j; k < p; k++) {
                xte[k] += sigma * fixedFactor[j][k] * w;
            }
        }
        for (int j = 0; j < p; j++) {
            double xb = 0;
            for (int k = 0; k < p; k++) {
                xb += gram.at(j, k) * beta[k];
            }
            xty[j] += xb + xte[j];
            yty += beta[j] * (xb + 2 * xte[j]);
        }
        long rest = products.rows() - rank;
        if (rest > 0) {
            squares += random.nextChiSquare((double) rest);
        }
        yty += sigma * sigma * squares;
        return products.withResponse(zty, xty, yty);
    }

    private double[] effects(Components.Component component, RandomStream random) {
        double[] b = new double[component.columns()];
        for (int g = 0; g < lambda.length; g++) {
            int q = products.groupings().get(g).q();
            double[] u = new double[q];
            for (int at = component.start()[g]; at < component.start()[g + 1]; at += q) {
                random.fillGaussian(u, 0, q);
                for (int a = 0; a < q; a++) {
                    for (int k = 0; k <= a; k++) {
                        b[at + a] += lambda[g][a + k * q] * u[k];
                    }
                }
            }
        }
        return b;
    }

    private void spread(Components.Component component, double[] values, double[][] into) {
        for (int g = 0; g < into.length; g++) {
            int q = products.groupings().get(g).q();
            int[] levels = component.levels()[g];
            for (int i = 0; i < levels.length; i++) {
                System.arraycopy(values, component.start()[g] + i * q, into[g], levels[i] * q, q);
            }
        }
    }
}
