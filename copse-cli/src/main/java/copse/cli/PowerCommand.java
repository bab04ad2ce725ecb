package copse.cli;

import copse.design.Allocation;
import copse.design.Complete;
import copse.estimate.Hypothesis;
import copse.estimate.Hypothesis.Direction;
import copse.frame.Frame;
import copse.io.DataSource;
import copse.io.ReadOptions;
import copse.power.Attrition;
import copse.power.Costs;
import copse.power.EffectSize;
import copse.power.Inquiry;
import copse.power.Outcome;
import copse.power.Power;
import copse.power.TestRule;
import copse.power.Trial;
import copse.report.PastPowerDocument;
import copse.report.PastPowerJson;
import copse.report.PastPowerReport;
import copse.report.PowerDocument;
import copse.report.PowerJson;
import copse.report.PowerReport;
import copse.report.SimulatedPowerDocument;
import copse.report.SimulatedPowerJson;
import copse.report.SimulatedPowerReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `copse power`: how likely a trial finds an effect, and how many clusters and units that takes.
@CommandLine.Command(
        name = "power",
        header = "How likely a trial finds an effect; or clusters, size, effect for a power.",
        description = "Of clusters, size and effect, leave out the one to be solved for; give all three for the power.",
        footer = {
            "  copse power --clusters 20 --size 30 --icc 0.05 --effect 0.3 --sd 1",
            "  copse power --size 20 --icc 0.05 --effect-sd 0.3 --power 0.9",
            "  copse power --clusters 40 --size 50 --icc 0.02 --binary 0.10,0.15",
            "  copse power --design wedge --steps 4 --clusters 12 --size 20 --icc 0.05 --cac 0.8 --effect-sd 0.3",
            "  copse power --icc 0.05 --effect-sd 0.3 --cost-cluster 500 --cost-unit 10 --budget 30000",
            "  copse power --clusters 10..40:10 --size 20 --icc 0.05 --effect-sd 0.1..0.5:0.1",
            "  copse power --simulate --clusters 20 --size 30 --icc 0.05 --effect-sd 0.3 --estimators means,mixed",
            "  copse power --from scores.csv --outcome score --cluster school --effect 3 --clusters 40"
        })
final class PowerCommand extends Command {
    /// What is solved for if no power is given.
    private static final double USUAL_POWER = 0.8;

    /// More rows are a slip of the hand.
    private static final int MOST_ROWS = 1_000_000;

    @Mixin
    private TrialOption trial = new TrialOption();

    @Option(names = "--effect", paramLabel = "D", description = "Effect in units of the outcome: treated less control.")
    private @Nullable String effect;

    @Option(names = "--effect-sd", paramLabel = "D", description = "Effect in standard deviations of the outcome.")
    private @Nullable String effectSd;

    @Option(
            names = "--sd",
            paramLabel = "S",
            description = "Total standard deviation of the outcome, between and within clusters.")
    private @Nullable Double sd;

    @Option(
            names = "--binary",
            paramLabel = "P[,Q]",
            description = "Proportion in the control arm, and in the treated one (or --effect, their difference).")
    private @Nullable String binary;

    @Option(names = "--pooled", description = "With --binary: the standard error of the pooled proportion.")
    private boolean pooled;

    @Option(
            names = "--rate",
            paramLabel = "R[,Q]",
            description = "Events per unit of exposure in the control arm, and in the treated one; --size is exposure.")
    private @Nullable String rate;

    @Option(names = "--power", paramLabel = "P", description = "Power wanted where something else is solved for (0.8).")
    private @Nullable Double power;

    @Option(
            names = "--alpha",
            paramLabel = "A",
            description = "Level of the test (0.05; of each of two one-sided ones).")
    private double alpha = 0.05;

    @Option(
            names = "--sides",
            paramLabel = "N",
            description = "2 (default) or 1: one-sided, in the direction of the effect, as --alternative says it.")
    private @Nullable Integer sides;

    @Mixin
    private HypothesisOption hypothesis = new HypothesisOption();

    @Option(names = "--statistic", paramLabel = "T", description = "t (default) or z; the other is shown beside it.")
    private @Nullable String statistic;

