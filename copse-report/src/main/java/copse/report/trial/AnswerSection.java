package copse.report.trial;

import copse.estimate.EffectEstimate;
import copse.estimate.OutcomeKind;
import copse.plan.Role;
import copse.report.AnalysisDocument;
import copse.report.EffectSentence;
import copse.report.Numbers;
import copse.report.Part;
import copse.study.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// The top of a report: title, question, and the answer with what it means.
final class AnswerSection {
    private AnswerSection() {}

    static List<Part> of(Writer writer) {
        Purpose purpose = writer.report().purpose();
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Heading(1, purpose.title()));
        if (!purpose.question().isEmpty()) {
            parts.add(new Part.Sentence(purpose.question()));
        }
        AnalysisDocument.unmet(writer.analyses()).map(writer::said).ifPresent(parts::add);
        for (Finding finding : writer.findings(Role.PRIMARY)) {
            for (Answer answer : finding.analysis().answers()) {
                parts.add(new Part.Sentence(EffectSentence.of(
                        answer.question(), answer.primary(), finding.adjustedP(answer), writer.language())));
                if (ClaimMargins.isClaimOfNoHarm(finding.hypothesis())) {
                    parts.add(margin(writer, answer));
                }
                finding.matters().ifPresent(smallest -> parts.add(verdict(writer, finding, answer, smallest)));
            }
            finding.adjustment()
                    .ifPresent(method -> parts.add(new Part.Sentence(writer.say(
                            "answer.adjusted",
                            Integer.toString(finding.analysis().answers().size()),
                            writer.saying(method)))));
        }
        parts.addAll(Figures.answer(writer));
        parts.add(new Part.Sentence(sample(writer) + writer.say("space") + deviations(writer)));
        return parts;
    }

    private static Part verdict(Writer writer, Finding finding, Answer answer, double smallest) {
        EffectEstimate effect = answer.primary();
        Verdict verdict = Verdict.of(answer, smallest, finding.better());
        return new Part.Sentence(writer.say(
                "verdict." + verdict.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                amount(writer, answer, smallest),
                Numbers.level(effect.interval().level())));
    }

    /// Where the interval lies of the margins; that a claim is not shown does not show its contrary.
    private static Part margin(Writer writer, Answer answer) {
        EffectEstimate effect = answer.primary();
        String key = "margin." + effect.hypothesis().kind()
                + (EffectSentence.shown(effect, answer.adjustedP()) ? ".shown" : ".open");
        return new Part.Sentence(writer.say(
                key, margins(writer, answer), Numbers.level(effect.interval().level())));
    }

    /// @param writer of the report
    /// @param answer in whose unit the margins are
    /// @return the margins of what is to be shown
    static String margins(Writer writer, Answer answer) {
        return ClaimMargins.of(answer.question().hypothesis()).stream()
                .map(margin -> amount(writer, answer, margin))
                .collect(Collectors.joining(writer.say("margin.and")));
    }

    /// @param writer of the report
    /// @param answer in whose unit the amount is
    /// @param size of an effect
    /// @return the amount, shares in points of a hundred
    static String amount(Writer writer, Answer answer, double size) {
        return answer.question().kind() == OutcomeKind.BINARY
                ? writer.say("points", Numbers.brief(100 * size, 3))
                : Numbers.brief(size, 4);
    }

    private static String sample(Writer writer) {
        Answer answer = writer.primary();
        List<String> arms = answer.sample().units().entrySet().stream()
                .map(arm -> Numbers.count(arm.getValue()) + " " + arm.getKey())
                .toList();
        OptionalDouble icc = answer.sample().icc();
        return answer.sample().isClustered()
                ? writer.say(
                        "sample.clusters",
                        Numbers.count(answer.sample().allUnits()),
                        answer.sample().unit(),
                        writer.list(arms),
                        Numbers.count(answer.sample().allRows()),
                        icc.isPresent() ? writer.say("sample.icc", Numbers.significant(icc.getAsDouble(), 2)) : "")
                : writer.say("sample.units", Numbers.count(answer.sample().allUnits()), writer.list(arms));
    }

    private static String deviations(Writer writer) {
        List<String> all = writer.deviations();
        String against = writer.report().planned().isEmpty() ? "record" : "plan";
        return all.isEmpty()
                ? writer.say("deviations.none." + against)
                : writer.say("deviations.some." + against, Numbers.count(all.size()));
    }
}
