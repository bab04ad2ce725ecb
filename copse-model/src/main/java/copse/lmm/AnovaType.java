package copse.lmm;

/// Which hypotheses belong to a term when terms overlap. Without interactions the two agree.
public enum AnovaType {
    /// The term after all others except those that contain it: the main effect of `a` as if `a:b` were absent.
    ///
    /// The hypothesis is the part of "this term and those that contain it are 0" that is uncorrelated with
    /// "those that contain it are 0".
    ///
    /// Source: Fox (2016), Applied Regression Analysis and Generalized Linear Models, 3rd ed., section 8.2.
    TWO,
    /// The term after all others, in the coding with sum-to-zero contrasts for every factor: the main effect of
    /// `a` is a difference between means over the levels of `b` with equal weights (at 0 of a numeric variable
    /// that interacts). The coding that was fitted makes no difference.
    ///
    /// Source: Searle (1987), Linear Models for Unbalanced Data, chapters 4 and 5.
    THREE
}
