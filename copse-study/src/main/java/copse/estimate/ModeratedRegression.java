package copse.estimate;

import copse.error.Diagnostic;
import copse.frame.Mask;
import copse.infer.Estimate;
import copse.infer.LinearContrast;
import copse.lm.LmArrays;
import copse.lm.Robust;
import copse.lm.RobustFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Least squares of the outcome on the arm, moderators and their products with the arm, with errors that
/// respect how units were randomised.
///
/// - Rows of clusters: CR2 by randomised unit with Satterthwaite's degrees of freedom. Rows that were
///   randomised themselves: HC2, rows less coefficients.
/// - Matched pairs and other blocks with one unit of an arm: CR2 by block, so that what units of a pair share
///   is not counted twice.
/// - Larger blocks: a constant for each, taken out of all columns.
///
/// Coefficients: `treated`, the moderators, and `treated:m` for each moderator m. Covariates enter less their
/// means.
final class ModeratedRegression {
    static final String ARM = "treated";

    private final RobustFit fit;
    private final Question question;
    private final long rows;
    private final int units;
    private final double[][] moderators;
    private final double[] weight;
    private final int[] treated;

    private ModeratedRegression(
            RobustFit fit, Question question, int units, double[][] moderators, double[] weight, int[] treated) {
        this.fit = fit;
        this.question = question;
        this.rows = weight.length;
        this.units = units;
        this.moderators = moderators;
        this.weight = weight;
        this.treated = treated;
    }

    /// Rows of the two arms with outcome, covariates, weights and moderators.
    ///
    /// @param moderators columns, as they are
    static ModeratedRegression of(Experiment experiment, Question question, List<RowValues> moderators) {
        RandomisedUnits units = experiment.units();
        int treatment = units.armOf(question.treatment());
        int control = units.armOf(question.control());
        // refuses weights and outcomes that are none
        UnitTotals totals = experiment.totals(question);
        List<RowValues> covariates = new ArrayList<>();
        question.covariates().forEach(name -> covariates.addAll(RowValues.covariate(experiment.rows(), name)));
        RowValues outcome = experiment.outcome(question.outcome());
        @Nullable
        RowValues weights = question.weights()
                .map(name -> RowValues.of(name, experiment.rows().numeric(name)))
                .orElse(null);
        Mask missing = outcome.missing();
        List<RowValues> all = new ArrayList<>(moderators);
        all.addAll(covariates);
        if (weights != null) {
            all.add(weights);
        }
        for (RowValues column : all) {
            missing = missing.or(column.missing());
        }
        int[] used = used(experiment, missing, weights, treatment, control);
        int[] unit = Arrays.stream(used).map(experiment::unitOf).toArray();
        double[][] x = moderators.stream().map(column -> values(column, used)).toArray(double[][]::new);
        double[] w = weights == null ? ones(used.length) : values(weights, used);
        int[] treated =
                Arrays.stream(unit).map(u -> units.arm(u) == treatment ? 1 : 0).toArray();

        LmArrays model = LmArrays.of(values(outcome, used));
        double[] arm = Arrays.stream(treated).asDoubleStream().toArray();
        Layout layout = Layout.of(units, totals, unit, treatment, control);
        model = layout.absorb ? model.absorb("block", layout.block) : model.intercept();
        model = model.column(ARM, arm);
        for (int m = 0; m < x.length; m++) {
            model = model.column(moderators.get(m).name(), x[m]);
        }
        for (int m = 0; m < x.length; m++) {
            model = model.column(product(moderators.get(m).name()), times(x[m], arm));
        }
        for (RowValues covariate : covariates) {
            model = model.column("covariate " + covariate.name(), centred(values(covariate, used), w));
        }
        if (weights != null) {
            model = model.weights(w);
        }
        boolean clusters = layout.pairs || experiment.hasClusters();
        String by = layout.pairs ? units.blockName().orElse("block") : "randomised unit";
        if (clusters) {
            model = model.clusters(by, layout.pairs ? layout.block : unit);
        }
        RobustFit fit = model.fit().robust(clusters ? Robust.cr2(by) : Robust.hc2());
        return new ModeratedRegression(
                fit, question, (int) Arrays.stream(unit).distinct().count(), x, w, treated);
    }

