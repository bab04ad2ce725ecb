package copse.estimate;

import copse.frame.Words;
import java.util.ArrayList;
import java.util.List;

/// An experiment in which not everyone took what their arm offered: the effect of the offer, who took it, and
/// the effect of taking it.
///
/// - By **intention to treat** arms are compared as randomised, whoever took what: the effect of the offer,
///   protected by randomisation alone.
/// - The **complier effect** is that of taking the treatment, among those whom the offer moved. It needs more
///   than randomisation: [#assumptions()] says what.
/// - Comparing those who took it with those who did not, or leaving out who did not do as their arm said,
///   compares people who chose differently; copse does not offer it.
///
/// @param taken the column that says who took the treatment
/// @param intentionToTreat effect of the offer on the outcome
/// @param firstStage effect of the offer on the share who took the treatment, two-sided
/// @param firstStageF squared t statistic of the first stage, at the level of the randomised unit; below 10 the
///     offer is a weak instrument
/// @param treatmentShare share of rows in the treatment arm that took it
/// @param controlShare share of rows in the control arm that took it
/// @param complierEffect effect of taking it among compliers
public record Compliance(
        String taken,
        EffectEstimate intentionToTreat,
        EffectEstimate firstStage,
        double firstStageF,
        double treatmentShare,
        double controlShare,
        EffectEstimate complierEffect) {

    /// Who could deviate from their arm.
    public enum Kind {
        /// Everyone did as offered.
        FULL,
        /// Some declined the offer, or some took it unoffered, not both.
        ONE_SIDED,
        /// Some declined the offer, and some took it unoffered.
        TWO_SIDED
    }

    /// @param experiment rows with the arms that were offered
    /// @param question outcome, arms, hypothesis, level; without covariates
    /// @param taken logical or 0/1 column: whether the row's unit took the treatment
    /// @return the effects
    /// @throws copse.error.InputException `E105` if an arm has one unit, `E138` if the question has covariates,
    ///     `E140` if the column holds anything but 0 and 1, `E141` if the offer made no difference to who took
    ///     the treatment
    public static Compliance of(Experiment experiment, Question question, String taken) {
        ComplierEffect estimator = ComplierEffect.of(taken);
        Unadjusted.require(question, estimator.name());
        UnitTotals totals = estimator.totals(experiment, question);
        ComplierEffect.Parts parts = estimator.parts(totals, question);
        Question twoSided = question.withHypothesis(Hypothesis.noDifference());
        return new Compliance(
                taken,
                parts.of(
                        parts.outcome(),
                        "effect of being offered " + question.treatment() + " on " + question.outcome()
                                + " over all rows",
                        question),
                parts.of(parts.taken(), "effect of the offer on the share with " + taken, twoSided),
                parts.firstStageF(),
                parts.taken().treatment(),
                parts.taken().control(),
                estimator.estimate(totals, question));
    }

    /// @return who deviated
    public Kind kind() {
        boolean declined = treatmentShare < 1;
        boolean unoffered = controlShare > 0;
        return declined && unoffered ? Kind.TWO_SIDED : declined || unoffered ? Kind.ONE_SIDED : Kind.FULL;
    }

    /// What the complier effect rests on beyond the randomisation, in words.
    ///
    /// @return one sentence each
    public List<String> assumptions() {
        List<String> out = new ArrayList<>();
        if (kind() == Kind.FULL) {
            out.add("Everyone did as offered: the effect of the offer and that of taking it are one.");
            return out;
        }
        out.add("Exclusion: the offer changes the outcome only through `" + taken
                + "`; being offered it and declining changes nothing.");
        if (kind() == Kind.TWO_SIDED) {
            out.add("No defiers: no one takes it only because it was not offered to them. Then "
                    + Words.percent(treatmentShare - controlShare) + " are compliers, " + Words.percent(controlShare)
                    + " take it anyway and " + Words.percent(1 - treatmentShare)
                    + " never do; about the last two the data say nothing.");
        } else if (controlShare == 0) {
            out.add(
                    "No one took it without the offer, so that there can be no defiers, and the compliers are all who took"
                            + " it: " + Words.percent(treatmentShare) + " of those offered.");
        } else {
            out.add(
                    "No one declined the offer, so that there can be no defiers, and the effect is that on those who do not"
                            + " take it without the offer: " + Words.percent(1 - controlShare) + ".");
        }
        out.add("No interference: what one unit takes does not change the outcomes of other units.");
        return out;
    }
}
