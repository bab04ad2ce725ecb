package copse.interference;

/// What is compared between saturations: shares of the units of a cluster that are treated, drawn by cluster.
///
/// The reference is the lowest saturation; if that is 0, clusters in which nobody is treated (pure control).
///
/// Source: Baird, Bohren, McIntosh and Özler (2018), Optimal design of experiments in the presence of
/// interference, Rev. Econ. Stat. 100(5), 844-860. doi:10.1162/rest_a_00716
public enum SaturationContrast {
    /// Treated at a saturation less untreated at the reference: own treatment and spillover together, their
    /// intention to treat.
    TREATED,

    /// Untreated at a saturation less untreated at the reference: spillover on the untreated.
    SPILLOVER,

    /// Treated less untreated at one saturation, within the same clusters.
    DIRECT,

    /// The same over all saturations, each counting by its nodes: the direct effect as this design mixes
    /// neighbours.
    DIRECT_MEAN,

    /// Everyone at a saturation less everyone at the reference, treated or not: what it does to a cluster if
    /// this share is treated, their total causal effect.
    TOTAL,

    /// Change of the treated per unit of saturation, along a straight line.
    TREATED_SLOPE,

    /// Change of the untreated per unit of saturation, along a straight line that begins at the reference.
    UNTREATED_SLOPE,

    /// Treated less untreated where nobody else is treated: the line through the treated, drawn on to
    /// saturation 0, less pure control. Their treatment on the uniquely treated.
    ALONE,

    /// Everyone treated against no one, along both lines: the treated at saturation 1 less the untreated at 0.
    /// Where these saturations were drawn themselves [#TOTAL] needs no line.
    EXTRAPOLATED
}
