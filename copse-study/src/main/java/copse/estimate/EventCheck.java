package copse.estimate;

import copse.frame.Words;
import java.util.List;

/// What models of shares and rates ask of the data.
final class EventCheck {
    private EventCheck() {}

    /// @param blocks whether the model has a mean per block
    /// @return the units of the two arms
    /// @throws copse.error.InputException as [MixedModel]; `E113` if there are no blocks, `E151` for plain
    ///     numbers, `E152` if nothing happened in an arm, or to everybody
    static Compared compared(UnitTotals totals, Question question, boolean blocks) {
        Compared arms = MixedModel.checked(totals, question);
        require(arms);
        if (blocks) {
            BlockDifferences.of(arms, Counting.ROWS);
        }
        return arms;
    }

    private static void require(Compared arms) {
        Question question = arms.question();
        if (question.kind() == OutcomeKind.NUMBER) {
            throw EffectCode.NO_GENERALISED_MODEL.error(
                    "a generalised model of `" + question.outcome() + "`, whose values are plain numbers",
                    "it is for outcomes that are yes or no (0 and 1), or count something",
                    "take the mixed model of numbers: `--estimators mixed`; or, for counts, `--family poisson`");
        }
        for (int[] arm : List.of(arms.treated(), arms.controls())) {
            for (int unit : arm) {
                OutcomeValues.sum(arms.totals(), unit, question);
            }
        }
        if (arms.totals().fewestEvents(question) == 0) {
            double treated = arms.meanOfRows(arms.treated());
            double control = arms.meanOfRows(arms.controls());
            boolean inTreatment = treated == 0 || treated == 1 && question.kind() == OutcomeKind.BINARY;
            double mean = inTreatment ? treated : control;
            throw EffectCode.NO_EVENTS.error(
                    "every `" + question.outcome() + "` in arm `"
                            + (inTreatment ? question.treatment() : question.control()) + "` is " + Words.about(mean),
                    "odds or rate of that arm are 0 or infinite, and no model of them has an estimate",
                    "compare means, and read a randomisation test beside it: `--estimators means,randomisation`");
        }
    }

    /// @param columns that vary between units only
    /// @return units less these
    /// @throws copse.error.InputException `E119` if none is left
    static int left(Compared arms, int columns) {
        int left = arms.units() - columns;
        if (left < 1) {
            throw EstimateCode.TOO_MANY_COLUMNS.error(
                    Words.count(columns, "column") + " for " + Words.count(arms.units(), arms.noun()),
                    "they vary between " + arms.noun() + "s only, which are seen " + arms.units() + " times",
                    "adjust for fewer covariates, or compare within blocks: `--estimators blocks`");
        }
        return left;
    }
}
