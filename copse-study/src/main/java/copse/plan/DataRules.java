package copse.plan;

import copse.design.Basis;
import copse.design.DesignCode;
import copse.design.Randomisation;
import copse.design.SmallestP;
import copse.design.Units;
import copse.error.Diagnostic;
import copse.error.Suggestion;
import copse.estimate.Hypothesis;
import copse.estimate.OutcomeKind;
import copse.formula.Formula;
import copse.formula.RandomPart;
import copse.frame.Column;
import copse.frame.Frame;
import copse.frame.LogicalColumn;
import copse.frame.NumericColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// What can be said against a plan with the data at hand.
final class DataRules {
    /// A message stays readable with this many names in a row.
    private static final int LISTED = 20;

    private final Plan plan;
    private final Frame units;
    private final Optional<Frame> outcomes;
    private final Findings findings;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final List<String> facts = new ArrayList<>();

    private DataRules(Plan plan, Frame units, Optional<Frame> outcomes) {
        this.plan = plan;
        this.units = units;
        this.outcomes = outcomes;
        this.findings = new Findings(plan.origin());
    }

    /// @param plan sound by itself
    /// @param units one row per unit
    /// @param outcomes if they have arrived
    /// @return what was found
    static PlanCheck check(Plan plan, Frame units, Optional<Frame> outcomes) {
        DataRules rules = new DataRules(plan, units, outcomes);
        PlanRules.check(plan, rules.findings);
        if (rules.design()) {
            rules.randomise();
        }
        rules.knownBefore();
        rules.outcomeRows();
        rules.power();
        return new PlanCheck(rules.findings.problems(), rules.diagnostics, rules.facts);
    }

    /// @return whether everything that the design reads is there
    private boolean design() {
        if (units.find(plan.units().id()).isEmpty()) {
            List<String> ids = Units.idColumns(units);
            findings.wrong(
                    PlanCode.NO_COLUMN,
                    "units.id",
                    "no column `" + plan.units().id() + "` in the units",
                    has(units),
                    Suggestion.closest(plan.units().id(), units.names())
                            .map(near -> "did you mean `" + near + "`?")
                            .orElse(
                                    ids.isEmpty()
                                            ? "number the rows: `sql = \"SELECT row_number() OVER () AS unit, * FROM …\"`"
                                            : "these tell rows apart: " + String.join(", ", ids)));
        }
        boolean all = findings.sound("units.id");
        for (String column : plan.design().columns()) {
            if (units.find(column).isEmpty()) {
                missing("design", plan.design().print(), column, units, "the units");
                all = false;
            }
        }
        return all;
    }

    private static String has(Frame frame) {
        List<String> names = frame.names();
        return "there are " + String.join(", ", names.subList(0, Math.min(LISTED, names.size())))
                + (names.size() > LISTED ? " and " + (names.size() - LISTED) + " more" : "");
    }

    /// Marks the name itself where it stands in its line.
    private void missing(String path, String text, String column, Frame where, String data) {
        String written = plan.origin()
                .place(path)
                .map(place -> place.text().substring(place.from() + 1, Math.max(place.from() + 1, place.to() - 1)))
                .orElse(text);
        int from = word(written, column);
        findings.add(
                path,
                PlanCode.NO_COLUMN.problem(
                        "no column `" + column + "` in " + data,
                        has(where),
                        Suggestion.didYouMean(column, where.names(), "use one of these names"),
                        (from < 0
                                        ? plan.origin().place(path)
                                        : plan.origin().within(path, written, from, from + column.length()))
                                .orElse(null)));
    }

