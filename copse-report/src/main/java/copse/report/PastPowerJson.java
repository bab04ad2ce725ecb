package copse.report;

import copse.infer.Interval;
import copse.power.Answer;
import copse.power.Components;
import copse.power.PastEstimates;
import copse.power.PastPower;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What past data say about the next experiment, as the JSON object `copse.power/1` with the method `from the
/// past`, described in docs/reference/json.md.
public final class PastPowerJson {
    private PastPowerJson() {}

    /// @param report what past data say
    /// @return the object
    public static ObjectNode of(PastPowerReport report) {
        ObjectNode json = Json.object().put("schema", "copse.power/1").put("method", "from the past");
        json.set("past", past(report.past()));
        json.set("power", power(report.power()));
        json.set(
                "smallestEffects",
                Json.array(report.smallest().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray()));
        ArrayNode placebo = json.putArray("placebo");
        report.placebo().forEach(each -> placebo.add(SimulatedPowerJson.diagnosis(each.diagnosis())));
        report.simulated()
                .ifPresentOrElse(
                        diagnosis -> json.set("simulation", SimulatedPowerJson.diagnosis(diagnosis)),
                        () -> json.putNull("simulation"));
        return json;
    }

    private static ObjectNode past(PastEstimates past) {
        ObjectNode json = Json.object().put("outcome", past.outcome()).put("cluster", past.cluster());
        json.set("covariates", Json.array(past.covariates()));
        json.put("rows", past.rows()).put("leftOut", past.leftOut()).put("clusters", past.clusters());
        json.set("meanSize", Json.number(past.meanSize()));
        json.set("cvOfSizes", Json.number(past.cvOfSizes()));
        json.set("mean", Json.number(past.mean()));
        json.put("binary", past.binary());
        json.set("plain", components(past.plain()));
        json.set("adjusted", components(past.adjusted()));
        past.explained()
                .ifPresentOrElse(
                        explained -> {
                            ObjectNode r2 = json.putObject("explained");
                            r2.set("between", Json.number(explained.between().orElse(Double.NaN)));
                            explained
                                    .betweenInterval()
                                    .ifPresent(limits -> r2.set("betweenInterval", interval(limits)));
                            r2.set("within", Json.number(explained.within()));
                            r2.set("withinInterval", interval(explained.withinInterval()));
                            r2.put("clusterCovariates", explained.clusterCovariates());
                        },
                        () -> json.putNull("explained"));
        return json;
    }

    private static ObjectNode components(Components components) {
        ObjectNode json = Json.object();
        json.set("between", Json.number(components.between()));
        json.set("within", Json.number(components.within()));
        json.set("icc", Json.number(components.icc()));
        json.set("iccInterval", interval(components.iccInterval()));
        json.set("n0", Json.number(components.n0()));
        return json;
    }

    private static ObjectNode interval(Interval limits) {
        ObjectNode json = Json.object();
        json.set("lower", Json.number(limits.lower().value()));
        json.set("upper", Json.number(limits.upper().value()));
        json.set("level", Json.number(limits.level()));
        return json.put("method", limits.method());
    }

    private static ObjectNode power(PastPower power) {
        ObjectNode json = Json.object();
        json.set("effect", Json.number(power.effect()));
        json.set("target", Json.number(power.target()));
        json.set("atEstimate", at(power.atEstimate()));
        json.set("atUpperIcc", at(power.atEnds().getFirst()));
        json.set("atLowerIcc", at(power.atEnds().getLast()));
        json.set("assurance", Json.number(power.assurance()));
        json.set("range", interval(power.range()));
        json.set("reaching", Json.number(power.reaching()));
        return json;
    }

    private static ObjectNode at(PastPower.At at) {
        ObjectNode json = Json.object();
        json.set("icc", Json.number(at.draw().icc()));
        json.set("sd", Json.number(at.draw().sd()));
        json.set("power", Json.number(at.strength().power()));
        json.set("se", Json.number(at.strength().se()));
        json.set("df", Json.number(at.strength().df()));
        json.set(
                "clustersNeeded",
                at.needed().isPresent() && at.needed().get() instanceof Answer.Found found
                        ? Json.number(found.choice().trial().clusters())
                        : Json.number(Double.NaN));
        return json;
    }
}
