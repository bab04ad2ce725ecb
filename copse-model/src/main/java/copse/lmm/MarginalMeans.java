package copse.lmm;

import copse.error.InputException;
import copse.error.Problem;
import copse.error.Suggestion;
import copse.frame.Levels;
import copse.infer.ContrastScheme;
import copse.infer.Estimate;
import copse.infer.LinearContrast;
import copse.infer.Multiplicity;
import copse.math.Matrix;
import copse.model.DesignMoments;
import copse.model.Fit;
import copse.model.ModelRows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Estimated marginal means: predictions of the fixed part at the levels of some factors, averaged over the
/// levels of all others with equal weights. Immutable.
///
/// Combinations without rows make means that rest on them not estimable; these are empty. An offset is not
/// added.
///
/// Source: Searle, Speed and Milliken (1980), Population marginal means in the linear model: an alternative to
/// least squares means, Am. Stat. 34(4). doi:10.1080/00031305.1980.10483031
public final class MarginalMeans {
    // A row in the span of the data's rows satisfies the dependence of the columns to rounding.
    private static final double ESTIMABLE = 1e-8;

    private final FixedEffects fixed;
    private final List<String> labels;
    private final double[][] rows; // per mean, its coefficients; empty if it is not estimable

    private MarginalMeans(FixedEffects fixed, List<String> labels, double[][] rows) {
        this.fixed = fixed;
        this.labels = labels;
        this.rows = rows;
    }

    /// A mean, or one that the data cannot tell.
    ///
    /// @param label levels joined by blanks
    /// @param estimate empty if the mean is not estimable
    public record Mean(String label, Optional<Estimate> estimate) {}

    /// Means of the levels of one factor, or of the combinations of several.
    ///
    /// @param fixed fixed effects with their degrees of freedom
    /// @param grid where the other predictors stand
    /// @param factors at least one factor of the fixed part
    /// @return the means
    /// @throws InputException `N215` for a factor that the fixed part does not have, `N217` if the grid lacks a
    ///     number
    public static MarginalMeans of(FixedEffects fixed, ReferenceGrid grid, String... factors) {
        for (String factor : factors) {
            if (!grid.factors().containsKey(factor)) {
                throw new InputException(new Problem(
                        LmmCode.NO_SUCH_EFFECT.code(),
                        "no factor `" + factor + "` in the fixed part",
                        "its factors are: " + String.join(", ", grid.factors().keySet()),
                        Suggestion.didYouMean(factor, grid.factors().keySet(), "take one of those listed")));
            }
        }
        List<Map<String, Integer>> cells = grid.cells();
        ModelRows data = fixed.fit().spec().predictors(grid.frame(cells));
        int[] kept = Terms.kept(fixed.fit());
        Aliases aliases = Aliases.of(fixed.fit());
        Map<String, List<Integer>> byLabel = new LinkedHashMap<>();
        for (Map<String, Integer> wanted : wanted(grid, factors)) {
            byLabel.put(label(grid, factors, wanted), new ArrayList<>());
        }
        for (int i = 0; i < cells.size(); i++) {
            byLabel.computeIfAbsent(label(grid, factors, cells.get(i)), label -> new ArrayList<>())
                    .add(i);
        }
        double[][] rows = new double[byLabel.size()][];
        int at = 0;
        for (List<Integer> members : byLabel.values()) {
            double[] all = new double[data.x().length];
            for (int j = 0; j < all.length; j++) {
                for (int i : members) {
                    all[j] += data.x()[j][i] / members.size();
                }
            }
            double[] row = new double[kept.length];
            for (int k = 0; k < kept.length; k++) {
                row[k] = all[kept[k]];
            }
            rows[at++] = aliases.allow(all) ? row : new double[0];
        }
        return new MarginalMeans(fixed, List.copyOf(byLabel.keySet()), rows);
    }

    private static List<Map<String, Integer>> wanted(ReferenceGrid grid, String[] factors) {
        List<Map<String, Integer>> out = List.of(Map.of());
        for (String factor : factors) {
            List<Map<String, Integer>> next = new ArrayList<>();
            for (Map<String, Integer> cell : out) {
                for (int code = 0; code < levels(grid, factor).size(); code++) {
                    Map<String, Integer> longer = new LinkedHashMap<>(cell);
                    longer.put(factor, code);
                    next.add(longer);
                }
            }
            out = next;
        }
        return out;
    }

