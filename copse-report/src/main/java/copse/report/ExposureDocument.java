package copse.report;

import copse.design.Basis;
import copse.exposure.Contrast;
import copse.exposure.Exposure;
import copse.exposure.Positivity;
import copse.frame.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Probabilities of exposure laid out for people: whose effects an experiment can tell.
public final class ExposureDocument {
    /// Digits of probabilities.
    private static final int DIGITS = 3;

    private ExposureDocument() {}

    /// @param report of one exposure or several
    /// @return whose effect the first comparison is, then the conditions of each exposure
    public static Document of(ExposureReport report) {
        List<Part> parts = new ArrayList<>();
        Positivity first = report.found().getFirst();
        comparisons(first).entrySet().stream()
                .findFirst()
                .ifPresent(one -> parts.add(new Part.Sentence(Words.capital(one.getKey()) + " under `"
                        + exposure(first).print() + "`: "
                        + small(first.compared(one.getValue()).sentence()))));
        List<Part.Entry> facts =
                new ArrayList<>(List.of(new Part.Entry("network", NetworkParts.size(report.network()))));
        report.method().ifPresent(method -> facts.add(new Part.Entry("clusters", method)));
        facts.add(new Part.Entry("design", report.design().print()));
        parts.add(new Part.KeyValues(facts));
        for (int e = 0; e < report.found().size(); e++) {
            Positivity each = report.found().get(e);
            parts.add(new Part.Heading(exposure(each).print()));
            parts.add(conditions(report, List.of(e), false));
            List<Part.Entry> entries = new ArrayList<>();
            if (exposure(each) instanceof Exposure.FourWay) {
                entries.add(new Part.Entry(
                        "conditions",
                        "dir_ind1: treated, with a treated neighbour; isol_dir: treated, without; ind1: in control, with"
                                + " a treated neighbour; no: in control, without"));
            }
            comparisons(each)
                    .forEach((name, contrast) -> entries.add(
                            new Part.Entry(name, each.compared(contrast).sentence())));
            entries.add(
                    new Part.Entry("probabilities", basis(each.probabilities().basis())));
            parts.add(new Part.KeyValues(entries));
        }
        List<String> none = report.found().stream()
                .filter(each -> exposure(each).total().stream()
                        .anyMatch(contrast -> each.compared(contrast).nodes() == 0))
                .map(each -> "`" + exposure(each).print() + "`")
                .toList();
        if (!none.isEmpty()) {
            parts.add(new Part.Note(
                    "impossible",
                    "this design cannot tell the total effect under " + String.join(", ", none)
                            + ". Ask for a smaller share of neighbours, such as `fraction(q: 0.75)`, or randomise"
                            + " clusters that cut fewer edges (`copse network cluster`)."));
        }
        int rare = report.found().stream()
                .flatMap(each -> each.conditions().stream())
                .mapToInt(Positivity.Condition::rare)
                .max()
                .orElse(0);
        if (rare > 0) {
            parts.add(new Part.Note(
                    "rare",
                    "nodes with a probability below " + Numbers.brief(first.rare(), 3)
                            + " weigh more than " + Numbers.brief(1 / first.rare(), 3)
                            + " times when they are exposed. Read Hájek rather than Horvitz-Thompson, make clusters that"
                            + " cut fewer edges, or ask for a smaller share of neighbours."));
        }
        return new Document(parts, "conditions");
    }

    /// @param report of one exposure or several
    /// @return the conditions of all of them in one table, for programs
    public static Document flat(ExposureReport report) {
        return new Document(List.of(conditions(
                report, IntStream.range(0, report.found().size()).boxed().toList(), true)));
    }

    private static Exposure exposure(Positivity positivity) {
        return positivity.probabilities().map().exposure();
    }

    /// @param positivity of an exposure
    /// @return the comparisons that it allows, by the name of the effect
    static Map<String, Contrast> comparisons(Positivity positivity) {
        Map<String, Contrast> comparisons = new LinkedHashMap<>();
        Exposure exposure = exposure(positivity);
        put(comparisons, "total effect", exposure.total());
        put(comparisons, "direct effect", exposure.direct());
        put(comparisons, "spillover", exposure.spillover());
        return comparisons;
    }

    private static void put(Map<String, Contrast> comparisons, String name, Optional<Contrast> contrast) {
        contrast.ifPresent(found -> comparisons.put(name, found));
    }

    /// @param which exposures, by number
    /// @param named whether each row names its exposure
    private static Table conditions(ExposureReport report, List<Integer> which, boolean named) {
        List<TableColumn> columns = new ArrayList<>();
        if (named) {
            columns.add(TableColumn.left("exposure"));
        }
        columns.add(TableColumn.left("condition"));
        columns.add(TableColumn.right("expected nodes"));
        report.observed().ifPresent(_ -> columns.add(TableColumn.right("observed")));
        for (String name : List.of("impossible", "isolated", "rare", "smallest p")) {
            columns.add(TableColumn.right(name));
        }
        Table table = Table.of("conditions", columns);
        for (int e : which) {
            Positivity positivity = report.found().get(e);
            for (int k = 0; k < positivity.conditions().size(); k++) {
                Positivity.Condition condition = positivity.conditions().get(k);
                List<Cell> row = new ArrayList<>();
                if (named) {
                    row.add(Cell.text(exposure(positivity).print()));
                }
                row.add(Cell.text(condition.name()));
                row.add(Cell.number(condition.expected(), Numbers.fixed(condition.expected(), 1)));
                int exposed = e;
                int at = k;
                report.observed().ifPresent(counts -> row.add(Cell.count(counts.get(exposed)[at])));
                row.add(Cell.count(condition.impossible()));
                row.add(Cell.count(condition.isolated()));
                row.add(Cell.count(condition.rare()));
                row.add(
                        condition.smallest().isPresent()
                                ? Cell.number(
                                        condition.smallest().getAsDouble(),
                                        Numbers.brief(condition.smallest().getAsDouble(), DIGITS))
                                : Cell.empty());
                table.row(row);
            }
        }
        return table;
    }

    private static String basis(Basis basis) {
        return switch (basis) {
            case Basis.Exact() -> "exact";
            case Basis.MonteCarlo(var draws, double error) ->
                "shares of " + Numbers.count(draws) + " random assignments where no exact way is affordable; standard"
                        + " error at most " + Numbers.brief(error, 2);
            case Basis.AtMost() -> "bounds";
        };
    }

    /// What follows a colon begins small.
    private static String small(String text) {
        return Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
