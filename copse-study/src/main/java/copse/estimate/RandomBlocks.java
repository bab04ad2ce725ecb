package copse.estimate;

import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.infer.DfMethod;
import copse.lmm.Lmm;
import copse.lmm.LmmFit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The coefficient of the arm in a linear mixed model with random intercepts for blocks and for the units in
/// them, `outcome ~ arm + covariates + (1 | block / unit)`, by REML.
///
/// Against fixed effects of blocks ([MixedModel#withBlocks()]) it saves degrees of freedom where blocks are
/// many and alike, and takes them for a sample of blocks. Goes through the rows once.
///
/// Source: as [MixedModel].
///
/// @param degrees where degrees of freedom come from
public record RandomBlocks(DfMethod degrees) implements EffectEstimator {
    /// @return with Kenward and Roger's degrees of freedom
    public static RandomBlocks kenwardRoger() {
        return new RandomBlocks(DfMethod.KENWARD_ROGER);
    }

    @Override
    public String name() {
        return "mixed model, blocks random, " + degrees.label();
    }

    /// @throws copse.error.InputException as [MixedModel#estimate(UnitTotals, Question)]
    @Override
    public EffectEstimate estimate(Experiment experiment, Question question) {
        UnitTotals totals = experiment.totals(question);
        Compared arms = MixedModel.checked(totals, question);
        BlockDifferences.of(arms, Counting.ROWS);
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
        Map<String, Column> table = new LinkedHashMap<>();
        table.put("y", column(values.getLast(), rows));
        double[] arm = new double[rows.length];
        int[] unit = new int[rows.length];
        int[] block = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            unit[i] = experiment.unitOf(rows[i]);
            block[i] = units.block(unit[i]);
            arm[i] = units.arm(unit[i]) == treatment ? 1 : 0;
        }
        table.put("arm", NumericColumn.of(arm));
        StringBuilder formula = new StringBuilder("y ~ 1 + arm");
        for (int k = 0; k < values.size() - 1; k++) {
            table.put("x" + k, column(values.get(k), rows));
            formula.append(" + x").append(k);
        }
        table.put("unit", FactorColumn.wrap(unit, numbered(units.size())));
        table.put("block", FactorColumn.wrap(block, numbered(units.blocks())));
        LmmFit fit = Lmm.of(formula + " + (1 | block) + (1 | unit)").fit(Frame.of(table));
        return MixedModel.effect(fit, "arm", arms, name(), degrees);
    }

    private static NumericColumn column(RowValues values, int[] rows) {
        double[] column = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            column[i] = values.value().applyAsDouble(rows[i]);
        }
        return NumericColumn.of(column);
    }

    private static Levels numbered(int count) {
        List<String> labels = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            labels.add(Integer.toString(i));
        }
        return Levels.of(labels);
    }
}
