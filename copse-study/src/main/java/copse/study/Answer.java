package copse.study;

import copse.estimate.Bounds;
import copse.estimate.Compliance;
import copse.estimate.EffectEstimate;
import copse.estimate.GroupEffects;
import copse.estimate.Influence;
import copse.estimate.ModeratedEffect;
import copse.estimate.Question;
import copse.estimate.RandomisationSummary;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The answer to one question: the primary analysis, why it is the primary one, and what others say.
///
/// @param question outcome, arms, hypothesis
/// @param sample who is in it
/// @param reason why the design implies the primary analysis, in a sentence
/// @param primary the answer
/// @param adjustedP p-value adjusted for the number of questions; empty for a single one
/// @param sensitivity other methods, as they were tried
/// @param groups the effect within groups, and how it differs between them, by column asked for
/// @param moderated how the effect changes with a number, by column asked for
/// @param bounds what missing outcomes could do to the effect (Lee); empty where none are missing
/// @param compliance offered and taken, if asked for
/// @param influence the primary effect without each unit, if asked for
/// @param randomisation the distribution of a randomisation test, if one was made
public record Answer(
        Question question,
        Sample sample,
        String reason,
        EffectEstimate primary,
        OptionalDouble adjustedP,
        List<Attempt> sensitivity,
        List<GroupEffects> groups,
        List<ModeratedEffect> moderated,
        Optional<Bounds> bounds,
        Optional<Compliance> compliance,
        Optional<Influence> influence,
        Optional<RandomisationSummary> randomisation) {
    /// Copies the lists.
    public Answer {
        sensitivity = List.copyOf(sensitivity);
        groups = List.copyOf(groups);
        moderated = List.copyOf(moderated);
    }

    Answer withAdjustedP(double p) {
        return new Answer(
                question,
                sample,
                reason,
                primary,
                OptionalDouble.of(p),
                sensitivity,
                groups,
                moderated,
                bounds,
                compliance,
                influence,
                randomisation);
    }
}
