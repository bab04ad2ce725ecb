package copse.report;

import copse.estimate.EffectEstimate;
import copse.estimate.Hypothesis;
import copse.estimate.Question;
import copse.estimate.ScaledEffect;
import copse.infer.Interval;
import copse.infer.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// The effect of an arm in a sentence. Arms were handed out by chance, so it may say what the arm did.
final class EffectSentence {
    private EffectSentence() {}

    private static final double PERCENT = 100;

    /// @param question what was asked
    /// @param effect the answer
    /// @return such as `Treatment raised score by 3.1 (95% CI 0.8 to 5.4, …, p = 0.010).`; shares in points:
    ///     `Treatment raised the share of repeat by 3.1 points (95% CI 0.8 to 5.4, …), odds ratio 1.40.`
    static String of(Question question, EffectEstimate effect) {
        Told told = Told.of(question, effect);
        String evidence = " (" + String.join(", ", evidence(told.effect)) + ")" + odds(effect);
        String against = question.control().equals("control") ? "" : " against " + question.control();
        String size = Numbers.byError(Math.abs(told.effect.value()), error(told.effect)) + told.unit;
        boolean shown = effect.shown();
        return switch (effect.hypothesis()) {
            case Hypothesis.Equality equality
            when shown && equality.value() == 0 ->
                capital(question.treatment()) + (effect.value() < 0 ? " lowered " : " raised ") + told.what + " by "
                        + size + against + evidence + ".";
            case Hypothesis.Equality equality ->
                "No effect of " + question.treatment() + against + " on " + told.what + " is shown: "
                        + signed(told.effect) + told.unit + evidence + ". What the interval holds is not ruled out.";
            case Hypothesis.Superiority _, Hypothesis.NonInferiority _ ->
                claim(question, told, "than") + evidence + ".";
            case Hypothesis.Equivalence _ -> claim(question, told, "as") + evidence + ".";
        };
    }

    /// An effect in the unit in which it is told: shares in points of a hundred.
    private record Told(EffectEstimate effect, String what, String unit) {
        static Told of(Question question, EffectEstimate effect) {
            return switch (question.kind()) {
                case NUMBER -> new Told(effect, question.outcome(), "");
                case COUNT -> new Told(effect, "the rate of " + question.outcome(), "");
                case BINARY -> new Told(inPoints(effect), "the share of " + question.outcome(), " points");
            };
        }

        private static EffectEstimate inPoints(EffectEstimate effect) {
            Interval interval = effect.interval();
            return new EffectEstimate(
                    effect.estimand(),
                    effect.method(),
                    PERCENT * effect.value(),
                    effect.se().isPresent()
                            ? OptionalDouble.of(PERCENT * effect.se().getAsDouble())
                            : effect.se(),
                    effect.df(),
                    new Interval(
                            inPoints(interval.lower()),
                            inPoints(interval.upper()),
                            interval.level(),
                            interval.method()),
                    effect.p(),
                    effect.hypothesis(),
                    effect.rows(),
                    effect.clusters(),
                    effect.diagnostics(),
                    effect.scales());
        }

        private static Limit inPoints(Limit limit) {
            return switch (limit) {
                case Limit.At(double value) -> new Limit.At(PERCENT * value);
                case Limit.Boundary(double value) -> new Limit.Boundary(PERCENT * value);
                case Limit.Open open -> open;
            };
        }
    }

    private static String odds(EffectEstimate effect) {
        return effect.scales().stream()
                .filter(scaled -> !scaled.scale().equals("risk ratio"))
                .findFirst()
                .map(scaled -> ", " + scaled.scale() + " " + value(scaled))
                .orElse("");
    }

    /// @param scaled a ratio
    /// @return its value with as many digits as its limits warrant
    static String value(ScaledEffect scaled) {
        return Numbers.byError(scaled.value(), scaled.interval().width() / 4);
    }

    /// @param scaled a ratio
    /// @return such as `95% CI 1.1 to 1.8`
    static String limits(ScaledEffect scaled) {
        Interval interval = scaled.interval();
        double error = interval.width() / 4;
        return Numbers.level(interval.level()) + "% CI "
                + Numbers.byError(interval.lower().value(), error) + " to "
                + Numbers.byError(interval.upper().value(), error);
    }

    private static String claim(Question question, Told told, String word) {
        return told.what + " under " + question.treatment()
                + (told.effect.shown() ? " is " : " is not shown to be ")
                + told.effect.hypothesis().claim() + " " + word
                + " under " + question.control() + ": the difference is " + signed(told.effect) + told.unit;
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
