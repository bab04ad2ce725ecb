package copse.estimate;

import copse.error.Diagnostic;
import copse.frame.Words;
import copse.infer.ConfidenceDistribution;
import copse.infer.Quotient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Ratios of sums, such as clicks per visit, and relative lifts, by the delta method at the level of the units
/// that were randomised.
///
/// In each arm the ratio is the sum of the outcome over the sum of the denominator (the number of rows, for a
/// mean). Rows of one unit are not independent, however many there are: what varies is the unit's sum of `y − R
/// x`.
///
/// ```java
/// RatioMetric.mean().lift()            // sales per customer, in percent of the control's
/// RatioMetric.per("visits")            // difference of clicks per visit
/// RatioMetric.per("visits").lift().withLimits(RatioMetric.Limits.FIELLER)
/// ```
///
/// A lift is the treatment's ratio over the control's, less 1: 0.02 is two percent more; margins of the
/// hypothesis are in this unit. Its delta limits hold while the control's ratio is many standard errors from 0;
/// when Finney's g reaches 0.05 (a control's ratio within nine standard errors of 0 at 95 %), a diagnostic says
/// so and Fieller's limits, which hold anyway, are the ones to take.
///
/// Source: Deng, Knoblich and Lu (2018), Applying the Delta Method in Metric Analytics, KDD 2018.
/// doi:10.1145/3219819.3219919
///
/// @param denominator column that the outcome is divided by; empty for the number of rows
/// @param contrast between the arms' ratios
/// @param limits of a lift; a difference has those of Student's t
public record RatioMetric(Optional<String> denominator, Contrast contrast, Limits limits) implements TotalsEstimator {
    /// How two ratios are compared.
    public enum Contrast {
        /// Treatment less control.
        DIFFERENCE,
        /// Treatment over control, less 1.
        LIFT
    }

    /// Limits of a lift.
    public enum Limits {
        /// The lift as normal.
        DELTA,
        /// All lifts that the two ratios are compatible with; open where that is all of one side.
        FIELLER
    }

    /// @return difference of means over rows
    public static RatioMetric mean() {
        return new RatioMetric(Optional.empty(), Contrast.DIFFERENCE, Limits.DELTA);
    }

    /// @param denominator numeric or logical column
    /// @return difference of the ratios of sums
    public static RatioMetric per(String denominator) {
        return new RatioMetric(Optional.of(denominator), Contrast.DIFFERENCE, Limits.DELTA);
    }

    /// @return the relative lift of the same ratio
    public RatioMetric lift() {
        return new RatioMetric(denominator, Contrast.LIFT, limits);
    }

    /// @param other limits of a lift
    /// @return the same with those limits
    public RatioMetric withLimits(Limits other) {
        return new RatioMetric(denominator, contrast, other);
    }

    @Override
    public String name() {
        String ratio = denominator.map(column -> "ratio to " + column).orElse("mean");
        return switch (contrast) {
            case DIFFERENCE -> "difference in " + ratio + ", delta method";
            case LIFT -> "relative lift of " + ratio + (limits == Limits.DELTA ? ", delta method" : ", Fieller");
        };
    }

    @Override
    public UnitTotals totals(Experiment experiment, Question question) {
        return experiment.totals(question.withCovariates(denominator.stream().toList()));
    }

    /// @param totals of the denominator, if there is one, and the outcome
    /// @param question without covariates
    /// @return the difference or lift
    /// @throws copse.error.InputException `E105` if an arm has one unit, `E137` if a denominator's sum is not
    ///     above 0, or a lift is asked of a control's ratio of 0, `E138` if the question has covariates
    @Override
    public EffectEstimate estimate(UnitTotals totals, Question question) {
        Unadjusted.require(question, name());
        // also refuses units that drew in two stages, and arms without outcomes
        RandomisedUnits units = Compared.of(totals, question).totals().units();
        int treatment = units.armOf(question.treatment());
        ContributionVariance variance =
                ContributionVariance.of(units, u -> totals.rows(u) > 0, treatment, units.armOf(question.control()));
        requirePositive(totals, variance, question);
        ArmMeans means = ArmMeans.of(units, variance, treatment, totals::sum, u -> below(totals, u));
        String estimand =
                (contrast == Contrast.LIFT ? "relative lift of " : "effect of " + question.treatment() + " on ")
                        + denominator
                                .map(column -> question.outcome() + " per " + column)
                                .orElse("mean " + question.outcome())
                        + (contrast == Contrast.LIFT ? " by " + question.treatment() : "") + " over all rows";
        return switch (contrast) {
            case DIFFERENCE -> difference(estimand, means, variance, totals, question);
            case LIFT -> lift(estimand, means, variance, totals, question);
        };
    }

