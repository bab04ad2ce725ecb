package copse.network;

/// Real numbers between two bounds with a density in proportion to `x^-γ`.
///
/// @param least above 0
/// @param most at least `least`
/// @param exponent γ, above 1
record PowerLaw(double least, double most, double exponent) {
    /// Halvings of the range of the lower bound: they bring it to the precision of doubles.
    private static final int HALVINGS = 200;

    /// @param mean wanted, at most `most`
    /// @param most upper bound
    /// @param exponent γ, above 1
    /// @return the law of that mean
    static PowerLaw ofMean(double mean, double most, double exponent) {
        double low = Double.MIN_NORMAL;
        double high = mean;
        for (int i = 0; i < HALVINGS; i++) {
            // halved on the log scale: the bound may be many times smaller than the mean
            double middle = Math.sqrt(low) * Math.sqrt(high);
            if (new PowerLaw(middle, most, exponent).mean() < mean) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new PowerLaw(high, most, exponent);
    }

    double mean() {
        if (least == most) {
            return most;
        }
        return Math.exp(logIntegral(2 - exponent) - logIntegral(1 - exponent));
    }

    /// Logarithm of the integral of `x^(p - 1)` between the bounds: with a steep law over a wide range the
    /// integral itself would not fit into a number.
    private double logIntegral(double p) {
        double logs = Math.log(most) - Math.log(least);
        if (p == 0) {
            return Math.log(logs);
        }
        // taken from the bound where most of it lies
        return p * Math.log(p > 0 ? most : least) + Math.log(-Math.expm1(-Math.abs(p) * logs) / Math.abs(p));
    }

    /// @param u between 0 and 1
    /// @return the number below which the share u lies
    double quantile(double u) {
        double p = 1 - exponent;
        double logs = Math.log(most) - Math.log(least);
        // with y = (x / least)^p running from 1 to (most / least)^p
        double y = 1 + u * Math.expm1(p * logs);
        return Math.min(most, least * Math.pow(y, 1 / p));
    }
}
