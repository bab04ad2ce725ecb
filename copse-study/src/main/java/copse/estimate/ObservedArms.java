package copse.estimate;

import copse.design.Assignment;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Experiments whose arms stand in the data.
final class ObservedArms {
    private ObservedArms() {}

    static Experiment of(Frame data, Roles roles) {
        FactorColumn arm = factor(data, roles.arm());
        @Nullable
        FactorColumn unit = roles.unit().map(name -> factor(data, name)).orElse(null);
        Mask unknown = unit == null ? Mask.none(data.rows()) : unit.missing();
        Mask unarmed = arm.missing().and(unknown.not());
        Mask used = unknown.or(unarmed).not();
        Frame rows = data.where(used);
        FactorColumn arms = dropUnused(used.count() == data.rows() ? arm : arm.select(used.rows()));
        @Nullable
        FactorColumn block = roles.block().map(name -> factor(rows, name)).orElse(null);
        Joined joined = new Joined(roles.unit().orElse(""), data.rows(), unknown, unarmed, List.of(), List.of());
        @Nullable FactorColumn units = unit == null ? null : dropUnused(unit.select(used.rows()));
        double[] probability =
                roles.probability().map(name -> probabilities(rows, name)).orElseGet(() -> new double[0]);
        return make(rows, arms, units, block, roles.block().orElse("block"), joined, probability, null);
    }

    static Experiment of(
            Frame rows,
            FactorColumn arm,
            FactorColumn unit,
            @Nullable FactorColumn block,
            @Nullable Assignment assignment) {
        if (!arm.missing().isEmpty() || !unit.missing().isEmpty()) {
            throw new IllegalArgumentException("a row without arm or unit");
        }
        Joined joined =
                new Joined("", rows.rows(), Mask.none(rows.rows()), Mask.none(rows.rows()), List.of(), List.of());
        return make(rows, arm, unit, block, "block", joined, new double[0], assignment);
    }

    private static FactorColumn factor(Frame data, String name) {
        data.column(name);
        return data.asFactor(name).factor(name);
    }

    private static FactorColumn dropUnused(FactorColumn factor) {
        return Frame.of("factor", factor).dropUnusedLevels().factor("factor");
    }

    private static Experiment make(
            Frame rows,
            FactorColumn arm,
            @Nullable FactorColumn unit,
            @Nullable FactorColumn block,
            String blockName,
            Joined joined,
            double[] probability,
            @Nullable Assignment assignment) {
        int n = rows.rows();
        int[] unitOf = new int[n];
        if (unit == null) {
            Arrays.setAll(unitOf, row -> row);
        } else {
            unit.copy(0, n, unitOf, 0);
        }
        int count = unit == null ? n : unit.levels().size();
        IntFunction<String> id = unit == null ? row -> Integer.toString(row + 1) : unit.levels()::label;
        int[] arms = ofUnits(
                arm,
                unitOf,
                count,
                (u, first, second) -> EstimateCode.SPLIT_UNIT.error(
                        "cluster `" + id.apply(u) + "` has rows in `" + first + "` and in `" + second + "`",
                        "a cluster that was randomised has one arm",
                        "name the column of the units that were randomised, or leave the cluster out if rows were randomised"
                                + " one by one"));
        RandomisedUnits.Blocks blocks = block == null
                ? RandomisedUnits.Blocks.none(count)
                : new RandomisedUnits.Blocks(
                        blockName,
                        ofUnits(
                                block,
                                unitOf,
                                count,
                                (u, first, second) -> EstimateCode.SPLIT_BLOCK.error(
                                        "unit `" + id.apply(u) + "` has rows in the blocks `" + first + "` and `"
                                                + second + "`",
                                        "a unit got its arm within one block",
                                        "name the column of the blocks that units were randomised in, instead of `"
                                                + blockName + "`")),
                        block.levels().labels());
        RandomisedUnits.Source source = assignment == null
                ? new RandomisedUnits.Source(null, new int[0], byUnit(probability, unitOf, count), new int[0])
                : Level.of(assignment.randomisation()).source();
        RandomisedUnits units = new RandomisedUnits(arm.levels().labels(), arms, blocks, id, source);
        return new Experiment(rows, unitOf, units, joined, assignment);
    }

    private static double[] byUnit(double[] probability, int[] unitOf, int count) {
        if (probability.length == 0) {
            return probability;
        }
        double[] byUnit = new double[count];
        for (int row = 0; row < unitOf.length; row++) {
            byUnit[unitOf[row]] = probability[row];
        }
        return byUnit;
    }

    private static double[] probabilities(Frame rows, String name) {
        NumericColumn column = rows.numeric(name);
        double[] values = new double[column.size()];
        for (int row = 0; row < values.length; row++) {
            if (column.isMissing(row) || !(column.value(row) > 0 && column.value(row) <= 1)) {
                throw EstimateCode.BAD_PROBABILITY.error(
                        "probability " + (column.isMissing(row) ? "missing" : column.text(row)) + " in column `" + name
                                + "`, row " + (row + 1),
                        "it is the probability with which the unit was to get the arm that it got: above 0, at most 1",
                        "repair the value, or leave the column out and use an estimator that does without");
            }
            values[row] = column.value(row);
        }
        return values;
    }

    /// Tells of a unit with two labels.
    private interface Split {
        RuntimeException error(int unit, String first, String second);
    }

    private static int[] ofUnits(FactorColumn column, int[] unitOf, int units, Split split) {
        int[] of = new int[units];
        Arrays.fill(of, RandomisedUnits.NONE);
        for (int row = 0; row < unitOf.length; row++) {
            int code = column.code(row);
            int unit = unitOf[row];
            if (code >= 0 && of[unit] >= 0 && of[unit] != code) {
                Levels levels = column.levels();
                throw split.error(unit, levels.label(of[unit]), levels.label(code));
            }
            of[unit] = Math.max(of[unit], code);
        }
        return of;
    }
}
