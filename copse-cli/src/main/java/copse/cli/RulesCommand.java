package copse.cli;

import copse.design.Randomisation;
import copse.design.Units;
import copse.error.Suggestion;
import copse.estimate.ClusterBootstrap;
import copse.estimate.EffectEstimator;
import copse.estimate.MatchedPairs;
import copse.estimate.PercentileRule;
import copse.estimate.QuantileType;
import copse.estimate.Question;
import copse.estimate.RowMeans;
import copse.estimate.UnitMeans;
import copse.estimate.WildClusterBootstrap;
import copse.estimate.WithinBootstrap;
import copse.formula.Formula;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Mask;
import copse.io.DataSource;
import copse.math.Seed;
import copse.power.AddedEffect;
import copse.power.AssignmentLoop;
import copse.power.DecisionRule;
import copse.power.LoopResult;
import copse.power.LoopRule;
import copse.report.RulesDocument;
import copse.report.RulesJson;
import copse.report.RulesReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `copse power rules`: how often rules of decision say "better" on past data with an effect added, under every
/// assignment of a design.
@CommandLine.Command(
        name = "rules",
        header = "How often a rule says \"better\", on past data, under every assignment of a design.",
        description = {
            "Adds an effect to the rows of treated units, under every assignment of the design and in every period, and"
                    + " lets each rule decide: better, if the lower limit of its interval is above 0."
        },
        footer = {
            "  copse power rules calls.csv --outcome call_CSAT --id center_ID --units centers.csv --design 'pairs(on:"
                    + " avg_call_CSAT)'",
            "      --period month --effect 0,0.25,0.6 --limits 0,10 --rule pairs --rule within-bootstrap",
            "      --within rep_ID --formula 'call_CSAT ~ reason + age + arm + (1 | center_ID/rep_ID)'"
        })
final class RulesCommand extends Command {
    private static final String WITHIN = "within-bootstrap";

    private static final Map<String, Supplier<EffectEstimator>> ESTIMATORS = estimators();

    @Parameters(arity = "0..1", paramLabel = "DATA", description = "Past rows: a CSV, TSV, Parquet or JSON file.")
    private @Nullable String data;

    @Option(names = "--outcome", paramLabel = "COL", description = "The outcome that the effect is added to.")
    private @Nullable String outcome;

    @Option(names = "--id", paramLabel = "COL", description = "The column of the units that are randomised.")
    private @Nullable String id;

    @Option(
            names = "--units",
            paramLabel = "FILE",
            description = "One row per unit, with what the design needs to know (default: the ids in DATA).")
    private @Nullable String units;

    @Mixin
    private DesignOption design = new DesignOption();

    @Option(
            names = "--period",
            paramLabel = "COL",
            description = "Decide in each of its periods (default: all at once).")
    private @Nullable String period;

    @Option(
            names = "--effect",
            paramLabel = "D,…",
            split = ",",
            hideParamSyntax = true,
            description = "Effects to add, in units of the outcome (default: 0, the rate of false alarms).")
    private List<Double> effects = new ArrayList<>();

    @Option(
            names = "--limits",
            paramLabel = "LOW,HIGH",
            description = "The ends of the outcome's scale, at which it is clipped; one may be left out: `,10`.")
    private @Nullable String limits;

    @Option(
            names = "--rule",
            paramLabel = "RULE",
            description = "May be repeated: within-bootstrap, pairs, means, cr2, bootstrap, wild (default:"
                    + " within-bootstrap and means).")
    private List<String> rules = new ArrayList<>();

    @Option(
            names = "--level",
            paramLabel = "L",
            description = "Nominal level of the intervals (default 0.9: a one-sided test at 5 %%).")
    private double level = 0.9;

    @Option(
            names = "--formula",
            paramLabel = "FORMULA",
            description = "within-bootstrap: the model, with the arm in it.")
    private @Nullable String formula;

    @Option(names = "--arm", paramLabel = "NAME", description = "What the formula calls the arm (default: arm).")
    private String arm = "arm";

