package copse.estimate;

import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.lm.ClusterProducts;
import copse.lm.Lm;
import copse.lm.LmArrays;
import copse.lm.LmFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The columns of a regression of the outcome on the arm, and what least squares and mixed models need of them,
/// made from totals of units.
///
/// Every column is, within a unit, a constant plus a multiple of a covariate: `a + s x`. Hence sums over rows
/// follow from the unit's totals: the sum of `a + s x` is `n (a + s x̄)`, and products of two columns differ
/// from `n` times the product of their means by `s s' Σ (x − x̄)(x' − x̄')`.
///
/// The outcome and all covariates are taken less their means, which changes the intercept only.
final class ModelColumns {
    /// The column whose coefficient is the effect.
    static final String ARM = "arm";

    static final String INTERCEPT = "(Intercept)";

    private final Compared arms;
    private final int[] units;
    private final boolean[] treated;
    private final List<Column> columns = new ArrayList<>();
    private final double outcomeCentre;

    /// @param name of the column
    /// @param constant `a`, by place of the unit
    /// @param scale `s`, by place of the unit
    /// @param covariate x as index of a column of the totals; -1 for none
    private record Column(String name, double[] constant, double[] scale, int covariate) {}

    /// A constant and the arm.
    ///
    /// @param counting whose means covariates are centred at
    ModelColumns(Compared arms, Counting counting) {
        this(arms, counting, true);
    }

    /// @param withArm whether the arm is among the columns
    ModelColumns(Compared arms, Counting counting, boolean withArm) {
        this.arms = arms;
        this.units = IntStream.concat(IntStream.of(arms.treated()), IntStream.of(arms.controls()))
                .sorted()
                .toArray();
        this.treated = new boolean[units.length];
        int treatment = arms.totals().units().armOf(arms.question().treatment());
        for (int i = 0; i < units.length; i++) {
            treated[i] = arms.totals().units().arm(units[i]) == treatment;
        }
        this.outcomeCentre = centre(arms.totals().outcome(), counting);
        columns.add(new Column(INTERCEPT, filled(1), filled(0), -1));
        if (withArm) {
            double[] arm = new double[units.length];
            Arrays.setAll(arm, i -> treated[i] ? 1 : 0);
            columns.add(new Column(ARM, arm, filled(0), -1));
        }
    }

    private double[] filled(double value) {
        double[] values = new double[units.length];
        Arrays.fill(values, value);
        return values;
    }

    /// Covariates less their means, and if wanted their products with the arm.
    void addCovariates(Counting counting, boolean interacted) {
        UnitTotals totals = arms.totals();
        for (int k = 0; k < totals.outcome(); k++) {
            double centre = centre(k, counting);
            columns.add(new Column(totals.columns().get(k), filled(-centre), filled(1), k));
            if (interacted) {
                double[] constant = new double[units.length];
                double[] scale = new double[units.length];
                for (int i = 0; i < units.length; i++) {
                    constant[i] = treated[i] ? -centre : 0;
                    scale[i] = treated[i] ? 1 : 0;
                }
                columns.add(new Column(ARM + ":" + totals.columns().get(k), constant, scale, k));
            }
        }
    }

    /// Indicators of all blocks but the first that is there, and if wanted, less their means, their products
    /// with the arm.
    void addBlocks(Counting counting, boolean interacted) {
        RandomisedUnits all = arms.totals().units();
        boolean[] isThere = new boolean[all.blocks()];
        for (int unit : units) {
            isThere[all.block(unit)] = true;
        }
        int[] there = IntStream.range(0, isThere.length).filter(b -> isThere[b]).toArray();
        for (int b = 1; b < there.length; b++) {
            int block = there[b];
            double[] in = new double[units.length];
            double share = 0;
            double total = 0;
            for (int i = 0; i < units.length; i++) {
                double w = counting == Counting.UNITS ? 1 : arms.totals().weight(units[i]);
                in[i] = all.block(units[i]) == block ? 1 : 0;
                share += w * in[i];
                total += w;
            }
            double centre = share / total;
            String name = "block" + all.blockLabel(block);
            columns.add(new Column(name, in, filled(0), -1));
            if (interacted) {
                double[] product = new double[units.length];
                Arrays.setAll(product, i -> treated[i] ? in[i] - centre : 0);
                columns.add(new Column(ARM + ":" + name, product, filled(0), -1));
            }
        }
    }

    private double centre(int column, Counting counting) {
        double weight = 0;
        double mean = 0;
        for (int unit : units) {
            double w = counting == Counting.UNITS ? 1 : arms.totals().weight(unit);
            weight += w;
            mean += w / weight * (arms.totals().mean(unit, column) - mean);
        }
        return mean;
    }

    int size() {
        return columns.size();
    }

    int[] units() {
        return units;
    }

    private double mean(Column column, int i) {
        return column.covariate < 0
                ? column.constant[i]
                : column.constant[i] + column.scale[i] * arms.totals().mean(units[i], column.covariate);
    }

    /// Means of columns and outcome over the rows of a unit.
    private double[] means(int i) {
        double[] means = new double[columns.size() + 1];
        for (int j = 0; j < columns.size(); j++) {
            means[j] = mean(columns.get(j), i);
        }
        means[columns.size()] = arms.totals().mean(units[i]) - outcomeCentre;
        return means;
    }

