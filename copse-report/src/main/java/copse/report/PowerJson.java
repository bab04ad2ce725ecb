package copse.report;

import copse.estimate.Hypothesis;
import copse.power.Answer;
import copse.power.Choice;
import copse.power.Inquiry;
import copse.power.Outcome;
import copse.power.Power;
import copse.power.Strength;
import copse.power.TestRule;
import copse.power.Trial;
import java.util.OptionalDouble;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Power in closed form as the JSON object `copse.power/1`, described in docs/reference/json.md.
public final class PowerJson {
    private PowerJson() {}

    /// @param report one question, or a range of them
    /// @return the object
    public static ObjectNode of(PowerReport report) {
        Power power = report.first().power();
        ObjectNode json = Json.object()
                .put("schema", "copse.power/1")
                .put("method", "closed form")
                .put("asked", asked(report.first().inquiry()));
        json.set("test", test(power.rule()));
        json.set("outcome", outcome(power.outcome()));
        ObjectNode attrition = json.putObject("attrition");
        attrition.set("clusters", Json.number(power.attrition().clusters()));
        attrition.set("units", Json.number(power.attrition().units()));
        json.set("varied", Json.array(report.first().at().keySet()));
        ArrayNode rows = json.putArray("rows");
        report.rows().forEach(row -> rows.add(row(row)));
        return json;
    }

    private static String asked(Inquiry inquiry) {
        return switch (inquiry) {
            case Inquiry.ForPower ignored -> "power";
            case Inquiry.ForCopies ignored -> "clusters";
            case Inquiry.ForSize ignored -> "size";
            case Inquiry.ForEffect ignored -> "effect";
            case Inquiry.Cheapest ignored -> "cheapest";
            case Inquiry.Strongest ignored -> "strongest";
        };
    }

    private static ObjectNode test(TestRule rule) {
        ObjectNode test = Json.object();
        test.set("alpha", Json.number(rule.alpha()));
        test.put("sides", rule.sides())
                .put("hypothesis", rule.hypothesis().kind())
                .put("statistic", rule.statistic() == TestRule.Statistic.T ? "t" : "z");
        switch (rule.hypothesis()) {
            case Hypothesis.Equality(double value) -> test.set("value", Json.number(value));
            case Hypothesis.Superiority(double margin, var better) -> {
                test.set("margin", Json.number(margin));
                test.put("better", word(better));
            }
            case Hypothesis.NonInferiority(double margin, var better) -> {
                test.set("margin", Json.number(margin));
                test.put("better", word(better));
            }
            case Hypothesis.Equivalence(double lower, double upper) -> {
                test.set("lower", Json.number(lower));
                test.set("upper", Json.number(upper));
            }
        }
        return test;
    }

    private static String word(Hypothesis.Direction better) {
        return better == Hypothesis.Direction.HIGHER ? "higher" : "lower";
    }

    private static ObjectNode outcome(Outcome outcome) {
        ObjectNode json = Json.object();
        switch (outcome) {
            case Outcome.Mean(double sd) -> {
                json.put("kind", "mean");
                json.set("sd", Json.number(sd));
            }
            case Outcome.Proportion(double control, boolean pooled) -> {
                json.put("kind", "proportion");
                json.set("control", Json.number(control));
                json.put("pooled", pooled);
            }
            case Outcome.Rate(double control) -> {
                json.put("kind", "rate");
                json.set("control", Json.number(control));
            }
        }
        return json;
    }

    private static ObjectNode row(PowerReport.Row row) {
        ObjectNode json = Json.object();
        ObjectNode at = json.putObject("at");
        row.at().forEach((name, value) -> at.set(name, Json.number(value)));
        switch (row.answer()) {
            case Answer.Found(Choice choice, OptionalDouble fewer) -> {
                json.put("feasible", true);
                Power found = row.power().withTrial(choice.trial());
                choice(choice, json);
                json.set("ceiling", Json.number(found.ceiling(choice.strength().effect())));
                json.set("oneFewer", Json.number(fewer.orElse(Double.NaN)));
                if (row.inquiry() instanceof Inquiry.ForEffect(double target, var direction)) {
                    json.set(
                            "multiplierEffect",
                            Json.number(found.multiplierEffect(target).orElse(Double.NaN)));
                }
                json.set("diagnostics", Json.diagnostics(PowerDocument.diagnostics(row)));
            }
            case Answer.Infeasible infeasible -> {
                json.put("feasible", false).put("what", infeasible.what()).put("why", infeasible.why());
                json.set("ceiling", Json.number(infeasible.ceiling()));
                ArrayNode nearest = json.putArray("nearest");
                infeasible.nearest().forEach(alternative -> {
                    ObjectNode one = nearest.addObject().put("change", alternative.change());
                    choice(alternative.choice(), one);
                });
            }
        }
        return json;
    }

    private static void choice(Choice choice, ObjectNode into) {
        Strength s = choice.strength();
        into.set("trial", trial(choice.trial()));
        into.set("effect", Json.number(s.effect()));
        into.set("power", Json.number(s.power()));
        into.set("powerT", Json.number(s.byT()));
        into.set("powerZ", Json.number(s.byZ()));
        into.set("se", Json.number(s.se()));
        into.set("df", Json.number(s.df()));
        into.set("ncp", Json.number(s.ncp()));
        into.set("designEffect", Json.number(s.designEffect()));
        into.set("cost", Json.number(choice.cost().orElse(Double.NaN)));
    }

    private static ObjectNode trial(Trial trial) {
        ObjectNode json = Json.object().put("label", trial.label());
        json.set("clusters", Json.number(trial.clusters()));
        json.set("copies", Json.number(trial.copies()));
        json.put("copyOf", trial.copyOf());
        json.set("size", Json.number(trial.size()));
        json.put("sizeOf", trial.sizeOf());
        json.set("units", Json.number(trial.units()));
        json.set("controlUnits", Json.number(trial.controlUnits()));
        json.set("treatedUnits", Json.number(trial.treatedUnits()));
        ObjectNode assumptions = json.putObject("assumptions");
        Assumption.of(trial).forEach(assumption -> assumptions.set(assumption.key(), Json.number(assumption.value())));
        return json;
    }
}
