package copse.lm;

import copse.infer.FisherF;

/// A test by a robust covariance that several combinations of coefficients are all 0.
///
/// @param name what is tested
/// @param numeratorDf number of combinations
/// @param denominatorDf degrees of freedom; infinite for χ²
/// @param f the statistic `δ Q / q`, Q being Wald's
/// @param delta what Q/q is multiplied with: 1 unless it is Hotelling's
/// @param p upper tail probability
/// @param method scaling and degrees of freedom
public record WaldTest(
        String name, int numeratorDf, double denominatorDf, double f, double delta, double p, WaldMethod method) {
    static WaldTest of(String name, int q, double df, double wald, double delta, WaldMethod method) {
        double f = delta * wald / q;
        return new WaldTest(name, q, df, f, delta, FisherF.upperP(f, q, df), method);
    }
}