    /// `[X y]ᵀ[X y]` of the rows of a unit, added to a matrix, its lower triangle only.
    ///
    /// @param into (p+1)×(p+1) from `at` on. *Modified.*
    private void addProducts(int i, double[] means, double[] into, int at) {
        UnitTotals totals = arms.totals();
        int k = means.length;
        double n = totals.rows(units[i]);
        for (int a = 0; a < k; a++) {
            for (int b = 0; b <= a; b++) {
                double within = covariate(a) < 0 || covariate(b) < 0
                        ? 0
                        : scale(a, i) * scale(b, i) * totals.product(units[i], covariate(a), covariate(b));
                into[at + a + b * k] += n * means[a] * means[b] + within;
            }
        }
    }

    private int covariate(int column) {
        return column == columns.size() ? arms.totals().outcome() : columns.get(column).covariate;
    }

    private double scale(int column, int i) {
        return column == columns.size() ? 1 : columns.get(column).scale[i];
    }

    /// Slopes of the covariates.
    ///
    /// @param overRows whether rows are regressed, else means of units
    /// @return one per covariate, 0 for one that follows from the others
    double[] slopes(boolean overRows) {
        LmFit fit = overRows ? Lm.fit(products()) : unitMeans().fit();
        return arms.totals().columns().subList(0, arms.totals().outcome()).stream()
                .mapToDouble(name -> fit.aliased().contains(name) ? 0 : fit.beta(name))
                .toArray();
    }

    /// @return products by unit, for least squares with clusters
    ClusterProducts products() {
        int k = columns.size() + 1;
        List<String> ids = new ArrayList<>(units.length);
        long[] counts = new long[units.length];
        double[] products = new double[units.length * k * k];
        for (int i = 0; i < units.length; i++) {
            ids.add(arms.totals().units().id(units[i]));
            counts[i] = arms.totals().rows(units[i]);
            addProducts(i, means(i), products, i * k * k);
        }
        return ClusterProducts.of(columns.stream().map(Column::name).toList(), ids, counts, products);
    }

    /// @return one row per unit, of the means of its rows
    LmArrays unitMeans() {
        double[] y = new double[units.length];
        Arrays.setAll(y, i -> arms.totals().mean(units[i]) - outcomeCentre);
        LmArrays model = LmArrays.of(y).intercept();
        for (Column column : columns.subList(1, columns.size())) {
            double[] values = new double[units.length];
            Arrays.setAll(values, i -> mean(column, i));
            model = model.column(column.name, values);
        }
        return model;
    }

    /// The rows themselves, where totals are not enough: with weights.
    ///
    /// @param clustered whether rows of a unit belong together
    LmArrays rows(Experiment experiment, @Nullable NumericColumn weights, boolean clustered) {
        List<RowValues> values = experiment.columns(arms.question());
        Mask any = values.getFirst().missing();
        for (RowValues value : values) {
            any = any.or(value.missing());
        }
        Mask gone = weights == null
                ? any
                : any.or(weights.missing()).or(Mask.of(weights.size(), row -> weights.value(row) == 0));
        int[] place = new int[arms.totals().size()];
        Arrays.fill(place, -1);
        for (int i = 0; i < units.length; i++) {
            place[units[i]] = i;
        }
        int[] rows = IntStream.range(0, experiment.rows().rows())
                .filter(row -> !gone.get(row) && place[experiment.unitOf(row)] >= 0)
                .toArray();
        int[] of = IntStream.of(rows).map(row -> place[experiment.unitOf(row)]).toArray();
        RowValues outcome = values.getLast();
        LmArrays model = LmArrays.of(column(rows, i -> outcome.value().applyAsDouble(rows[i]) - outcomeCentre))
                .intercept();
        for (Column one : columns.subList(1, columns.size())) {
            model = model.column(
                    one.name,
                    column(
                            rows,
                            i -> one.constant[of[i]]
                                    + (one.covariate < 0
                                            ? 0
                                            : one.scale[of[i]]
                                                    * values.get(one.covariate)
                                                            .value()
                                                            .applyAsDouble(rows[i]))));
        }
        if (weights != null) {
            model = model.weights(column(rows, i -> weights.value(rows[i])));
        }
        return clustered ? model.clusters("unit", of) : model;
    }

    private static double[] column(int[] rows, java.util.function.IntToDoubleFunction value) {
        return IntStream.range(0, rows.length).mapToDouble(value).toArray();
    }

    /// What a mixed model with a term per unit needs.
    ///
    /// @param sums per unit the sums of `[X y]`, row by row
    /// @param gram `[X y]ᵀ[X y]` over all rows, column by column
    /// @param counts rows per unit
    record MixedSums(double[] sums, double[] gram, long[] counts) {}

    MixedSums mixedSums() {
        int k = columns.size() + 1;
        double[] sums = new double[units.length * k];
        double[] gram = new double[k * k];
        long[] counts = new long[units.length];
        for (int i = 0; i < units.length; i++) {
            double[] means = means(i);
            counts[i] = arms.totals().rows(units[i]);
            for (int j = 0; j < k; j++) {
                sums[i * k + j] = counts[i] * means[j];
            }
            addProducts(i, means, gram, 0);
        }
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < a; b++) {
                gram[b + a * k] = gram[a + b * k];
            }
        }
        return new MixedSums(sums, gram, counts);
    }
}