    @Option(names = "--attrition", paramLabel = "SHARE", description = "Share of units expected to be lost.")
    private double lostUnits;

    @Option(
            names = "--attrition-clusters",
            paramLabel = "SHARE",
            description = "Share of clusters expected to be lost.")
    private double lostClusters;

    @Option(
            names = "--cost-cluster",
            paramLabel = "C",
            description = "Cost of a cluster: solves for clusters and size.")
    private @Nullable Double clusterCost;

    @Option(names = "--cost-unit", paramLabel = "C", description = "Cost of a unit.")
    private @Nullable Double unitCost;

    @Option(names = "--budget", paramLabel = "B", description = "Most power for this, instead of the cheapest trial.")
    private @Nullable Double budget;

    @Option(names = "--max-clusters", paramLabel = "N", description = "With costs: clusters there are.")
    private double mostClusters = Double.POSITIVE_INFINITY;

    @Option(names = "--max-size", paramLabel = "M", description = "With costs: units there are per cluster.")
    private double largestSize = Double.POSITIVE_INFINITY;

    @Mixin
    private SimulationOption simulation = new SimulationOption();

    @Mixin
    private PastOption past = new PastOption();

    @Mixin
    private DataOptions reading = new DataOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    PowerCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    CommandLine line() {
        CommandLine line = super.line();
        line.addSubcommand("rules", new RulesCommand(terminal()).line());
        return line;
    }

    @Override
    int run() {
        Format form = format.chosen();
        if (past.given()) {
            PastPowerReport found = fromThePast();
            print(form, () -> PastPowerDocument.of(found), () -> PastPowerJson.of(found));
            return ExitCode.DONE;
        }
        past.refuseAlone();
        PowerReport report = closedForm();
        if (simulation.asked()) {
            SimulatedPowerReport simulated = new SimulatedPower(this, simulation).of(report);
            print(form, () -> SimulatedPowerDocument.of(simulated), () -> SimulatedPowerJson.of(simulated));
            return ExitCode.DONE;
        }
        if (simulation.out().isPresent()) {
            throw new UsageException(
                    CliCode.MISSING_ARGUMENT,
                    "missing --simulate",
                    "--out keeps the estimates of simulated experiments, and none was asked for",
                    "add --simulate, or leave --out out");
        }
        print(form, () -> PowerDocument.of(report), () -> PowerJson.of(report));
        return ExitCode.DONE;
    }

