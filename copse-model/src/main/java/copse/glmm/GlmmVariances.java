package copse.glmm;

import copse.family.Family;
import copse.family.Link;
import copse.family.OutcomeDistribution;
import copse.lmm.Convergence;
import copse.lmm.RSquared;
import copse.model.Cells;
import copse.model.internal.GaussHermite;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.numbers.gamma.Trigamma;

/// Shares of variance of a generalised model: R² and intraclass correlations, on the scale of the linear
/// predictor or on that of the outcome.
///
/// - [#latent(GlmmFit)]: fixed part and random effects vary on the scale of the linear predictor; what the
///   family adds is given a variance there. It is the scale on which most papers tell an intraclass
///   correlation.
/// - [#outcome(GlmmFit)]: how much outcomes vary, in points or counts. Intraclass correlations are smaller
///   there, for rare outcomes much smaller; they are the ones that a design effect wants.
///
/// A grouping factor with a level for each row is not a group but more variation of the outcomes, and counts as
/// such.
///
/// Sources: Nakagawa, Johnson and Schielzeth (2017), The coefficient of determination R² and intra-class
/// correlation coefficient from generalized linear mixed-effects models revisited and expanded, J. R. Soc.
/// Interface 14(134). doi:10.1098/rsif.2017.0213; Goldstein, Browne and Rasbash (2002), Partitioning variation
/// in multilevel models, Underst. Stat. 1(4). doi:10.1207/S15328031US0104_02
public final class GlmmVariances {
    /// Nodes of an integral over a normal effect; 12 digits for sd up to 2 of logits and logarithms.
    private static final int NODES = 30;

    /// Nodes for each of two nested integrals.
    private static final int NESTED = 15;

    /// Points that are averaged over on the outcome scale.
    private static final int MOST_POINTS = 4000;

    private GlmmVariances() {}

    /// How the variance that a family adds to a logarithm is told.
    public enum Approximation {
        /// `log(1 + v/λ²)`, exact if outcomes were lognormal.
        LOGNORMAL,
        /// `v/λ²`, by the slope of the logarithm.
        DELTA,
        /// `ψ′(λ²/v)`, exact if outcomes were gamma distributed.
        TRIGAMMA
    }

    /// Shares on the scale of the linear predictor, with [Approximation#LOGNORMAL] for the log link.
    ///
    /// @param fit a model
    /// @return the shares
    public static RSquared latent(GlmmFit fit) {
        return latent(fit, Approximation.LOGNORMAL);
    }

    /// Shares on the scale of the linear predictor.
    ///
    /// The variance of the family is π²/3 for logit, 1 for probit, π²/6 for cloglog (of a single trial); for
    /// the log link as asked, from the variance v of an outcome at the typical rate λ, the exponential of the
    /// intercept of the model without predictors, which is fitted for that; for other links `g′(λ)² v`. Zeros
    /// added to a count are not in it.
    ///
    /// @param fit a model
    /// @param approximation for the log link
    /// @return the shares
    public static RSquared latent(GlmmFit fit, Approximation approximation) {
        FittedCells fitted = FittedCells.of(fit);
        Cells cells = fit.cells();
        double[] rows = cells.rowsOf();
        double[] fixed = fitted.fixed().clone();
        for (int i = 0; i < fixed.length; i++) {
            fixed[i] -= cells.offset()[i];
        }
        double residual = family(fit, fitted.omega(), approximation);
        Map<String, Double> groups = new LinkedHashMap<>();
        for (int g = 0; g < fit.groups().size(); g++) {
            double sum = 0;
            for (int i = 0; i < cells.count(); i++) {
                sum += rows[i] * fitted.variance(g, i);
            }
            if (isPerRow(fit, g)) {
                residual += sum / cells.rows();
            } else {
                groups.put(fit.groups().get(g), sum / cells.rows());
            }
        }
        // a sample variance of rows, as for linear mixed models
        double n = cells.rows();
        return new RSquared(variance(fixed, rows) * n / (n - 1), groups, residual, isSingular(fit));
    }

    private static boolean isPerRow(GlmmFit fit, int g) {
        return fit.cells().factors().get(g).keys().length == fit.rows();
    }

    private static boolean isSingular(GlmmFit fit) {
        return fit.convergence() instanceof Convergence.Boundary;
    }

