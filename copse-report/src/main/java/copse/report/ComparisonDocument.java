package copse.report;

import copse.lmm.LikelihoodRatio;
import java.util.ArrayList;
import java.util.List;

/// A comparison of models laid out for people.
public final class ComparisonDocument {
    private ComparisonDocument() {}

    /// @param comparison of at least two models
    /// @return the answer in a sentence, then the models, then the tests
    public static Document of(Comparison comparison) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Sentence(answer(comparison)));
        parts.add(models(comparison));
        parts.add(new Part.Heading("Likelihood-ratio tests, each model against the one above"));
        parts.add(tests(comparison));
        if (comparison.refitted()) {
            parts.add(new Part.Note(
                    "ML",
                    "fits by REML were fitted again by maximum likelihood: restricted likelihoods of models with"
                            + " different fixed effects are those of different data."));
        }
        for (Comparison.Test test : comparison.tests()) {
            if (test.ratio().isEmpty()) {
                parts.add(new Part.Note(
                        "no test",
                        test.smaller().name() + " and " + test.larger().name() + ": " + test.reason() + "."));
            } else if (test.ratio().get().variances() > 0) {
                parts.add(new Part.Note("boundary", boundary(test.ratio().get())));
            }
        }
        return new Document(parts, "models");
    }

    private static String answer(Comparison comparison) {
        Comparison.Test last = comparison.tests().getLast();
        if (comparison.tests().size() == 1 && last.ratio().isPresent()) {
            LikelihoodRatio ratio = last.ratio().get();
            return last.larger().name()
                    + (ratio.pBoundary() < 0.05 ? " fits better than " : " does not fit clearly better than ")
                    + last.smaller().name() + " (chi-square " + Numbers.fixed(ratio.statistic(), 2) + ", df "
                    + ratio.df() + ", " + Numbers.pEquals(ratio.pBoundary()) + ").";
        }
        Comparison.Model best = comparison.best();
        return best.name() + " has the smallest AIC of " + comparison.models().size() + " models: " + best.formula()
                + ".";
    }

    private static String boundary(LikelihoodRatio ratio) {
        return ratio.boundary()
                .map(law -> "a variance is tested at its boundary 0, so p is from the mixture " + law
                        + "; the plain chi-square would give " + Numbers.pEquals(ratio.p()) + ".")
                .orElse("variances are tested at their boundary 0, for which no mixture is known here: p is an upper"
                        + " bound.");
    }

    private static Table models(Comparison comparison) {
        boolean families = comparison.models().stream().anyMatch(model -> !model.isLinear());
        List<TableColumn> columns = new ArrayList<>(List.of(
                TableColumn.left("model"),
                TableColumn.left("formula"),
                TableColumn.right("parameters"),
                TableColumn.right("logLik"),
                TableColumn.right("AIC"),
                TableColumn.right("BIC"),
                TableColumn.right("AIC - best")));
        if (families) {
            columns.add(2, TableColumn.left("family"));
        }
        Table table = Table.of("models", columns);
        double best = comparison.best().fit().aic();
        for (Comparison.Model model : comparison.models()) {
            List<Cell> row = new ArrayList<>(List.of(
                    Cell.text(model.name()),
                    Cell.text(model.formula()),
                    Cell.count(model.fit().parameters()),
                    number(model.fit().logLik()),
                    number(model.fit().aic()),
                    number(model.fit().bic()),
                    number(model.fit().aic() - best)));
            if (families) {
                row.add(2, Cell.text(model.family()));
            }
            table.row(row);
        }
        return table;
    }

    private static Table tests(Comparison comparison) {
        Table table = Table.of(
                "tests",
                TableColumn.left("model"),
                TableColumn.left("against"),
                TableColumn.right("chi-square"),
                TableColumn.right("df"),
                TableColumn.right("p"));
        for (Comparison.Test test : comparison.tests()) {
            List<Cell> row = new ArrayList<>(List.of(
                    Cell.text(test.larger().name()), Cell.text(test.smaller().name())));
            if (test.ratio().isPresent()) {
                LikelihoodRatio ratio = test.ratio().get();
                row.add(number(ratio.statistic()));
                row.add(Cell.count(ratio.df()));
                row.add(Cell.number(ratio.pBoundary(), Numbers.p(ratio.pBoundary())));
            } else {
                row.addAll(List.of(Cell.text("-"), Cell.text("-"), Cell.text("-")));
            }
            table.row(row);
        }
        return table;
    }

    private static Cell number(double value) {
        return Cell.number(value, Numbers.fixed(value, 2));
    }
}
