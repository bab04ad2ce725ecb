package copse.report.trial;

import copse.estimate.Hypothesis;
import copse.plan.Role;
import copse.report.AnalysisDocument;
import copse.report.Cell;
import copse.report.Document;
import copse.report.Language;
import copse.report.Part;
import copse.report.Table;
import copse.report.TableColumn;
import copse.study.Answer;
import java.util.ArrayList;
import java.util.List;

/// The report of an experiment laid out for people: the answer first, then what it rests on, in the order in
/// which a reader doubts: who took part, were the arms alike, do other methods agree, was it large enough, was
/// it planned.
///
/// Contents follow CONSORT's extension to cluster trials: Campbell et al. (2012), BMJ 345, e5661.
/// doi:10.1136/bmj.e5661
public final class TrialDocument {
    private TrialDocument() {}

    /// Cost: that of laying out; charts hold at most a few thousand points whatever the size of the data.
    ///
    /// @param report what is told
    /// @param language of all words but those of the data
    /// @return the document
    public static Document of(TrialReport report, Language language) {
        Writer writer = new Writer(report, language);
        List<Part> parts = new ArrayList<>(AnswerSection.of(writer));
        parts.addAll(FlowSection.of(writer));
        parts.addAll(balance(writer));
        parts.addAll(primary(writer));
        parts.addAll(secondary(writer));
        parts.addAll(ModelSection.of(writer));
        parts.addAll(PosteriorSection.of(writer));
        parts.addAll(SizeSection.of(writer));
        parts.addAll(checks(writer));
        parts.addAll(MethodsSection.of(writer));
        parts.addAll(RecordSection.of(writer));
        return new Document(parts, "effects");
    }

    private static List<Part> balance(Writer writer) {
        return writer.report()
                .balance()
                .map(balance -> BalanceSection.of(writer, balance))
                .orElse(List.of());
    }

    private static List<Part> primary(Writer writer) {
        List<Part> parts = new ArrayList<>();
        boolean several = writer.answers(Role.PRIMARY).size() > 1;
        for (Finding finding : writer.findings(Role.PRIMARY)) {
            for (Answer answer : finding.analysis().answers()) {
                parts.addAll(primary(writer, finding, answer, several));
            }
        }
        return parts;
    }

    /// One section per answer: what belongs to it stands a level below, the picture of methods under their
    /// table.
    private static List<Part> primary(Writer writer, Finding finding, Answer answer, boolean several) {
        List<Part> parts = new ArrayList<>();
        for (Part part : writer.said(AnalysisDocument.answer(answer, several), 0)) {
            parts.add(
                    part instanceof Part.Heading(int level, String text) && !parts.isEmpty()
                            ? new Part.Heading(level + 1, text)
                            : part);
            if (part instanceof Table table && table.name().equals("methods")) {
                parts.addAll(Figures.methods(writer, finding, answer));
            }
        }
        return parts;
    }

    private static List<Part> secondary(Writer writer) {
        if (writer.findings(Role.SECONDARY).isEmpty()) {
            return List.of();
        }
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Heading(writer.say("secondary")));
        parts.add(new Part.Sentence(writer.findings(Role.SECONDARY).stream()
                .flatMap(finding -> finding.analysis().adjustment().stream())
                .findFirst()
                .map(method -> writer.say("secondary.adjusted", writer.saying(method)))
                .orElseGet(() -> writer.say("secondary.unadjusted"))));
        parts.add(writer.said(family(writer)));
        parts.addAll(Figures.outcomes(writer));
        return parts;
    }

    /// With what each is to show, unless all outcomes are held against no difference.
    private static Table family(Writer writer) {
        List<Answer> answers = writer.answers(Role.SECONDARY);
        Table table = AnalysisDocument.family(answers);
        boolean plain = writer.analyses().stream()
                .flatMap(analysis -> analysis.answers().stream())
                .allMatch(answer -> answer.question().hypothesis().equals(Hypothesis.noDifference()));
        if (plain) {
            return table;
        }
        List<TableColumn> columns = new ArrayList<>(table.columns());
        columns.add(TableColumn.left("hypothesis"));
        Table longer = Table.of(table.name(), columns);
        for (int i = 0; i < answers.size(); i++) {
            List<Cell> cells = new ArrayList<>(table.rows().get(i));
            cells.add(Cell.text(answers.get(i).question().hypothesis().claim()));
            longer.row(cells);
        }
        return longer;
    }

    private static List<Part> checks(Writer writer) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Heading(writer.say("checks")));
        parts.add(writer.said(
                AnalysisDocument.checks(writer.report().findings().getFirst().analysis())));
        parts.addAll(writer.notes());
        return parts;
    }
}