    @Option(names = "--within", paramLabel = "COL", description = "The groups in which rows are drawn.")
    private @Nullable String within;

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "Draw so many rows of each group, with replacement, once per period (default: rows as they"
                    + " are).")
    private @Nullable Integer sample;

    @Option(
            names = "--resample",
            paramLabel = "N",
            description = "within-bootstrap: rows drawn in each group (default: as many as there are).")
    private @Nullable Integer resample;

    @Option(names = "--replicates", paramLabel = "B", description = "within-bootstrap: draws (default 999).")
    private int replicates = 999;

    @Option(
            names = "--percentile",
            paramLabel = "RULE",
            description =
                    "within-bootstrap: which draws are the limits: type6 (default), type7, type1, or offset, which is"
                            + " B (1 - level) / 2 rounded half to even.")
    private String percentile = "type6";

    @Option(
            names = "--share-draws",
            description = "within-bootstrap: all assignments look at the same draws of rows, instead of new ones each.")
    private boolean shared;

    @Option(
            names = "--most",
            paramLabel = "N",
            description = "Enumerate at most so many assignments; of more, draw so many (default 1024).")
    private int most = 1024;

    @Option(names = "--seed", paramLabel = "N", description = "From which all draws follow (default 1).")
    private long seed = 1;

    @Mixin
    private DataOptions reading = new DataOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    RulesCommand(Terminal terminal) {
        super(terminal);
    }

    private static Map<String, Supplier<EffectEstimator>> estimators() {
        Map<String, Supplier<EffectEstimator>> all = new LinkedHashMap<>();
        all.put("pairs", MatchedPairs::equal);
        all.put("means", UnitMeans::welch);
        all.put("cr2", RowMeans::new);
        all.put("bootstrap", ClusterBootstrap::defaults);
        all.put("wild", WildClusterBootstrap::defaults);
        return all;
    }

    @Override
    int run() {
        Format form = format.chosen();
        String y = required("--outcome", outcome, "the effect is added to a column", "--outcome call_CSAT");
        String unit = required("--id", id, "arms are given to units, and a column has to name them", "--id center_ID");
        List<LoopRule> chosen = chosen();
        DataSource source = reading.source(data);
        Frame rows = DataOptions.load(this, source, UnitIds.options(reading.options(), source, unit))
                .frame();
        Randomisation randomisation = design.design().over(Units.of(unitTable(rows, unit), unit));
        List<String> arms = randomisation.design().arms().labels();
        Question question = Question.of(y, arms.getLast(), arms.getFirst()).withLevel(level);
        AssignmentLoop loop = new AssignmentLoop(
                periods(rows), unit, randomisation, question, added(0), sampled(), chosen, most, Seed.of(seed));
        List<LoopResult> results = new ArrayList<>();
        try (Progress watched = progress("deciding")) {
            for (double effect : effects.isEmpty() ? List.of(0.0) : effects) {
                results.add(loop.withEffect(added(effect)).run());
            }
        }
        RulesReport report = new RulesReport(y, level, results);
        print(form, () -> RulesDocument.of(report), () -> RulesJson.of(report));
        return ExitCode.DONE;
    }

    private static String required(String option, @Nullable String value, String why, String fix) {
        if (value == null) {
            throw new UsageException(CliCode.MISSING_ARGUMENT, "missing " + option, why, fix);
        }
        return value;
    }

    private Frame unitTable(Frame rows, String unit) {
        if (units == null) {
            return UnitIds.plain(rows.asFactor(unit).distinct(unit).select(unit), unit);
        }
        DataSource table = DataSource.file(units);
        return UnitIds.plain(
                DataOptions.load(this, table, UnitIds.options(reading.options().withWhere(null), table, unit))
                        .frame(),
                unit);
    }

    private List<AssignmentLoop.Named> periods(Frame rows) {
        if (period == null) {
            return List.of(new AssignmentLoop.Named("all", rows));
        }
        FactorColumn of = rows.asFactor(period).factor(period);
        return Stream.iterate(0, k -> k < of.levels().size(), k -> k + 1)
                .map(k -> new AssignmentLoop.Named(
                        period + " " + of.levels().label(k),
                        rows.where(Mask.of(rows.rows(), row -> of.code(row) == k))))
                .toList();
    }

    private AddedEffect added(double effect) {
        AddedEffect plain = AddedEffect.of(effect);
        if (limits == null) {
            return plain;
        }
        String[] ends = limits.split(",", -1);
        try {
            if (ends.length == 2) {
                return plain.withLimits(
                        ends[0].isBlank() ? Double.NEGATIVE_INFINITY : Double.parseDouble(ends[0]),
                        ends[1].isBlank() ? Double.POSITIVE_INFINITY : Double.parseDouble(ends[1]));
            }
        } catch (NumberFormatException noNumber) {
            // the message below says what was meant
        }
        throw new UsageException(
                CliCode.BAD_VALUE,
                "--limits cannot be `" + limits + "`",
                "it is two numbers with a comma between, one of which may be left out",
                "--limits 0,10");
    }

    private Optional<AssignmentLoop.Sample> sampled() {
        return Optional.ofNullable(sample)
                .map(size -> new AssignmentLoop.Sample(
                        required("--within", within, "--sample draws rows within groups", "--within rep_ID"), size));
    }

    private List<LoopRule> chosen() {
        DecisionRule above = new DecisionRule.IntervalAbove(0);
        List<LoopRule> chosen = new ArrayList<>();
        for (String name : rules.isEmpty() ? List.of(WITHIN, "means") : rules) {
            Supplier<EffectEstimator> estimator = ESTIMATORS.get(name);
            if (estimator != null) {
                chosen.add(new LoopRule.Estimated(estimator.get(), above));
            } else if (name.equals(WITHIN)) {
                chosen.add(new LoopRule.Resampled(bootstrap(), shared, above));
            } else {
                throw new UsageException(
                        CliCode.BAD_VALUE,
                        "--rule cannot be `" + name + "`",
                        "there are " + WITHIN + ", " + String.join(", ", ESTIMATORS.keySet()),
                        Suggestion.didYouMean(
                                name,
                                Stream.concat(Stream.of(WITHIN), ESTIMATORS.keySet().stream())
                                        .toList(),
                                "use one of these"));
            }
        }
        return chosen;
    }

    private WithinBootstrap bootstrap() {
        String model = required(
                "--formula",
                formula,
                WITHIN + " fits a model to each draw",
                "--formula 'call_CSAT ~ arm + (1 | center_ID/rep_ID)'");
        String groups = required("--within", within, WITHIN + " draws rows within groups", "--within rep_ID");
        PercentileRule rule = switch (percentile) {
            case "type1" -> new PercentileRule.Quantiles(QuantileType.TYPE_1);
            case "type6" -> new PercentileRule.Quantiles(QuantileType.TYPE_6);
            case "type7" -> new PercentileRule.Quantiles(QuantileType.TYPE_7);
            case "offset" -> new PercentileRule.HalfEvenOffset();
            default ->
                throw new UsageException(
                        CliCode.BAD_VALUE,
                        "--percentile cannot be `" + percentile + "`",
                        "there are type1, type6, type7 and offset",
                        "--percentile type6");
        };
        return new WithinBootstrap(
                Formula.parse(model),
                arm,
                groups,
                resample == null ? OptionalInt.empty() : OptionalInt.of(resample),
                replicates,
                rule,
                Seed.of(seed));
    }
}
