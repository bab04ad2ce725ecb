package copse.lmm;

import copse.math.Matrix;
import copse.model.CrossProducts;
import java.util.List;

/// Where the search for θ begins: per column of Z the one-way analysis of variance of y between the levels, as
/// if the others were not there.
///
/// Cost: one pass over the levels. Source: Searle, Casella and McCulloch (1992), Variance Components, section 3.6.
final class Start {
    // Relative standard deviations outside of these are no better as a start than the limits themselves.
    private static final double SMALLEST = 0.02;
    private static final double LARGEST = 20;
    // Where other groupings hide the variance between the levels.
    private static final double UNKNOWN = 0.5;

    private Start() {}

    static double[] theta(CovarianceTemplate template, CrossProducts products) {
        List<CrossProducts.Products> groupings = products.groupings();
        Matrix gram = products.gram();
        int p = products.p();
        double[] theta = new double[template.size()];
        for (int k = 0; k < theta.length; k++) {
            CovarianceTemplate.Entry entry = template.entry(k);
            if (entry.isDiagonal()) {
                theta[k] =
                        ratio(groupings.get(entry.grouping()), entry.row(), gram.at(p, p), (double) products.rows(), p);
            }
        }
        return theta;
    }

    private static double ratio(CrossProducts.Products grouping, int column, double total, double rows, int p) {
        int q = grouping.q();
        double between = 0;
        double weight = 0;
        double squaredWeight = 0;
        int levels = 0;
        for (int level = 0; level < grouping.levels(); level++) {
            double zz = grouping.ztz()[level * q * q + column + column * q];
            if (zz > 0) {
                double zy = grouping.ztx()[(level * q + column) * (p + 1) + p];
                between += zy * zy / zz;
                weight += zz;
                squaredWeight += zz * zz;
                levels++;
            }
        }
        double within = (total - between) / Math.max(1, rows - levels);
        double size = weight - squaredWeight / weight;
        double variance = (between - levels * within) / size;
        double ratio = Math.sqrt(Math.max(0, variance) / within);
        return ratio > 0 ? Math.clamp(ratio, SMALLEST, LARGEST) : UNKNOWN;
    }
}
