package copse.report;

import copse.error.Diagnostic;
import copse.loo.ComparedModel;
import java.util.ArrayList;
import java.util.List;

/// A comparison of sampled models laid out for people: the answer in a sentence, then the models, the best
/// first.
public final class LooComparisonDocument {
    /// A difference of fewer standard errors than this says nothing about which model predicts better.
    private static final double CLEAR = 2;

    private LooComparisonDocument() {}

    /// @param compared at least two models
    /// @return the document
    public static Document of(LooComparison compared) {
        List<ComparedModel> rows = compared.comparison().rows();
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Sentence(answer(rows)));
        parts.add(models(compared));
        parts.add(new Part.Sentence("Expected log predictive densities of "
                + Numbers.count(compared.comparison().observations()) + " observations ("
                + rows.getFirst().elpd().method()
                + "), differences from the best model with their standard errors, and weights: stacking mixes predictions"
                + " as well as can be; pseudo-BMA+ allows for the uncertainty of the differences."));
        for (Diagnostic diagnostic : compared.comparison().diagnostics()) {
            parts.add(new Part.Note(diagnostic.code(), diagnostic.meaning() + " " + diagnostic.advice()));
        }
        return new Document(parts, "models");
    }

    private static String answer(List<ComparedModel> rows) {
        ComparedModel best = rows.get(0);
        ComparedModel next = rows.get(1);
        boolean clear = -next.difference() > CLEAR * next.seDifference();
        return clear
                ? best.name() + " predicts best: " + next.name() + ", the next, is "
                        + Numbers.byError(-next.difference(), next.seDifference()) + " lower in elpd (se "
                        + Numbers.byError(next.seDifference(), next.seDifference()) + ")."
                : "No model predicts clearly best: " + best.name() + " is "
                        + Numbers.byError(-next.difference(), next.seDifference()) + " higher in elpd than "
                        + next.name() + ", the next, with a standard error of "
                        + Numbers.byError(next.seDifference(), next.seDifference()) + ".";
    }

    private static Table models(LooComparison compared) {
        Table table = Table.of(
                "models",
                TableColumn.left("model"),
                TableColumn.left("formula"),
                TableColumn.right("elpd"),
                TableColumn.right("se"),
                TableColumn.right("difference"),
                TableColumn.right("se of it"),
                TableColumn.right("stacking"),
                TableColumn.right("pseudo-BMA+"));
        for (ComparedModel row : compared.comparison().rows()) {
            double se = row.elpd().se();
            boolean best = row == compared.comparison().rows().getFirst();
            table.row(
                    Cell.text(row.name()),
                    Cell.text(compared.formulas().getOrDefault(row.name(), "")),
                    Cell.number(row.elpd().elpd(), Numbers.fixed(row.elpd().elpd(), 2)),
                    Cell.number(se, Numbers.fixed(se, 2)),
                    Cell.number(row.difference(), best ? "" : Numbers.fixed(row.difference(), 2)),
                    Cell.number(row.seDifference(), best ? "" : Numbers.fixed(row.seDifference(), 2)),
                    Cell.number(row.stacking(), Numbers.fixed(row.stacking(), 2)),
                    Cell.number(row.pseudoBmaPlus(), Numbers.fixed(row.pseudoBmaPlus(), 2)));
        }
        return table;
    }
}
