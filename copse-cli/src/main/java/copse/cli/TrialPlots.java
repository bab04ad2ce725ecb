package copse.cli;

import copse.balance.ArmMoments;
import copse.balance.CovariateBalance;
import copse.estimate.RandomisationSummary;
import copse.estimate.ReferenceDistribution;
import copse.frame.Frame;
import copse.power.PowerCurve;
import copse.report.Chart;
import copse.report.Flow;
import copse.report.plot.Estimated;
import copse.report.plot.FlowChart;
import copse.report.plot.ForestPlot;
import copse.report.plot.LoveChart;
import copse.report.plot.PowerCurves;
import copse.report.plot.RandomisationPlot;
import copse.report.plot.SimulatedIntervals;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Pictures of experiments, from planning to analysis.
final class TrialPlots {
    private static final String PART = "experiments";

    /// What a power curve can be drawn over, by its name among what is varied; the first that varies is taken.
    private static final SequencedMap<String, PowerCurve.Over> OVER = new LinkedHashMap<>();

    static {
        OVER.put("clusters", PowerCurve.Over.CLUSTERS);
        OVER.put("size", PowerCurve.Over.SIZE);
        OVER.put("effect", PowerCurve.Over.EFFECT);
    }

    private static final double TARGET = 0.8;

    private TrialPlots() {}

    static List<PlotKind> kinds() {
        return List.of(
                new PlotKind(
                        "power",
                        PART,
                        "power over clusters, size or effect",
                        EnumSet.of(PlotSource.POWER),
                        "copse plot power power.json",
                        TrialPlots::power),
                new PlotKind(
                        "simulated",
                        PART,
                        "intervals of simulated experiments, those that miss the truth apart",
                        EnumSet.of(PlotSource.DATA),
                        "copse plot simulated estimates.csv",
                        TrialPlots::simulated),
                new PlotKind(
                        "love",
                        PART,
                        "standardised differences of covariates",
                        EnumSet.of(PlotSource.BALANCE, PlotSource.ASSIGNMENT),
                        "copse plot love balance.json",
                        TrialPlots::love),
                new PlotKind(
                        "flow",
                        PART,
                        "clusters and units from assignment to analysis (CONSORT)",
                        EnumSet.of(PlotSource.ANALYSIS),
                        "copse plot flow analysis.json",
                        TrialPlots::flow),
                new PlotKind(
                        "forest",
                        PART,
                        "the effect by several methods, or on several outcomes",
                        EnumSet.of(PlotSource.ANALYSIS, PlotSource.NETWORK_ESTIMATE),
                        "copse plot forest analysis.json",
                        TrialPlots::forest),
                new PlotKind(
                        "randomisation",
                        PART,
                        "the effect among those of other assignments",
                        EnumSet.of(PlotSource.ANALYSIS),
                        "copse plot randomisation analysis.json",
                        TrialPlots::randomisation));
    }

    private static Chart simulated(PlotRequest request) {
        Frame estimates = request.rows(0, List.of("estimator"));
        List<String> names = estimates.factor("estimator").levels().labels();
        String one = request.one("--estimator", request.options().estimator(), names);
        return SimulatedIntervals.of(estimates, one, request.language());
    }

    private static Chart randomisation(PlotRequest request) {
        JsonNode test = answers(request, request.json()).getFirst().path("randomisation");
        if (!test.isObject()) {
            throw request.lacking(
                    "no randomisation test is in it", "copse analyze … --estimators randomisation --out analysis.json");
        }
        double[] shares = test.path("shares")
                .valueStream()
                .mapToDouble(JsonNode::asDouble)
                .toArray();
        return RandomisationPlot.of(
                new RandomisationSummary(
                        test.path("statistic").asString(),
                        test.path("observed").asDouble(),
                        test.path("effect").asDouble(),
                        test.path("p").asDouble(),
                        test.path("assignments").asInt(),
                        test.path("exact").asBoolean(),
                        new ReferenceDistribution.Histogram(
                                test.path("least").asDouble(), test.path("most").asDouble(), shares)),
                request.language());
    }

