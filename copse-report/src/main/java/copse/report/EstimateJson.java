package copse.report;

import copse.estimate.EffectEstimate;
import copse.estimate.Hypothesis;
import copse.estimate.ScaledEffect;
import copse.infer.Limit;
import copse.record.RunRecord;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An effect as the JSON object `copse.estimate/1`, described in docs/reference/json.md.
public final class EstimateJson {
    private EstimateJson() {}

    /// @param effect an effect
    /// @param record how it came about
    /// @return the object
    public static ObjectNode of(EffectEstimate effect, RunRecord record) {
        ObjectNode json = of(effect);
        json.set("record", RecordJson.brief(record));
        return json;
    }

    /// @param effect an effect that stands inside of another object, which has the record
    /// @return the object without a record
    static ObjectNode of(EffectEstimate effect) {
        ObjectNode json = Json.object()
                .put("schema", "copse.estimate/1")
                .put("estimand", effect.estimand())
                .put("method", effect.method());
        json.set("value", Json.number(effect.value()));
        json.set("se", Json.number(effect.se().orElse(Double.NaN)));
        json.set("df", Json.number(effect.df().orElse(Double.NaN)));
        json.set("lower", limit(effect.interval().lower()));
        json.set("upper", limit(effect.interval().upper()));
        json.set("level", Json.number(effect.interval().level()));
        json.set("p", Json.number(effect.p()));
        json.put("sides", effect.hypothesis().sides());
        json.set("hypothesis", hypothesis(effect.hypothesis()));
        json.put("n", effect.rows()).put("clusters", effect.clusters());
        ArrayNode effects = json.putArray("effects");
        for (ScaledEffect scaled : effect.scales()) {
            ObjectNode row = effects.addObject().put("scale", scaled.scale()).put("whose", scaled.whose());
            row.set("estimate", Json.number(scaled.value()));
            row.set("lower", limit(scaled.interval().lower()));
            row.set("upper", limit(scaled.interval().upper()));
        }
        json.set("diagnostics", Json.diagnostics(effect.diagnostics()));
        return json;
    }

    private static tools.jackson.databind.JsonNode limit(Limit limit) {
        return Json.number(limit instanceof Limit.Open ? Double.NaN : limit.value());
    }

    private static ObjectNode hypothesis(Hypothesis hypothesis) {
        ObjectNode json = Json.object().put("kind", hypothesis.kind()).put("claim", hypothesis.claim());
        switch (hypothesis) {
            case Hypothesis.Equality(double value) -> json.set("value", Json.number(value));
            case Hypothesis.Superiority(double margin, Hypothesis.Direction better) -> {
                json.set("margin", Json.number(margin));
                json.put("better", better.word());
            }
            case Hypothesis.NonInferiority(double margin, Hypothesis.Direction better) -> {
                json.set("margin", Json.number(margin));
                json.put("better", better.word());
            }
            case Hypothesis.Equivalence(double lower, double upper) -> {
                json.set("lower", Json.number(lower));
                json.set("upper", Json.number(upper));
            }
        }
        return json;
    }
}
