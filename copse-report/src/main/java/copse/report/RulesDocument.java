package copse.report;

import copse.power.LoopDecisions;
import copse.power.LoopResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Rules of decision on past data laid out for people.
public final class RulesDocument {
    private RulesDocument() {}

    /// @param report at least one effect
    /// @return the answer in sentences, a table of shares by rule and effect, and what the shares are not
    public static Document of(RulesReport report) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Sentence(answer(report)));
        parts.add(new Part.Heading("How often each rule says \"better\""));
        parts.add(shares(report));
        parts.add(new Part.Heading("Effects and estimates"));
        parts.add(estimates(report));
        notes(report, parts);
        return new Document(parts, "shares");
    }

    private static String answer(RulesReport report) {
        String shares = report.results().stream()
                .map(result -> (result.nominal() == 0
                                ? "without an effect "
                                : "with an effect of " + Numbers.brief(result.nominal(), 4) + " ")
                        + result.rules().stream()
                                .map(rule -> "in " + Numbers.percent(rule.share()) + " by " + rule.rule())
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
        return "\"Better\" is said " + shares + ". Of " + cases(report.results().getFirst()) + ", on "
                + report.outcome() + ".";
    }

    private static String cases(LoopResult result) {
        int populations = result.populations().size();
        return Numbers.count((long) result.assignments() * populations) + " decisions, "
                + (result.exhaustive() ? "all " : "") + Numbers.count(result.assignments())
                + (result.exhaustive() ? " assignments of the design" : " assignments drawn by the design")
                + (populations == 1 ? "" : " in each of " + populations + " populations");
    }

    private static Table shares(RulesReport report) {
        List<TableColumn> columns = new ArrayList<>(List.of(TableColumn.left("rule")));
        report.results()
                .forEach(result -> columns.add(TableColumn.right("effect " + Numbers.brief(result.nominal(), 4))));
        boolean several = report.results().getFirst().populations().size() > 1;
        if (several) {
            columns.add(TableColumn.right("populations agree"));
        }
        columns.add(TableColumn.right("failed"));
        Table table = Table.of("shares", columns);
        for (int r = 0; r < report.results().getFirst().rules().size(); r++) {
            int rule = r;
            List<LoopDecisions> same = report.results().stream()
                    .map(result -> result.rules().get(rule))
                    .toList();
            List<Cell> row = new ArrayList<>(List.of(Cell.text(same.getFirst().rule())));
            same.forEach(one -> row.add(Cell.number(one.share(), Numbers.percent(one.share()))));
            if (several) {
                double agree = same.stream()
                        .mapToDouble(LoopDecisions::agreement)
                        .min()
                        .orElseThrow();
                row.add(Cell.number(agree, Numbers.percent(agree)));
            }
            row.add(Cell.count(same.stream().mapToInt(LoopDecisions::failures).sum()));
            table.row(row);
        }
        return table;
    }

    private static Table estimates(RulesReport report) {
        Table table = Table.of(
                "estimates",
                TableColumn.right("effect"),
                TableColumn.right("realised"),
                TableColumn.left("rule"),
                TableColumn.right("mean estimate"),
                TableColumn.right("sd"),
                TableColumn.right("estimate less limit"));
        for (LoopResult result : report.results()) {
            for (LoopDecisions rule : result.rules()) {
                double sd = rule.deviation();
                double margin = margin(rule);
                table.row(
                        Cell.number(result.nominal(), Numbers.brief(result.nominal(), 4)),
                        Cell.number(result.realised(), Numbers.significant(result.realised(), 4)),
                        Cell.text(rule.rule()),
                        Cell.number(rule.meanEstimate(), Numbers.byError(rule.meanEstimate(), sd)),
                        Cell.number(sd, Numbers.significant(sd, 2)),
                        Cell.number(margin, Numbers.significant(margin, 2)));
            }
        }
        return table;
    }

    /// How far below its estimate a rule puts the limit that decides, on average where there is a limit.
    private static double margin(LoopDecisions rule) {
        double[] margins = IntStream.range(0, rule.estimates().length)
                .boxed()
                .flatMapToDouble(p -> IntStream.range(0, rule.weights().length)
                        .filter(a -> !rule.failed()[p][a] && Double.isFinite(rule.lower()[p][a]))
                        .mapToDouble(a -> rule.estimates()[p][a] - rule.lower()[p][a]))
                .toArray();
        return Arrays.stream(margins).average().orElse(Double.POSITIVE_INFINITY);
    }

    private static void notes(RulesReport report, List<Part> parts) {
        LoopResult first = report.results().getFirst();
        String decision = first.rules().getFirst().decision();
        parts.add(new Part.Note(
                "rule",
                "\"Better\" means: " + decision + ", of an interval of nominal level " + Numbers.level(report.level())
                        + " %, which is a one-sided test at "
                        + Numbers.percent(0.5 * (1 - report.level()))
                        + " for a rule whose interval holds what it says."));
        if (first.mirrored() > 0 || first.populations().size() > 1) {
            parts.add(new Part.Note(
                    "not independent",
                    (first.mirrored() > 0
                                    ? Numbers.count(first.mirrored())
                                            + " of the assignments are mirror images of each other"
                                    : "assignments compare the same units")
                            + (first.populations().size() > 1 ? ", and populations are the same units again" : "")
                            + ": the decisions are no independent experiments, and the shares are those of these"
                            + " units. Other units: copse power --simulate."));
        }
        report.results().stream()
                .filter(result -> result.nominal() != 0
                        && Math.abs(result.realised() - result.nominal()) > 0.01 * Math.abs(result.nominal()))
                .findFirst()
                .ifPresent(result -> parts.add(new Part.Note(
                        "clipped",
                        "Of the effect of " + Numbers.brief(result.nominal(), 4) + " only "
                                + Numbers.significant(result.realised(), 3)
                                + " is realised: the outcome has a limit.")));
    }
}
