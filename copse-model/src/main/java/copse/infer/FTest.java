package copse.infer;

/// A test that several linear combinations of coefficients are all 0.
///
/// @param term what is tested
/// @param numeratorDf number of independent combinations
/// @param denominatorDf degrees of freedom of the denominator; infinite for a χ² test
/// @param f the statistic, scaled where the method scales it
/// @param p upper tail probability
/// @param method where the degrees of freedom come from
public record FTest(String term, int numeratorDf, double denominatorDf, double f, double p, DfMethod method) {
    /// @param term what is tested
    /// @param numeratorDf number of independent combinations
    /// @param denominatorDf degrees of freedom of the denominator; may be infinite
    /// @param f the statistic
    /// @param method where the degrees of freedom come from
    /// @return the test with its p-value
    public static FTest of(String term, int numeratorDf, double denominatorDf, double f, DfMethod method) {
        return new FTest(term, numeratorDf, denominatorDf, f, FisherF.upperP(f, numeratorDf, denominatorDf), method);
    }

    /// @return log p, exact where p underflows to 0
    public double logP() {
        return FisherF.logUpperP(f, numeratorDf, denominatorDf);
    }
}
