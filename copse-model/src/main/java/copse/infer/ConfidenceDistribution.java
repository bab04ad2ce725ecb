package copse.infer;

/// What data say about a number, as p-values of one-sided tests and the limits that go with them.
///
/// Every test and interval of a hypothesis about one number, two-sided ones and margins included, is made of
/// these. A method fits in if it can test "at most `bound`" and "at least `bound`" for any bound: Student's t,
/// a bootstrap, a randomisation test inverted.
///
/// Source: Xie and Singh (2013), Confidence distribution, the frequentist distribution estimator of a
/// parameter: a review, Int. Stat. Rev. 81(1). doi:10.1111/insr.12000
public interface ConfidenceDistribution {
    /// @param bound a value of the parameter
    /// @return p-value of the hypothesis that the parameter is at most `bound`, against a higher one
    double above(double bound);

    /// @param bound a value of the parameter
    /// @return p-value of the hypothesis that the parameter is at least `bound`, against a lower one
    double below(double bound);

    /// @param tail probability that the limit is too high, in (0, 1)
    /// @return lower limit: the bound at which [#above(double)] is `tail`
    double lower(double tail);

    /// @param tail probability that the limit is too low, in (0, 1)
    /// @return upper limit: the bound at which [#below(double)] is `tail`
    double upper(double tail);

    /// @param by a constant
    /// @return what is said of the number plus this constant
    default ConfidenceDistribution shifted(double by) {
        return new Shifted(this, by);
    }

    /// An estimate whose error over its standard error follows Student's t.
    ///
    /// @param value the estimate, finite
    /// @param se its standard error, at least 0; 0 for a number known without error
    /// @param df degrees of freedom, above 0; infinite for a normal statistic
    /// @return its confidence distribution
    static ConfidenceDistribution studentT(double value, double se, double df) {
        return new StudentTConfidence(value, se, df);
    }
}