    private static Chart power(PlotRequest request) {
        JsonNode json = request.json();
        List<String> varied =
                json.path("varied").valueStream().map(JsonNode::asString).toList();
        String over = OVER.keySet().stream()
                .filter(varied::contains)
                .findFirst()
                .orElseThrow(() -> request.lacking(
                        "nothing varies in it that a curve could go along", PlotSource.POWER.example()));
        if (!json.path("asked").asString().equals("power")) {
            throw request.lacking(
                    "it answers how large " + json.path("asked").asString() + " must be, not what the power is",
                    "give clusters, size and effect, one of them as a range: " + PlotSource.POWER.example());
        }
        boolean simulated = json.path("method").asString().equals("simulation");
        SequencedMap<String, List<PowerCurves.Point>> closed = new LinkedHashMap<>();
        SequencedMap<String, List<PowerCurves.Point>> drawn = new LinkedHashMap<>();
        for (JsonNode row : json.path("rows").values()) {
            if (!row.path("feasible").asBoolean()) {
                continue;
            }
            double at = row.path("at").path(over).asDouble();
            String others = varied.stream()
                    .filter(name -> !name.equals(over))
                    .map(name -> name + " " + row.path("at").path(name).asString())
                    .collect(Collectors.joining(", "));
            double value = row.path("power").asDouble();
            closed.computeIfAbsent(others.isEmpty() ? "closed form" : others, _ -> new ArrayList<>())
                    .add(new PowerCurves.Point(at, value, value, value));
            for (JsonNode one : row.path("simulation").path("estimators").values()) {
                JsonNode share = one.path("power");
                String name = one.path("estimator").asString() + (others.isEmpty() ? "" : ", " + others);
                drawn.computeIfAbsent(name, _ -> new ArrayList<>())
                        .add(new PowerCurves.Point(
                                at,
                                share.path("value").asDouble(),
                                share.path("lower").asDouble(),
                                share.path("upper").asDouble()));
            }
        }
        List<PowerCurves.Curve> curves = new ArrayList<>();
        closed.forEach((name, points) -> curves.add(new PowerCurves.Curve(name, points, false)));
        if (simulated) {
            drawn.forEach((name, points) -> curves.add(new PowerCurves.Curve(name, points, true)));
        }
        return PowerCurves.of(curves, Objects.requireNonNull(OVER.get(over)), TARGET, request.language());
    }

    private static Chart love(PlotRequest request) {
        JsonNode json = request.json();
        JsonNode covariates = (json.has("balance") ? json.path("balance") : json).path("covariates");
        if (covariates.isEmpty()) {
            throw request.lacking(
                    "no covariate was looked at",
                    request.source() == PlotSource.ASSIGNMENT
                            ? "name covariates: copse assign … --balance pre,size --json > assigned.json"
                            : PlotSource.BALANCE.example());
        }
        List<CovariateBalance> rows =
                covariates.valueStream().map(TrialPlots::covariate).toList();
        return LoveChart.of(rows, request.language());
    }

    private static CovariateBalance covariate(JsonNode row) {
        return new CovariateBalance(
                row.path("covariate").asString(),
                row.path("arm").asString(),
                row.path("reference").asString(),
                moments(row.path("inArm")),
                moments(row.path("inReference")),
                number(row.path("ks")),
                row.path("missing").asInt());
    }

    private static ArmMoments moments(JsonNode json) {
        return new ArmMoments(
                json.path("n").asInt(),
                number(json.path("effective")),
                number(json.path("mean")),
                number(json.path("variance")));
    }

    private static double number(JsonNode json) {
        return json.isNumber() ? json.doubleValue() : Double.NaN;
    }

