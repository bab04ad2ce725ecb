package copse.report;

import copse.family.OutcomeType;
import copse.frame.Words;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The answer of a generalised linear (mixed) model in a sentence, on the scale of the outcome: shares in
/// points of a hundred, averaged over groups, and the ratio that holds within a group beside it.
final class OutcomeSentence {
    private static final double PERCENT = 100;

    private final FitResult fit;
    private final FitSentence sentence;

    /// @param fit a fit with effects on the scale of its outcome
    /// @param sentence what linear models say of it
    OutcomeSentence(FitResult fit, FitSentence sentence) {
        this.fit = fit;
        this.sentence = sentence;
    }

    /// @param coefficient the fixed effect meant
    /// @return what it does to the outcome; empty where no effect on that scale is known, as of interactions
    Optional<String> effect(FitResult.Effect coefficient) {
        return of(coefficient.term(), FitResult.ScaledEffect::isDifference)
                .map(difference -> Words.capital(change(difference)) + " " + evidence(difference)
                        + ratio(coefficient.term()) + doubt(difference));
    }

    /// @return the mean of the outcome, for models with nothing but an intercept
    Optional<String> mean() {
        return of(FitResult.INTERCEPT, effect -> true)
                .map(mean -> Words.capital(FamilyWords.mean(fit.model())) + " is " + amount(mean.estimate(), mean.se())
                        + percent() + " (" + limits(mean) + averaged(mean) + ").");
    }

    private Optional<FitResult.ScaledEffect> of(String term, Predicate<FitResult.ScaledEffect> kind) {
        return fit.answers().effects().stream()
                .filter(effect -> effect.term().equals(term) && kind.test(effect))
                .findFirst();
    }

    private String change(FitResult.ScaledEffect effect) {
        String what = FamilyWords.mean(fit.model());
        String size = amount(Math.abs(effect.estimate()), effect.se()) + points();
        boolean down = effect.estimate() < 0;
        if (effect.contrast().equals("1 - 0")) {
            return what + " is " + size + (down ? " lower with " : " higher with ") + effect.term() + " 1 than with 0";
        }
        return sentence.comparison(effect.term())
                .map(levels -> what + " is " + size + (down ? " lower with " : " higher with ") + levels.variable()
                        + " " + levels.level() + " than with " + levels.reference())
                .orElseGet(() -> what + (down ? " falls by " : " rises by ") + size + " per unit of " + effect.term());
    }

    private String evidence(FitResult.ScaledEffect effect) {
        String method = sentence.dfWords().equals("normal") ? "" : ", " + sentence.dfWords();
        return "(" + limits(effect) + averaged(effect) + method + ", " + Numbers.pEquals(effect.p()) + ")";
    }

    private String averaged(FitResult.ScaledEffect effect) {
        if (fit.sample().groups().isEmpty()) {
            return "";
        }
        return effect.whose().equals(FitResult.ScaledEffect.POPULATION)
                ? ", averaged over " + names()
                : ", where effects of " + names() + " are 0";
    }

    private String names() {
        return and(List.copyOf(fit.sample().groups().keySet()));
    }

    /// @return such as `a, b and c`
    private static String and(List<String> words) {
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    private String limits(FitResult.ScaledEffect effect) {
        return Numbers.level(fit.coefficients().level()) + "% CI " + amount(effect.lower(), effect.se()) + " to "
                + amount(effect.upper(), effect.se());
    }

    /// The ratio is that of two members of one group that are alike in all else.
    private String ratio(String term) {
        return of(term, effect -> effect.whose().equals(FitResult.ScaledEffect.CONDITIONAL))
                .map(ratio -> "; " + ratio.scale() + " " + Numbers.byError(ratio.estimate(), ratio.se()) + " ("
                        + Numbers.byError(ratio.lower(), ratio.se()) + " to "
                        + Numbers.byError(ratio.upper(), ratio.se()) + ")" + given(term)
                        + (fit.inflation().isEmpty() ? "" : ", structural zeros apart"))
                .orElse("");
    }

    private String given(String term) {
        boolean alone = fit.fixed().stream()
                .allMatch(effect -> effect.term().equals(FitResult.INTERCEPT)
                        || FitSentence.variable(effect.term()).equals(FitSentence.variable(term)));
        List<String> held = Stream.concat(
                        fit.sample().groups().keySet().stream(),
                        alone ? Stream.empty() : Stream.of("the other predictors"))
                .toList();
        String where = sentence.where(term);
        return (held.isEmpty() ? "" : " given " + and(held)) + (where.isEmpty() ? "" : "," + where);
    }

    private static String doubt(FitResult.ScaledEffect difference) {
        boolean includesZero = difference.lower() < 0 && difference.upper() > 0;
        return includesZero ? ". The interval includes 0, so that the direction is open." : ".";
    }

    private boolean isShare() {
        return FamilyWords.outcome(fit.model()) == OutcomeType.SHARE;
    }

    private String points() {
        return isShare() ? " points" : "";
    }

    private String percent() {
        return isShare() ? " %" : "";
    }

    private String amount(double value, double se) {
        double unit = isShare() ? PERCENT : 1;
        return Numbers.byError(unit * value, unit * se);
    }

    /// @param first whether the text begins a sentence with a word of its own, not with a column's name
    /// @param text not empty
    static String capitalIf(boolean first, String text) {
        return first ? Words.capital(text) : text;
    }
}
