package copse.estimate;

import copse.error.Diagnostic;
import copse.frame.Words;
import copse.infer.ConfidenceDistribution;
import copse.infer.Quotient;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// The complier average causal effect: what taking the treatment does to those who take it if and only if it is
/// offered.
///
/// Arms were offered at random, but not all took what they were offered. The effect of the offer on the
/// outcome, over its effect on the share who took it, is the effect of taking it among compliers (Wald; with
/// one instrument the same as two-stage least squares). Standard errors are by the delta method at the level of
/// the randomised unit, which is 2SLS with cluster-robust errors; the default limits are those of Anderson and
/// Rubin, whose level holds however weak the offer was, and which for an effect of 0 give the p-value of the
/// offer's own effect. [Compliance] has the whole picture.
///
/// Source: Angrist, Imbens and Rubin (1996), Identification of causal effects using instrumental variables, J.
/// Am. Stat. Assoc. 91(434). doi:10.1080/01621459.1996.10476902; Andrews, Stock and Sun (2019), Weak
/// instruments in instrumental variables regression, Annu. Rev. Econ. 11.
/// doi:10.1146/annurev-economics-080218-025643
///
/// @param taken logical or 0/1 column: whether the row's unit took the treatment
/// @param limits of the effect
public record ComplierEffect(String taken, Limits limits) implements TotalsEstimator {
    // The rule of thumb of Staiger and Stock (1997) for one instrument.
    static final double STRONG_F = 10;

    /// Limits of a complier effect.
    public enum Limits {
        /// Anderson and Rubin: hold with a weak first stage too, and may be open.
        ANDERSON_RUBIN,
        /// The estimate as normal: too narrow with a weak first stage.
        WALD
    }

    /// @param taken logical or 0/1 column
    /// @return the effect with limits of Anderson and Rubin
    public static ComplierEffect of(String taken) {
        return new ComplierEffect(taken, Limits.ANDERSON_RUBIN);
    }

    /// @param other limits
    /// @return the same with those limits
    public ComplierEffect withLimits(Limits other) {
        return new ComplierEffect(taken, other);
    }

    @Override
    public String name() {
        return "complier effect of " + taken + (limits == Limits.WALD ? " (Wald)" : " (Anderson-Rubin)");
    }

    /// @throws copse.error.InputException `E140` if the column holds anything but 0 and 1, or as
    ///     [Experiment#totals(Question)]
    @Override
    public UnitTotals totals(Experiment experiment, Question question) {
        RowValues values = experiment.outcome(taken);
        for (int row = 0; row < experiment.rows().rows(); row++) {
            double value = values.value().applyAsDouble(row);
            if (!values.missing().get(row) && value != 0 && value != 1) {
                throw EffectCode.NOT_TAKEN.error(
                        "`" + taken + "` is " + Words.number(value) + " in row " + (row + 1),
                        "complier effects need to know who took the treatment: 1 or true, and who did not: 0 or false",
                        "make it logical, such as a column of `dose > 0`");
            }
        }
        return experiment.totals(question.withCovariates(List.of(taken)));
    }

    /// @param totals of `taken` and the outcome
    /// @param question without covariates
    /// @return the effect of taking the treatment among compliers
    /// @throws copse.error.InputException `E105` if an arm has one unit, `E138` if the question has covariates,
    ///     `E141` if the offer made no difference to who took the treatment
    @Override
    public EffectEstimate estimate(UnitTotals totals, Question question) {
        Unadjusted.require(question, name());
        Parts parts = parts(totals, question);
        Quotient quotient = parts.quotient(question);
        List<Diagnostic> diagnostics = new ArrayList<>(Unadjusted.leftOut(parts.variance));
        if (parts.firstStageF() < STRONG_F) {
            diagnostics.add(EffectCode.WEAK_INSTRUMENT.of(
                    taken,
                    parts.firstStageF(),
                    STRONG_F,
                    "the arms differ in who took the treatment by " + Words.percent(parts.taken.difference())
                            + " only, hardly more than by chance"
                            + (limits == Limits.WALD ? "; limits by Wald are too narrow" : "")));
        }
        ConfidenceDistribution effect = limits == Limits.WALD ? quotient.delta() : quotient.fieller();
        return EffectEstimate.of(
                "complier average effect of " + taken + " on " + question.outcome() + " over all rows",
                "two-stage least squares, variance " + parts.variance.words() + ", limits of "
                        + (limits == Limits.WALD ? "Wald" : "Anderson and Rubin"),
                quotient.value(),
                OptionalDouble.of(quotient.se()),
                OptionalDouble.of(quotient.df()),
                effect,
                question,
                parts.rows,
                parts.variance.units(),
                diagnostics);
    }

    Parts parts(UnitTotals totals, Question question) {
        // also refuses units that drew in two stages, and arms without outcomes
        RandomisedUnits units = Compared.of(totals, question).totals().units();
        int treatment = units.armOf(question.treatment());
        ContributionVariance variance =
                ContributionVariance.of(units, u -> totals.rows(u) > 0, treatment, units.armOf(question.control()));
        long rows = 0;
        for (int u = 0; u < totals.size(); u++) {
            rows += variance.weight(u) > 0 ? totals.rows(u) : 0;
        }
        return new Parts(
                ArmMeans.of(units, variance, treatment, totals::sum, totals::weight),
                ArmMeans.of(units, variance, treatment, u -> totals.weight(u) * totals.mean(u, 0), totals::weight),
                variance,
                rows,
                taken);
    }

    /// The effects of the offer on the outcome and on who took the treatment.
    record Parts(ArmMeans outcome, ArmMeans taken, ContributionVariance variance, long rows, String column) {
        Quotient quotient(Question question) {
            double first = taken.difference();
            if (first == 0) {
                throw EffectCode.NO_FIRST_STAGE.error(
                        "as many took `" + column + "` in arm `" + question.treatment() + "` as in `"
                                + question.control() + "`: " + Words.percent(taken.treatment()),
                        "no one took the treatment because of the offer, so there are no compliers",
                        "report the effect of the offer, by intention to treat");
            }
            double[] y = outcome.differencePart();
            double[] d = taken.differencePart();
            double effect = outcome.difference() / first;
            double[] error = new double[y.length];
            for (int u = 0; u < y.length; u++) {
                error[u] = y[u] - effect * d[u];
            }
            return new Quotient(
                    outcome.difference(),
                    first,
                    variance.covariance(y, y),
                    variance.covariance(y, d),
                    variance.covariance(d, d),
                    variance.df(error));
        }

        double firstStageF() {
            double[] d = taken.differencePart();
            double v = variance.covariance(d, d);
            // arms without exceptions: all of one and none of the other
            return v == 0 ? Double.POSITIVE_INFINITY : taken.difference() * taken.difference() / v;
        }

        EffectEstimate of(ArmMeans means, String estimand, Question question) {
            double[] part = means.differencePart();
            return EffectEstimate.of(
                    estimand,
                    "difference in means over rows, variance " + variance.words(),
                    means.difference(),
                    Math.sqrt(variance.covariance(part, part)),
                    variance.df(part),
                    question,
                    rows,
                    variance.units(),
                    Unadjusted.leftOut(variance));
        }
    }
}
