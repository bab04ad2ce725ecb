package copse.report;

import copse.design.Basis;
import copse.error.Problem;
import copse.exposure.Positivity;
import copse.interference.Arrangement;
import copse.interference.NetworkCell;
import copse.interference.NetworkDiagnosis;
import copse.interference.NetworkQuestion;
import copse.interference.NetworkSetting;
import copse.network.ClusteringReport;
import copse.network.EdgeCounts;
import copse.network.Frontier;
import copse.network.GraphSummary;
import copse.network.LaunchAssumptions;
import copse.network.Network;
import copse.power.MonteCarlo;
import copse.record.RunRecord;
import copse.study.Attempt;
import copse.study.NetworkAnswer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Results about networks as the JSON objects `copse.network/1`, described in docs/reference/json.md.
public final class NetworkJson {
    private NetworkJson() {}

    /// @param network nodes and edges
    /// @param summary of its graph
    /// @return the object
    public static ObjectNode of(Network network, GraphSummary summary) {
        ObjectNode json = object("describe", network);
        json.put("components", summary.components()).put("largestComponent", summary.largestComponent());
        json.set("meanDegree", Json.number(summary.meanDegree()));
        GraphSummary.Degrees degrees = summary.degrees();
        json.set(
                "degrees",
                Json.object()
                        .put("min", degrees.least())
                        .put("q25", degrees.quarter())
                        .put("median", degrees.median())
                        .put("q75", degrees.threeQuarters())
                        .put("q90", degrees.ninety())
                        .put("q99", degrees.ninetyNine())
                        .put("max", degrees.most()));
        json.put("triangles", summary.triangles());
        json.set("transitivity", Json.number(summary.transitivity().orElse(Double.NaN)));
        json.set("averageClustering", Json.number(summary.averageClustering()));
        return json;
    }

    /// @param network nodes and edges
    /// @param frontier clusterings of it
    /// @param record how they came about
    /// @return the object
    public static ObjectNode of(Network network, Frontier frontier, RunRecord record) {
        ObjectNode json = object("cluster", network);
        LaunchAssumptions assumptions = frontier.assumptions();
        ObjectNode assumed = json.putObject("assumptions");
        assumed.set("spillover", Json.number(assumptions.spillover()));
        assumed.set("sd", Json.number(assumptions.sd()));
        assumed.set("icc", Json.number(assumptions.icc()));
        assumed.set("treatedShare", Json.number(assumptions.treatedShare()));
        json.put("recommended", frontier.recommended().method().text());
        ArrayNode clusterings = json.putArray("clusterings");
        frontier.points()
                .forEach(point -> clusterings.add(clustering(point.report()).put("efficient", point.efficient())));
        ArrayNode left = json.putArray("leftOut");
        frontier.leftOut()
                .forEach(out -> left.add(Json.object()
                        .put("method", out.method().text())
                        .put("problem", out.reason().problem().what())));
        json.set("record", RecordJson.brief(record));
        return json;
    }

    private static ObjectNode clustering(ClusteringReport report) {
        ObjectNode json = Json.object()
                .put("method", report.method())
                .put("clusters", report.clusters())
                .put("smallest", report.smallest());
        json.set("median", Json.number(report.median()));
        json.put("largest", report.largest());
        json.set("cv", Json.number(report.cv()));
        json.set("effectiveClusters", Json.number(report.effectiveClusters()));
        json.put("outside", report.outside());
        json.set("cutShare", Json.number(report.cutShare()));
        json.set("ownShare", Json.number(report.ownShare().orElse(Double.NaN)));
        json.set("exposureGap", Json.number(report.exposureGap().orElse(Double.NaN)));
        json.set("modularity", Json.number(report.modularity()));
        json.put("disconnected", report.disconnected());
        json.set("fullyTreated", Json.number(report.fullyTreated()));
        json.set("fullyControl", Json.number(report.fullyControl()));
        json.set("bias", Json.number(report.bias()));
        json.set("se", Json.number(report.standardError()));
        json.set("rmse", Json.number(report.rmse()));
        json.set("diagnostics", Json.diagnostics(report.diagnostics()));
        return json;
    }

    /// @param assignment of the nodes of a network
    /// @return the object
    public static ObjectNode of(NetworkAssignment assignment) {
        ObjectNode json = object("assign", assignment.network());
        ObjectNode how = json.putObject("how");
        assignment.how().forEach(how::put);
        json.put("nodes", assignment.table().orElse(null));
        json.set("assignment", AssignmentJson.of(assignment.report()));
        return json;
    }

