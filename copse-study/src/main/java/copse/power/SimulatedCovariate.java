package copse.power;

import java.util.List;

/// A column of a simulated population that was measured before the experiment and explains part of the outcome.
public sealed interface SimulatedCovariate {
    /// One standard normal number per cluster.
    ///
    /// @param name of the column
    /// @param r2 share of the variance between clusters that it explains, in `[0, 1)`
    record OfClusters(String name, double r2) implements SimulatedCovariate {
        /// @throws copse.error.InputException `W202` if the share is out of range
        public OfClusters {
            Ranges.share("the share of variance that `" + name + "` explains", r2);
        }
    }

    /// One standard normal number per row, the same on average in every cluster.
    ///
    /// @param name of the column
    /// @param r2 share of the variance within clusters that it explains, in `[0, 1)`
    record OfRows(String name, double r2) implements SimulatedCovariate {
        /// @throws copse.error.InputException `W202` if the share is out of range
        public OfRows {
            Ranges.share("the share of variance that `" + name + "` explains", r2);
        }
    }

    /// Strata of clusters of about equal numbers, named `A`, `B` …, whose means are equally spaced; which
    /// cluster is in which is random, their numbers are not.
    ///
    /// @param name of the column, a factor: designs read it, it is no covariate of an estimator
    /// @param strata how many, at least 2
    /// @param r2 share of the variance between clusters that lies between strata, in `[0, 1)`
    record Strata(String name, int strata, double r2) implements SimulatedCovariate {
        /// @throws copse.error.InputException `W202` if a number is out of range
        public Strata {
            Ranges.atLeast("the number of strata `" + name + "`", strata, 2);
            Ranges.share("the share of variance that `" + name + "` explains", r2);
        }

        /// Equally spaced scores of mean 0 and variance 1.
        double score(int stratum) {
            return (stratum - 0.5 * (strata - 1)) / Math.sqrt((strata * (double) strata - 1) / 12);
        }

        static String label(int stratum) {
            return stratum < 26 ? Character.toString('A' + stratum) : "S" + (stratum + 1);
        }
    }

    /// @return name of the column
    String name();

    /// @return share of the variance (between clusters, or within for [OfRows]) that it explains
    double r2();

    /// @param covariates of one population
    /// @return share of the variance between clusters that they explain together
    static double r2Between(List<SimulatedCovariate> covariates) {
        return covariates.stream()
                .filter(covariate -> !(covariate instanceof OfRows))
                .mapToDouble(SimulatedCovariate::r2)
                .sum();
    }

    /// @param covariates of one population
    /// @return share of the variance within clusters that they explain together
    static double r2Within(List<SimulatedCovariate> covariates) {
        return covariates.stream()
                .filter(covariate -> covariate instanceof OfRows)
                .mapToDouble(SimulatedCovariate::r2)
                .sum();
    }
}
