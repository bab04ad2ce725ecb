package copse.plan;

import copse.error.PlanException;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Ids;
import copse.frame.NumericColumn;
import copse.math.RandomStream;
import copse.study.RecordedArms;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// The data of a plan that makes its own: units before the arms are handed out, outcomes afterwards.
///
/// Rows come from the scenario. A unit is what shares an id; what is the same in all its rows was known
/// beforehand, and so was how many rows it has. The effect is added to the primary outcome of treated units: to
/// numbers as it is; of yes and no so many turn that the share changes by the effect on average.
public final class SimulatedStudy {
    /// Of a unit: its number of rows.
    private static final String SIZE = "size";

    /// Outcomes of scenarios have six decimals, and keep them.
    private static final double DECIMALS = 1e6;

    /// Child of the seed's stream that turns outcomes; the scenario uses the first few.
    private static final long TURNING = 1_000;

    private final Plan plan;
    private final DataPlan.Simulated data;
    private final Frame rows;

    private SimulatedStudy(Plan plan, DataPlan.Simulated data, Frame rows) {
        this.plan = plan;
        this.data = data;
        this.rows = rows;
    }

    /// Cost: that of the scenario.
    ///
    /// @param plan any
    /// @return its data; empty for a plan whose data are measured
    public static Optional<SimulatedStudy> of(Plan plan) {
        return plan.data() instanceof DataPlan.Simulated data
                ? Optional.of(new SimulatedStudy(
                        plan,
                        data,
                        data.scenario()
                                .simulate(plan.seedOf(Purpose.SIMULATION))
                                .frame()))
                : Optional.empty();
    }

    /// @return one row per unit, in the order of ids: the id, what is the same in all rows of each unit, their
    ///     number
    /// @throws PlanException `P121` if the scenario has no column of that name
    public Frame units() {
        Column id = column("units.id", plan.units().id());
        Ids ids = Ids.of(id);
        int[] unit = ids.places(id);
        int[] first = new int[ids.size()];
        int[] count = new int[ids.size()];
        for (int row = unit.length - 1; row >= 0; row--) {
            first[unit[row]] = row;
            count[unit[row]]++;
        }
        List<String> outcomes =
                plan.outcomes().stream().map(OutcomePlan::column).toList();
        Map<String, Column> known = new LinkedHashMap<>();
        known.put(plan.units().id(), id.select(first));
        for (String name : rows.names()) {
            Column values = rows.column(name);
            boolean constant = IntStream.range(0, unit.length).allMatch(row -> same(values, row, first[unit[row]]));
            if (constant && !outcomes.contains(name)) {
                known.putIfAbsent(name, values.select(first));
            }
        }
        known.putIfAbsent(
                SIZE, NumericColumn.of(IntStream.of(count).asDoubleStream().toArray()));
        return Frame.of(known);
    }

    private static boolean same(Column values, int one, int other) {
        return values.isMissing(one) == values.isMissing(other)
                && (values instanceof NumericColumn numbers
                        ? numbers.value(one) == numbers.value(other)
                        : values.text(one).equals(values.text(other)));
    }

    /// @param arms who got which arm
    /// @return the scenario's rows, with the effect in the primary outcome of treated units
    /// @throws PlanException `P121` if the scenario has no column of that name, `P124` if it is no number
    public Frame outcomes(RecordedArms arms) {
        String name = plan.primary().column();
        if (!(column("outcome[0].column", name) instanceof NumericColumn values)) {
            throw PlanCode.NOT_AN_OUTCOME.error(
                    "`" + name + "` of the scenario is no number",
                    "an effect is added to numbers",
                    "name another outcome of " + String.join(", ", rows.names()));
        }
        IntPredicate treated = treated(arms);
        double[] outcome = isYesOrNo(values) ? turned(values, treated) : raised(values, treated);
        return rows.with(name, NumericColumn.of(outcome, values.missing()));
    }

    /// Rows of units that matching left over have no arm, and their outcome stays as it is.
    private IntPredicate treated(RecordedArms arms) {
        String part = DesignFacts.part(arms.design(), plan.arms());
        FactorColumn labels = arms.part(part);
        String control =
                plan.arms().control().orElse(arms.design().arms().column(part).getFirst());
        Set<String> treated = new HashSet<>();
        for (int unit = 0; unit < arms.size(); unit++) {
            if (!labels.isMissing(unit)) {
                String label = labels.text(unit);
                if (plan.arms().treatment().map(label::equals).orElse(!control.equals(label))) {
                    treated.add(arms.ids().text(unit));
                }
            }
        }
        Column id = column("units.id", plan.units().id());
        return row -> !id.isMissing(row) && treated.contains(id.text(row));
    }

    private double[] raised(NumericColumn values, IntPredicate treated) {
        return IntStream.range(0, values.size())
                .mapToDouble(row -> treated.test(row)
                        ? Math.rint((values.value(row) + data.effect()) * DECIMALS) / DECIMALS
                        : values.value(row))
                .toArray();
    }

    private static boolean isYesOrNo(NumericColumn values) {
        return IntStream.range(0, values.size())
                .filter(row -> !values.isMissing(row))
                .allMatch(row -> values.value(row) == 0 || values.value(row) == 1);
    }

    /// With share p of ones, each zero turns with probability d / (1 − p) for an effect d above 0, each one
    /// with probability −d / p for an effect below: the share becomes p + d on average.
    private double[] turned(NumericColumn values, IntPredicate treated) {
        double share = IntStream.range(0, values.size())
                .filter(row -> !values.isMissing(row))
                .mapToDouble(values::value)
                .average()
                .orElse(0);
        double from = data.effect() > 0 ? 0 : 1;
        double probability = Math.abs(data.effect()) / (data.effect() > 0 ? 1 - share : share);
        if (!(probability <= 1)) {
            throw PlanCode.OUT_OF_RANGE.error(
                    "a share of " + NumericColumn.format(share) + " cannot change by "
                            + NumericColumn.format(data.effect()),
                    "a share lies between 0 and 1",
                    "write a smaller `effect` under `[simulate]`");
        }
        RandomStream stream = plan.seedOf(Purpose.SIMULATION).stream().split(TURNING);
        double[] outcome = new double[values.size()];
        for (int row = 0; row < outcome.length; row++) {
            boolean turns = stream.nextBoolean(probability);
            double value = values.value(row);
            outcome[row] = turns && value == from && treated.test(row) ? 1 - value : value;
        }
        return outcome;
    }

    private Column column(String path, String name) {
        return rows.find(name)
                .orElseThrow(() -> new PlanException(PlanCode.NO_COLUMN.problem(
                        "the scenario has no column `" + name + "`",
                        "it has " + String.join(", ", rows.names()),
                        "name one of these",
                        plan.origin().place(path).orElse(null))));
    }
}
