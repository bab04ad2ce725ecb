package copse.report;

import copse.estimate.EffectEstimate;
import copse.estimate.Hypothesis;
import copse.exposure.Exposure;
import copse.interference.NetworkQuestion;
import java.util.ArrayList;
import java.util.List;

/// An effect in a network in a sentence that begins with which of the three effects it is: one that is read
/// without its name is taken for another.
final class NetworkEffectSentence {
    private NetworkEffectSentence() {}

    /// @param question what was asked
    /// @param name of the method, as in a table
    /// @param effect the answer
    /// @return such as `Total effect: everyone in treatment instead of control raises visits by 0.29 (95% CI
    ///     0.27 to 0.31, Hájek, full exposure, p < 0.001).`
    static String of(NetworkQuestion question, String name, EffectEstimate effect) {
        String label = question.estimand().label();
        if (!effect.estimand().startsWith(label)) {
            return plain(question, name, effect);
        }
        String head = Character.toUpperCase(label.charAt(0)) + label.substring(1) + under(question, effect) + ": ";
        String evidence = evidence(name, effect);
        String size = Numbers.byError(Math.abs(effect.value()), EffectSentence.error(effect));
        String signed = Numbers.byError(effect.value(), EffectSentence.error(effect));
        return head
                + switch (effect.hypothesis()) {
                    case Hypothesis.Equality equality
                    when effect.shown() && equality.value() == 0 ->
                        cause(question, effect) + (effect.value() < 0 ? " lowers " : " raises ") + question.outcome()
                                + whose(question) + " by " + size + evidence + ".";
                    case Hypothesis.Equality _ ->
                        "that " + cause(question, effect) + " changes " + question.outcome() + whose(question)
                                + " is not shown: " + signed + evidence + ". What the interval holds is not ruled out.";
                    case Hypothesis.Superiority _, Hypothesis.NonInferiority _, Hypothesis.Equivalence _ ->
                        question.outcome() + whose(question) + (effect.shown() ? " is " : " is not shown to be ")
                                + effect.hypothesis().claim() + " with " + cause(question, effect)
                                + ": the difference is "
                                + signed + evidence + ".";
                };
    }

    /// Only full exposure is what a launch brings; of others the answer is no more than what they know of it.
    private static String under(NetworkQuestion question, EffectEstimate effect) {
        String exposure = question.exposure().print();
        boolean asked = effect.estimand().contains("`" + exposure + "`");
        return asked && !question.exposure().equals(new Exposure.Full()) ? " under `" + exposure + "`" : "";
    }

    /// A method that knows no neighbours estimates none of the three.
    private static String plain(NetworkQuestion question, String name, EffectEstimate effect) {
        return "Nodes in " + question.treatment() + " differ from nodes in " + question.control() + " in "
                + question.outcome() + " by " + Numbers.byError(effect.value(), EffectSentence.error(effect))
                + evidence(name, effect) + ". This is not the "
                + question.estimand().label()
                + ", nor another effect that would have a name.";
    }

    private static String cause(NetworkQuestion question, EffectEstimate effect) {
        String treatment = question.treatment();
        String control = question.control();
        return switch (question.estimand()) {
            case TOTAL -> "everyone in " + treatment + " instead of " + control;
            case DIRECT ->
                "being in " + treatment + " instead of " + control + " oneself, with neighbours as they are,";
            case SPILLOVER ->
                "having "
                        + (effect.estimand().contains(question.neighbours())
                                ? question.neighbours()
                                : "neighbours in " + treatment + " instead of " + control);
        };
    }

    private static String whose(NetworkQuestion question) {
        return switch (question.estimand()) {
            case TOTAL, DIRECT -> "";
            case SPILLOVER -> " of those in " + question.control();
        };
    }

    private static String evidence(String name, EffectEstimate effect) {
        List<String> parts = new ArrayList<>(List.of(EffectSentence.limits(effect), name));
        effect.df().stream()
                .filter(Double::isFinite)
                .mapToObj(df -> "df " + Numbers.df(df))
                .forEach(parts::add);
        parts.add((effect.hypothesis().sides() == 1 ? "one-sided " : "") + Numbers.pEquals(effect.p()));
        return " (" + String.join(", ", parts) + ")";
    }
}