    /// The first place where a name stands by itself, not as a part of another.
    private static int word(String text, String name) {
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            boolean before = at > 0 && Character.isJavaIdentifierPart(text.charAt(at - 1));
            int end = at + name.length();
            boolean after = end < text.length() && Character.isJavaIdentifierPart(text.charAt(end));
            if (!before && !after) {
                return at;
            }
        }
        return -1;
    }

    private void randomise() {
        Optional<Units> randomisedUnits = findings.refusable(
                "units.id", "", () -> Units.of(units, plan.units().id(), plan.design()));
        Optional<Randomisation> found = randomisedUnits.flatMap(
                of -> findings.refusable("design", "", () -> plan.design().over(of)));
        if (found.isEmpty()) {
            return;
        }
        Randomisation randomisation = found.get();
        Optional<String> cluster = plan.design().clusterColumn();
        int randomised = randomisation
                .clusters()
                .map(clusters -> clusters.units().size())
                .orElse(randomisation.units().size());
        facts.add(
                cluster.isPresent()
                        ? units.rows() + " units in " + randomised + " clusters `" + cluster.get()
                                + "` are randomised by `" + plan.design().print() + "`."
                        : units.rows() + " units are randomised by `"
                                + plan.design().print() + "`.");
        OptionalDouble planned = plan.size().clusters();
        if (planned.isPresent() && planned.getAsDouble() != randomised && findings.sound("size.clusters")) {
            findings.wrong(
                    PlanCode.OTHER_SIZE,
                    "size.clusters",
                    NumericColumn.format(planned.getAsDouble()) + " are planned, and " + randomised + " are there",
                    "power is that of the "
                            + cluster.map(by -> "clusters `" + by + "`").orElse("units") + " that are randomised",
                    "write `clusters = " + randomised + "`, or add the missing ones to the file");
        }
        diagnostics.addAll(randomisation.diagnostics());
        smallestP(randomisation);
    }

    private void smallestP(Randomisation randomisation) {
        SmallestP smallest = randomisation.smallestP();
        double alpha = plan.test().alpha();
        boolean twoSided = plan.hypothesis(plan.primary()) instanceof Hypothesis.Equality;
        double p = twoSided ? smallest.twoSided() : smallest.oneSided();
        String about = smallest.basis() instanceof Basis.Exact ? "" : "about ";
        facts.add("The smallest p-value that a randomisation test can reach is " + about
                + String.format(Locale.ROOT, "%.2g", p) + (twoSided ? " (two-sided)." : " (one-sided)."));
        if (p > alpha) {
            diagnostics.add(
                    twoSided
                            ? smallest.diagnostic(alpha).orElseThrow()
                            : new Diagnostic(
                                    DesignCode.FEW_ASSIGNMENTS.code(),
                                    "p",
                                    p,
                                    alpha,
                                    "A one-sided randomisation test of this design can never reach p ≤ "
                                            + NumericColumn.format(alpha) + ": the smallest p-value is "
                                            + NumericColumn.format(Math.round(p * 1e4) / 1e4)
                                            + ", however large the effect.",
                                    DesignCode.FEW_ASSIGNMENTS.advice()));
        }
    }

    private void knownBefore() {
        for (int i = 0; i < plan.outcomes().size(); i++) {
            OutcomePlan outcome = plan.outcomes().get(i);
            String path = "outcome[" + i + "]";
            if (plan.data() instanceof DataPlan.Awaited
                    && units.find(outcome.column()).isPresent()
                    && findings.sound(path + ".column")) {
                findings.wrong(
                        PlanCode.KNOWN_BEFORE,
                        path + ".column",
                        "the outcome `" + outcome.column() + "` is a column of the units",
                        "they are known before anybody is assigned, and no treatment changes what was there before",
                        "name the column that is measured afterwards; for what was measured before: `covariates = ["
                                + PlanWriter.quoted(outcome.column()) + "]`");
            }
            columns(path, outcome);
        }
        for (int i = 0; i < plan.effects().by().size(); i++) {
            String path = plan.origin().place("estimand.by[" + i + "]").isPresent()
                    ? "estimand.by[" + i + "]"
                    : "estimand.by";
            column(path, plan.effects().by().get(i), plan.effects().by().get(i));
        }
    }

    private void columns(String path, OutcomePlan outcome) {
        for (int i = 0; i < outcome.covariates().size(); i++) {
            String name = outcome.covariates().get(i);
            String at = path + ".covariates[" + i + "]";
            column(plan.origin().place(at).isPresent() ? at : path + ".covariates", name, name);
        }
        if (outcome.formula().isPresent() && findings.sound(path + ".formula")) {
            Formula formula = outcome.formula().get();
            Set<String> given =
                    new LinkedHashSet<>(DesignFacts.parts(plan.design()).keySet());
            given.add(outcome.column());
            given.addAll(List.of("pair", "group", "block", "stratum"));
            if (plan.data() instanceof DataPlan.Awaited awaited) {
                given.add(awaited.period());
            }
            for (String name : formula.columns()) {
                if (!given.contains(name)) {
                    column(path + ".formula", formula.text(), name);
                }
            }
        }
    }

    /// A column that an analysis reads: of the units, or of the outcomes.
    private void column(String path, String text, String name) {
        boolean before = units.find(name).isPresent();
        boolean after = outcomes.isPresent() && outcomes.get().find(name).isPresent();
        if (before || after || !findings.sound(path)) {
            return;
        }
        if (outcomes.isPresent()) {
            Frame both = both();
            missing(path, text, name, both, "the units or the outcomes");
        } else if (closeTo(name).isPresent()) {
            missing(path, text, name, units, "the units");
        } else {
            facts.add("`" + name + "` is no column of the units: the outcomes have to have it.");
        }
    }

    private Optional<String> closeTo(String name) {
        return Suggestion.closest(name, units.names());
    }

    private Frame both() {
        Frame all = units.head(0);
        for (String name : outcomes.orElseThrow().names()) {
            if (all.find(name).isEmpty()) {
                all = all.with(name, outcomes.get().column(name).slice(0, 0));
            }
        }
        return all;
    }

    private void outcomeRows() {
        if (outcomes.isEmpty()) {
            return;
        }
        Frame rows = outcomes.get();
        for (int i = 0; i < plan.outcomes().size(); i++) {
            OutcomePlan outcome = plan.outcomes().get(i);
            String path = "outcome[" + i + "].column";
            if (rows.find(outcome.column()).isEmpty() && findings.sound(path)) {
                missing(path, outcome.column(), outcome.column(), rows, "the outcomes");
            } else if (findings.sound(path)) {
                values(i, outcome, rows.column(outcome.column()));
            }
        }
        plan.effects()
                .taken()
                .filter(column -> rows.find(column).isEmpty())
                .ifPresent(column -> missing("estimand.taken", column, column, rows, "the outcomes"));
        if (plan.data() instanceof DataPlan.Awaited awaited) {
            key(awaited, rows);
            if (plan.design().timetable().isPresent()
                    && rows.find(awaited.period()).isEmpty()) {
                findings.wrong(
                        PlanCode.NO_COLUMN,
                        plan.origin().place("data.period").isPresent() ? "data.period" : "data",
                        "no column `" + awaited.period() + "` in the outcomes",
                        "which condition a unit has depends on the period; " + has(rows),
                        Suggestion.didYouMean(
                                awaited.period(), rows.names(), "name it: `period = \"week\"` under `[data]`"));
            }
        }
    }

    private void values(int index, OutcomePlan outcome, Column column) {
        String path = "outcome[" + index + "]." + (outcome.kind().isPresent() ? "kind" : "column");
        if (column instanceof LogicalColumn) {
            return;
        }
        if (!(column instanceof NumericColumn numbers)) {
            findings.wrong(
                    PlanCode.NOT_AN_OUTCOME,
                    "outcome[" + index + "].column",
                    "the outcome `" + outcome.column() + "` is no number",
                    "an effect is a difference of means or shares",
                    "code it as 0 and 1: `sql = \"SELECT *, " + outcome.column() + " = 'yes' AS outcome FROM …\"`");
            return;
        }
        OutcomeKind kind = outcome.kind().orElse(OutcomeKind.NUMBER);
        double[] odd = Arrays.stream(numbers.present())
                .filter(value -> switch (kind) {
                    case NUMBER -> false;
                    case BINARY -> value != 0 && value != 1;
                    case COUNT -> value < 0 || value != Math.rint(value);
                })
                .limit(1)
                .toArray();
        if (odd.length > 0) {
            findings.wrong(
                    PlanCode.NOT_AN_OUTCOME,
                    path,
                    "`" + outcome.column() + "` is " + String.format(Locale.ROOT, "%.6g", odd[0])
                            + " in a row, and planned as " + (kind == OutcomeKind.BINARY ? "yes or no" : "a count"),
                    kind == OutcomeKind.BINARY ? "yes is 1, no is 0" : "counts are whole numbers from 0",
                    "write `kind = \"" + (kind == OutcomeKind.BINARY && whole(numbers) ? "count" : "number") + "\"`");
        }
    }

    private static boolean whole(NumericColumn numbers) {
        return numbers.isWhole() && Arrays.stream(numbers.present()).allMatch(value -> value >= 0);
    }

    private void key(DataPlan.Awaited awaited, Frame rows) {
        String key = awaited.key().orElse(plan.units().id());
        boolean byCluster = awaited.key().isEmpty()
                && plan.design()
                        .clusterColumn()
                        .filter(by -> rows.find(by).isPresent())
                        .isPresent();
        if (rows.find(key).isEmpty() && !byCluster) {
            findings.wrong(
                    PlanCode.NO_COLUMN,
                    awaited.key().isPresent() ? "data.key" : "units.id",
                    "no column `" + key + "` in the outcomes to find the arm of each row by",
                    has(rows),
                    Suggestion.closest(key, rows.names())
                            .map(near -> "write `key = " + PlanWriter.quoted(near) + "` under `[data]`")
                            .orElse("name the column that holds the ids: `key = \"…\"` under `[data]`"));
            return;
        }
        if (rows.find(key).isPresent() && plan.design().clusterColumn().isEmpty()) {
            finer(key, rows);
        }
    }

    /// Outcomes finer than the units: then units are what is randomised together.
    private void finer(String key, Frame rows) {
        if (rows.distinct(key).rows() == rows.rows() || plan.hasInterference()) {
            return;
        }
        for (int i = 0; i < plan.outcomes().size(); i++) {
            Optional<Formula> formula = plan.outcomes().get(i).formula();
            String path = "outcome[" + i + "].formula";
            boolean holds = formula.isEmpty()
                    || formula.get().random(List.of()).stream()
                            .filter(part -> part.terms().intercept())
                            .anyMatch(part -> columns(part).contains(key));
            if (!holds && findings.sound(path)) {
                findings.wrong(
                        PlanCode.BELOW_RANDOMISATION,
                        path,
                        "the formula takes rows as independent, and `" + key + "` is randomised",
                        "there are " + rows.rows() + " rows of "
                                + rows.distinct(key).rows() + " units",
                        "write `formula = " + PlanWriter.quoted(formula.get() + " + (1 | " + key + ")") + "`");
            }
        }
    }

    private static List<String> columns(RandomPart part) {
        return part.group().stream().flatMap(x -> x.columns().stream()).toList();
    }

    private void power() {
        boolean asked = plan.size().power().isPresent() || plan.size().effect().isPresent();
        if (!asked || !findings.sound("design", "size", "test", "outcome", "units.id")) {
            return;
        }
        Optional<PlannedPower> planned = findings.refusable("size", "", () -> plan.power(Optional.of(units)));
        if (planned.isEmpty()) {
            return;
        }
        OptionalDouble power = planned.get().value();
        if (power.isEmpty()) {
            diagnostics.add(PlanCode.POWER_UNKNOWN.diagnostic(
                    "power",
                    plan.size().power().orElse(0),
                    0,
                    "The power cannot be told. Missing: "
                            + String.join(" ", planned.get().missing())));
            return;
        }
        facts.addAll(planned.get().known());
        String effect = NumericColumn.format(planned.get().effect().orElseThrow());
        facts.add(
                String.format(Locale.ROOT, "The power to find an effect of %s is %.3f.", effect, power.getAsDouble()));
        double target = plan.size().power().orElse(0);
        if (power.getAsDouble() < target) {
            diagnostics.add(PlanCode.POWER_BELOW_TARGET.diagnostic(
                    "power",
                    power.getAsDouble(),
                    target,
                    String.format(
                            Locale.ROOT,
                            "An effect of %s is found with probability %.2f, and the plan asks for %s.",
                            effect,
                            power.getAsDouble(),
                            NumericColumn.format(target))));
        }
    }
}
