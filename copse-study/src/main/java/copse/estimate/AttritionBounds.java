package copse.estimate;

import copse.frame.Words;
import java.util.ArrayList;
import java.util.List;

/// What missing outcomes could do to an effect: bounds that do not assume they are missing at random.
///
/// | bounds | of whom | rest on |
/// |---|---|---|
/// | [#worstCase(TotalsEstimator, Experiment, Question, double, double)] | everyone | outcomes lie in a known range |
/// | [#lee(Experiment, Question)] | those whose outcome is seen under either arm | the treatment moves outcomes into or
/// out of sight in one direction only |
///
/// Without missing outcomes both are the effect itself. Worst-case bounds are as wide as the share missing
/// times the range; they serve for outcomes such as 0/1. Lee's are narrower, and narrower still within strata
/// that tell who goes missing.
///
/// Source: Horowitz and Manski (2000), Nonparametric analysis of randomized experiments with missing covariate
/// and outcome data, J. Am. Stat. Assoc. 95(449). doi:10.1080/01621459.2000.10473902; Lee (2009), Training,
/// wages, and sample selection: estimating sharp bounds on treatment effects, Rev. Econ. Stud. 76(3).
/// doi:10.1111/j.1467-937X.2009.00536.x
public final class AttritionBounds {
    private AttritionBounds() {}

    /// Worst case: missing outcomes at the end of the range that makes the effect smallest, and largest.
    ///
    /// @param estimator of the effect on filled-in outcomes
    /// @param experiment rows with their arms
    /// @param question outcome, arms, hypothesis, level; without covariates and weights
    /// @param least smallest possible outcome
    /// @param most largest possible outcome
    /// @return the bounds
    /// @throws copse.error.InputException `E142` if an outcome lies outside of the range, `E138` if the
    ///     question has covariates or weights
    public static Bounds worstCase(
            TotalsEstimator estimator, Experiment experiment, Question question, double least, double most) {
        requirePlain(question);
        OutcomeRows rows = OutcomeRows.of(experiment, question);
        requireRange(rows, question, least, most);
        int treatment = rows.units().armOf(question.treatment());
        EffectEstimate lower = estimator.estimate(rows.filled(question.outcome(), treatment, least, most), question);
        EffectEstimate upper = estimator.estimate(rows.filled(question.outcome(), treatment, most, least), question);
        List<String> assumptions = new ArrayList<>();
        assumptions.add(
                "Every missing outcome lies between " + Words.number(least) + " and " + Words.number(most) + ".");
        madeUp(rows, assumptions);
        return Bounds.of(
                "effect of " + question.treatment() + " on " + question.outcome() + " over all rows, missing or not",
                lower,
                upper,
                assumptions);
    }

    /// Lee's bounds: the arm with more outcomes is trimmed, from below and from above, to the share of the
    /// other.
    ///
    /// Standard errors are by the influence of each randomised unit, clusters included; without clusters they
    /// are Lee's own.
    ///
    /// @param experiment rows with their arms
    /// @param question outcome, arms, hypothesis, level; without covariates and weights
    /// @return the bounds
    /// @throws copse.error.InputException `E105` if an arm has one unit, `E106` if an arm has no outcome,
    ///     `E138` if the question has covariates or weights
    public static Bounds lee(Experiment experiment, Question question) {
        requirePlain(question);
        OutcomeRows rows = OutcomeRows.of(experiment, question);
        return new LeeTrimming(rows, question, new int[rows.size()], List.of("")).bounds();
    }

    /// Lee's bounds within strata, averaged over those whose outcome is always seen: never wider but by chance.
    ///
    /// @param experiment rows with their arms
    /// @param question outcome, arms, hypothesis, level; without covariates and weights
    /// @param stratum factor measured before the arms were handed out
    /// @return the bounds
    /// @throws copse.error.InputException `E143` if a row has no stratum, or a stratum no outcome in one of the
    ///     arms; else as [#lee(Experiment, Question)]
    public static Bounds lee(Experiment experiment, Question question, String stratum) {
        requirePlain(question);
        OutcomeRows rows = OutcomeRows.of(experiment, question);
        var factor = experiment.rows().asFactor(stratum).dropUnusedLevels().factor(stratum);
        int[] codes = new int[rows.size()];
        for (int row = 0; row < codes.length; row++) {
            int source = rows.source()[row];
            if (source < 0 || factor.isMissing(source)) {
                throw EffectCode.NO_STRATUM.error(
                        source < 0
                                ? "the `" + stratum + "` of unit `"
                                        + rows.units().id(rows.unitOf()[row]) + "` is not known: it has no row"
                                : "`" + stratum + "` is missing in row " + (source + 1),
                        "bounds within strata need to know where the missing belong",
                        source < 0
                                ? "add a row for each unit without outcomes, with its `" + stratum + "`"
                                : "fill it in, or ask for bounds without strata");
            }
            codes[row] = factor.code(source);
        }
        return new LeeTrimming(rows, question, codes, factor.levels().labels()).bounds();
    }

    private static void requirePlain(Question question) {
        Unadjusted.require(question, "bounds on missing outcomes");
        if (question.weights().isPresent()) {
            throw EffectCode.NOT_ADJUSTED.error(
                    "bounds on missing outcomes with weights `"
                            + question.weights().orElseThrow() + "`",
                    "bounds count every row the same and would leave the weights unused",
                    "ask without weights");
        }
    }

    private static void requireRange(OutcomeRows rows, Question question, double least, double most) {
        if (!(least < most) || !Double.isFinite(most - least)) {
            throw EffectCode.OUTCOME_RANGE.error(
                    "outcomes from " + least + " to " + most,
                    "worst-case bounds need the smallest and the largest value that the outcome can have",
                    "give the range of the scale, such as 0 and 1");
        }
        for (int row = 0; row < rows.size(); row++) {
            if (rows.there()[row] && (rows.y()[row] < least || rows.y()[row] > most)) {
                throw EffectCode.OUTCOME_RANGE.error(
                        "`" + question.outcome() + "` is " + Words.number(rows.y()[row]) + " in row "
                                + (rows.source()[row] + 1) + ", outside of " + Words.number(least) + " to "
                                + Words.number(most),
                        "what is missing may lie as far out as what is there",
                        "give the range of the scale: all values that the outcome can have");
            }
        }
    }

    static void madeUp(OutcomeRows rows, List<String> assumptions) {
        if (rows.madeUp() > 0) {
            assumptions.add("Units that are not in the data would have had " + Words.count(rows.madeUp(), "row")
                    + " together, as many each as the others on average.");
        }
    }
}
