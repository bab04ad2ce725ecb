package copse.report;

import copse.estimate.EffectEstimate;
import copse.estimate.Hypothesis;
import copse.estimate.Question;
import copse.estimate.ScaledEffect;
import copse.frame.Words;
import copse.infer.Interval;
import copse.infer.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// The effect of an arm in a sentence. Arms were handed out by chance, so it may say what the arm did.
public final class EffectSentence {
    private EffectSentence() {}

    private static final double PERCENT = 100;

    private static final int MARGIN_DIGITS = 6;

    /// @param question what was asked
    /// @param effect the answer
    /// @return as [#of(Question, EffectEstimate, Language)] in English
    static String of(Question question, EffectEstimate effect) {
        return of(question, effect, Language.ENGLISH);
    }

    /// @param question what was asked
    /// @param effect the answer
    /// @param language of the sentence
    /// @return such as `Treatment raised score by 3.1 (95% CI 0.8 to 5.4, …, p = 0.010).`; shares in points:
    ///     `Treatment raised the share of repeat by 3.1 points (95% CI 0.8 to 5.4, …), odds ratio 1.40.`
    public static String of(Question question, EffectEstimate effect, Language language) {
        return of(question, effect, OptionalDouble.empty(), language);
    }

    /// @param effect the answer
    /// @param adjusted its p-value, adjusted for the number of effects; empty if it is the only one
    /// @return whether the hypothesis is shown at the level of the test
    public static boolean shown(EffectEstimate effect, OptionalDouble adjusted) {
        return adjusted.isPresent() ? Hypothesis.shown(adjusted.getAsDouble(), effect.level()) : effect.shown();
    }

    /// @param question what was asked
    /// @param effect the answer
    /// @param adjusted its p-value, adjusted for the number of effects, by which it is shown or not; empty if
    ///     it is the only one
    /// @param language of the sentence
    /// @return as [#of(Question, EffectEstimate, Language)], with both p-values
    public static String of(Question question, EffectEstimate effect, OptionalDouble adjusted, Language language) {
        boolean shown = shown(effect, adjusted);
        Phrases phrases = Phrases.of(EffectSentence.class, language);
        Told told = Told.of(question, effect, phrases);
        String evidence = String.join(phrases.say("effect.evidence"), evidence(told.effect, adjusted, phrases));
        String odds = odds(effect, phrases);
        String against = question.control().equals("control") ? "" : phrases.say("effect.against", question.control());
        double size = Math.abs(told.effect.value());
        boolean moved = shown && effect.hypothesis() instanceof Hypothesis.Equality equality && equality.value() == 0;
        if (moved) {
            return phrases.say(
                    effect.value() < 0 ? "effect.lowered" : "effect.raised",
                    capital(question.treatment(), language),
                    told.what,
                    told.unit(Numbers.byError(size, error(told.effect)), phrases),
                    against,
                    evidence,
                    odds);
        }
        String difference = told.unit(signed(told.effect), phrases);
        if (effect.hypothesis() instanceof Hypothesis.Equality) {
            return phrases.say("effect.none", question.treatment(), told.what, difference, against, evidence, odds);
        }
        return phrases.say(
                shown ? "effect.shown" : "effect.open",
                question.treatment(),
                told.points ? capital(told.what, language) : told.what,
                claim(effect.hypothesis(), told, phrases),
                question.control(),
                difference,
                evidence);
    }

    private static String claim(Hypothesis hypothesis, Told told, Phrases phrases) {
        return switch (hypothesis) {
            case Hypothesis.Equality _ -> throw new IllegalArgumentException("two-sided tests claim no direction");
            case Hypothesis.Superiority(double margin, Hypothesis.Direction better)
            when margin == 0 -> phrases.say("effect.claim.more." + better);
            case Hypothesis.Superiority(double margin, Hypothesis.Direction better) ->
                phrases.say("effect.claim.beyond." + better, margin(margin, told, phrases));
            case Hypothesis.NonInferiority(double margin, Hypothesis.Direction better) ->
                phrases.say("effect.claim.not-worse." + better, margin(margin, told, phrases));
            case Hypothesis.Equivalence(double lower, double upper)
            when -lower == upper -> phrases.say("effect.claim.same", margin(upper, told, phrases));
            case Hypothesis.Equivalence(double lower, double upper) ->
                phrases.say("effect.claim.between", margin(-lower, told, phrases), margin(upper, told, phrases));
        };
    }

