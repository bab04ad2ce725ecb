package copse.estimate;

/// A randomisation test small enough to be kept: the distribution of its statistic as a histogram, without the
/// assignments.
///
/// @param statistic what was compared between assignments, in words
/// @param observed its value for the arms as they are, at the effect under test
/// @param effect under test: 0 or a margin
/// @param p p-value of the hypothesis
/// @param assignments that were compared: all, or the draws
/// @param exact whether these are all that the design admits
/// @param distribution of the statistic over the assignments, if the hypothesis holds
public record RandomisationSummary(
        String statistic,
        double observed,
        double effect,
        double p,
        int assignments,
        boolean exact,
        ReferenceDistribution.Histogram distribution) {}
