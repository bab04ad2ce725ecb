package copse.balance;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/// How one covariate differs between an arm and the reference arm.
///
/// Source: Austin (2009), Balance diagnostics for comparing the distribution of baseline covariates between
/// treatment groups in propensity-score matched samples, Stat. Med. 28(25), 3083-3107. doi:10.1002/sim.3697
///
/// @param covariate column, or `column[level]` for the share of a level
/// @param arm the arm
/// @param reference the arm it is compared with
/// @param inArm moments in the arm
/// @param inReference moments in the reference arm
/// @param ks largest distance between the distribution functions, in `[0, 1]`
/// @param missing rows of the two arms without a value
public record CovariateBalance(
        String covariate,
        String arm,
        String reference,
        ArmMoments inArm,
        ArmMoments inReference,
        double ks,
        int missing) {
    /// @return mean in the arm less mean in the reference arm
    public double difference() {
        return inArm.mean() - inReference.mean();
    }

    /// @return root of the mean of the two variances
    public double pooledSd() {
        return Math.sqrt((inArm.variance() + inReference.variance()) / 2);
    }

    /// @return difference over pooled standard deviation; 0 where both are 0, empty where only the latter is
    public OptionalDouble standardised() {
        double sd = pooledSd();
        if (sd > 0) {
            return OptionalDouble.of(difference() / sd);
        }
        return difference() == 0 ? OptionalDouble.of(0) : OptionalDouble.empty();
    }

    /// @return variance in the arm over that in the reference arm; empty where the latter is 0
    public OptionalDouble varianceRatio() {
        return inReference.variance() > 0
                ? OptionalDouble.of(inArm.variance() / inReference.variance())
                : OptionalDouble.empty();
    }

    /// @param sample values in the arm
    /// @param other values in the reference arm
    /// @param binary whether all values of the covariate are zero or one
    static CovariateBalance of(
            String covariate, String arm, String reference, Sample sample, Sample other, boolean binary, int missing) {
        return new CovariateBalance(
                covariate,
                arm,
                reference,
                ArmMoments.of(sample, binary),
                ArmMoments.of(other, binary),
                sample.kolmogorovSmirnov(other),
                missing);
    }

    /// Balance of plain numbers between two arms.
    ///
    /// @param covariate name
    /// @param arm values in the arm, at least one
    /// @param armWeights one per value; empty for ones
    /// @param reference values in the reference arm, at least one
    /// @param referenceWeights one per value; empty for ones
    /// @return the comparison of `treatment` with `control`
    public static CovariateBalance of(
            String covariate, double[] arm, double[] armWeights, double[] reference, double[] referenceWeights) {
        boolean binary = DoubleStream.concat(Arrays.stream(arm), Arrays.stream(reference))
                .allMatch(v -> v == 0 || v == 1);
        return of(
                covariate,
                "treatment",
                "control",
                new Sample(arm.clone(), armWeights.clone()),
                new Sample(reference.clone(), referenceWeights.clone()),
                binary,
                0);
    }
}