    /// How blocks enter.
    private record Layout(boolean pairs, boolean absorb, int[] block) {
        static Layout of(RandomisedUnits units, UnitTotals totals, int[] unit, int treatment, int control) {
            if (units.blockName().isEmpty()) {
                return new Layout(false, false, new int[0]);
            }
            int[][] count = new int[2][units.blocks() + 1];
            for (int u = 0; u < units.size(); u++) {
                int arm = units.arm(u);
                if ((arm == treatment || arm == control) && totals.rows(u) > 0) {
                    count[arm == treatment ? 1 : 0][units.block(u) + 1]++;
                }
            }
            boolean pairs = false;
            for (int block = 1; block <= units.blocks(); block++) {
                pairs |= count[0][block] == 1 || count[1][block] == 1;
            }
            // units without a block are one more
            int[] block = Arrays.stream(unit).map(u -> units.block(u) + 1).toArray();
            return new Layout(pairs, !pairs, block);
        }
    }

    static String product(String moderator) {
        return ARM + ":" + moderator;
    }

    private static int[] used(
            Experiment experiment, Mask missing, @Nullable RowValues weights, int treatment, int control) {
        int[] used = new int[experiment.rows().rows()];
        int n = 0;
        for (int row = 0; row < used.length; row++) {
            int arm = experiment.units().arm(experiment.unitOf(row));
            boolean counts =
                    weights == null || !missing.get(row) && weights.value().applyAsDouble(row) > 0;
            if ((arm == treatment || arm == control) && !missing.get(row) && counts) {
                used[n++] = row;
            }
        }
        return Arrays.copyOf(used, n);
    }

    private static double[] values(RowValues column, int[] used) {
        return Arrays.stream(used).mapToDouble(column.value()::applyAsDouble).toArray();
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double[] times(double[] a, double[] b) {
        double[] out = new double[a.length];
        Arrays.setAll(out, i -> a[i] * b[i]);
        return out;
    }

    private static double[] centred(double[] values, double[] w) {
        double mean = mean(values, w);
        return Arrays.stream(values).map(value -> value - mean).toArray();
    }

    private static double mean(double[] values, double[] w) {
        double sum = 0;
        double mean = 0;
        for (int i = 0; i < values.length; i++) {
            sum += w[i];
            mean += w[i] / sum * (values[i] - mean);
        }
        return mean;
    }

    /// @return mean of a moderator over the rows used, with their weights
    double mean(int moderator) {
        return mean(moderators[moderator], weight);
    }

    /// @return values of a moderator in the rows used. Not a copy.
    double[] values(int moderator) {
        return moderators[moderator];
    }

    /// @return weights of the rows used. Not a copy.
    double[] weights() {
        return weight;
    }

    /// @return 1 for rows used of the treatment, 0 for those of the control. Not a copy.
    int[] treated() {
        return treated;
    }

    long rows() {
        return rows;
    }

    RobustFit fit() {
        return fit;
    }

    /// @param weights of coefficients by name
    /// @return the weights in the order of the fit
    LinearContrast contrast(String name, Map<String, Double> weights) {
        return new LinearContrast(
                name,
                fit.names().stream()
                        .mapToDouble(coefficient -> weights.getOrDefault(coefficient, 0.0))
                        .toArray());
    }

    /// @param estimand in words
    /// @param weights of coefficients by name
    /// @param hypothesis what it is held against
    /// @return the combination as an effect
    EffectEstimate effect(String estimand, Map<String, Double> weights, Hypothesis hypothesis) {
        Estimate estimate = fit.combination(contrast(estimand, weights), 0.95);
        List<Diagnostic> diagnostics = fit.diagnostics();
        return EffectEstimate.of(
                estimand,
                "least squares with interactions, " + fit.method(),
                estimate.value(),
                estimate.se(),
                estimate.df(),
                question.withHypothesis(hypothesis),
                rows,
                units,
                diagnostics);
    }
}
