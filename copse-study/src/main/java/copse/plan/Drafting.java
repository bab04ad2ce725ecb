package copse.plan;

import copse.design.Allocation;
import copse.design.Clustered;
import copse.design.Complete;
import copse.design.Design;
import copse.design.MatchedGroups;
import copse.design.Units;
import copse.error.CopseException;
import copse.error.InputException;
import copse.error.Problem;
import copse.estimate.Hypothesis.Direction;
import copse.estimate.OutcomeKind;
import copse.frame.ClusterSummary;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.LogicalColumn;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import copse.power.Answer;
import copse.power.EffectSize;
import copse.power.IccEstimate;
import copse.record.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Makes a first plan of data: one guess after the other, each with its reason.
final class Drafting {
    /// Fewer groups than this can hardly be randomised as wholes.
    private static final int FEWEST_CLUSTERS = 6;

    /// Groups of fewer rows on average are repeated measurements of units.
    private static final double SMALLEST_CLUSTER = 2;

    /// An arm has at most so many labels.
    private static final int MOST_ARMS = 6;

    /// From so many clusters on pairs leave enough degrees of freedom.
    private static final int ENOUGH_FOR_PAIRS = 20;

    /// Beyond, matching costs more time than it wins.
    private static final int MOST_FOR_PAIRS = 2_000;

    private static final double POWER = 0.8;
    private static final String OUTCOMES = "outcomes.csv";

    private final Frame data;
    private final String file;
    private final List<PlanDraft.Guess> guesses = new ArrayList<>();
    private final List<String> open = new ArrayList<>();

    Drafting(Frame data, String file) {
        this.data = data;
        this.file = file;
    }

    PlanDraft draft() {
        if (data.rows() < 2 * MOST_ARMS) {
            throw none(
                    data.rows() + " rows in " + file,
                    "too few to be randomised",
                    "give the units that are to be randomised, one row each");
        }
        Optional<String> arm = arm();
        Optional<String> cluster = cluster(arm);
        Optional<String> id = id(cluster, arm);
        String outcome = outcome(arm, cluster, id);
        OutcomeKind kind = OutcomeKind.of(data.column(outcome));
        UnitTable units = UnitTable.of(data, file, id, cluster, arm, outcome);
        Design design = design(units, cluster, id.isPresent());
        guess("units", units.reason());
        guess(
                "data",
                "Outcomes are awaited in " + OUTCOMES + ", with the columns `" + units.id() + "` and `" + outcome
                        + "`.");
        SizePlan size = size(outcome, kind, cluster);
        Plan plan = Plan.of(
                        "Does " + treatment(design) + " change " + outcome + "?",
                        units.plan(),
                        DataPlan.file(OUTCOMES),
                        design,
                        List.of(OutcomePlan.primary(outcome)
                                .withKind(kind)
                                .withCovariates(
                                        design.innermost() instanceof MatchedGroups
                                                ? List.of()
                                                : List.of(units.past()))))
                .withSeed(seed())
                .withSize(size);
        guess("seed", "The seed follows from the data's columns and rows; any whole number will do.");
        return new PlanDraft(withEffect(plan, outcome, kind), guesses, open);
    }

    private void guess(String key, String sentence) {
        guesses.add(new PlanDraft.Guess(key, sentence));
    }

    private static InputException none(String what, String why, String fix) {
        return new InputException(new Problem(PlanCode.NOTHING_TO_PLAN.code(), what, why, fix));
    }

    private static String treatment(Design design) {
        return design.arms().labels().getLast();
    }

    /// Reproducible, and another for other data.
    private long seed() {
        return Long.parseLong(
                Digest.sha256(String.join(",", data.names()) + data.rows()).substring(0, 6), 16);
    }

    private static Stream<String> labels(Column column) {
        return switch (column) {
            case FactorColumn factor -> factor.levels().labels().stream();
            case LogicalColumn _ -> Stream.of("false", "true");
            case Column other ->
                IntStream.range(0, other.size())
                        .filter(row -> !other.isMissing(row))
                        .mapToObj(other::text)
                        .distinct()
                        .limit(MOST_ARMS + 1L);
        };
    }

    /// Arms that were handed out before: nothing to adjust for, and no outcome.
    private Optional<String> arm() {
        Optional<String> arm = data.names().stream()
                .filter(ColumnRole.ARM::isNamed)
                .filter(name -> {
                    long labels = labels(data.column(name)).count();
                    return labels >= 2 && labels <= MOST_ARMS;
                })
                .findFirst();
        arm.ifPresent(name -> guess(
                "design",
                "`" + name + "` looks like arms that were handed out before; the plan hands out new ones, and leaves it"
                        + " out."));
        return arm;
    }

