package copse.estimate;

/// What a randomisation test compares between assignments: a number computed from arms and outcomes, the larger
/// the higher the outcomes of the treated.
///
/// Whatever the statistic, the test is exact for Fisher's sharp hypothesis that the effect is the same known
/// number for every row; the statistic decides which departures it notices. Studentised ones keep their level
/// in large experiments also for Neyman's hypothesis that the effect is that number on average.
///
/// Source: Wu and Ding (2021), Randomization tests for weak null hypotheses in randomized experiments, J. Am.
/// Stat. Assoc. 116(536). doi:10.1080/01621459.2020.1750415 (studentised statistics)
public sealed interface TestStatistic {
    /// @return name as printed
    String name();

    /// @return whether the test also holds its level for a zero average effect in large experiments
    default boolean isForAverages() {
        return this instanceof Studentised;
    }

    /// What a mean of an arm is a mean of.
    enum Per {
        /// Of all rows of the arm, so that a large cluster counts more than a small one.
        ROWS("rows"),

        /// Of the means of randomised units.
        UNITS("unit means"),

        /// Of the sums of randomised units.
        TOTALS("unit totals"),

        /// Of unit means within blocks: the difference is taken in each block, and weighted by its number of
        /// units. A block without one of the arms has no difference and does not count.
        BLOCKS("unit means within blocks");

        private final String words;

        Per(String words) {
            this.words = words;
        }
    }

    /// Mean of the treated less mean of the controls.
    ///
    /// @param per what the means are of
    record Difference(Per per) implements TestStatistic {
        @Override
        public String name() {
            return "difference in means of " + per.words;
        }
    }

    /// A difference in means over its standard error: Neyman's for unit means (Welch's t), that of a ratio of
    /// sums over clusters for rows, and for blocks Neyman's within each, or the spread of the blocks' own
    /// differences where a block has an arm with one unit only (as pairs have).
    ///
    /// @param per what the means are of
    record Studentised(Per per) implements TestStatistic {
        @Override
        public String name() {
            return "studentised difference in means of " + per.words;
        }
    }

    /// Sum of the ranks of the treated less its expectation: midranks of unit means, within blocks if there are
    /// any (then over the number of units of the block plus one).
    ///
    /// Source: van Elteren (1960), On the combination of independent two-sample tests of Wilcoxon, Bull. Int.
    /// Stat. Inst. 37 (the weights of blocks)
    record Ranks() implements TestStatistic {
        @Override
        public String name() {
            return "rank sum of unit means";
        }
    }

    /// A difference in means of what covariates leave of the outcome, in a regression that does not know the
    /// arm: of rows, of unit means, or of unit means within blocks.
    ///
    /// Source: Rosenbaum (2002), Covariance adjustment in randomized experiments and observational studies,
    /// Statist. Sci. 17(3), 286-327. doi:10.1214/ss/1042727942
    ///
    /// @param per what is regressed and compared; not totals
    record Adjusted(Per per) implements TestStatistic {
        /// @throws IllegalArgumentException for totals
        public Adjusted {
            if (per == Per.TOTALS) {
                throw new IllegalArgumentException("totals grow with the number of rows, which no covariate explains");
            }
        }

        @Override
        public String name() {
            return "difference in means of " + per.words + ", adjusted for covariates";
        }
    }

    /// The coefficient of the arm in a mixed model, `outcome ~ arm + covariates + (1 | unit)`.
    ///
    /// Its variances are those of the model without the arm, fitted once to outcomes less the effect under
    /// test; or, refitted, those of the model with the arms of each assignment, so that the statistic is the
    /// estimate itself. Both tests are exact, and hardly ever differ; refitting costs about a hundred times as
    /// much.
    ///
    /// @param refitted whether variances are fitted anew for each assignment
    record MixedCoefficient(boolean refitted) implements TestStatistic {
        @Override
        public String name() {
            return "mixed-model coefficient" + (refitted ? ", refitted" : "");
        }
    }

    /// Any number.
    ///
    /// @param name as printed
    /// @param function computes it. Called from several threads.
    record Custom(String name, Function function) implements TestStatistic {}

    /// Computes a statistic from scratch.
    @FunctionalInterface
    interface Function {
        /// @param outcomes mean outcome of each unit, less the effect under test for those treated. Not to be
        ///     changed.
        /// @param rows number of rows of each. Not to be changed.
        /// @param treated whether each is treated in the assignment in question. Not to be changed.
        /// @return the statistic, larger for higher outcomes of the treated; NaN if these arms have none
        double of(double[] outcomes, double[] rows, boolean[] treated);
    }

    /// @return of means of units
    static TestStatistic units() {
        return new Difference(Per.UNITS);
    }

    /// @return of means of rows
    static TestStatistic rows() {
        return new Difference(Per.ROWS);
    }

    /// @return of means of units within blocks
    static TestStatistic blocks() {
        return new Difference(Per.BLOCKS);
    }

    /// @return the rank sum
    static TestStatistic ranks() {
        return new Ranks();
    }

    /// @param per what is regressed and compared
    /// @return of what the covariates of the question leave
    static TestStatistic adjusted(Per per) {
        return new Adjusted(per);
    }

    /// @return the coefficient of a mixed model with variances that do not know the arm
    static TestStatistic mixedModel() {
        return new MixedCoefficient(false);
    }

    /// @return the coefficient of a mixed model fitted to each assignment
    static TestStatistic mixedModelRefitted() {
        return new MixedCoefficient(true);
    }

    /// @param per what the means are of
    /// @return over its standard error
    static TestStatistic studentised(Per per) {
        return new Studentised(per);
    }

    /// @param name as printed
    /// @param function computes it
    /// @return a statistic of one's own
    static TestStatistic of(String name, Function function) {
        return new Custom(name, function);
    }
}