    private static Chart flow(PlotRequest request) {
        JsonNode json = request.json();
        JsonNode answer = answers(request, json).getFirst();
        JsonNode sample = answer.path("sample");
        Map<String, Long> planned = new LinkedHashMap<>();
        json.path("planned")
                .path("arms")
                .values()
                .forEach(arm -> planned.put(
                        arm.path("arm").asString(), arm.path("units").asLong()));
        List<Flow.Arm> arms = new ArrayList<>();
        boolean clustered = sample.path("arms")
                .valueStream()
                .anyMatch(arm -> arm.path("rows").asLong() > arm.path("units").asLong());
        for (JsonNode arm : sample.path("arms").values()) {
            String label = arm.path("arm").asString();
            long units = arm.path("units").asLong();
            long rows = arm.path("rows").asLong();
            long missing = arm.path("missing").asLong();
            long left = arm.path("left").asLong();
            long out = arm.path("leftUnits").asLong();
            long allocated = planned.getOrDefault(label, units);
            // of clusters without rows nobody knows how many units they had
            boolean whole = clustered && allocated == units + out;
            arms.add(new Flow.Arm(
                    label,
                    whole ? Flow.Count.of(allocated, rows + left + missing) : Flow.Count.of(allocated),
                    Optional.empty(),
                    whole ? Flow.Count.of(0, missing) : Flow.Count.of(allocated - units - out),
                    clustered ? Flow.Count.of(out, left) : Flow.Count.of(out),
                    clustered ? Flow.Count.of(units, rows) : Flow.Count.of(units)));
        }
        long all = json.path("planned").path("units").asLong();
        long randomised = planned.values().stream().mapToLong(Long::longValue).sum();
        List<Flow.Loss> excluded =
                all > randomised ? List.of(new Flow.Loss("", Flow.Count.of(all - randomised))) : List.of();
        Flow flow = new Flow(
                sample.path("unit").asString(), clustered, Optional.empty(), excluded, Flow.Count.of(randomised), arms);
        return FlowChart.of(flow, request.language());
    }

    private static List<JsonNode> answers(PlotRequest request, JsonNode json) {
        List<JsonNode> answers = json.path("answers").valueStream().toList();
        Optional<String> outcome = request.options().outcome();
        if (outcome.isEmpty()) {
            return answers;
        }
        List<String> outcomes = answers.stream()
                .map(answer -> answer.path("outcome").asString())
                .distinct()
                .toList();
        String one = request.one("--outcome", outcome, outcomes);
        return answers.stream()
                .filter(answer -> answer.path("outcome").asString().equals(one))
                .toList();
    }

    private static Chart forest(PlotRequest request) {
        JsonNode json = request.json();
        List<Estimated> rows = new ArrayList<>();
        if (request.source() == PlotSource.NETWORK_ESTIMATE) {
            rows.add(estimated(json.path("primary").path("name").asString(), json.path("primary")));
            json.path("others").values().forEach(other -> add(rows, other, ""));
            return ForestPlot.of(
                    rows, axis(json), 0, request.options().smallest(), level(json.path("primary")), request.language());
        }
        List<JsonNode> answers = answers(request, json);
        for (JsonNode answer : answers) {
            String group = answers.size() == 1 ? "" : axis(answer);
            rows.add(estimated(method(answer.path("primary")), answer.path("primary"))
                    .in(group));
            answer.path("sensitivity").values().forEach(other -> add(rows, other, group));
        }
        JsonNode first = answers.getFirst();
        return ForestPlot.of(
                rows,
                answers.size() == 1 ? axis(first) : "",
                0,
                request.options().smallest(),
                level(first.path("primary")),
                request.language());
    }

    /// A method that has no answer has no line.
    private static void add(List<Estimated> rows, JsonNode effect, String group) {
        if (effect.has("value")) {
            rows.add(estimated(effect.path("name").asString(), effect).in(group));
        }
    }

    /// The method up to its details, which are too long for a line.
    private static String method(JsonNode effect) {
        String method = effect.path("method").asString();
        int comma = method.indexOf(", ");
        return comma > 0 ? method.substring(0, comma) : method;
    }

    private static String axis(JsonNode question) {
        return question.path("outcome").asString() + ": "
                + question.path("treatment").asString() + " − "
                + question.path("control").asString();
    }

    private static double level(JsonNode effect) {
        return effect.path("level").asDouble();
    }

    private static Estimated estimated(String label, JsonNode effect) {
        return Estimated.of(
                label,
                effect.path("value").asDouble(),
                limit(effect.path("lower"), Double.NEGATIVE_INFINITY),
                limit(effect.path("upper"), Double.POSITIVE_INFINITY));
    }

    private static double limit(JsonNode json, double open) {
        return json.isNumber() ? json.doubleValue() : open;
    }
}
