package copse.report;

import copse.loo.ComparedModel;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A comparison of sampled models as the JSON object `copse.compare/1`, described in docs/reference/json.md.
public final class LooComparisonJson {
    private LooComparisonJson() {}

    /// @param compared at least two models
    /// @return the object
    public static ObjectNode of(LooComparison compared) {
        ComparedModel best = compared.comparison().rows().getFirst();
        ObjectNode json = Json.object()
                .put("schema", "copse.compare/1")
                .put("method", best.elpd().method())
                .put("best", best.name())
                .put("n", compared.comparison().observations());
        ArrayNode models = json.putArray("models");
        for (ComparedModel model : compared.comparison().rows()) {
            ObjectNode row = Json.object()
                    .put("name", model.name())
                    .put("formula", compared.formulas().get(model.name()))
                    .put("method", model.elpd().method());
            row.set("elpd", Json.number(model.elpd().elpd()));
            row.set("se", Json.number(model.elpd().se()));
            row.set("elpd_diff", Json.number(model.difference()));
            row.set("se_diff", Json.number(model.seDifference()));
            row.set("stacking", Json.number(model.stacking()));
            row.set("pseudo_bma", Json.number(model.pseudoBma()));
            row.set("pseudo_bma_plus", Json.number(model.pseudoBmaPlus()));
            models.add(row);
        }
        json.set("diagnostics", Json.diagnostics(compared.comparison().diagnostics()));
        return json;
    }
}
