package copse.report;

import copse.estimate.EffectEstimate;
import copse.estimate.Hypothesis;
import copse.estimate.Question;
import copse.infer.Interval;
import copse.infer.Limit;
import java.util.ArrayList;
import java.util.List;

/// The effect of an arm in a sentence. Arms were handed out by chance, so it may say what the arm did.
final class EffectSentence {
    private EffectSentence() {}

    /// @param question what was asked
    /// @param effect the answer
    /// @return such as `Treatment raised score by 3.1 (95% CI 0.8 to 5.4, …, p = 0.010).`
    static String of(Question question, EffectEstimate effect) {
        String evidence = " (" + String.join(", ", evidence(effect)) + ")";
        String against = question.control().equals("control") ? "" : " against " + question.control();
        String size = Numbers.byError(Math.abs(effect.value()), error(effect));
        boolean shown = effect.shown();
        return switch (effect.hypothesis()) {
            case Hypothesis.Equality equality
            when shown && equality.value() == 0 ->
                capital(question.treatment()) + (effect.value() < 0 ? " lowered " : " raised ") + question.outcome()
                        + " by " + size + against + evidence + ".";
            case Hypothesis.Equality equality ->
                "No effect of " + question.treatment() + against + " on " + question.outcome() + " is shown: "
                        + signed(effect) + evidence + ". What the interval holds is not ruled out.";
            case Hypothesis.Superiority _, Hypothesis.NonInferiority _ ->
                claim(question, effect, "than") + evidence + ".";
            case Hypothesis.Equivalence _ -> claim(question, effect, "as") + evidence + ".";
        };
    }

    private static String claim(Question question, EffectEstimate effect, String word) {
        return question.outcome() + " under " + question.treatment()
                + (effect.shown() ? " is " : " is not shown to be ")
                + effect.hypothesis().claim() + " " + word
                + " under " + question.control() + ": the difference is " + signed(effect);
    }

    private static List<String> evidence(EffectEstimate effect) {
        List<String> parts = new ArrayList<>(List.of(limits(effect)));
        parts.add(method(effect));
        effect.df().stream()
                .filter(Double::isFinite)
                .mapToObj(df -> "df " + Numbers.df(df))
                .forEach(parts::add);
        parts.add((effect.hypothesis().sides() == 1 ? "one-sided " : "") + Numbers.pEquals(effect.p()));
        parts.removeIf(String::isEmpty);
        return parts;
    }

    /// @param effect any
    /// @return such as `95% CI 0.8 to 5.4`, `95% CI above 0.8`
    static String limits(EffectEstimate effect) {
        Interval interval = effect.interval();
        double error = error(effect);
        String head = Numbers.level(interval.level()) + "% CI ";
        boolean openBelow = interval.lower() instanceof Limit.Open;
        boolean openAbove = interval.upper() instanceof Limit.Open;
        if (openBelow && openAbove) {
            return head + "without limits";
        }
        if (openBelow || openAbove) {
            return head
                    + (openAbove ? "above " : "below ")
                    + Numbers.byError((openAbove ? interval.lower() : interval.upper()).value(), error);
        }
        return head + Numbers.byError(interval.lower().value(), error) + " to "
                + Numbers.byError(interval.upper().value(), error);
    }

    /// A method is told in a few words; the first of its clauses that is not about df.
    private static String method(EffectEstimate effect) {
        String method = effect.method();
        for (String name : List.of("Kenward-Roger", "Satterthwaite", "randomisation", "CR2")) {
            if (method.contains(name)) {
                return name.equals("randomisation") ? "randomisation test" : name;
            }
        }
        return method.split(", ")[0];
    }

    private static String signed(EffectEstimate effect) {
        return Numbers.byError(effect.value(), error(effect));
    }

    /// What decimals are warranted: the standard error, or a quarter of the interval where there is none.
    static double error(EffectEstimate effect) {
        if (effect.se().isPresent()) {
            return effect.se().getAsDouble();
        }
        double width = effect.interval().width();
        return Double.isFinite(width) ? width / 4 : 0;
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
