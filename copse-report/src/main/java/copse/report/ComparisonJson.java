package copse.report;

import copse.lmm.LikelihoodRatio;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A comparison of models as the JSON object `copse.compare/1`, described in docs/reference/json.md.
public final class ComparisonJson {
    private ComparisonJson() {}

    /// @param comparison of at least two models
    /// @return the object
    public static ObjectNode of(Comparison comparison) {
        ObjectNode json = Json.object()
                .put("schema", "copse.compare/1")
                .put("method", "ML")
                .put("best", comparison.best().name());
        ArrayNode models = json.putArray("models");
        for (Comparison.Model model : comparison.models()) {
            ObjectNode row = Json.object()
                    .put("name", model.name())
                    .put("formula", model.formula())
                    .put("family", model.family())
                    .put("n", model.fit().rows())
                    .put("npar", model.fit().parameters())
                    .put("refitted", model.refitted());
            row.set("logLik", Json.number(model.fit().logLik()));
            row.set("aic", Json.number(model.fit().aic()));
            row.set("bic", Json.number(model.fit().bic()));
            models.add(row);
        }
        ArrayNode tests = json.putArray("tests");
        for (Comparison.Test test : comparison.tests()) {
            ObjectNode row = Json.object()
                    .put("smaller", test.smaller().name())
                    .put("larger", test.larger().name());
            test.ratio().ifPresentOrElse(ratio -> ratio(row, ratio), () -> row.put("reason", test.reason()));
            tests.add(row);
        }
        return json;
    }

    private static void ratio(ObjectNode row, LikelihoodRatio ratio) {
        row.set("statistic", Json.number(ratio.statistic()));
        row.put("df", ratio.df());
        row.set("p", Json.number(ratio.pBoundary()));
        row.set("pChiSquare", Json.number(ratio.p()));
        row.put("variances", ratio.variances());
        row.put("reference", ratio.boundary().map(Object::toString).orElse("chi-square(" + ratio.df() + ")"));
    }
}
