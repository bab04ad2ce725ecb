package copse.power;

import copse.design.Randomisation;
import copse.frame.Frame;
import copse.math.RandomStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Draws the clusters of one experiment after the other, with the design over them. Safe for many threads.
interface Sampler {
    /// @param stream where randomness comes from
    /// @return the clusters of an experiment
    Sample draw(RandomStream stream);

    /// @return whether outcomes without treatment are the same in every experiment, so that the effect is that
    ///     on these clusters and not on the population they come from
    boolean keepsOutcomes();

    /// The clusters of one experiment before anybody has an arm.
    interface Sample {
        /// @return the design over these clusters, which are its units
        Randomisation randomisation();

        /// What is seen once arms are handed out.
        ///
        /// @param treatment of each cluster, in the order of the randomisation's units
        /// @param stream where randomness comes from
        /// @param withRows whether the rows themselves are wanted
        /// @return outcomes
        Observed observe(Treatment treatment, RandomStream stream, boolean withRows);
    }

    /// Who is treated, and what that adds.
    ///
    /// @param effect per cluster, treated or not
    /// @param treated per cluster
    /// @param limits of outcomes; null for none
    record Treatment(double[] effect, boolean[] treated, AddedEffect.@Nullable Limits limits) {}

    /// Outcomes of an experiment: per cluster the totals of the columns `covariates, outcome`, as
    /// [copse.estimate.UnitTotals#of] takes them.
    ///
    /// @param columns covariates, then the outcome
    /// @param rows per cluster
    /// @param mean clusters × columns
    /// @param product clusters × packed lower triangles
    /// @param realised mean over all rows of the outcome with treatment less that without
    /// @param data the rows, with clusters, covariates and outcome; null unless asked for
    record Observed(
            List<String> columns,
            long[] rows,
            double[] mean,
            double[] product,
            double realised,
            @Nullable Frame data) {}
}
