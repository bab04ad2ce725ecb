package copse.report;

import copse.family.OutcomeType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The answer of a posterior in a sentence, on the scale of the outcome.
///
/// It speaks of one effect: the one that is asked for, else the first. Inverse links of coefficients are no
/// effects and are not spoken of: the inverse logit of a difference of log odds is no difference of
/// probabilities.
final class BayesSentence {
    private static final double PERCENT = 100;

    private final BayesResult result;

    BayesSentence(BayesResult result) {
        this.result = result;
    }

    /// @param wanted a term or the variable of a term, null for the first
    /// @return the effect meant, a difference or a mean
    Optional<BayesResult.Effect> effect(@Nullable String wanted) {
        return result.answers().effects().stream()
                .filter(effect -> effect.isDifference()
                        || effect.contrast().isEmpty() && effect.term().equals(FitResult.INTERCEPT))
                .filter(effect -> wanted == null
                        || effect.term().equals(wanted)
                        || effect.term().startsWith(wanted + "["))
                .findFirst();
    }

    /// @param wanted a term or the variable of a term, null for the first
    /// @return the answer
    String answer(@Nullable String wanted) {
        return effect(wanted)
                .map(this::sentence)
                .orElseGet(() -> OutcomeSentence.capitalIf(true, FamilyWords.predictor(result.model()))
                        + " is modelled; no effect on the scale of the outcome was asked for.");
    }

    private String sentence(BayesResult.Effect effect) {
        String mean = FamilyWords.mean(result.model());
        if (effect.contrast().isEmpty()) {
            return OutcomeSentence.capitalIf(true, mean) + " is " + amount(effect.mean(), effect) + percent() + " ("
                    + limits(effect) + ")" + whose(effect) + ".";
        }
        if (!(effect.sd() > 0)) {
            return "The effect of " + effect.term() + " was fixed by its prior at " + Numbers.brief(effect.mean(), 4)
                    + ": the data have no say in it.";
        }
        boolean down = effect.mean() < 0;
        String size = amount(Math.abs(effect.mean()), effect) + points();
        return OutcomeSentence.capitalIf(true, mean) + change(effect, size, down) + " (" + limits(effect)
                + "; probability that it is " + (down ? "lower" : "higher") + ": "
                + probability(down ? 1 - effect.positive() : effect.positive()) + ")" + whose(effect) + "."
                + doubt(effect);
    }

    private String change(BayesResult.Effect effect, String size, boolean down) {
        if (effect.contrast().equals("1 - 0")) {
            return " is " + size + (down ? " lower" : " higher") + " with " + effect.term() + " 1 than with 0";
        }
        if (effect.contrast().equals("coefficient")) {
            return ": the coefficient of " + effect.term() + " is " + (down ? "-" : "") + size;
        }
        return comparison(effect)
                .map(levels -> " is " + size + (down ? " lower" : " higher") + " with " + levels.variable() + " "
                        + levels.level() + " than with " + levels.reference())
                .orElseGet(() -> (down ? " falls by " : " rises by ") + size + " per unit of " + effect.term());
    }

    private Optional<FitSentence.Comparison> comparison(BayesResult.Effect effect) {
        int bracket = effect.term().indexOf('[');
        String[] levels = effect.contrast().split(" - ");
        if (bracket < 1 || levels.length != 2) {
            return Optional.empty();
        }
        return Optional.of(new FitSentence.Comparison(effect.term().substring(0, bracket), levels[0], levels[1]));
    }

    private static String whose(BayesResult.Effect effect) {
        return effect.whose().isEmpty() ? "" : ", " + effect.whose();
    }

    private String limits(BayesResult.Effect effect) {
        return Numbers.level(result.level()) + "% interval " + amount(effect.lower(), effect) + " to "
                + amount(effect.upper(), effect);
    }

    private String doubt(BayesResult.Effect effect) {
        boolean includesZero = effect.lower() < 0 && effect.upper() > 0;
        return includesZero ? " The interval includes 0, so that the direction is open." : "";
    }

    /// @param p a share of draws
    /// @return three digits, or which side of them
    static String probability(double p) {
        return p > 0.999 ? "> 0.999" : p < 0.001 ? "< 0.001" : Numbers.fixed(p, p > 0.99 || p < 0.01 ? 3 : 2);
    }

    private boolean isShare() {
        return FamilyWords.outcome(result.model()) == OutcomeType.SHARE;
    }

    private String points() {
        return isShare() ? " points" : "";
    }

    private String percent() {
        return isShare() ? " %" : "";
    }

    private String amount(double value, BayesResult.Effect effect) {
        double unit = isShare() ? PERCENT : 1;
        return Numbers.byError(unit * value, unit * effect.sd());
    }

    /// @return terms that [#effect] knows
    List<String> terms() {
        return result.answers().effects().stream()
                .map(BayesResult.Effect::term)
                .distinct()
                .toList();
    }
}