    private PastPowerReport fromThePast() {
        DataSource source = reading.source(past.data());
        ReadOptions columns = reading.options().withFactors(past.cluster());
        Frame frame = DataOptions.load(this, source, columns).frame();
        if (effect != null && effectSd != null) {
            throw conflict("--effect", "--effect-sd");
        }
        OptionalDouble raw = single("--effect", effect);
        OptionalDouble inSds = single("--effect-sd", effectSd);
        PastPowerRun run = new PastPowerRun(
                this,
                frame,
                past,
                simulation,
                trial.shortForm().orElse(new Complete(Allocation.halves())),
                trial.covariateColumns(),
                rule(raw.isPresent() ? raw : inSds));
        List<Double> sizes = trial.sizeValues();
        double[] arms = trial.plannedArms(run.past().clusters());
        return run.of(new PastPowerRun.Planned(
                arms[0],
                arms[1],
                sizes.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sizes.getFirst()),
                raw,
                inSds,
                power == null ? USUAL_POWER : power));
    }

    private static OptionalDouble single(String option, @Nullable String text) {
        if (text == null) {
            return OptionalDouble.empty();
        }
        List<Double> values = Values.of(option, text);
        if (values.size() > 1) {
            throw new UsageException(
                    CliCode.BAD_VALUE,
                    option + " cannot be `" + text + "`",
                    "with --from one effect is looked at",
                    option + " " + copse.frame.NumericColumn.format(values.getFirst()));
        }
        return OptionalDouble.of(values.getFirst());
    }

    /// A question for each combination of values; what has one value, or is solved for, does not vary.
    private PowerReport closedForm() {
        List<Double> effects = effects();
        List<Double> totals = trial.clusterValues();
        List<Double> sizes = trial.sizeValues();
        List<Double> iccs = trial.iccValues();
        long rows = (long) Math.max(1, effects.size())
                * Math.max(1, totals.size())
                * Math.max(1, sizes.size())
                * Math.max(1, iccs.size());
        if (rows > MOST_ROWS) {
            throw new UsageException(
                    CliCode.BAD_VALUE,
                    "the ranges have " + rows + " combinations",
                    "a table of more than " + MOST_ROWS + " rows helps nobody",
                    "widen the steps");
        }
        List<PowerReport.Row> all = new ArrayList<>();
        for (OptionalDouble icc : orNone(iccs)) {
            for (OptionalDouble total : orNone(totals)) {
                for (OptionalDouble size : orNone(sizes)) {
                    Trial planned = trial.trial(total, size, icc);
                    for (OptionalDouble value : orNone(effects)) {
                        SequencedMap<String, Double> at = new LinkedHashMap<>();
                        varied(at, "icc", iccs, icc);
                        varied(at, "clusters", totals, total);
                        varied(at, "size", sizes, size);
                        varied(at, "effect", effects, value);
                        all.add(row(at, planned, value));
                    }
                }
            }
        }
        return new PowerReport(all);
    }

    private static List<OptionalDouble> orNone(List<Double> values) {
        return values.isEmpty()
                ? List.of(OptionalDouble.empty())
                : values.stream().map(OptionalDouble::of).toList();
    }

    private static void varied(
            SequencedMap<String, Double> at, String name, List<Double> values, OptionalDouble value) {
        if (values.size() > 1) {
            at.put(name, value.orElseThrow());
        }
    }

    private PowerReport.Row row(SequencedMap<String, Double> at, Trial planned, OptionalDouble value) {
        Outcome outcome = outcome();
        Power asked = new Power(planned, outcome, rule(value), new Attrition(lostClusters, lostUnits));
        return PowerReport.Row.of(at, asked, inquiry(value));
    }

    private Inquiry inquiry(OptionalDouble value) {
        boolean clusters = trial.hasClusters();
        boolean size = trial.hasSize();
        boolean costs = clusterCost != null || unitCost != null || budget != null;
        int open = (clusters ? 0 : 1) + (size ? 0 : 1) + (value.isPresent() ? 0 : 1);
        if (costs) {
            return mix(value, clusters || size);
        }
        if (open > 1) {
            String missing = String.join(
                    ", ",
                    java.util.stream.Stream.of(
                                    clusters ? "" : "--clusters",
                                    size ? "" : "--size",
                                    value.isPresent() ? "" : "--effect-sd")
                            .filter(word -> !word.isEmpty())
                            .toList());
            throw new UsageException(
                    CliCode.MISSING_ARGUMENT,
                    "missing " + missing,
                    "one of clusters, size and effect is solved for, and the others have to be known",
                    "give all but one of them, or the costs of both clusters and units:"
                            + " --cost-cluster 500 --cost-unit 10");
        }
        if (open == 0) {
            if (power != null) {
                throw new UsageException(
                        CliCode.CONFLICT,
                        "--power was given with all of clusters, size and effect",
                        "the power follows from these three",
                        "leave one of the four out; it is solved for");
            }
            return new Inquiry.ForPower(value.getAsDouble());
        }
        double target = power == null ? USUAL_POWER : power;
        if (value.isEmpty()) {
            return new Inquiry.ForEffect(target, Direction.HIGHER);
        }
        return clusters
                ? new Inquiry.ForSize(value.getAsDouble(), target)
                : new Inquiry.ForCopies(value.getAsDouble(), target);
    }

    private Inquiry mix(OptionalDouble value, boolean given) {
        if (clusterCost == null || unitCost == null || given || value.isEmpty()) {
            throw new UsageException(
                    given ? CliCode.CONFLICT : CliCode.MISSING_ARGUMENT,
                    given
                            ? "costs were given together with clusters or size"
                            : "missing "
                                    + (value.isEmpty()
                                            ? "--effect-sd"
                                            : clusterCost == null ? "--cost-cluster" : "--cost-unit"),
                    "with the costs of clusters and units, both numbers are solved for, for a given effect",
                    "--cost-cluster 500 --cost-unit 10 --effect-sd 0.3, without --clusters and --size");
        }
        if (budget != null && power != null) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "both --budget and --power were given",
                    "a budget is used for the most power, a power is had for the least cost",
                    "leave one of them out");
        }
        Costs costs = new Costs(clusterCost, unitCost, mostClusters, largestSize);
        return budget == null
                ? new Inquiry.Cheapest(value.getAsDouble(), power == null ? USUAL_POWER : power, costs)
                : new Inquiry.Strongest(value.getAsDouble(), budget, costs);
    }

    private TestRule rule(OptionalDouble value) {
        Hypothesis held = hypothesis.hypothesis();
        if (sides != null && sides != 1 && sides != 2) {
            throw new UsageException(
                    CliCode.BAD_VALUE, "--sides cannot be " + sides, "a test has one side or two", "--sides 2");
        }
        boolean equality = held instanceof Hypothesis.Equality;
        if (sides != null && !equality && (sides == 2) != (held instanceof Hypothesis.Equivalence)) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "--sides " + sides + " contradicts the margin or --alternative",
                    "these say by themselves how many sides the test has",
                    "leave --sides out");
        }
        if (sides != null && sides == 1 && equality) {
            held = new Hypothesis.Superiority(0, value.orElse(1) < 0 ? Direction.LOWER : Direction.HIGHER);
        }
        TestRule.Statistic by = switch (statistic == null ? "t" : statistic) {
            case "t" -> TestRule.Statistic.T;
            case "z" -> TestRule.Statistic.Z;
            default ->
                throw new UsageException(
                        CliCode.BAD_VALUE,
                        "--statistic cannot be `" + statistic + "`",
                        "it is t or z",
                        "--statistic t");
        };
        return new TestRule(alpha, held, by);
    }

    private Outcome outcome() {
        if (binary != null) {
            return new Outcome.Proportion(Values.list("--binary", binary).getFirst(), pooled);
        }
        return rate != null
                ? new Outcome.Rate(Values.list("--rate", rate).getFirst())
                : new Outcome.Mean(sd == null ? 1 : sd);
    }

    /// Effects in units of the outcome, none if the effect is solved for.
    private List<Double> effects() {
        String kind = binary != null ? "--binary" : rate != null ? "--rate" : "";
        if (!kind.isEmpty()) {
            return ofArms(kind, Values.list(kind, binary != null ? binary : String.valueOf(rate)));
        }
        if (effect != null && effectSd != null) {
            throw conflict("--effect", "--effect-sd");
        }
        OptionalDouble spread = sd == null ? OptionalDouble.empty() : OptionalDouble.of(sd);
        if (effect != null) {
            return Values.of("--effect", effect).stream()
                    .map(value -> new EffectSize.Raw(value).on(spread))
                    .toList();
        }
        return effectSd == null
                ? List.of()
                : Values.of("--effect-sd", effectSd).stream()
                        .map(value -> new EffectSize.InSd(value).on(spread))
                        .toList();
    }

    private List<Double> ofArms(String kind, List<Double> arms) {
        if (binary != null && rate != null) {
            throw conflict("--binary", "--rate");
        }
        if (sd != null || effectSd != null) {
            throw conflict(kind, sd != null ? "--sd" : "--effect-sd");
        }
        if (arms.size() > 2) {
            throw new UsageException(
                    CliCode.BAD_VALUE,
                    kind + " takes one number or two",
                    arms.size() + " were given",
                    kind + " 0.10,0.15");
        }
        if (arms.size() == 2) {
            if (effect != null) {
                throw conflict(kind + " with both arms", "--effect");
            }
            // 0.15 - 0.10 is 0.04999999999999999: a decimal was meant
            return List.of(java.math.BigDecimal.valueOf(arms.getLast())
                    .subtract(java.math.BigDecimal.valueOf(arms.getFirst()))
                    .doubleValue());
        }
        return effect == null ? List.of() : Values.of("--effect", effect);
    }

    private static UsageException conflict(String one, String other) {
        return new UsageException(
                CliCode.CONFLICT,
                "both " + one + " and " + other + " were given",
                "they say the same thing in two ways, or belong to different outcomes",
                "leave one of them out");
    }
}
