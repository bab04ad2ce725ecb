package copse.loo;

import copse.error.Diagnostic;
import copse.math.Seed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/// Models side by side, by how well they predict what they have not seen, best first.
///
/// Immutable. Weights: stacking gives the mixture of the models that predicts best, where models that add
/// nothing to the others get 0; pseudo-BMA weights go with `exp(elpd)`; pseudo-BMA+ does so over the Bayesian
/// bootstrap of rows, so that the uncertainty of elpd keeps the weights from 0 and 1.
///
/// Source: Yao, Vehtari, Simpson and Gelman (2018), Using stacking to average Bayesian predictive
/// distributions, Bayesian Anal. 13(3). doi:10.1214/17-BA1091; Sivula, Magnusson, Matamoros and Vehtari (2020),
/// Uncertainty in Bayesian leave-one-out cross-validation based model comparison, arXiv:2008.10296 (when to
/// believe differences).
///
/// @param rows one per model, the best first
/// @param observations how many were predicted
/// @param stackingScore log predictive density of the stacked mixture, all observations together
/// @param diagnostics what to know before believing it
public record ModelComparison(
        List<ComparedModel> rows, int observations, double stackingScore, List<Diagnostic> diagnostics) {
    private static final double CLOSE = 4;
    private static final int FEW = 100;

    /// @param models by name
    /// @param seed of the bootstrap behind pseudo-BMA+
    /// @return the comparison
    /// @throws copse.error.InputException `B301` if their data differ, `B302` if there are fewer than two,
    ///     `B303` if their densities were found in different ways
    public static ModelComparison of(SequencedMap<String, ? extends Elpd> models, Seed seed) {
        requireComparable(models);
        List<String> names = List.copyOf(models.keySet());
        int n = models.firstEntry().getValue().rows();
        double[][] elpd = new double[names.size()][n];
        double[] totals = new double[names.size()];
        for (int k = 0; k < elpd.length; k++) {
            Elpd model = Objects.requireNonNull(models.get(names.get(k)));
            totals[k] = model.elpd();
            for (int i = 0; i < n; i++) {
                elpd[k][i] = model.elpd(i);
            }
        }
        ModelWeights weights = ModelWeights.of(elpd, seed.stream());
        int best = 0;
        for (int k = 1; k < totals.length; k++) {
            best = totals[k] > totals[best] ? k : best;
        }
        List<ComparedModel> rows = new ArrayList<>();
        for (int k = 0; k < elpd.length; k++) {
            double[] difference = new double[n];
            for (int i = 0; i < n; i++) {
                difference[i] = elpd[k][i] - elpd[best][i];
            }
            rows.add(new ComparedModel(
                    names.get(k),
                    Objects.requireNonNull(models.get(names.get(k))),
                    k == best ? 0 : totals[k] - totals[best],
                    RowTotals.of(difference).se(),
                    weights.stacking()[k],
                    weights.pseudoBma()[k],
                    weights.pseudoBmaPlus()[k]));
        }
        rows.sort(Comparator.comparingDouble((ComparedModel row) -> -row.difference()));
        return new ModelComparison(List.copyOf(rows), n, weights.stackingScore(), diagnostics(rows, n));
    }

    private static void requireComparable(SequencedMap<String, ? extends Elpd> models) {
        if (models.size() < 2) {
            throw LooCode.TOO_FEW_MODELS.input(
                    "a comparison of " + models.size() + (models.size() == 1 ? " model" : " models"));
        }
        Map.Entry<String, ? extends Elpd> first = models.firstEntry();
        models.forEach((name, model) -> {
            Elpd other = first.getValue();
            if (model.rows() != other.rows()) {
                throw LooCode.DIFFERENT_DATA.input(String.format(
                        Locale.ROOT,
                        "`%s` has %,d observations, `%s` has %,d",
                        first.getKey(),
                        other.rows(),
                        name,
                        model.rows()));
            }
            if (model.fingerprint() != other.fingerprint() && model.fingerprint() != 0 && other.fingerprint() != 0) {
                throw LooCode.DIFFERENT_DATA.input(
                        "`" + first.getKey() + "` and `" + name + "` have other outcomes, or other rows");
            }
            if (!model.kind().equals(other.kind())) {
                throw LooCode.DIFFERENT_METHODS.input(
                        "`" + first.getKey() + "` by " + other.method() + ", `" + name + "` by " + model.method());
            }
        });
    }

    private static List<Diagnostic> diagnostics(List<ComparedModel> sorted, int n) {
        List<Diagnostic> found = new ArrayList<>();
        double nearest = sorted.get(1).difference();
        if (nearest > -CLOSE) {
            found.add(LooCode.CLOSE.diagnostic(
                    sorted.get(1).name(),
                    nearest,
                    -CLOSE,
                    String.format(
                            Locale.ROOT,
                            "`%s` and `%s` predict about equally well: elpd differs by %.1f (se %.1f).",
                            sorted.get(0).name(),
                            sorted.get(1).name(),
                            -nearest,
                            sorted.get(1).seDifference())));
        }
        if (n < FEW) {
            found.add(LooCode.FEW_ROWS.diagnostic(
                    "se_diff",
                    n,
                    FEW,
                    "The models are compared on " + n
                            + " observations: standard errors of differences may be too small by a factor of two."));
        }
        return found;
    }

    /// @return stacking weights by name, in the order of the rows
    public Map<String, Double> stacking() {
        Map<String, Double> weights = new LinkedHashMap<>();
        rows.forEach(row -> weights.put(row.name(), row.stacking()));
        return weights;
    }
}