    private static Levels levels(ReferenceGrid grid, String factor) {
        return Optional.ofNullable(grid.factors().get(factor)).orElseThrow();
    }

    private static String label(ReferenceGrid grid, String[] factors, Map<String, Integer> cell) {
        List<String> parts = new ArrayList<>();
        for (String factor : factors) {
            parts.add(levels(grid, factor).label(cell.getOrDefault(factor, 0)));
        }
        return String.join(" ", parts);
    }

    /// How columns that were left out depend on those that were kept, in the shifted columns of their
    /// sums of squares and products.
    private record Aliases(int[] kept, int[] left, double[][] dependence, double[] shift) {
        static Aliases of(Fit fit) {
            DesignMoments moments = fit.moments();
            int[] kept = Terms.kept(fit);
            int p = fit.spec().fixedNames().size();
            boolean[] isKept = new boolean[p];
            for (int j : kept) {
                isKept[j] = true;
            }
            int[] left = IntStream.range(0, p).filter(j -> !isKept[j]).toArray();
            double[][] dependence = new double[left.length][];
            if (left.length > 0) {
                Matrix gram = moments.gram();
                double[][] columns = new double[kept.length][kept.length];
                for (int k = 0; k < kept.length; k++) {
                    for (int i = 0; i < kept.length; i++) {
                        columns[k][i] = gram.at(kept[i], kept[k]);
                    }
                }
                LeastSquares solver = LeastSquares.of(columns);
                for (int a = 0; a < left.length; a++) {
                    double[] right = new double[kept.length];
                    for (int i = 0; i < kept.length; i++) {
                        right[i] = gram.at(kept[i], left[a]);
                    }
                    dependence[a] = solver.solve(right);
                }
            }
            return new Aliases(kept, left, dependence, moments.shift());
        }

        boolean allow(double[] row) {
            for (int a = 0; a < left.length; a++) {
                double value = 0;
                double size = Math.abs(row[left[a]]) + 1;
                for (int k = 0; k < kept.length; k++) {
                    double term = dependence[a][k] * (row[kept[k]] - shift[kept[k]]);
                    value += term;
                    size += Math.abs(term);
                }
                if (Math.abs(value - (row[left[a]] - shift[left[a]])) > ESTIMABLE * size) {
                    return false;
                }
            }
            return true;
        }
    }

    /// @param level coverage, such as 0.95
    /// @return every mean
    public List<Mean> means(double level) {
        List<Mean> out = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            out.add(new Mean(
                    labels.get(i),
                    rows[i].length == 0
                            ? Optional.empty()
                            : Optional.of(fixed.combination(new LinearContrast(labels.get(i), rows[i]), level))));
        }
        return out;
    }

    /// Comparisons of the means; those with a mean that is not estimable are left out.
    ///
    /// @param scheme which comparisons
    /// @param adjustment of p-values and limits for their number; Tukey's only for all pairs
    /// @param level coverage, of all together where the adjustment has simultaneous limits
    /// @return the comparisons
    public List<Estimate> contrasts(ContrastScheme scheme, Multiplicity adjustment, double level) {
        if (adjustment == Multiplicity.TUKEY && scheme != ContrastScheme.PAIRWISE) {
            throw new IllegalArgumentException("Tukey's adjustment is for all pairs, not " + scheme);
        }
        List<String> names = new ArrayList<>();
        List<double[]> estimable = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length > 0) {
                names.add(labels.get(i));
                estimable.add(rows[i]);
            }
        }
        List<Estimate> out = new ArrayList<>();
        for (LinearContrast contrast : scheme.of(names)) {
            double[] weights = new double[fixed.fit().fixedNames().size()];
            double[] of = contrast.weights();
            for (int i = 0; i < of.length; i++) {
                for (int j = 0; j < weights.length; j++) {
                    weights[j] += of[i] * estimable.get(i)[j];
                }
            }
            out.add(fixed.combination(new LinearContrast(contrast.name(), weights), level));
        }
        return adjustment.adjust(out, names.size());
    }
}
