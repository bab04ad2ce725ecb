package copse.estimate;

import copse.family.Family;
import copse.family.Outcomes;
import copse.formula.Formula;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.glmm.Change;
import copse.model.Cells;
import copse.model.ModelSpec;
import copse.model.Roles;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// Cells of the model `outcome ~ arm + covariates [+ block] + (1 | unit)` of two arms.
///
/// Where covariates are the same for all rows of a unit, its successes out of rows (or events in rows) are one
/// cell, made of totals; else rows are gone through.
///
/// @param cells what the model needs of the rows
/// @param family binomial with logit link, or Poisson with log link
/// @param ofUnits columns that vary between units only, constant and arm among them
record ArmCells(Cells cells, Family family, int ofUnits) {
    /// The coefficient of the arm.
    static final String ARM = "arm[treatment]";

    /// The factor of the randomised units.
    static final String UNIT = "unit";

    /// From one arm to the other.
    static final Change CHANGE = Change.levels("arm", "control", "treatment");

    private static final Levels ARMS = Levels.of(List.of("control", "treatment"));

    /// From totals where these are enough, else from rows.
    ///
    /// @throws copse.error.InputException `E150` if an outcome is not of its kind
    static ArmCells of(Experiment experiment, Compared arms, boolean blocks) {
        return isOfUnits(arms) ? ofTotals(arms, blocks) : ofRows(experiment, arms, blocks);
    }

    /// From totals.
    ///
    /// @throws copse.error.InputException `E119` if a covariate differs between rows of a unit, `E150` if sums
    ///     of outcomes are not those of their kind
    static ArmCells of(Compared arms, boolean blocks) {
        if (!isOfUnits(arms)) {
            throw EstimateCode.TOO_MANY_COLUMNS.error(
                    "a covariate that differs between rows of a " + arms.noun(),
                    "totals of " + arms.noun() + "s do not tell which rows had the events",
                    "adjust for covariates of " + arms.noun() + "s, or give the rows");
        }
        return ofTotals(arms, blocks);
    }

    private static boolean isOfUnits(Compared arms) {
        return IntStream.range(0, arms.totals().outcome()).allMatch(k -> isOfUnits(arms, k));
    }

    // the running mean of equal values is exact, so that their deviations are 0 and not nearly so
    private static boolean isOfUnits(Compared arms, int covariate) {
        UnitTotals totals = arms.totals();
        for (int unit = 0; unit < totals.size(); unit++) {
            if (totals.product(unit, covariate, covariate) > 0) {
                return false;
            }
        }
        return true;
    }

    private static ArmCells ofTotals(Compared arms, boolean blocks) {
        UnitTotals totals = arms.totals();
        int[] units = IntStream.concat(IntStream.of(arms.treated()), IntStream.of(arms.controls()))
                .sorted()
                .toArray();
        Table table = new Table(arms, units);
        for (int k = 0; k < totals.outcome(); k++) {
            int covariate = k;
            table.covariate(k, i -> totals.mean(units[i], covariate));
        }
        table.outcome(i -> 0);
        Cells template = table.cells(blocks);
        Cells.Factor factor = template.factors().getFirst();
        double[] y = new double[units.length];
        double[] rows = new double[units.length];
        double[] once = new double[units.length];
        Arrays.fill(once, 1);
        for (int cell = 0; cell < y.length; cell++) {
            int unit = Math.toIntExact(factor.keys()[factor.level()[cell]]);
            rows[cell] = totals.rows(unit);
            y[cell] = OutcomeValues.sum(totals, unit, arms.question());
        }
        return new ArmCells(template.withOutcomes(new Outcomes(y, rows, once)), table.family, table.ofUnits);
    }

    private static ArmCells ofRows(Experiment experiment, Compared arms, boolean blocks) {
        Question question = arms.question();
        List<RowValues> values = experiment.columns(question);
        RandomisedUnits units = experiment.units();
        int treatment = units.armOf(question.treatment());
        int control = units.armOf(question.control());
        Mask gone = values.stream()
                .map(RowValues::missing)
                .reduce(Mask.none(experiment.rows().rows()), Mask::or);
        int[] rows = Mask.of(gone.size(), row -> {
                    int arm = units.arm(experiment.unitOf(row));
                    return !gone.get(row) && (arm == treatment || arm == control);
                })
                .rows();
        Table table = new Table(arms, IntStream.of(rows).map(experiment::unitOf).toArray());
        for (int k = 0; k < values.size() - 1; k++) {
            RowValues covariate = values.get(k);
            table.covariate(k, i -> covariate.value().applyAsDouble(rows[i]));
        }
        table.outcome(i -> values.getLast().value().applyAsDouble(rows[i]));
        return new ArmCells(table.cells(blocks), table.family, table.ofUnits);
    }

    /// The columns of the model by row, and its formula.
    private static final class Table {
        private final Compared arms;
        private final int[] unitOf;
        private final Family family;
        private final Map<String, Column> columns = new LinkedHashMap<>();
        private final StringBuilder formula = new StringBuilder("y ~ arm");
        private int ofUnits = 2;

        /// @param unitOf unit of each row
        Table(Compared arms, int[] unitOf) {
            this.arms = arms;
            this.unitOf = unitOf;
            this.family = arms.question().kind() == OutcomeKind.BINARY ? Family.binomial() : Family.poisson();
            RandomisedUnits units = arms.totals().units();
            int treatment = units.armOf(arms.question().treatment());
            columns.put("arm", factor(i -> units.arm(unitOf[i]) == treatment ? 1 : 0, ARMS));
        }

        void covariate(int k, IntToDoubleFunction value) {
            columns.put("x" + k, numbers(value));
            formula.append(" + x").append(k);
            ofUnits += isOfUnits(arms, k) ? 1 : 0;
        }

        void outcome(IntToDoubleFunction value) {
            columns.put("y", numbers(value));
        }

        Cells cells(boolean blocks) {
            RandomisedUnits units = arms.totals().units();
            if (blocks) {
                columns.put("block", factor(i -> units.block(unitOf[i]), numbered(units.blocks())));
                formula.append(" + block");
                ofUnits +=
                        (int) IntStream.of(unitOf).map(units::block).distinct().count() - 1;
            }
            columns.put(UNIT, factor(i -> unitOf[i], numbered(units.size())));
            formula.append(" + (1 | " + UNIT + ")");
            Frame frame = Frame.of(columns);
            Roles roles = Roles.defaults().withOutcome(family.outcome());
            return Cells.of(ModelSpec.of(Formula.parse(formula.toString()), frame, roles), frame, family);
        }

        private FactorColumn factor(IntUnaryOperator code, Levels levels) {
            int[] codes = new int[unitOf.length];
            Arrays.setAll(codes, code);
            return FactorColumn.wrap(codes, levels);
        }

        private NumericColumn numbers(IntToDoubleFunction value) {
            double[] values = new double[unitOf.length];
            Arrays.setAll(values, value::applyAsDouble);
            return NumericColumn.wrap(values, Mask.none(values.length));
        }

        private static Levels numbered(int count) {
            return Levels.of(
                    IntStream.range(0, count).mapToObj(Integer::toString).toList());
        }
    }
}
