package copse.report;

import copse.power.LoopDecisions;
import copse.power.LoopResult;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Rules of decision on past data as the JSON object `copse.rules/1`, described in docs/reference/json.md.
public final class RulesJson {
    private RulesJson() {}

    /// @param report at least one effect
    /// @return the object
    public static ObjectNode of(RulesReport report) {
        ObjectNode root = Json.object();
        LoopResult first = report.results().getFirst();
        root.put("schema", "copse.rules/1");
        root.put("outcome", report.outcome());
        root.set("level", Json.number(report.level()));
        root.set("populations", Json.array(first.populations()));
        root.put("assignments", first.assignments());
        root.put("exhaustive", first.exhaustive());
        root.put("mirrored", first.mirrored());
        ArrayNode effects = root.putArray("effects");
        for (LoopResult result : report.results()) {
            ObjectNode effect = effects.addObject();
            effect.set("nominal", Json.number(result.nominal()));
            effect.set("realised", Json.number(result.realised()));
            ArrayNode rules = effect.putArray("rules");
            result.rules().forEach(rule -> rules.add(rule(rule)));
        }
        return root;
    }

    private static ObjectNode rule(LoopDecisions rule) {
        ObjectNode node = Json.object();
        node.put("rule", rule.rule());
        node.put("decision", rule.decision());
        node.set("share", Json.number(rule.share()));
        node.set("byPopulation", Json.array(rule.byPopulation()));
        node.set("agreement", Json.number(rule.agreement()));
        node.set("meanEstimate", Json.number(rule.meanEstimate()));
        node.set("sd", Json.number(rule.deviation()));
        node.put("failed", rule.failures());
        return node;
    }
}
