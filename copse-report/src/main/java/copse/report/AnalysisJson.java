package copse.report;

import copse.estimate.Bounds;
import copse.estimate.Compliance;
import copse.estimate.GroupEffects;
import copse.estimate.ModeratedEffect;
import copse.estimate.PooledWeights;
import copse.estimate.RandomisationSummary;
import copse.lm.WaldTest;
import copse.record.RunRecord;
import copse.study.Analysis;
import copse.study.Answer;
import copse.study.Attempt;
import copse.study.Check;
import copse.study.Planned;
import copse.study.Sample;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An analysis as the JSON object `copse.analysis/1`, described in docs/reference/json.md.
public final class AnalysisJson {
    private AnalysisJson() {}

    /// @param analysis any
    /// @param record how it came about
    /// @return the object
    public static ObjectNode of(Analysis analysis, RunRecord record) {
        ObjectNode json = Json.object().put("schema", "copse.analysis/1");
        json.set("planned", planned(analysis.planned()));
        json.put("formula", analysis.formula().orElse(null));
        ArrayNode checks = json.putArray("checks");
        analysis.checks().forEach(check -> checks.add(check(check)));
        ArrayNode answers = json.putArray("answers");
        analysis.answers().forEach(answer -> answers.add(answer(answer)));
        json.put("adjustment", analysis.adjustment().orElse(null));
        json.set("deviations", Json.array(analysis.deviations()));
        json.set("diagnostics", Json.diagnostics(analysis.diagnostics()));
        json.set("record", RecordJson.brief(record));
        return json;
    }

    private static ObjectNode planned(Planned planned) {
        ObjectNode json = Json.object().put("design", planned.design()).put("units", planned.units());
        ArrayNode arms = json.putArray("arms");
        planned.arms()
                .forEach((arm, units) -> arms.add(Json.object().put("arm", arm).put("units", units)));
        return json.put("seed", planned.seed()).put("digest", planned.digest());
    }

    private static ObjectNode check(Check check) {
        ObjectNode json = Json.object()
                .put("check", check.name())
                .put("verdict", check.verdict().label())
                .put("finding", check.finding());
        json.set("p", Json.number(check.p().orElse(Double.NaN)));
        json.set("diagnostics", Json.diagnostics(check.diagnostics()));
        return json;
    }

    private static ObjectNode answer(Answer answer) {
        ObjectNode json = Json.object()
                .put("outcome", answer.question().outcome())
                .put("treatment", answer.question().treatment())
                .put("control", answer.question().control());
        json.set("covariates", Json.array(answer.question().covariates()));
        json.set("sample", sample(answer.sample()));
        json.put("reason", answer.reason());
        json.set("primary", EstimateJson.of(answer.primary()));
        json.set("adjustedP", Json.number(answer.adjustedP().orElse(Double.NaN)));
        ArrayNode sensitivity = json.putArray("sensitivity");
        for (Attempt attempt : answer.sensitivity()) {
            sensitivity.add(
                    switch (attempt) {
                        case Attempt.Done(String name, var effect) ->
                            EstimateJson.of(effect).put("name", name);
                        case Attempt.Refused(String name, var problem) ->
                            Json.object()
                                    .put("name", name)
                                    .put("code", problem.code())
                                    .put("problem", problem.what())
                                    .put("why", problem.why());
                    });
        }
        ArrayNode groups = json.putArray("groups");
        answer.groups().forEach(of -> groups.add(groups(of)));
        ArrayNode moderated = json.putArray("moderated");
        answer.moderated().forEach(of -> moderated.add(moderated(of)));
        json.set(
                "bounds",
                answer.bounds()
                        .<JsonNode>map(AnalysisJson::bounds)
                        .orElseGet(() -> Json.object().nullNode()));
        json.set(
                "compliance",
                answer.compliance()
                        .<JsonNode>map(AnalysisJson::compliance)
                        .orElseGet(() -> Json.object().nullNode()));
        ArrayNode influence = json.putArray("influence");
        answer.influence().stream().flatMap(of -> of.byChange().stream()).forEach(without -> {
            ObjectNode row = Json.object().put("left", without.left()).put("arm", without.arm());
            row.put("rows", without.rows());
            row.set("value", Json.number(without.effect().value()));
            row.set("p", Json.number(without.effect().p()));
            row.set("dfbetas", Json.number(without.dfbetas().orElse(Double.NaN)));
            influence.add(row);
        });
        json.set(
                "randomisation",
                answer.randomisation()
                        .<JsonNode>map(AnalysisJson::randomisation)
                        .orElseGet(() -> Json.object().nullNode()));
        return json;
    }

