package copse.interference;

/// Degrees of freedom of the variance of weighted means, each of clusters of its own.
///
/// With w the share of a cluster in a mean's weight, `Σ w² d² / (1 − w)` estimates the variance of the mean;
/// its own mean and variance where units are independent and normal give the degrees of freedom.
///
/// Source: Bell and McCaffrey (2002), Bias reduction in standard errors for linear regression with multi-stage
/// samples, Survey Methodology 28(2), 169-181, for the case of one mean per arm.
///
/// @param expected expectation of the variance
/// @param squares half the variance of the variance
record Satterthwaite(double expected, double squares) {
    /// @param weight of each cluster, 0 for one that is not there; all 0 is a mean that is not there
    static Satterthwaite of(double[] weight) {
        double total = 0;
        for (double w : weight) {
            total += w;
        }
        if (total == 0) {
            return new Satterthwaite(0, 0);
        }
        double own = 0;
        double cross = 0;
        double crossSquares = 0;
        for (double each : weight) {
            double w = each / total;
            if (w == 1) {
                // one cluster says nothing of how clusters differ: one degree of freedom, not none
                return new Satterthwaite(1 / total, 1 / (total * total));
            }
            double c = w * w / (1 - w);
            own += w * w;
            cross += c;
            crossSquares += c * c;
        }
        return new Satterthwaite(1 / total, (own + cross * cross - crossSquares) / (total * total));
    }

    /// @return degrees of freedom of the sum of both variances, at least 1
    static double df(Satterthwaite a, Satterthwaite b) {
        double expected = a.expected + b.expected;
        return Math.max(1, expected * expected / (a.squares + b.squares));
    }
}
