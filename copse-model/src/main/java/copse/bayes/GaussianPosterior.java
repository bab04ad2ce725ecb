package copse.bayes;

import copse.math.Matrix;
import copse.math.RandomStream;
import copse.mcmc.LogDensity;
import copse.mcmc.Recorder;
import copse.mcmc.Start;
import copse.mcmc.Target;
import copse.model.CrossProducts;
import copse.model.Grouping;
import copse.model.internal.Standardised;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Posterior of a Gaussian model with the identity link, from cross-products alone.
///
/// Model: `y = Xβ + Zb + ε`, `b ~ N(0, LLᵀ)` per level, `ε ~ N(0, σ²W⁻¹)`. The group effects b are integrated
/// out exactly, so that the density is of the hyperparameters only; with each draw of these the effects are
/// drawn from their exact distribution.
///
/// - Cost of a gradient: p² and a dozen to some hundred operations per level, whatever the number of rows.
/// - Names: those of [Hyper], then `r(g)[level,term]` per grouping of the model, level and column of Z.
final class GaussianPosterior implements Target {
    private final Standardised standard;
    private final Hyper hyper;
    private final ResidualSums residuals;
    private final EffectIntegral[] integral; // one, or none without groups
    private final List<String> names;
    private final int[] order; // of the products' groupings in the order of the model
    private Start start = Start.origin(0);

    private GaussianPosterior(
            Standardised standard,
            Hyper hyper,
            ResidualSums residuals,
            EffectIntegral[] integral,
            List<String> names,
            int[] order) {
        this.standard = standard;
        this.hyper = hyper;
        this.residuals = residuals;
        this.integral = integral;
        this.names = names;
        this.order = order;
    }

    /// @param model gaussian with the identity link
    /// @param products of its rows
    static GaussianPosterior of(BayesModel model, CrossProducts products) {
        Standardised standard = Standardised.of(products);
        List<Grouping> groupings = standard.products().groupings().stream()
                .map(CrossProducts.Products::grouping)
                .toList();
        return of(standard, ModelHyper.of(model, FixedMap.of(standard), Map.of(), groupings));
    }

    /// @param standard the products in standard coordinates
    /// @param hyper of the model, with the columns of [FixedMap#of(Standardised)] and the products' groupings
    static GaussianPosterior of(Standardised standard, Hyper hyper) {
        CrossProducts products = standard.products();
        List<CrossProducts.Products> groupings = products.groupings();
        boolean grouped = !groupings.isEmpty();
        List<Grouping> inOrder = products.spec().groupings();
        int[] order = new int[groupings.size()];
        List<String> names = new ArrayList<>(hyper.names());
        for (int k = 0; k < order.length; k++) {
            Grouping grouping = inOrder.get(k);
            order[k] = groupings.stream()
                    .map(CrossProducts.Products::grouping)
                    .toList()
                    .indexOf(grouping);
            names.addAll(effectNames(groupings.get(order[k])));
        }
        GaussianPosterior posterior = new GaussianPosterior(
                standard,
                hyper,
                EffectIntegral.residuals(products),
                grouped ? new EffectIntegral[] {EffectIntegral.of(products)} : new EffectIntegral[0],
                List.copyOf(names),
                order);
        posterior.start = GaussianStart.of(posterior);
        return posterior;
    }

    private static List<String> effectNames(CrossProducts.Products products) {
        Grouping grouping = products.grouping();
        List<String> columns = grouping.terms().stream()
                .flatMap(term -> term.columns().stream())
                .toList();
        List<String> names = new ArrayList<>();
        for (int level = 0; level < products.levels(); level++) {
            for (String column : columns) {
                names.add("r(" + grouping.name() + ")[" + products.label(level) + "," + column + "]");
            }
        }
        return names;
    }

    Standardised standard() {
        return standard;
    }

    /// @return the hyperparameters; this posterior's own instance
    Hyper hyper() {
        return hyper;
    }

    ResidualSums residuals() {
        return residuals;
    }