    /// @param answer the effect, and what other methods say
    /// @param record how it came about
    /// @return the object
    public static ObjectNode of(NetworkAnswer answer, RunRecord record) {
        NetworkSetting setting = answer.experiment().setting();
        ObjectNode json = object("estimate", setting.network());
        NetworkQuestion question = setting.question();
        json.put("outcome", question.outcome())
                .put("estimand", question.estimand().label())
                .put("exposure", question.exposure().print())
                .put("treatment", question.treatment())
                .put("control", question.control());
        json.set("covariates", Json.array(question.covariates()));
        json.put("design", setting.randomisation().design().print());
        json.set("primary", EstimateJson.of(answer.primary()).put("name", answer.name()));
        ArrayNode others = json.putArray("others");
        for (Attempt attempt : answer.others()) {
            others.add(
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
        json.set("diagnostics", Json.diagnostics(answer.diagnostics()));
        answer.saturation().ifPresent(effects -> json.set("saturation", SaturationParts.json(effects)));
        json.set("tests", NetworkTestParts.json(answer.tests()));
        json.set("record", RecordJson.brief(record));
        return json;
    }

    /// @param report on exposures
    /// @param record how it came about
    /// @return the object
    public static ObjectNode of(ExposureReport report, RunRecord record) {
        ObjectNode json = object("exposure", report.network());
        json.put("method", report.method().orElse(null))
                .put("design", report.design().print());
        ArrayNode exposures = json.putArray("exposures");
        for (int e = 0; e < report.found().size(); e++) {
            exposures.add(exposure(report, e));
        }
        json.set("record", RecordJson.brief(record));
        return json;
    }

    private static ObjectNode exposure(ExposureReport report, int e) {
        Positivity positivity = report.found().get(e);
        ObjectNode json = Json.object()
                .put("exposure", positivity.probabilities().map().exposure().print())
                .put("exact", positivity.probabilities().basis() instanceof Basis.Exact);
        json.set("rareBelow", Json.number(positivity.rare()));
        ArrayNode conditions = json.putArray("conditions");
        for (int k = 0; k < positivity.conditions().size(); k++) {
            Positivity.Condition condition = positivity.conditions().get(k);
            ObjectNode row = conditions.addObject().put("condition", condition.name());
            row.set("expected", Json.number(condition.expected()));
            if (report.observed().isPresent()) {
                row.put("observed", report.observed().get().get(e)[k]);
            }
            row.put("impossible", condition.impossible())
                    .put("isolated", condition.isolated())
                    .put("rare", condition.rare());
            row.set("smallest", Json.number(condition.smallest().orElse(Double.NaN)));
        }
        ArrayNode effects = json.putArray("effects");
        ExposureDocument.comparisons(positivity).forEach((name, contrast) -> {
            Positivity.Compared compared = positivity.compared(contrast);
            effects.addObject()
                    .put("estimand", name)
                    .put("condition", compared.condition())
                    .put("reference", compared.reference())
                    .put("nodes", compared.nodes())
                    .put("isolated", compared.isolated())
                    .put("others", compared.others())
                    .put("rare", compared.rare());
        });
        return json;
    }

    /// @param diagnosis of simulated experiments
    /// @param record how it came about
    /// @return the object
    public static ObjectNode of(NetworkDiagnosis diagnosis, RunRecord record) {
        ObjectNode json = object("simulate", diagnosis.study().network());
        json.put("outcome", diagnosis.study().outcome().describe()).put("replicates", diagnosis.replicates());
        json.put("sentence", diagnosis.sentence());
        ArrayNode cells = json.putArray("cells");
        diagnosis.cells().forEach(cell -> cells.add(cell(cell)));
        json.set("diagnostics", Json.diagnostics(diagnosis.diagnostics()));
        json.set("record", RecordJson.brief(record));
        return json;
    }

    private static ObjectNode cell(NetworkCell cell) {
        Arrangement arrangement = cell.arrangement();
        ObjectNode json = Json.object()
                .put("clustering", arrangement.clustering().orElse(null))
                .put("design", arrangement.design())
                .put("estimator", cell.analysis().name())
                .put("estimand", cell.analysis().question().estimand().label())
                .put("exposure", cell.analysis().question().exposure().print())
                .put("clusters", arrangement.clusters());
        json.set("cutShare", Json.number(arrangement.cutShare().orElse(Double.NaN)));
        json.set("gap", Json.number(arrangement.gap().map(MonteCarlo::value).orElse(Double.NaN)));
        json.put("refused", cell.refused().map(Problem::what).orElse(null));
        cell.diagnosis().ifPresent(each -> {
            json.put("finished", each.finished()).put("failed", each.failed().hits());
            json.set("truth", Json.number(each.truth()));
            json.set("bias", monteCarlo(each.bias()));
            json.set("sd", monteCarlo(each.sd()));
            json.set("meanSe", Json.number(each.meanSe().map(MonteCarlo::value).orElse(Double.NaN)));
            json.set("rmse", monteCarlo(each.rmse()));
            json.set("coverage", Json.number(each.coverage().value()));
            json.set("power", Json.number(each.power().value()));
            json.set("diagnostics", Json.diagnostics(each.diagnostics()));
        });
        return json;
    }

    private static ObjectNode monteCarlo(MonteCarlo value) {
        ObjectNode json = Json.object();
        json.set("value", Json.number(value.value()));
        json.set("error", Json.number(value.error()));
        return json;
    }

    /// @param step of `copse network` that made the object
    /// @param network it is about
    /// @return an object that begins with what every one begins with
    static ObjectNode object(String step, Network network) {
        ObjectNode json = Json.object().put("schema", "copse.network/1").put("step", step);
        json.set("network", network(network));
        return json;
    }

    private static ObjectNode network(Network network) {
        EdgeCounts counts = network.counts();
        ObjectNode rows = Json.object()
                .put("rows", counts.rows())
                .put("missing", counts.missing())
                .put("loops", counts.loops())
                .put("repeated", counts.repeated())
                .put("reversed", counts.reversed());
        ObjectNode json = Json.object()
                .put("nodes", network.graph().nodes())
                .put("edges", network.graph().edges())
                .put("isolated", NetworkParts.isolated(network.graph()))
                .put("weighted", network.graph().weighted());
        json.set("edgeList", rows);
        return json;
    }
}
