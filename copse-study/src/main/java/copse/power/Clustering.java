package copse.power;

import copse.error.PlanException;

/// How alike units of one cluster are.
public sealed interface Clustering {
    /// The intraclass correlation ρ: the share of the outcome's variance that lies between clusters.
    ///
    /// Of a rate, whose variance grows with what clusters differ by, it is the share in the variance of one
    /// unit of exposure: between clusters `ρ/(1 − ρ)` times the Poisson variance.
    ///
    /// @param value from 0 to 1
    record Icc(double value) implements Clustering {
        /// @param value from 0 to 1
        /// @throws PlanException `W102` if it is not
        public Icc {
            Require.unit("the intraclass correlation", value);
        }
    }

    /// The coefficient of variation k of true proportions or rates between clusters, the same in both arms: the
    /// standard deviation between clusters is k times the arm's mean, and the variance within is that of a
    /// single proportion or rate.
    ///
    /// Source: Hayes and Bennett (1999), Simple sample size calculation for cluster-randomized trials, Int. J.
    /// Epidemiol. 28(2). doi:10.1093/ije/28.2.319
    ///
    /// @param value k, 0 or more
    record BetweenCv(double value) implements Clustering {
        /// @param value k, 0 or more
        /// @throws PlanException `W102` if it is not
        public BetweenCv {
            Require.notNegative("the coefficient of variation between clusters", value);
        }
    }

    /// @param outcome what is measured
    /// @param effect treated less control
    /// @param treatedShare share of units in the treated arm
    /// @return variances between and within clusters in either arm
    /// @throws PlanException `W104` if the outcome cannot have the effect, `W105` if a coefficient of variation
    ///     is given for an outcome without a mean
    default ArmVariances split(Outcome outcome, double effect, double treatedShare) {
        double control = outcome.controlVariance(effect);
        double treated = outcome.treatedVariance(effect);
        if (outcome instanceof Outcome.Proportion proportion && proportion.pooled()) {
            control = proportion.pooledVariance(effect, treatedShare);
            treated = control;
        }
        return switch (this) {
            case Icc(double rho)
            when outcome instanceof Outcome.Rate -> {
                double odds = rho / (1 - rho);
                yield new ArmVariances(odds * control, control, odds * treated, treated);
            }
            case Icc(double rho) ->
                new ArmVariances(rho * control, (1 - rho) * control, rho * treated, (1 - rho) * treated);
            case BetweenCv(double k) -> {
                double mean = outcome.control()
                        .orElseThrow(() -> PowerCode.CONTRADICTION.error(
                                "no coefficient of variation between clusters goes with a mean",
                                "it is relative to the mean in the control arm, which is not given for outcomes on a"
                                        + " scale with a standard deviation",
                                "give the intraclass correlation instead: --icc 0.05"));
                double between = k * mean;
                double shifted = k * (mean + effect);
                yield new ArmVariances(between * between, control, shifted * shifted, treated);
            }
        };
    }
}