    @Override
    public LogDensity density() {
        return new Density(hyper.copy());
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public Recorder recorder() {
        Density density = new Density(hyper.copy());
        return density::record;
    }

    @Override
    public Start start() {
        return start;
    }

    /// The density of the hyperparameters, with work arrays for one thread.
    private final class Density implements LogDensity {
        private final Hyper own;
        private final ResidualSums sums;
        private final EffectIntegral[] effects;
        private final double[][] toStandard; // N⁻¹ / s_y
        private final double[][] factors; // F = N⁻¹ L / s_y
        private final double[][] byFactor; // by L
        private final double[] byBeta;
        private final double[] none = new double[0];
        private final double constant;
        private final double rows;
        private final double unit;
        private double[][] drawn = {};

        Density(Hyper own) {
            this.own = own;
            this.sums = residuals.copy();
            this.effects = Arrays.stream(integral).map(EffectIntegral::copy).toArray(EffectIntegral[]::new);
            List<CrossProducts.Products> groupings = standard.products().groupings();
            this.toStandard = new double[groupings.size()][];
            this.factors = new double[groupings.size()][];
            this.byFactor = new double[groupings.size()][];
            this.unit = standard.yScale();
            for (int g = 0; g < toStandard.length; g++) {
                toStandard[g] = inverse(standard.random(g), unit);
                factors[g] = new double[toStandard[g].length];
                byFactor[g] = new double[toStandard[g].length];
            }
            this.byBeta = new double[own.beta().length];
            this.rows = standard.original().rows();
            this.constant = -0.5 * rows * Math.log(2 * Math.PI)
                    - rows * Math.log(unit)
                    + 0.5 * standard.original().logWeights();
        }

        // N is diagonal but for the rows of constants, whose own entries are 1
        private static double[] inverse(Matrix n, double unit) {
            int q = n.rows();
            double[] inverse = new double[q * q];
            for (int c = 0; c < q; c++) {
                double scale = 1 / n.at(c, c);
                for (int a = 0; a < q; a++) {
                    inverse[a + c * q] = (a == c ? scale : n.at(a, c) == 0 ? 0 : -n.at(a, c) * scale) / unit;
                }
            }
            return inverse;
        }

        @Override
        public int dimension() {
            return own.size();
        }

        @Override
        public LogDensity copy() {
            return new Density(own.copy());
        }

        @Override
        public double evaluate(double[] position, double[] gradient) {
            Arrays.fill(gradient, 0);
            double prior = own.decode(position);
            double precision = precision();
            sums.at(own.beta());
            double value = 0.5 * rows * Math.log(precision);
            double byPrecision = 0.5 * rows / precision;
            double[][] bySums = {};
            if (effects.length > 0) {
                value += integrate(precision);
                byPrecision += effects[0].byPrecision;
                bySums = effects[0].bySums;
                pullFactors();
            } else {
                value -= 0.5 * precision * sums.squares();
                byPrecision -= 0.5 * sums.squares();
            }
            sums.slope(precision, bySums, byBeta);
            own.pullBack(byBeta, byFactor, -precision * byPrecision, none, gradient);
            return prior + constant + value;
        }

        // of the residuals in standard coordinates
        private double precision() {
            return unit * unit * Math.exp(-own.omega());
        }

        private double integrate(double precision) {
            for (int g = 0; g < factors.length; g++) {
                multiply(toStandard[g], own.factor(g), factors[g]);
            }
            return effects[0].evaluate(sums, factors, precision);
        }

        private static void multiply(double[] a, double[] lower, double[] into) {
            if (a.length == 1) {
                into[0] = a[0] * lower[0];
                return;
            }
            int q = (int) Math.round(Math.sqrt(a.length));
            for (int c = 0; c < q; c++) {
                for (int i = 0; i < q; i++) {
                    double sum = 0;
                    for (int k = c; k < q; k++) {
                        sum += a[i + k * q] * lower[k + c * q];
                    }
                    into[i + c * q] = sum;
                }
            }
        }

        private void pullFactors() {
            for (int g = 0; g < factors.length; g++) {
                double[] by = effects[0].byFactor[g];
                double[] map = toStandard[g];
                if (map.length == 1) {
                    byFactor[g][0] = map[0] * by[0];
                    continue;
                }
                int q = (int) Math.round(Math.sqrt(map.length));
                for (int c = 0; c < q; c++) {
                    for (int i = c; i < q; i++) {
                        double sum = 0;
                        for (int k = 0; k < q; k++) {
                            sum += map[k + i * q] * by[k + c * q];
                        }
                        byFactor[g][i + c * q] = sum;
                    }
                }
            }
        }

        void record(double[] position, RandomStream stream, double[] into) {
            own.decode(position);
            int at = own.names().size();
            own.report(into);
            if (effects.length == 0) {
                return;
            }
            sums.at(own.beta());
            integrate(precision());
            if (drawn.length == 0) {
                drawn = EffectIntegral.zeros(standard.products(), false);
            }
            effects[0].draw(stream, drawn);
            for (int g : order) {
                at = report(g, into, at);
            }
        }

        // b = s_y N b_s
        private int report(int g, double[] into, int at) {
            double[] b = drawn[g];
            Matrix n = standard.random(g);
            int q = n.rows();
            int next = at;
            for (int from = 0; from < b.length; from += q) {
                for (int a = 0; a < q; a++) {
                    double sum = 0;
                    for (int c = 0; c < q; c++) {
                        sum += n.at(a, c) * b[from + c];
                    }
                    into[next++] = unit * sum;
                }
            }
            return next;
        }
    }
}