    /// In the unit in which the effect is told beside it.
    private static String margin(double margin, Told told, Phrases phrases) {
        return told.unit(Numbers.brief((told.points ? PERCENT : 1) * margin, MARGIN_DIGITS), phrases);
    }

    /// An effect in the unit in which it is told: shares in points of a hundred.
    private record Told(EffectEstimate effect, String what, boolean points) {
        static Told of(Question question, EffectEstimate effect, Phrases phrases) {
            return switch (question.kind()) {
                case NUMBER -> new Told(effect, question.outcome(), false);
                case COUNT -> new Told(effect, phrases.say("effect.what.rate", question.outcome()), false);
                case BINARY -> new Told(inPoints(effect), phrases.say("effect.what.share", question.outcome()), true);
            };
        }

        String unit(String number, Phrases phrases) {
            return points ? phrases.say("effect.points", number) : number;
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

    private static String odds(EffectEstimate effect, Phrases phrases) {
        Sayings sayings = Sayings.of(phrases.language());
        return effect.scales().stream()
                .filter(scaled -> !scaled.scale().equals("risk ratio"))
                .findFirst()
                .map(scaled -> phrases.say("effect.odds", sayings.say(scaled.scale()), value(scaled)))
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

    private static List<String> evidence(EffectEstimate effect, OptionalDouble adjusted, Phrases phrases) {
        List<String> parts = new ArrayList<>(List.of(limits(effect, phrases)));
        parts.add(Sayings.of(phrases.language()).say(method(effect)));
        effect.df().stream()
                .filter(Double::isFinite)
                .mapToObj(df -> phrases.say("effect.df", Numbers.df(df)))
                .forEach(parts::add);
        String p = Numbers.pEquals(effect.p());
        parts.add(effect.hypothesis().sides() == 1 ? phrases.say("effect.one-sided", p) : p);
        adjusted.ifPresent(value -> parts.add(phrases.say("effect.adjusted", Numbers.pEquals(value))));
        parts.removeIf(String::isEmpty);
        return parts;
    }

    /// @param effect any
    /// @return as [#limits(EffectEstimate, Language)] in English
    static String limits(EffectEstimate effect) {
        return limits(effect, Language.ENGLISH);
    }

    /// @param effect any
    /// @param language of the words
    /// @return such as `95% CI 0.8 to 5.4`, `95% CI above 0.8`
    public static String limits(EffectEstimate effect, Language language) {
        return limits(effect, Phrases.of(EffectSentence.class, language));
    }

    private static String limits(EffectEstimate effect, Phrases phrases) {
        Interval interval = effect.interval();
        double error = error(effect);
        String level = Numbers.level(interval.level());
        boolean openBelow = interval.lower() instanceof Limit.Open;
        boolean openAbove = interval.upper() instanceof Limit.Open;
        String lower = Numbers.byError(interval.lower().value(), error);
        String upper = Numbers.byError(interval.upper().value(), error);
        return openBelow && openAbove
                ? phrases.say("effect.limits.none", level)
                : openAbove
                        ? phrases.say("effect.limits.above", level, lower)
                        : openBelow
                                ? phrases.say("effect.limits.below", level, upper)
                                : phrases.say("effect.limits", level, lower, upper);
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

    /// @param effect any
    /// @return what decimals are warranted by: the standard error, or a quarter of the interval where there is
    ///     none
    public static double error(EffectEstimate effect) {
        if (effect.se().isPresent()) {
            return effect.se().getAsDouble();
        }
        double width = effect.interval().width();
        return Double.isFinite(width) ? width / 4 : 0;
    }

    /// Names that start a sentence; Chinese has no capitals and leaves names of arms as they are.
    private static String capital(String text, Language language) {
        return language == Language.CHINESE ? text : Words.capital(text);
    }
}