    private EffectEstimate difference(
            String estimand, ArmMeans means, ContributionVariance variance, UnitTotals totals, Question question) {
        double[] part = means.differencePart();
        double df = variance.df(part);
        return EffectEstimate.of(
                estimand,
                "ratio of sums, delta method, variance " + variance.words(),
                means.difference(),
                Math.sqrt(variance.covariance(part, part)),
                df,
                question,
                rows(totals, variance),
                variance.units(),
                Unadjusted.leftOut(variance));
    }

    private EffectEstimate lift(
            String estimand, ArmMeans means, ContributionVariance variance, UnitTotals totals, Question question) {
        if (means.control() == 0) {
            throw EffectCode.NO_RATIO.error(
                    "a lift over `" + question.control() + "`, whose ratio is 0",
                    "no number is so many percent more than 0",
                    "ask for the difference");
        }
        double ratio = means.treatment() / means.control();
        double[] part = means.combination(1 / means.control(), -ratio / means.control());
        Quotient quotient = new Quotient(
                means.treatment(),
                means.control(),
                variance.covariance(means.treatmentPart(), means.treatmentPart()),
                variance.covariance(means.treatmentPart(), means.controlPart()),
                variance.covariance(means.controlPart(), means.controlPart()),
                variance.df(part));
        List<Diagnostic> diagnostics = new ArrayList<>(Unadjusted.leftOut(variance));
        double g = quotient.g(question.level());
        if (g >= Quotient.SMALL_G) {
            diagnostics.add(EffectCode.SMALL_DENOMINATOR.of(
                    question.control(),
                    g,
                    Quotient.SMALL_G,
                    "the ratio of `" + question.control() + "`, " + Words.about(means.control()) + ", is only "
                            + Words.about(Math.abs(means.control()) / Math.sqrt(quotient.denominatorVariance()))
                            + " standard errors from 0"
                            + (limits == Limits.DELTA
                                    ? ": limits by the delta method are not to be trusted"
                                    : g >= 1 ? ": the lift may be anything" : "")));
        }
        ConfidenceDistribution lift = (limits == Limits.DELTA ? quotient.delta() : quotient.fieller()).shifted(-1);
        return EffectEstimate.of(
                estimand,
                "ratio of sums, " + (limits == Limits.DELTA ? "delta method" : "Fieller's limits") + ", variance "
                        + variance.words(),
                quotient.value() - 1,
                OptionalDouble.of(quotient.se()),
                OptionalDouble.of(quotient.df()),
                lift,
                question,
                rows(totals, variance),
                variance.units(),
                diagnostics);
    }

    private double below(UnitTotals totals, int unit) {
        return denominator.isPresent() ? totals.weight(unit) * totals.mean(unit, 0) : totals.weight(unit);
    }

    private void requirePositive(UnitTotals totals, ContributionVariance variance, Question question) {
        for (String name : List.of(question.treatment(), question.control())) {
            double sum = 0;
            for (int unit : totals.unitsIn(totals.units().armOf(name))) {
                sum += variance.weight(unit) * below(totals, unit);
            }
            if (!(sum > 0)) {
                throw EffectCode.NO_RATIO.error(
                        "the sum of `" + denominator.orElse("rows") + "` in arm `" + name + "` is " + Words.about(sum),
                        "a ratio of sums needs a sum above 0 below the line",
                        "divide by a column that counts something, such as visits");
            }
        }
    }

    private static long rows(UnitTotals totals, ContributionVariance variance) {
        long rows = 0;
        for (int u = 0; u < totals.size(); u++) {
            rows += variance.weight(u) > 0 ? totals.rows(u) : 0;
        }
        return rows;
    }
}