    /// The mean squared distance from the mean: weights need not be counts, so nothing is taken off their sum.
    private static double variance(double[] values, double[] weights) {
        double total = 0;
        double mean = 0;
        for (int i = 0; i < values.length; i++) {
            total += weights[i];
            mean += weights[i] * values[i];
        }
        mean /= total;
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            squares += weights[i] * (values[i] - mean) * (values[i] - mean);
        }
        return squares / total;
    }

    private static double family(GlmmFit fit, double omega, Approximation approximation) {
        Family family = fit.family();
        return switch (family.link()) {
            case LOGIT -> Math.PI * Math.PI / 3;
            case PROBIT -> 1;
            case CLOGLOG -> Math.PI * Math.PI / 6;
            case IDENTITY -> {
                if (family instanceof Family.Gaussian) {
                    yield Math.exp(omega);
                }
                yield family.variance(typical(fit), 1, omega);
            }
            case INVERSE -> {
                double mean = typical(fit);
                yield family.variance(mean, 1, omega) / (mean * mean * mean * mean);
            }
            case LOG -> {
                double mean = typical(fit);
                double relative = family.variance(mean, 1, omega) / (mean * mean);
                yield switch (approximation) {
                    case LOGNORMAL -> Math.log1p(relative);
                    case DELTA -> relative;
                    case TRIGAMMA -> Trigamma.value(1 / relative);
                };
            }
        };
    }

    /// The mean at the intercept of the model without predictors.
    private static double typical(GlmmFit fit) {
        Cells cells = fit.cells();
        double[] ones = new double[cells.count()];
        Arrays.fill(ones, 1);
        CellSystem system = new CellSystem(cells, new double[][] {ones});
        MarginalLikelihood criterion =
                new MarginalLikelihood(system, system.outcomes, cells.constant(), fit.family(), fit.integration());
        GlmmStart.Guess guess = GlmmStart.of(criterion, system.outcomes, system.sorted(cells.outcomes()));
        double[] psi =
                new JointSearch(criterion).from(guess.psi(), guess.inverse()).psi();
        return fit.family().link().mean(criterion.beta(psi)[0]);
    }

    /// Shares of the variance of single outcomes: of a trial, or of a row's count or value.
    ///
    /// With m the mean over the random effects of a row's mean outcome: fixed is the variance of m over rows, a
    /// group's part the mean over rows of how much the mean outcome varies with that group's effects alone, the
    /// residual the mean of what is left given all effects. Where several groups act together through the link,
    /// what they vary beyond each alone stands under their joined names (`a & b`).
    ///
    /// The variance over rows is their mean squared distance from the mean, weighted by [trials and
    /// weights][AverageEffects]; on the scale of the linear predictor it is the sample variance, with n - 1.
    ///
    /// Cost: a sort of the cells, and integrals by quadrature for each different pair of linear predictor and
    /// variances; beyond 4,000 of them for 4,000 evenly spaced quantiles along the linear predictor.
    ///
    /// @param fit a model
    /// @return the shares
    public static RSquared outcome(GlmmFit fit) {
        FittedCells fitted = FittedCells.of(fit);
        Cells cells = fit.cells();
        double[] units = Standardisation.units(cells, fit.family());
        CellPoints points = CellPoints.of(fitted, units, MOST_POINTS);
        double[] weights = points.weight();
        double[] means = new double[weights.length];
        int groupings = fit.groups().size();
        double[] alone = new double[groupings];
        double between = 0;
        double within = 0;
        double total = points.total();
        Averages averages = new Averages(fitted);
        for (int k = 0; k < means.length; k++) {
            int i = points.cell()[k];
            double weight = weights[k];
            averages.at(i);
            means[k] = averages.mean;
            between += weight * averages.between;
            within += weight * averages.within;
            for (int g = 0; g < groupings; g++) {
                alone[g] += weight * averages.alone(i, g);
            }
        }
        Map<String, Double> groups = new LinkedHashMap<>();
        double residual = within / total;
        double rest = between / total;
        StringBuilder joined = new StringBuilder();
        for (int g = 0; g < groupings; g++) {
            rest -= alone[g] / total;
            if (isPerRow(fit, g)) {
                residual += alone[g] / total;
            } else {
                groups.put(fit.groups().get(g), alone[g] / total);
                joined.append(joined.isEmpty() ? "" : " & ").append(fit.groups().get(g));
            }
        }
        if (groups.size() > 1) {
            groups.put(joined.toString(), Math.max(0, rest));
        } else {
            residual += Math.max(0, rest);
        }
        return new RSquared(variance(means, weights), groups, residual, isSingular(fit));
    }

    /// Moments of the outcomes of one cell over the random effects.
    private static final class Averages {
        private static final GaussHermite RULE = GaussHermite.of(NODES);
        private static final GaussHermite INNER = GaussHermite.of(NESTED);

        private final FittedCells fitted;
        private final Link link;
        private final double[] own;

        double mean;
        double between;
        double within;

        Averages(FittedCells fitted) {
            this.fitted = fitted;
            this.link = fitted.family().link();
            this.own = new double[fitted.fit().groups().size()];
        }

        void at(int i) {
            double all = 0;
            for (int g = 0; g < own.length; g++) {
                own[g] = fitted.variance(g, i);
                all += own[g];
            }
            double sd = Math.sqrt(all);
            double first = 0;
            double second = 0;
            double given = 0;
            for (int k = 0; k < NODES; k++) {
                double weight = Math.exp(RULE.logWeight(k));
                double eta = fitted.fixed()[i] + sd * RULE.node(k);
                OutcomeDistribution one = fitted.family().distribution(eta, fitted.zeta()[i], 1, fitted.omega());
                first += weight * one.mean();
                second += weight * one.mean() * one.mean();
                given += weight * one.variance();
            }
            mean = first;
            between = Math.max(0, second - first * first);
            within = given;
        }

        /// Variance of the mean given one group's effects.
        double alone(int i, int g) {
            double others = 0;
            for (int h = 0; h < own.length; h++) {
                others += h == g ? 0 : own[h];
            }
            if (others == 0) {
                return between;
            }
            double open = fitted.family().isInflated() ? Link.LOGIT.complement(fitted.zeta()[i]) : 1;
            double square = 0;
            double whole = 0;
            for (int k = 0; k < NESTED; k++) {
                double given = 0;
                double eta = fitted.fixed()[i] + Math.sqrt(own[g]) * INNER.node(k);
                for (int l = 0; l < NESTED; l++) {
                    given += Math.exp(INNER.logWeight(l)) * link.mean(eta + Math.sqrt(others) * INNER.node(l));
                }
                double weight = Math.exp(INNER.logWeight(k));
                whole += weight * given;
                square += weight * given * given;
            }
            return open * open * Math.max(0, square - whole * whole);
        }
    }
}
