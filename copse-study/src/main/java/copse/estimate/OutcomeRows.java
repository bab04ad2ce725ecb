package copse.estimate;

import copse.frame.Mask;
import copse.frame.NumericColumn;
import java.util.Arrays;

/// Every row that should have an outcome in the two arms of a question, with or without one.
///
/// Units that are not in the data at all have lost all their rows: one, where each row is a unit of its own;
/// else as many as clusters have on average.
///
/// @param units with their arms
/// @param unitOf unit of each row
/// @param there whether its outcome is there
/// @param y its outcome; 0 if it is not there
/// @param source row of the experiment, or -1 for one that is not in the data
/// @param madeUp rows that are not in the data
record OutcomeRows(RandomisedUnits units, int[] unitOf, boolean[] there, double[] y, int[] source, int madeUp) {
    static OutcomeRows of(Experiment experiment, Question question) {
        RandomisedUnits units = experiment.units();
        int treatment = units.armOf(question.treatment());
        int control = units.armOf(question.control());
        RowValues outcome = experiment.outcome(question.outcome());
        int n = experiment.rows().rows();
        long[] rows = new long[units.size()];
        int kept = 0;
        for (int row = 0; row < n; row++) {
            int arm = units.arm(experiment.unitOf(row));
            if (arm == treatment || arm == control) {
                rows[experiment.unitOf(row)]++;
                kept++;
            }
        }
        long present = Arrays.stream(rows).filter(count -> count > 0).count();
        int size = experiment.hasClusters() && present > 0 ? (int) Math.round((double) kept / present) : 1;
        int lost = 0;
        for (int u = 0; u < units.size(); u++) {
            lost += (units.arm(u) == treatment || units.arm(u) == control) && rows[u] == 0 ? 1 : 0;
        }
        int total = Math.addExact(kept, Math.multiplyExact(lost, size));
        int[] unitOf = new int[total];
        boolean[] there = new boolean[total];
        double[] y = new double[total];
        int[] source = new int[total];
        int next = 0;
        for (int row = 0; row < n; row++) {
            int unit = experiment.unitOf(row);
            if (units.arm(unit) == treatment || units.arm(unit) == control) {
                unitOf[next] = unit;
                there[next] = !outcome.missing().get(row);
                y[next] = there[next] ? outcome.value().applyAsDouble(row) : 0;
                source[next++] = row;
            }
        }
        for (int u = 0; u < units.size(); u++) {
            if ((units.arm(u) == treatment || units.arm(u) == control) && rows[u] == 0) {
                Arrays.fill(unitOf, next, next + size, u);
                Arrays.fill(source, next, next + size, -1);
                next += size;
            }
        }
        return new OutcomeRows(units, unitOf, there, y, source, lost * size);
    }

    int size() {
        return y.length;
    }

    /// @return rows of each unit, with an outcome or without
    long[] counts() {
        long[] counts = new long[units.size()];
        for (int unit : unitOf) {
            counts[unit]++;
        }
        return counts;
    }

    /// @return rows of each unit with an outcome
    long[] present() {
        long[] counts = new long[units.size()];
        for (int row = 0; row < y.length; row++) {
            counts[unitOf[row]] += there[row] ? 1 : 0;
        }
        return counts;
    }

    /// @param treatment index of an arm
    /// @param inTreatment put in for missing outcomes of that arm
    /// @param inControl put in for those of the other
    /// @return totals with every outcome there
    UnitTotals filled(String outcome, int treatment, double inTreatment, double inControl) {
        double[] values = new double[y.length];
        for (int row = 0; row < y.length; row++) {
            values[row] = there[row] ? y[row] : units.arm(unitOf[row]) == treatment ? inTreatment : inControl;
        }
        NumericColumn column = NumericColumn.wrap(values, Mask.none(values.length));
        return new TotalsPass(
                        UnitRows.of(unitOf, units.size()),
                        units,
                        java.util.List.of(RowValues.of(outcome, column)),
                        null)
                .run();
    }
}
