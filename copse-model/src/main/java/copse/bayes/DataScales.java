package copse.bayes;

import copse.family.Outcomes;
import copse.math.Matrix;
import copse.model.Cells;
import copse.model.CrossProducts;
import copse.model.Grouping;
import copse.model.ModelSpec;
import copse.model.RandomTerm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What default priors need to know of the data: location and spread of outcome and columns. Immutable.
///
/// Spreads of columns beside a constant one are standard deviations (divided by n), of others root mean
/// squares. In the outcome's mean and spread rows count by their weights or trials. In the means and spreads of columns
/// they count by their weights in a Gaussian model with the identity link, known by its cross-products (those of Z
/// only beside a constant column), and once each in all other models; the sampler centres likewise, so that an
/// intercept at the means is the same here, in the prior and in what is reported.
///
/// @param mean of the outcome: of a number, a share, a count; of a count for an exposure of 1 where there is an
///     offset
/// @param sd of the outcome; without an intercept its root mean square
/// @param fixed spread per column of X
/// @param random spread per column of Z, by name of the grouping
/// @param parts spread per column of a further linear predictor, by name of the predictor
/// @param means mean per column of X; 0 without an intercept
/// @param partMeans mean per column of a further linear predictor; 0 without an intercept of its own
record DataScales(
        double mean,
        double sd,
        double[] fixed,
        Map<String, double[]> random,
        Map<String, double[]> parts,
        double[] means,
        Map<String, double[]> partMeans) {
    // A column whose spread is this small against its mean is constant: rounding of the mean leaves some 1e-16.
    private static final double ROUNDING = 1e-14;
    // The same where a square was taken off a square; means are of columns that were shifted before.
    private static final double ROOT_ROUNDING = 1e-7;

    /// Reads no row again.
    static DataScales of(CrossProducts products) {
        ModelSpec spec = products.spec();
        Matrix gram = products.gram();
        int p = products.p();
        boolean constant = spec.hasIntercept();
        double total = constant ? gram.at(0, 0) : Math.max(1, products.rows());
        double[] spread = new double[p + 1];
        double[] means = new double[p];
        double mean = 0;
        for (int j = 0; j <= p; j++) {
            double shifted = constant ? gram.at(0, j) / total : 0;
            mean = shifted + products.shift()[j];
            if (j < p) {
                means[j] = constant ? mean : 0;
            }
            spread[j] = spread(gram.at(j, j) / total - shifted * shifted, ROOT_ROUNDING * shifted);
        }
        Map<String, double[]> random = new LinkedHashMap<>();
        for (CrossProducts.Products grouping : products.groupings()) {
            random.put(grouping.grouping().name(), spreads(grouping));
        }
        double[] fixed = java.util.Arrays.copyOf(spread, p);
        return new DataScales(mean, spread[p], fixed, random, Map.of(), means, Map.of());
    }

    private static double[] spreads(CrossProducts.Products products) {
        int q = products.q();
        int[] constant = constants(products.grouping());
        double[] square = new double[q];
        double[] sum = new double[q];
        double[] weight = new double[q];
        for (int level = 0; level < products.levels(); level++) {
            int at = level * q * q;
            for (int c = 0; c < q; c++) {
                square[c] += products.ztz()[at + c + c * q];
                if (constant[c] >= 0) {
                    sum[c] += products.ztz()[at + constant[c] + c * q];
                    weight[c] += products.ztz()[at + constant[c] + constant[c] * q];
                } else {
                    weight[c] += products.counts()[level];
                }
            }
        }
        double[] spread = new double[q];
        for (int c = 0; c < q; c++) {
            double mean = sum[c] / weight[c];
            spread[c] = spread(square[c] / weight[c] - mean * mean, ROOT_ROUNDING * mean);
        }
        return spread;
    }

    /// The constant column beside each column of Z, of any of the grouping's terms; −1 if there is none.
    private static int[] constants(Grouping grouping) {
        List<String> columns = new ArrayList<>();
        grouping.terms().forEach(term -> columns.addAll(term.columns()));
        int[] constant = new int[columns.size()];
        java.util.Arrays.fill(constant, columns.indexOf(RandomTerm.INTERCEPT));
        return constant;
    }

    /// Reads no row again.
    static DataScales of(Cells cells) {
        ModelSpec spec = cells.spec();
        double[] rows = cells.rowsOf();
        Outcomes outcomes = cells.outcomes();
        double[] offset = cells.offset();
        double total = 0;
        double exposure = 0;
        double sum = 0;
        for (int i = 0; i < cells.count(); i++) {
            double weight = outcomes.multiplicity()[i] * outcomes.size()[i];
            total += weight;
            switch (spec.outcome()) {
                case SHARE -> sum += outcomes.multiplicity()[i] * outcomes.y()[i];
                case COUNT -> {
                    exposure += weight * Math.exp(offset[i]);
                    sum += outcomes.multiplicity()[i] * outcomes.y()[i];
                }
                case NUMBER, POSITIVE -> sum += weight * outcomes.y()[i];
            }
        }
        double mean = sum / total;
        double square = 0;
        for (int i = 0; i < cells.count(); i++) {
            double weight = outcomes.multiplicity()[i] * outcomes.size()[i];
            double y = outcomes.y()[i];
            double away = spec.outcome() == copse.family.OutcomeType.NUMBER
                            || spec.outcome() == copse.family.OutcomeType.POSITIVE
                    ? y - mean
                    : y / outcomes.size()[i] - mean;
            square += weight * away * away;
        }
        Map<String, double[]> random = new LinkedHashMap<>();
        for (Cells.Factor factor : cells.factors()) {
            boolean constant = constants(factor.grouping())[0] >= 0;
            random.put(factor.grouping().name(), spreads(factor.z(), rows, constant));
        }
        Map<String, double[]> parts = new LinkedHashMap<>();
        Map<String, double[]> partMeans = new LinkedHashMap<>();
        spec.roles().parts().keySet().forEach(part -> {
            boolean constant = spec.partNames(part).contains(RandomTerm.INTERCEPT);
            parts.put(part, spreads(cells.part(part), rows, constant));
            partMeans.put(part, means(cells.part(part), rows, constant));
        });
        boolean rate = spec.outcome() == copse.family.OutcomeType.COUNT;
        return new DataScales(
                rate ? sum / exposure : mean,
                Math.sqrt(square / total),
                spreads(cells.x(), rows, spec.hasIntercept()),
                random,
                parts,
                means(cells.x(), rows, spec.hasIntercept()),
                partMeans);
    }

    private static double[] means(double[][] columns, double[] rows, boolean centred) {
        double[] means = new double[columns.length];
        double total = 0;
        for (double count : rows) {
            total += count;
        }
        for (int j = 0; j < columns.length; j++) {
            for (int i = 0; centred && i < rows.length; i++) {
                means[j] += rows[i] / total * columns[j][i];
            }
        }
        return means;
    }

    private static double[] spreads(double[][] columns, double[] rows, boolean centred) {
        double[] spread = new double[columns.length];
        double total = 0;
        for (double count : rows) {
            total += count;
        }
        for (int j = 0; j < columns.length; j++) {
            // about the first value: a constant column has a spread of 0 then, and not one of rounding
            double first = centred && rows.length > 0 ? columns[j][0] : 0;
            double mean = first;
            for (int i = 0; centred && i < rows.length; i++) {
                mean += rows[i] / total * (columns[j][i] - first);
            }
            double square = 0;
            for (int i = 0; i < rows.length; i++) {
                square += rows[i] / total * (columns[j][i] - mean) * (columns[j][i] - mean);
            }
            spread[j] = spread(square, ROUNDING * mean);
        }
        return spread;
    }

    /// The root of a mean square; 0 where it is rounding.
    private static double spread(double square, double rounding) {
        double root = Math.sqrt(Math.max(0, square));
        return root > Math.abs(rounding) ? root : 0;
    }
}
