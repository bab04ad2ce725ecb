package copse.report.trial;

import copse.assign.AssignmentRecord;
import copse.record.RunRecord;
import copse.report.AnalysisJson;
import copse.report.BalanceJson;
import copse.report.BayesJson;
import copse.report.FitJson;
import copse.report.Flow;
import copse.report.Json;
import copse.report.Language;
import copse.report.PowerJson;
import copse.report.PowerReport;
import copse.report.RecordJson;
import copse.study.Answer;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The report of an experiment as the JSON object `copse.report/1`, described in docs/reference/json.md. Its
/// parts are the objects of their own commands: `copse.analysis/1`, `copse.balance/1`, `copse.power/1`,
/// `copse.fit/1`, `copse.bayes/1`.
public final class TrialJson {
    private TrialJson() {}

    /// @param report of an experiment
    /// @return the object
    public static ObjectNode of(TrialReport report) {
        Writer writer = new Writer(report, Language.ENGLISH);
        ObjectNode json = Json.object()
                .put("schema", "copse.report/1")
                .put("title", report.purpose().title())
                .put("question", report.purpose().question());
        json.set("assignment", assignment(report.assignment()));
        json.set("flow", flow(report.flow()));
        report.balance().ifPresent(balance -> json.set("balance", BalanceJson.of(balance)));
        report.sizing().ifPresent(sizing -> json.set("size", PowerJson.of(new PowerReport(List.of(sizing.asked())))));
        ArrayNode findings = json.putArray("findings");
        report.findings().forEach(finding -> findings.add(finding(report, finding)));
        ArrayNode models = json.putArray("models");
        report.models().forEach(fit -> models.add(FitJson.of(fit)));
        report.posterior().ifPresent(posterior -> json.set("posterior", BayesJson.of(posterior.result())));
        ArrayNode planned = json.putArray("planned");
        for (PlannedItem item : report.planned()) {
            planned.addObject()
                    .put("name", item.name())
                    .put("planned", item.planned())
                    .put("done", item.done())
                    .put("deviation", item.deviation().orElse(null));
        }
        json.set("deviations", Json.array(writer.deviations()));
        Methods methods = Methods.of(writer);
        ObjectNode told = json.putObject("methods").put("text", methods.text());
        told.set(
                "references",
                Json.array(methods.citations().stream().map(Citation::reference).toList()));
        ArrayNode steps = json.putArray("steps");
        for (Step step : report.steps()) {
            ObjectNode row = steps.addObject()
                    .put("stage", step.stage().name().toLowerCase(Locale.ROOT))
                    .put("digest", step.digest());
            row.set("record", RecordJson.full(step.record()));
        }
        return json;
    }

    private static ObjectNode assignment(AssignmentRecord record) {
        ObjectNode json = Json.object()
                .put("design", record.design())
                .put("seed", record.seed())
                .put("digest", record.digests().assignment())
                .put("random", record.random())
                .put("version", record.version());
        json.set("smallestP", Json.number(record.smallestP().twoSided()));
        return json;
    }

    private static ObjectNode flow(Flow flow) {
        ObjectNode json = Json.object().put("unit", flow.unit()).put("clustered", flow.clustered());
        flow.assessed().ifPresent(assessed -> json.set("assessed", count(assessed)));
        ArrayNode excluded = json.putArray("excluded");
        flow.excluded().forEach(loss -> excluded.add(count(loss.count()).put("reason", loss.reason())));
        json.set("randomised", count(flow.randomised()));
        ArrayNode arms = json.putArray("arms");
        for (Flow.Arm arm : flow.arms()) {
            ObjectNode row = arms.addObject().put("arm", arm.arm());
            row.set("allocated", count(arm.allocated()));
            arm.received().ifPresent(received -> row.set("received", count(received)));
            row.set("lost", count(arm.lost()));
            row.set("left", count(arm.left()));
            row.set("analysed", count(arm.analysed()));
        }
        return json;
    }

    private static ObjectNode count(Flow.Count count) {
        ObjectNode json = Json.object().put("randomised", count.randomised());
        count.units().ifPresent(units -> json.put("units", units));
        return json;
    }

    private static ObjectNode finding(TrialReport report, Finding finding) {
        ObjectNode json = Json.object().put("role", finding.role().name().toLowerCase(Locale.ROOT));
        json.set("smallest", Json.number(finding.smallest().orElse(Double.NaN)));
        json.put("better", finding.better().map(better -> better.word()).orElse(null));
        ArrayNode readings = json.putArray("readings");
        double target = SizeSection.target(report.sizing());
        for (Answer answer : finding.analysis().answers()) {
            OptionalDouble detectable = Detectable.of(answer.primary(), finding.better(), target);
            ObjectNode row = readings.addObject()
                    .put("outcome", answer.question().outcome())
                    .put("treatment", answer.question().treatment());
            finding.matters()
                    .ifPresent(smallest -> row.put(
                            "verdict",
                            Verdict.of(answer, smallest, finding.better())
                                    .name()
                                    .toLowerCase(Locale.ROOT)));
            row.set("detectable", Json.number(detectable.orElse(Double.NaN)));
            row.set("power", Json.number(target));
        }
        json.set("analysis", AnalysisJson.of(finding.analysis(), record(report)));
        return json;
    }

    /// How the analysis came about: the step of that stage, if steps were written down.
    private static RunRecord record(TrialReport report) {
        return report.steps().stream()
                .filter(step -> step.stage() == Stage.ANALYSIS)
                .findFirst()
                .map(Step::record)
                .orElseGet(() -> RunRecord.of(List.of("report")));
    }
}
