package copse.estimate;

import copse.family.Family;
import copse.family.Outcomes;
import copse.frame.Mask;
import copse.glmm.Change;
import copse.model.Cells;
import java.util.Arrays;
import java.util.List;
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

    /// From totals where these are enough, else from rows.
    ///
    /// @throws copse.error.InputException `E113` if blocks are wanted and there are none
    static ArmCells of(Experiment experiment, Compared arms, boolean blocks) {
        return isOfUnits(arms) ? ofTotals(arms, blocks) : ofRows(experiment, arms, blocks);
    }

    /// From totals.
    ///
    /// @throws copse.error.InputException `E119` if a covariate differs between rows of a unit
    static ArmCells of(Compared arms, boolean blocks) {
        if (!isOfUnits(arms)) {
            throw EstimateCode.TOO_MANY_COLUMNS.error(
                    "a covariate that differs between rows of a " + arms.noun(),
                    "totals of " + arms.noun() + "s do not tell which rows had the events",
                    "adjust for covariates of " + arms.noun() + "s, or give the rows");
        }
        return ofTotals(arms, blocks);
    }

    /// @return whether the arm is the only predictor, so that all units have the same mean in an arm
    boolean isPlain() {
        return cells.x().length == 2;
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
        int controls = arms.controls().length;
        int[] units = IntStream.concat(IntStream.of(arms.controls()), IntStream.of(arms.treated()))
                .toArray();
        ArmCells template = totals.outcome() == 0 && !blocks
                ? ArmTemplates.of(
                        controls, arms.treated().length, arms.question().kind())
                : template(arms, units, blocks);
        Cells.Factor factor = template.cells.factors().getFirst();
        double[] y = new double[units.length];
        double[] rows = new double[units.length];
        double[] once = new double[units.length];
        Arrays.fill(once, 1);
        for (int cell = 0; cell < y.length; cell++) {
            int unit = units[Math.toIntExact(factor.keys()[factor.level()[cell]])];
            rows[cell] = totals.rows(unit);
            y[cell] = OutcomeValues.sum(totals, unit, arms.question());
        }
        return new ArmCells(
                template.cells.withOutcomes(new Outcomes(y, rows, once)), template.family, template.ofUnits);
    }

    /// Cells without outcomes, one per unit.
    private static ArmCells template(Compared arms, int[] units, boolean blocks) {
        UnitTotals totals = arms.totals();
        ArmTable table = new ArmTable(arms.question().kind(), units.length, i -> i < arms.controls().length ? 0 : 1);
        for (int k = 0; k < totals.outcome(); k++) {
            int covariate = k;
            table.covariate(i -> totals.mean(units[i], covariate), true);
        }
        if (blocks) {
            table.blocks(i -> totals.units().block(units[i]), totals.units().blocks());
        }
        return table.cells(i -> i, units.length, i -> 0);
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
        ArmTable table = new ArmTable(
                question.kind(), rows.length, i -> units.arm(experiment.unitOf(rows[i])) == treatment ? 1 : 0);
        for (int k = 0; k < values.size() - 1; k++) {
            RowValues covariate = values.get(k);
            table.covariate(i -> covariate.value().applyAsDouble(rows[i]), isOfUnits(arms, k));
        }
        if (blocks) {
            table.blocks(i -> units.block(experiment.unitOf(rows[i])), units.blocks());
        }
        return table.cells(
                i -> experiment.unitOf(rows[i]),
                units.size(),
                i -> values.getLast().value().applyAsDouble(rows[i]));
    }
}