    private static ObjectNode randomisation(RandomisationSummary test) {
        ObjectNode json = Json.object().put("statistic", test.statistic());
        json.set("observed", Json.number(test.observed()));
        json.set("effect", Json.number(test.effect()));
        json.set("p", Json.number(test.p()));
        json.put("assignments", test.assignments()).put("exact", test.exact());
        json.set("least", Json.number(test.distribution().least()));
        json.set("most", Json.number(test.distribution().most()));
        json.set("shares", Json.array(test.distribution().shares()));
        return json;
    }

    private static ObjectNode bounds(Bounds bounds) {
        ObjectNode json = Json.object().put("estimand", bounds.estimand());
        json.set("lower", EstimateJson.of(bounds.lower()));
        json.set("upper", EstimateJson.of(bounds.upper()));
        json.set("p", Json.number(bounds.p()));
        json.set("assumptions", Json.array(bounds.assumptions()));
        return json;
    }

    private static ObjectNode groups(GroupEffects effects) {
        ObjectNode json = Json.object().put("by", effects.group());
        ArrayNode groups = json.putArray("groups");
        effects.groups().forEach(group -> groups.add(group(group)));
        ArrayNode differences = json.putArray("differences");
        effects.differences().forEach(group -> differences.add(group(group)));
        json.set("equalP", Json.number(effects.equal().map(WaldTest::p).orElse(Double.NaN)));
        json.set("average", EstimateJson.of(effects.average()));
        PooledWeights weights = effects.weights();
        json.set("pooled", Json.number(weights.pooled()));
        json.set("unadjusted", Json.number(weights.unadjusted()));
        ArrayNode table = json.putArray("weights");
        for (PooledWeights.Group group : weights.groups()) {
            ObjectNode row = table.addObject().put("level", group.level());
            row.set("treated", Json.number(group.treated()));
            row.set("weight", Json.number(group.weight()));
            row.set("share", Json.number(group.share()));
        }
        return json;
    }

    private static ObjectNode group(GroupEffects.Group group) {
        return EstimateJson.of(group.effect())
                .put("level", group.level())
                .put("rows", group.rows())
                .put("units", group.units());
    }

    private static ObjectNode moderated(ModeratedEffect effect) {
        ObjectNode json = Json.object().put("by", effect.moderator());
        json.set("mean", Json.number(effect.mean()));
        json.set("atMean", EstimateJson.of(effect.atMean()));
        json.set("atZero", EstimateJson.of(effect.atZero()));
        json.set("slope", EstimateJson.of(effect.slope()));
        ArrayNode at = json.putArray("at");
        effect.at().forEach(one -> at.add(EstimateJson.of(one.effect()).put("at", one.value())));
        return json;
    }

    private static ObjectNode compliance(Compliance compliance) {
        ObjectNode json = Json.object().put("taken", compliance.taken());
        json.set("treatmentShare", Json.number(compliance.treatmentShare()));
        json.set("controlShare", Json.number(compliance.controlShare()));
        json.set("intentionToTreat", EstimateJson.of(compliance.intentionToTreat()));
        json.set("firstStage", EstimateJson.of(compliance.firstStage()));
        json.set("firstStageF", Json.number(compliance.firstStageF()));
        json.set("complierEffect", EstimateJson.of(compliance.complierEffect()));
        json.set("assumptions", Json.array(compliance.assumptions()));
        return json;
    }

    private static ObjectNode sample(Sample sample) {
        ObjectNode json = Json.object().put("unit", sample.unit());
        ArrayNode arms = json.putArray("arms");
        sample.units()
                .forEach((arm, units) -> arms.add(Json.object()
                        .put("arm", arm)
                        .put("units", units)
                        .put("rows", sample.rows().get(arm))
                        .put("missing", sample.missing().get(arm))
                        .put("leftUnits", sample.leftUnits().get(arm))
                        .put("left", sample.left().get(arm))));
        json.set("icc", Json.number(sample.icc().orElse(Double.NaN)));
        return json;
    }
}
