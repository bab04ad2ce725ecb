package copse.reference;

import copse.frame.Frame;
import copse.lmm.LmmFit;
import copse.lmm.RowResults;
import java.util.Arrays;
import java.util.List;

/// Checks fitted values and residuals: their summaries, and the first and last of them.
final class LmmRowChecks {
    private static final List<String> QUANTILES = List.of("min", "q25", "median", "q75", "max");

    private final Tolerances tolerances;
    private final Comparison checks;

    LmmRowChecks(Tolerances tolerances, Comparison checks) {
        this.tolerances = tolerances;
        this.checks = checks;
    }

    /// @param fit the fit
    /// @param frame the rows that were fitted
    /// @param expected the entry `fits.REML` or `fits.ML`
    void check(LmmFit fit, Frame frame, Expected expected) {
        if (!expected.has("fitted")) {
            return;
        }
        RowResults results = fit.results(frame);
        Expected fitted = expected.at("fitted");
        // where all fitted values are equal, their spread is 0 and only the rounding of their size is left
        double allowed = tolerances.allowed(
                "fitted", fitted.at("mean").number(), fitted.at("sd").number());
        checkSummary("fitted", results.fitted(), fitted, allowed);
        // where the case has no tolerance of their own for residuals, they take that of fitted values: a residual is
        // off by as much as its fitted value, and where all of these are equal, by rounding on its own scale
        Expected response = expected.at("residuals_response");
        double spread = response.at("sd").number();
        double allowedResidual = tolerances.compares("residuals")
                ? tolerances.allowed("residuals", 0, spread)
                : Math.max(allowed, tolerances.allowed("fitted", 0, spread));
        checkSummary("residuals", results.residual(), response, allowedResidual);
        double sigma = expected.at("sigma").number();
        Expected pearson = expected.at("residuals_pearson_scaled");
        // weights stretch a residual by as much as they stretch the largest one
        double stretch = Math.max(1 / sigma, largest(pearson) / largest(response));
        double size = pearson.at("sd").number();
        checkSummary(
                "pearson", results.pearson(), pearson, allowedResidual * stretch + tolerances.allowed("sigma", size));
    }

    private static double largest(Expected summary) {
        return Math.max(
                Math.abs(summary.at("min").number()), Math.abs(summary.at("max").number()));
    }

    /// @param quantity what is compared
    /// @param got per row
    /// @param expected its summary
    /// @param allowed distance of a single value
    void checkSummary(String quantity, double[] got, Expected expected, double allowed) {
        int n = (int) expected.at("n").number();
        checks.checkSame("n", quantity, got.length, n);
        double[] sorted = got.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < QUANTILES.size(); i++) {
            check(quantity, QUANTILES.get(i), quantile(sorted, i / 4.0), expected, allowed);
        }
        double mean = Arrays.stream(got).sum() / got.length;
        double square = Arrays.stream(got).map(value -> value * value).sum();
        double spread =
                Arrays.stream(got).map(value -> (value - mean) * (value - mean)).sum();
        check(quantity, "mean", mean, expected, allowed);
        check(quantity, "sd", Math.sqrt(spread / (got.length - 1)), expected, allowed);
        // Cauchy-Schwarz
        check(quantity, "sumsq", square, expected, 2 * Math.sqrt(n * square) * allowed);
        double[] first = expected.at("first").numbers();
        for (int i = 0; i < first.length; i++) {
            checks.check(quantity, "row " + i, got[i], first[i], allowed);
        }
        double[] last = expected.at("last").numbers();
        for (int i = 0; i < last.length; i++) {
            int row = got.length - last.length + i;
            checks.check(quantity, "row " + row, got[row], last[i], allowed);
        }
    }

    private void check(String quantity, String statistic, double got, Expected expected, double allowed) {
        double value = expected.at(statistic).number();
        // the reference is printed to 15 digits
        double printed = Tolerances.PRINTED_DIGITS * Math.abs(value);
        checks.check(quantity, statistic, got, value, Math.max(allowed, printed));
    }

    // type 7 of R
    private static double quantile(double[] sorted, double p) {
        double at = (sorted.length - 1) * p;
        int low = (int) Math.floor(at);
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }
}
