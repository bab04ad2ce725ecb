package copse.balance;

/// Mean and spread of one covariate in one arm.
///
/// @param n units with a value
/// @param effective effective number of units, `(Σw)² / Σw²`: n without weights
/// @param mean weighted mean
/// @param variance `p(1 - p)` for a covariate of zeros and ones; else with divisor n - 1, or `Σw - Σw²/Σw` with
///     weights; 0 where there is one unit
public record ArmMoments(int n, double effective, double mean, double variance) {
    /// Moments in two passes.
    ///
    /// @param sample one arm's values
    /// @param binary whether all values of the covariate are zero or one
    /// @return the moments
    static ArmMoments of(Sample sample, boolean binary) {
        double sum = 0;
        double squares = 0;
        double mean = 0;
        for (int i = 0; i < sample.size(); i++) {
            double w = sample.weight(i);
            sum += w;
            squares += w * w;
            // the running mean keeps its digits when values are large beside their spread
            mean += w == 0 ? 0 : w / sum * (sample.value(i) - mean);
        }
        double deviations = 0;
        for (int i = 0; i < sample.size(); i++) {
            double d = sample.value(i) - mean;
            deviations += sample.weight(i) * d * d;
        }
        double divisor = sum - squares / sum;
        double variance = binary ? mean * (1 - mean) : divisor > 0 ? deviations / divisor : 0;
        return new ArmMoments(sample.size(), sum * sum / squares, mean, variance);
    }
}
