package copse.report;

import copse.bayes.BayesModel;
import copse.bayes.CredibleInterval;
import copse.bayes.PredictiveCheck;
import copse.bayes.PriorPredictive;
import copse.error.Diagnostic;
import copse.family.OutcomeType;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the priors of a model say of outcomes, laid out for people and as the JSON object `copse.prior/1`.
///
/// @param model with its priors
/// @param prior outcomes drawn from it
/// @param draws how many times
/// @param level of the intervals
public record PriorReport(BayesModel model, PriorPredictive prior, int draws, double level) {
    /// @return the answer in a sentence, statistics of outcomes drawn, the priors, what is odd about them
    public Document document() {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Sentence(answer()));
        parts.add(new Part.Heading("Outcomes that the priors expect (" + Numbers.level(level) + "% intervals of "
                + Numbers.count(draws) + " data sets)"));
        parts.add(checks());
        parts.add(new Part.Heading("Priors"));
        parts.add(BayesDocument.priors(BayesReport.priors(model)));
        for (Diagnostic diagnostic : prior.diagnostics()) {
            parts.add(new Part.Note(diagnostic.code(), diagnostic.meaning() + " " + diagnostic.advice()));
        }
        return new Document(parts, "checks");
    }

    private String answer() {
        String mean = FamilyWords.mean(BayesReport.model(model));
        PredictiveCheck first = prior.usual().getFirst();
        CredibleInterval limits = CredibleInterval.of(first.replicated(), level);
        double sd = first.replicated().sd();
        String range = "Before any data, the priors expect " + mean + " between " + Numbers.byError(limits.lower(), sd)
                + " and " + Numbers.byError(limits.upper(), sd) + ".";
        return isShare()
                ? range + " They give " + Numbers.percent(prior.shareBelow())
                        + " of the rows a probability below 0.01 and " + Numbers.percent(prior.shareAbove())
                        + " one above 0.99."
                : range + " " + Numbers.percent(prior.shareFar())
                        + " of the means are further from the data than a hundred times their spread.";
    }

    private boolean isShare() {
        return model.family().outcome() == OutcomeType.SHARE;
    }

    private Table checks() {
        Table table = Table.of(
                "checks",
                TableColumn.left("statistic"),
                TableColumn.right("expected"),
                TableColumn.right("lower"),
                TableColumn.right("median"),
                TableColumn.right("upper"),
                TableColumn.right("in the data"));
        for (PredictiveCheck check : prior.usual()) {
            CredibleInterval limits = CredibleInterval.of(check.replicated(), level);
            double sd = check.replicated().sd();
            table.row(
                    Cell.text(check.statistic().label()),
                    number(check.replicated().mean(), sd),
                    number(limits.lower(), sd),
                    number(check.replicated().median(), sd),
                    number(limits.upper(), sd),
                    number(check.observed(), sd));
        }
        return table;
    }

    private static Cell number(double value, double sd) {
        return Cell.number(value, Numbers.byError(value, sd));
    }

    /// @return the object
    public ObjectNode json() {
        ObjectNode json = Json.object()
                .put("schema", "copse.prior/1")
                .put("formula", model.spec().formula().toString())
                .put("family", model.family().label())
                .put("link", model.family().link().label());
        json.set("priors", BayesJson.priors(BayesReport.priors(model)));
        json.put("draws", draws);
        json.set("level", Json.number(level));
        ArrayNode checks = json.putArray("checks");
        for (PredictiveCheck check : prior.usual()) {
            CredibleInterval limits = CredibleInterval.of(check.replicated(), level);
            ObjectNode row = Json.object().put("statistic", check.statistic().label());
            row.set("mean", Json.number(check.replicated().mean()));
            row.set("lower", Json.number(limits.lower()));
            row.set("upper", Json.number(limits.upper()));
            row.set("observed", Json.number(check.observed()));
            checks.add(row);
        }
        json.set("share_below", Json.number(prior.shareBelow()));
        json.set("share_above", Json.number(prior.shareAbove()));
        json.set("share_far", Json.number(prior.shareFar()));
        json.set("diagnostics", Json.diagnostics(prior.diagnostics()));
        return json;
    }
}
