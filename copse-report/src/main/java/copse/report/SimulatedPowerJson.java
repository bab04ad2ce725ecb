package copse.report;

import copse.infer.Interval;
import copse.infer.Share;
import copse.power.Diagnosis;
import copse.power.EstimatorDiagnosis;
import copse.power.MonteCarlo;
import copse.power.SmallestEffect;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Power by simulation as the JSON object `copse.power/1`, described in docs/reference/json.md: that of the
/// closed form, each row with what was simulated.
public final class SimulatedPowerJson {
    private SimulatedPowerJson() {}

    /// @param report one question, or a range of them
    /// @return the object
    public static ObjectNode of(SimulatedPowerReport report) {
        ObjectNode json = PowerJson.of(new PowerReport(
                report.rows().stream().map(SimulatedPowerReport.Row::closed).toList()));
        json.put("method", "simulation");
        for (int i = 0; i < report.rows().size(); i++) {
            SimulatedPowerReport.Row row = report.rows().get(i);
            ObjectNode into = (ObjectNode) json.get("rows").get(i);
            row.diagnosis().ifPresent(diagnosis -> into.set("simulation", diagnosis(diagnosis)));
            if (!row.smallest().isEmpty()) {
                ArrayNode smallest = into.putArray("smallestEffects");
                row.smallest().forEach(each -> smallest.add(smallest(each)));
            }
        }
        return json;
    }

    static ObjectNode diagnosis(Diagnosis diagnosis) {
        ObjectNode json = Json.object()
                .put("population", diagnosis.declaration().population().describe())
                .put("design", diagnosis.declaration().design().print())
                .put("rule", diagnosis.declaration().rule().describe());
        json.set("nominal", Json.number(diagnosis.nominal()));
        json.set("realised", number(diagnosis.realised()));
        json.put("replicates", diagnosis.replicates())
                .put("stop", diagnosis.stop().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .put("seed", diagnosis.options().seed().value());
        json.set("closedForm", Json.number(diagnosis.closedForm().orElse(Double.NaN)));
        ArrayNode estimators = json.putArray("estimators");
        diagnosis.estimators().forEach(each -> estimators.add(estimator(each)));
        json.set("diagnostics", Json.diagnostics(diagnosis.diagnostics()));
        return json;
    }

    private static ObjectNode estimator(EstimatorDiagnosis each) {
        ObjectNode json = Json.object().put("estimator", each.estimator()).put("finished", each.finished());
        json.set("failed", share(each.failed()));
        ObjectNode failures = json.putObject("failures");
        each.failures().forEach(failures::put);
        json.set("truth", Json.number(each.truth()));
        json.set("power", share(each.power()));
        json.set("coverage", share(each.coverage()));
        json.set("mean", number(each.mean()));
        json.set("bias", number(each.bias()));
        json.set("sd", number(each.sd()));
        each.meanSe().ifPresentOrElse(se -> json.set("meanSe", number(se)), () -> json.putNull("meanSe"));
        json.set("rmse", number(each.rmse()));
        each.typeS().ifPresentOrElse(s -> json.set("typeS", share(s)), () -> json.putNull("typeS"));
        each.typeM().ifPresentOrElse(m -> json.set("typeM", number(m)), () -> json.putNull("typeM"));
        json.set("diagnostics", Json.diagnostics(each.diagnostics()));
        return json;
    }

    private static ObjectNode smallest(SmallestEffect each) {
        ObjectNode json = Json.object().put("estimator", each.estimator());
        json.set("power", Json.number(each.power()));
        json.set("value", Json.number(each.value()));
        json.set("lower", Json.number(each.interval().lower().value()));
        json.set("upper", Json.number(each.interval().upper().value()));
        json.put("method", each.method());
        ArrayNode points = json.putArray("points");
        each.points().forEach(point -> {
            ObjectNode one = points.addObject();
            one.set("effect", Json.number(point.effect()));
            one.set("power", share(point.power()));
        });
        return json;
    }

    static ObjectNode share(Share share) {
        ObjectNode json = Json.object();
        json.set("value", Json.number(share.value()));
        json.set("error", Json.number(share.standardError()));
        Interval limits = share.clopperPearson(DiagnosisTable.LEVEL);
        json.set("lower", Json.number(limits.lower().value()));
        json.set("upper", Json.number(limits.upper().value()));
        return json.put("hits", share.hits()).put("trials", share.trials());
    }

    private static ObjectNode number(MonteCarlo value) {
        ObjectNode json = Json.object();
        json.set("value", Json.number(value.value()));
        json.set("error", Json.number(value.error()));
        return json;
    }
}
