package copse.lm;

/// Which covariance the coefficients of a linear model get, and with which degrees of freedom.
///
/// ```java
/// Robust.cr2("school");                               // CR2, Satterthwaite
/// Robust.cr1s("school");                              // Stata's, clusters less one degrees of freedom
/// Robust.cr3("school").degrees(Robust.Degrees.SATTERTHWAITE);
/// Robust.hc2();                                       // rows independent, variances not equal
/// Robust.twoWay("firm", "year");
/// ```
public sealed interface Robust {
    /// @return the name as printed, such as `CR2 by school`
    String label();

    /// Where degrees of freedom come from.
    enum Degrees {
        /// Matched to the variance of the variance estimate under a working model (Bell and McCaffrey 2002).
        SATTERTHWAITE("Satterthwaite"),
        /// Clusters less one (for two ways, of the factor with fewer); without clusters, rows less
        /// coefficients.
        CLUSTERS("clusters - 1"),
        /// Clusters less coefficients: for coefficients that are constant in clusters.
        COEFFICIENTS("clusters - coefficients"),
        /// None: the statistic is taken as normal.
        NORMAL("z");

        private final String label;

        Degrees(String label) {
            this.label = label;
        }

        /// @return the name as printed
        public String label() {
            return label;
        }

        /// Degrees of freedom that hang on nothing but the numbers of clusters and coefficients.
        ///
        /// @param clusters G
        /// @param coefficients p, absorbed levels included
        /// @return at least 1
        double fixed(int clusters, int coefficients) {
            return Math.max(1, this == COEFFICIENTS ? clusters - coefficients : clusters - 1);
        }
    }

    /// Rows independent with equal variance.
    record Classical() implements Robust {
        @Override
        public String label() {
            return "classical";
        }
    }

    /// How squared residuals of rows with leverage h are adjusted.
    enum Leverage {
        /// Not at all (Eicker, Huber, White).
        HC0,
        /// Times n/(n − p).
        HC1,
        /// Divided by 1 − h: unbiased if variances are equal.
        HC2,
        /// Divided by (1 − h)²: nearly the jackknife of rows.
        HC3
    }

    /// Rows independent, variances as they are.
    ///
    /// Source: MacKinnon and White (1985), J. Econometrics 29(3), 305-325. doi:10.1016/0304-4076(85)90158-7
    ///
    /// @param leverage the adjustment
    record Rows(Leverage leverage) implements Robust {
        @Override
        public String label() {
            return leverage.name();
        }
    }

    /// Clusters independent, rows within a cluster as they are.
    ///
    /// @param adjustment of the residuals
    /// @param cluster the factor; `a:b` for combinations of levels
    /// @param degrees where degrees of freedom come from
    record Clusters(Adjustment adjustment, String cluster, Degrees degrees) implements Robust {
        /// @param degrees where degrees of freedom come from
        /// @return this covariance with those
        public Clusters degrees(Degrees degrees) {
            return new Clusters(adjustment, cluster, degrees);
        }

        @Override
        public String label() {
            return adjustment.label() + " by " + cluster;
        }
    }

    /// What stands for the clusters of the two-way covariance that share both levels.
    enum Overlap {
        /// The covariance by combinations of levels, with the same factor.
        CELLS,
        /// The covariance of independent rows without any factor: the same but for the factor where every
        /// combination has one row.
        ROWS
    }

    /// Rows independent if they share no level of either factor: the sum of the covariances by each factor,
    /// less that by combinations of their levels. It need not be positive semidefinite.
    ///
    /// Source: Cameron, Gelbach and Miller (2011), J. Bus. Econ. Stat. 29(2), 238-249.
    /// doi:10.1198/jbes.2010.07136
    ///
    /// @param first a factor
    /// @param second another one
    /// @param adjustment of each part: CR0, CR1 or CR1S
    /// @param overlap what is taken off
    record TwoWay(String first, String second, Adjustment adjustment, Overlap overlap) implements Robust {
        /// @param first a factor
        /// @param second another one
        /// @param adjustment of each part
        /// @param overlap what is taken off
        public TwoWay {
            switch (adjustment) {
                case CR0, CR1, CR1S -> {}
                case CR1P, CR2, CR3 -> throw new IllegalArgumentException(adjustment.label() + " by two factors");
            }
        }

        /// @param adjustment CR0 without factors, CR1 with G/(G − 1) of each, CR1S with (N − 1)/(N − p) as well
        /// @return this covariance with it
        public TwoWay adjustment(Adjustment adjustment) {
            return new TwoWay(first, second, adjustment, overlap);
        }

        /// @param overlap what is taken off
        /// @return this covariance with it
        public TwoWay overlap(Overlap overlap) {
            return new TwoWay(first, second, adjustment, overlap);
        }

        @Override
        public String label() {
            return adjustment.label() + " by " + first + " and " + second;
        }
    }

    /// @return rows independent with equal variance
    static Classical classical() {
        return new Classical();
    }

    /// @return White's covariance
    static Rows hc0() {
        return new Rows(Leverage.HC0);
    }

    /// @return White's covariance times n/(n − p)
    static Rows hc1() {
        return new Rows(Leverage.HC1);
    }

    /// @return the covariance that is unbiased if variances are equal
    static Rows hc2() {
        return new Rows(Leverage.HC2);
    }

    /// @return the covariance near the jackknife
    static Rows hc3() {
        return new Rows(Leverage.HC3);
    }

    /// @param cluster the factor
    /// @return CR0 with clusters less one degrees of freedom
    static Clusters cr0(String cluster) {
        return new Clusters(Adjustment.CR0, cluster, Degrees.CLUSTERS);
    }

    /// @param cluster the factor
    /// @return CR1 with clusters less one degrees of freedom
    static Clusters cr1(String cluster) {
        return new Clusters(Adjustment.CR1, cluster, Degrees.CLUSTERS);
    }

    /// @param cluster the factor
    /// @return Stata's covariance with clusters less one degrees of freedom
    static Clusters cr1s(String cluster) {
        return new Clusters(Adjustment.CR1S, cluster, Degrees.CLUSTERS);
    }

    /// @param cluster the factor
    /// @return CR2 with Satterthwaite's degrees of freedom
    static Clusters cr2(String cluster) {
        return new Clusters(Adjustment.CR2, cluster, Degrees.SATTERTHWAITE);
    }

    /// @param cluster the factor
    /// @return CR3 with clusters less one degrees of freedom
    static Clusters cr3(String cluster) {
        return new Clusters(Adjustment.CR3, cluster, Degrees.CLUSTERS);
    }

    /// @param first a factor
    /// @param second another one
    /// @return the two-way covariance, G/(G − 1) in each part and (N − 1)/(N − p) over all, cells taken off
    static TwoWay twoWay(String first, String second) {
        return new TwoWay(first, second, Adjustment.CR1S, Overlap.CELLS);
    }
}
