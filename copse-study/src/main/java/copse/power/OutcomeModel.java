package copse.power;

import copse.estimate.OutcomeKind;

/// How outcomes of a simulated population vary between clusters and within, without any treatment.
public sealed interface OutcomeModel {
    /// `y = mean + cluster + residual`, both normal.
    ///
    /// @param mean over the population
    /// @param betweenSd standard deviation of the clusters' means, at least 0
    /// @param withinSd standard deviation of rows within a cluster, above 0
    record Gaussian(double mean, double betweenSd, double withinSd) implements OutcomeModel {
        /// @throws copse.error.InputException `W202` if a standard deviation is out of range
        public Gaussian {
            Ranges.finite("the mean", mean);
            Ranges.atLeastZero("the standard deviation between clusters", betweenSd);
            Ranges.positive("the standard deviation within clusters", withinSd);
        }

        /// @param mean over the population
        /// @param sd total standard deviation of a row
        /// @param icc share of the variance that lies between clusters, in `[0, 1)`
        /// @return the model
        public static Gaussian ofIcc(double mean, double sd, double icc) {
            Ranges.positive("the standard deviation", sd);
            Ranges.share("the intraclass correlation", icc);
            return new Gaussian(mean, sd * Math.sqrt(icc), sd * Math.sqrt(1 - icc));
        }

        @Override
        public double sd() {
            return Math.hypot(betweenSd, withinSd);
        }
    }

    /// 0 or 1; the clusters' probabilities follow a beta distribution. Effects are added to probabilities, and
    /// end at 0 and 1.
    ///
    /// @param share probability of 1 over the population, in (0, 1)
    /// @param icc variance of the clusters' probabilities over `share (1 - share)`, in `[0, 1)`
    record Binary(double share, double icc) implements OutcomeModel {
        /// @throws copse.error.InputException `W202` if a number is out of range
        public Binary {
            Ranges.inside("the share", share, 0, 1);
            Ranges.share("the intraclass correlation", icc);
        }

        @Override
        public double mean() {
            return share;
        }

        @Override
        public double sd() {
            return Math.sqrt(share * (1 - share));
        }
    }

    /// Whole numbers from 0, Poisson within a cluster; the clusters' rates follow a gamma distribution.
    /// Treatment multiplies rates, so that their coefficient of variation stays, by as much as makes the effect
    /// their mean difference.
    ///
    /// @param rate mean over the population, above 0
    /// @param cv standard deviation of the clusters' rates over their mean, at least 0
    record Count(double rate, double cv) implements OutcomeModel {
        /// @throws copse.error.InputException `W202` if a number is out of range
        public Count {
            Ranges.positive("the rate", rate);
            Ranges.atLeastZero("the coefficient of variation of rates", cv);
        }

        @Override
        public double mean() {
            return rate;
        }

        @Override
        public double sd() {
            return Math.sqrt(rate + cv * cv * rate * rate);
        }
    }

    /// @return what values it draws
    default OutcomeKind kind() {
        return switch (this) {
            case Gaussian _ -> OutcomeKind.NUMBER;
            case Binary _ -> OutcomeKind.BINARY;
            case Count _ -> OutcomeKind.COUNT;
        };
    }

    /// @return mean of a row without treatment
    double mean();

    /// @return standard deviation of a row over the whole population
    double sd();
}