    private boolean isGrouping(String name) {
        Column column = data.column(name);
        return column instanceof FactorColumn
                || column instanceof TextColumn
                || column instanceof NumericColumn numbers && numbers.isWhole();
    }

    /// Columns of which groups of several rows could be randomised as wholes, the coarsest first.
    private List<String> groupings(Optional<String> arm) {
        Map<String, Integer> groups = new LinkedHashMap<>();
        for (String name : data.names()) {
            boolean named = ColumnRole.CLUSTER.isNamed(name)
                    || isId(name)
                    || data.column(name) instanceof TextColumn
                    || data.column(name) instanceof FactorColumn;
            if (!named || !isGrouping(name) || arm.equals(Optional.of(name)) || ColumnRole.TIME.isNamed(name)) {
                continue;
            }
            int count =
                    data.where(data.column(name).missing().not()).distinct(name).rows();
            if (count >= FEWEST_CLUSTERS && count * SMALLEST_CLUSTER <= data.rows()) {
                groups.put(name, count);
            }
        }
        return groups.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    private Optional<String> cluster(Optional<String> arm) {
        List<String> groupings = groupings(arm);
        Optional<String> cluster = groupings.stream()
                .filter(ColumnRole.CLUSTER::isNamed)
                .findFirst()
                .or(() -> groupings.stream().findFirst());
        cluster.ifPresent(name -> {
            ClusterSummary sizes = data.groupBy(name).sizes();
            List<String> others =
                    groupings.stream().filter(other -> !other.equals(name)).toList();
            guess(
                    "design",
                    String.format(
                                    Locale.ROOT,
                                    "Rows come in %d groups by `%s` (%s rows each on average), which are randomised as wholes.",
                                    sizes.clusters(),
                                    name,
                                    Digits.text(Digits.guessed(sizes.mean())))
                            + (others.isEmpty() ? "" : " Other groups: " + String.join(", ", others) + "."));
        });
        return cluster;
    }

    private Optional<String> id(Optional<String> cluster, Optional<String> arm) {
        List<String> ids = Units.idColumns(data).stream()
                .filter(name -> !cluster.equals(Optional.of(name)) && !arm.equals(Optional.of(name)))
                .filter(name -> !(data.column(name) instanceof NumericColumn) || ColumnRole.ID.isNamed(name))
                .toList();
        Optional<String> id = ids.stream()
                .filter(ColumnRole.ID::isNamed)
                .findFirst()
                .or(() -> ids.stream().findFirst());
        if (id.isPresent()) {
            guess("units.id", "`" + id.get() + "` has another value in each row, and none is missing.");
        } else if (cluster.isPresent()) {
            guess(
                    "units.id",
                    "No column tells rows apart; the units are the groups `" + cluster.get() + "` themselves.");
        } else {
            guess("units.id", "No column tells rows apart, and they come in no groups: they are numbered.");
        }
        return id;
    }

    private String outcome(Optional<String> arm, Optional<String> cluster, Optional<String> id) {
        List<String> numbers = data.names().stream()
                .filter(name -> data.column(name) instanceof LogicalColumn
                        || data.column(name) instanceof NumericColumn numeric && numeric.present().length > 0)
                .filter(name -> Stream.of(arm, cluster, id).noneMatch(other -> other.equals(Optional.of(name))))
                .filter(name -> !ColumnRole.TIME.isNamed(name) && !isId(name))
                .toList();
        Optional<String> named = numbers.stream()
                .filter(name -> ColumnRole.OUTCOME.isNamed(name) && !ColumnRole.BEFORE.isNamed(name))
                .reduce((first, second) -> second);
        Optional<String> last = numbers.stream().reduce((first, second) -> second);
        String outcome = named.or(() -> last)
                .orElseThrow(() -> none(
                        "no column of " + file + " could be an outcome",
                        "an outcome is a number, or yes and no",
                        "give data with a number that the treatment is to change"));
        guess(
                "outcome",
                "`" + outcome + "` is taken as the outcome: "
                        + (named.isPresent() ? "its name says so." : "it is the last column of numbers.")
                        + (numbers.size() > 1
                                ? " Other numbers: "
                                        + numbers.stream()
                                                .filter(name -> !name.equals(outcome))
                                                .collect(Collectors.joining(", "))
                                        + "."
                                : ""));
        return outcome;
    }

    private boolean isId(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith("id") && isGrouping(name);
    }

    private Design design(UnitTable units, Optional<String> cluster, boolean rows) {
        Allocation.Shares arms = Allocation.halves();
        int randomised = cluster.map(
                        name -> data.where(data.column(name).missing().not())
                                .distinct(name)
                                .rows())
                .orElse(data.rows());
        boolean pairs = randomised >= ENOUGH_FOR_PAIRS && randomised % 2 == 0 && randomised <= MOST_FOR_PAIRS;
        Design inside = pairs ? Design.parse("pairs(on: " + quoted(units.past()) + ")") : new Complete(arms);
        guess(
                "design",
                pairs
                        ? "The " + randomised + " are paired by `" + units.past()
                                + "`, their outcome of the past, so that both arms begin alike."
                        : "The " + randomised + " are randomised completely"
                                + (randomised < ENOUGH_FOR_PAIRS
                                        ? ": pairs would cost too many of the few degrees of freedom."
                                        : "."));
        return cluster.isPresent() && rows ? new Clustered(cluster.get(), inside) : inside;
    }

    private static String quoted(String name) {
        return name.matches("[\\w.]+")
                ? name
                : "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private SizePlan size(String outcome, OutcomeKind kind, Optional<String> cluster) {
        Frame known = data.where(data.column(outcome).missing().not());
        double[] values = values(known.column(outcome));
        double mean = Arrays.stream(values).average().orElse(0);
        double variance =
                Arrays.stream(values).map(y -> (y - mean) * (y - mean)).sum() / Math.max(1, values.length - 1);
        OptionalDouble sd = kind == OutcomeKind.NUMBER
                ? OptionalDouble.of(Digits.guessed(Math.sqrt(variance)))
                : OptionalDouble.empty();
        OptionalDouble control =
                kind == OutcomeKind.BINARY ? OptionalDouble.of(Digits.guessed(mean)) : OptionalDouble.empty();
        double icc = 0;
        SizePlan size = SizePlan.none().withPower(POWER);
        if (cluster.isPresent()) {
            ClusterSummary sizes = data.groupBy(cluster.get()).sizes();
            size = size.withClusters(sizes.clusters(), Digits.guessed(sizes.mean()), Digits.guessed(sizes.cv()));
            guess("size", "Number and sizes of `" + cluster.get() + "` are those of the data.");
            try {
                icc = Digits.guessed(
                        IccEstimate.of(data, outcome, cluster.get()).truncated());
                guess(
                        "size.icc",
                        "The ICC of `" + outcome + "` in `" + cluster.get()
                                + "`, by analysis of variance of the data.");
            } catch (CopseException notEstimable) {
                open.add("`size.icc`, which these data do not tell: "
                        + notEstimable.problem().why() + ".");
            }
        } else {
            size = size.withClusters(data.rows(), 1, 0);
        }
        guess(
                kind == OutcomeKind.BINARY ? "size.control" : "size.sd",
                kind == OutcomeKind.BINARY
                        ? "The share of `" + outcome + "` in the data."
                        : "The standard deviation of `" + outcome + "` in the data, between and within groups.");
        return size.withOutcome(icc, sd, control);
    }

    private static double[] values(Column column) {
        return column instanceof LogicalColumn logical
                ? IntStream.range(0, logical.size())
                        .mapToDouble(row -> logical.value(row) ? 1 : 0)
                        .toArray()
                : ((NumericColumn) column).present();
    }

    /// The effect that the units at hand can find, as something to hold the own judgement against.
    private Plan withEffect(Plan plan, String outcome, OutcomeKind kind) {
        String unit = kind == OutcomeKind.BINARY ? "parts of 1" : "units of `" + outcome + "`";
        open.add("`size.effect`, the smallest effect that would matter, in " + unit + ".");
        double standard =
                kind == OutcomeKind.BINARY ? 0.1 : 0.25 * plan.size().sd().orElse(1);
        Plan some = plan.withSize(plan.size().withEffect(new EffectSize.Raw(standard)));
        PlannedPower planned = some.power(Optional.empty());
        if (planned.power().isEmpty()) {
            return some;
        }
        try {
            if (planned.power().get().smallestEffect(POWER, Direction.HIGHER) instanceof Answer.Found found) {
                double effect = Digits.guessed(found.choice().strength().effect());
                guess(
                        "size.effect",
                        "The units at hand find an effect of " + NumericColumn.format(effect) + " with a power of "
                                + POWER + "; write the smallest that would matter in its place.");
                return plan.withSize(plan.size().withEffect(new EffectSize.Raw(effect)));
            }
        } catch (CopseException tooFew) {
            open.add("the size: " + tooFew.problem().what() + ".");
        }
        return some;
    }
}
