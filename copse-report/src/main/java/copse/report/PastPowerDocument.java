package copse.report;

import copse.infer.Interval;
import copse.power.Answer;
import copse.power.Diagnosis;
import copse.power.EstimatorDiagnosis;
import copse.power.PastEstimates;
import copse.power.PastPower;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What past data say about the next experiment, laid out for people.
public final class PastPowerDocument {
    private static final List<String> PLACES = List.of("at the estimates", "upper ICC", "lower ICC");

    private PastPowerDocument() {}

    /// @param report what past data say
    /// @return the answer in a sentence, then the estimates, the power they give, and the placebo test
    public static Document of(PastPowerReport report) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Sentence(answer(report)));
        parts.add(new Part.Heading("What the past says"));
        parts.add(past(report.past()));
        parts.add(new Part.Heading("Power of the planned trial, by what the past leaves open"));
        parts.add(power(report));
        parts.add(draws(report.power()));
        if (!report.placebo().isEmpty()) {
            parts.add(new Part.Heading("Placebo: the past with redrawn arms and no effect"));
            parts.add(placebo(report));
            parts.add(designs(report));
        }
        report.simulated().ifPresent(diagnosis -> {
            parts.add(new Part.Heading("Simulated from the past"));
            Table table = Table.of("simulated", DiagnosisTable.columns());
            diagnosis.estimators().forEach(each -> table.row(DiagnosisTable.cells(diagnosis, each)));
            parts.add(table);
            parts.add(SimulatedPowerDocument.basis(diagnosis, true));
        });
        List<Diagnosis> all = new ArrayList<>(report.placebo().stream()
                .map(PastPowerReport.Placebo::diagnosis)
                .toList());
        report.simulated().ifPresent(all::add);
        parts.addAll(DiagnosisTable.notes(all));
        if (report.past().plain().icc() < 0) {
            parts.add(new Part.Note(
                    "negative-icc",
                    "The intraclass correlation is estimated as "
                            + Numbers.fixed(report.past().plain().icc(), 4)
                            + ": 0 is taken where a variance is needed. There is too little data to tell, or rows of a"
                            + " cluster compete."));
        }
        return new Document(parts, "power");
    }

    private static String answer(PastPowerReport report) {
        PastEstimates past = report.past();
        PastPower power = report.power();
        Interval icc = past.plain().iccInterval();
        String said = Numbers.count(past.clusters()) + " clusters `" + past.cluster() + "` with "
                + Numbers.count(past.rows()) + " rows say: ICC "
                + Numbers.fixed(past.plain().icc(), 3) + " ("
                + Numbers.level(icc.level()) + "% CI "
                + Numbers.fixed(icc.lower().value(), 3) + " to "
                + Numbers.fixed(icc.upper().value(), 3) + "). ";
        String trial = TrialWords.of(power.atEstimate().power().trial());
        if (!report.smallest().isEmpty()) {
            return said + "With " + trial + ", the smallest effect found with a power of " + percent(power.target())
                    + " is " + Numbers.brief(report.smallest().get(0), 3) + ", from "
                    + Numbers.brief(report.smallest().get(2), 3) + " to "
                    + Numbers.brief(report.smallest().get(1), 3) + " over that interval.";
        }
        return said + "With " + trial + ", an effect of " + Numbers.brief(power.effect(), 4)
                + " is found with a power of "
                + percent(power.atEstimate().strength().power()) + "; given what the past"
                + " leaves open, " + percent(power.assurance()) + " on average, "
                + percent(power.range().lower().value()) + " to "
                + percent(power.range().upper().value()) + ".";
    }

    private static String percent(double share) {
        return Numbers.fixed(100 * share, 1) + " %";
    }

    private static Table past(PastEstimates past) {
        Table table = Table.of(
                "past",
                TableColumn.left("quantity"),
                TableColumn.right("estimate"),
                TableColumn.right("lower"),
                TableColumn.right("upper"),
                TableColumn.left("interval"));
        row(table, "mean of " + past.outcome(), past.mean(), Optional.empty());
        row(table, "standard deviation", past.plain().estimate().sd(), Optional.empty());
        row(table, "ICC", past.plain().icc(), Optional.of(past.plain().iccInterval()));
        past.explained().ifPresent(explained -> {
            explained
                    .between()
                    .ifPresent(value -> row(table, "R² between clusters", value, explained.betweenInterval()));
            row(table, "R² within clusters", explained.within(), Optional.of(explained.withinInterval()));
            row(
                    table,
                    "ICC, adjusted",
                    past.adjusted().icc(),
                    Optional.of(past.adjusted().iccInterval()));
        });
        row(table, "rows per cluster", past.meanSize(), Optional.empty());
        row(table, "CV of rows per cluster", past.cvOfSizes(), Optional.empty());
        return table;
    }

    private static void row(Table table, String name, double value, Optional<Interval> interval) {
        table.row(
                Cell.text(name),
                number(value),
                interval.map(limits -> number(limits.lower().value())).orElse(Cell.empty()),
                interval.map(limits -> number(limits.upper().value())).orElse(Cell.empty()),
                Cell.text(interval.map(limits -> Numbers.level(limits.level()) + "%, " + limits.method())
                        .orElse("")));
    }

    private static Cell number(double value) {
        return Cell.number(value, Numbers.brief(value, 4));
    }

    private static Table power(PastPowerReport report) {
        boolean effects = !report.smallest().isEmpty();
        Table table = Table.of(
                "power",
                TableColumn.left("variances"),
                TableColumn.right("ICC"),
                TableColumn.right("sd"),
                TableColumn.right("effect"),
                TableColumn.right("power"),
                TableColumn.right("se"),
                TableColumn.right("df"),
                TableColumn.right("clusters for " + percent(report.power().target())));
        List<PastPower.At> places = new ArrayList<>(List.of(report.power().atEstimate()));
        places.addAll(report.power().atEnds());
        for (int i = 0; i < places.size(); i++) {
            PastPower.At at = places.get(i);
            double effect = effects ? report.smallest().get(i) : report.power().effect();
            var strength = effects ? at.power().at(effect) : at.strength();
            table.row(
                    Cell.text(PLACES.get(i)),
                    number(at.draw().icc()),
                    number(at.draw().sd()),
                    number(effect),
                    Cell.number(strength.power(), Numbers.fixed(strength.power(), 3)),
                    number(strength.se()),
                    Cell.number(strength.df(), Numbers.df(strength.df())),
                    effects ? Cell.empty() : needed(at));
        }
        return table;
    }

    private static Cell needed(PastPower.At at) {
        if (at.needed().isPresent() && at.needed().get() instanceof Answer.Found found) {
            double clusters = found.choice().trial().clusters();
            return Cell.number(clusters, TrialWords.number(clusters));
        }
        return Cell.text("none");
    }

    private static Part draws(PastPower power) {
        return new Part.KeyValues(List.of(
                new Part.Entry(
                        "averaged over what is left open",
                        percent(power.assurance()) + ", "
                                + Numbers.level(power.range().level()) + "% of it from "
                                + percent(power.range().lower().value()) + " to "
                                + percent(power.range().upper().value())),
                new Part.Entry(
                        "probability of a power of " + percent(power.target()) + " or more",
                        percent(power.reaching()))));
    }

    private static Table placebo(PastPowerReport report) {
        Table table = Table.of(
                "placebo",
                TableColumn.right("design"),
                TableColumn.left("estimator"),
                TableColumn.right("false positives"),
                TableColumn.right("MC error"),
                TableColumn.right("lower"),
                TableColumn.right("upper"),
                TableColumn.right("level"),
                TableColumn.right("coverage"),
                TableColumn.right("failed"));
        for (int i = 0; i < report.placebo().size(); i++) {
            PastPowerReport.Placebo placebo = report.placebo().get(i);
            double alpha = 1 - placebo.diagnosis().declaration().question().level();
            for (EstimatorDiagnosis each : placebo.diagnosis().estimators()) {
                Interval limits = each.power().clopperPearson(DiagnosisTable.LEVEL);
                table.row(
                        Cell.count(i + 1),
                        Cell.text(each.estimator()),
                        share(each.power().value()),
                        share(each.power().standardError()),
                        share(limits.lower().value()),
                        share(limits.upper().value()),
                        Cell.number(alpha, Numbers.brief(alpha, 4)),
                        share(each.coverage().value()),
                        Cell.count(each.failed().hits()));
            }
        }
        return table;
    }

    private static Part designs(PastPowerReport report) {
        List<Part.Entry> entries = new ArrayList<>();
        for (int i = 0; i < report.placebo().size(); i++) {
            entries.add(new Part.Entry(
                    "design " + (i + 1), report.placebo().get(i).design().print()));
        }
        entries.add(new Part.Entry(
                "replicates",
                DiagnosisTable.replicates(report.placebo().getFirst().diagnosis()) + " per design"));
        return new Part.KeyValues(entries);
    }

    private static Cell share(double value) {
        return Cell.number(value, Numbers.fixed(value, 3));
    }
}
