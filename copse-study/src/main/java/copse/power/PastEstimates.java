package copse.power;

import copse.estimate.Question;
import copse.formula.Formula;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.infer.Interval;
import copse.lmm.Estimator;
import copse.lmm.Lmm;
import copse.lmm.LmmFit;
import copse.math.Matrix;
import copse.math.RandomStream;
import copse.math.Tasks;
import copse.model.CrossProducts;
import copse.model.ModelSpec;
import copse.model.Roles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// What past data say about the next experiment: how alike rows of a cluster are, how large clusters are, what
/// covariates explain, each with how well it is known.
///
/// Variances come from a one-way analysis of variance, whose sums of squares over their expectations are
/// chi-square for normal outcomes; that is where the intervals of the intraclass correlation come from, and
/// what [#draws] inverts. What covariates explain comes from mixed models with and without them, and its
/// intervals from resampling clusters.
///
/// Sources: Searle (1971), Linear Models, section 9.3 (interval of the ICC); Weerahandi (1993), Generalized
/// confidence intervals, J. Am. Stat. Assoc. 88(423) (draws of variances); Snijders and Bosker (2012),
/// Multilevel Analysis, section 7.1 (R² per level).
///
/// @param outcome column
/// @param cluster column
/// @param covariates columns
/// @param rows complete rows
/// @param leftOut rows with a missing outcome, cluster or covariate
/// @param sizes rows per cluster, in the order of clusters
/// @param mean of the outcome over rows
/// @param binary whether the outcome has no values but 0 and 1
/// @param plain variances without covariates
/// @param adjusted what is left of them once covariates are taken off; equal to `plain` without covariates
/// @param explained what covariates explain; empty without covariates
public record PastEstimates(
        String outcome,
        String cluster,
        List<String> covariates,
        long rows,
        long leftOut,
        List<Integer> sizes,
        double mean,
        boolean binary,
        Components plain,
        Components adjusted,
        Optional<Explained> explained) {
    private static final int RESAMPLES = 499;

    /// Copies the lists.
    public PastEstimates {
        covariates = List.copyOf(covariates);
        sizes = List.copyOf(sizes);
    }

    /// Shares of variance that covariates explain. An estimate may be negative: a covariate that differs
    /// between clusters in another direction than within them adds to what clusters differ by.
    ///
    /// @param between share of the variance between clusters; empty if clusters do not seem to differ at all
    /// @param betweenInterval percentiles over resampled clusters; empty as before
    /// @param within share of the variance within clusters
    /// @param withinInterval percentiles over resampled clusters
    /// @param clusterCovariates covariates that are the same for all rows of a cluster
    public record Explained(
            OptionalDouble between,
            Optional<Interval> betweenInterval,
            double within,
            Interval withinInterval,
            int clusterCovariates) {}

    /// @param past clusters of a frame
    /// @param question whose covariates are to be adjusted for, and whose level intervals have
    /// @param threads that share the work; the result does not depend on it
    /// @return what they say
    /// @throws copse.error.InputException `W206` if there are fewer than three clusters, none has two rows, or
    ///     the outcome does not vary within clusters
    public static PastEstimates of(PastClusters past, Question question, int threads) {
        PastRows rows = PastRows.of(past, question.covariates());
        int columns = question.covariates().size() + 1;
        ClusterTotals totals = totals(rows, columns);
        requireEnough(rows, past);
        double level = question.level();
        Components plain = Components.of(totals, columns, new double[columns - 1], 0, 0, level);
        requireSpread(plain, past);
        Optional<Explained> explained = Optional.empty();
        Components adjusted = plain;
        if (columns > 1) {
            Fitter fitter = new Fitter(totals, columns);
            int[] all = IntStream.range(0, rows.clusters()).toArray();
            Fitter.Pair fit = fitter.fit(all);
            int ofClusters = fitter.clusterCovariates();
            adjusted = Components.of(totals, columns, fit.slopes(), columns - 1, columns - 1 - ofClusters, level);
            explained = Optional.of(fitter.explained(fit, ofClusters, level, threads));
        }
        double sum = 0;
        List<Integer> sizes = new ArrayList<>();
        for (int u = 0; u < rows.clusters(); u++) {
            sizes.add(rows.size(u));
            sum += rows.size(u) * totals.mean[u * columns + columns - 1];
        }
        return new PastEstimates(
                past.outcome(),
                past.cluster(),
                question.covariates(),
                rows.rows(),
                past.rows().rows() - rows.rows(),
                sizes,
                sum / rows.rows(),
                rows.binary(),
                plain,
                adjusted,
                explained);
    }

    private static ClusterTotals totals(PastRows rows, int columns) {
        ClusterTotals totals = new ClusterTotals(rows.clusters(), columns);
        double[] value = new double[columns];
        for (int u = 0; u < rows.clusters(); u++) {
            for (int place = rows.start()[u]; place < rows.start()[u + 1]; place++) {
                for (int i = 0; i < columns; i++) {
                    value[i] = rows.values()[i][place];
                }
                if (place == rows.start()[u]) {
                    totals.begin(value);
                }
                totals.add(value);
            }
            totals.finish(u);
        }
        return totals;
    }

    private static void requireEnough(PastRows rows, PastClusters past) {
        if (rows.clusters() < 3 || rows.rows() == rows.clusters()) {
            throw SimulationCode.BAD_PAST.error(
                    "the past data have " + rows.clusters() + (rows.clusters() == 1 ? " cluster" : " clusters") + " `"
                            + past.cluster() + "` and " + rows.rows() + " complete rows",
                    "what clusters differ by is seen in three or more, some of which have two rows or more",
                    "give data of more clusters, or say the intraclass correlation yourself: `--icc 0.05`");
        }
    }

    private static void requireSpread(Components plain, PastClusters past) {
        if (!(plain.within() > 0)) {
            throw SimulationCode.BAD_PAST.error(
                    "`" + past.outcome() + "` does not vary within `" + past.cluster() + "`",
                    "it is a number of the cluster, not of its rows",
                    "take one row per cluster and plan an experiment of single units: leave `--cluster` out");
        }
    }

    /// @return number of clusters
    public int clusters() {
        return sizes.size();
    }

    /// @return mean number of rows of a cluster
    public double meanSize() {
        return (double) rows / sizes.size();
    }

    /// @return coefficient of variation of the numbers of rows, of the population (divisor: clusters)
    public double cvOfSizes() {
        double mean = meanSize();
        return Math.sqrt(sizes.stream()
                .mapToDouble(size -> (size / mean - 1) * (size / mean - 1))
                .average()
                .orElseThrow());
    }

    /// Variances that are as likely as not, given these data: sums of squares are divided by random chi-square
    /// numbers, so that the spread of what is computed from the draws is what the data leave open.
    ///
    /// @param number of draws
    /// @param stream where randomness comes from
    /// @return variances once covariates are taken off, negative ones set to 0
    public List<Components.Draw> draws(int number, RandomStream stream) {
        return adjusted.draws(number, stream);
    }

    /// A population like this one to simulate from: normal or binary, sizes that vary as much as these.
    ///
    /// @param clusters in each experiment
    /// @return at the estimates, with what covariates explain taken off
    public SimulatedClusters population(int clusters) {
        double cv = cvOfSizes();
        SizeModel model =
                cv < 1e-9 ? new SizeModel.Equal((int) Math.round(meanSize())) : new SizeModel.Varying(meanSize(), cv);
        OutcomeModel outcomes = binary
                ? new OutcomeModel.Binary(mean, Math.min(adjusted.truncatedIcc(), 1 - 1e-9))
                : new OutcomeModel.Gaussian(
                        mean, Math.sqrt(Math.max(0, adjusted.between())), Math.sqrt(adjusted.within()));
        return new SimulatedClusters(clusters, model, outcomes, List.of());
    }

    /// Mixed models with covariates and without, from totals of clusters.
    private static final class Fitter {
        private final ClusterTotals totals;
        private final int columns;
        private final double[] centre; // means over rows, taken off

        Fitter(ClusterTotals totals, int columns) {
            this.totals = totals;
            this.columns = columns;
            centre = new double[columns];
            long rows = Arrays.stream(totals.rows).sum();
            for (int u = 0; u < totals.rows.length; u++) {
                for (int i = 0; i < columns; i++) {
                    centre[i] += totals.mean[u * columns + i] * totals.rows[u] / rows;
                }
            }
        }

        /// Variances with covariates and without.
        ///
        /// @param slopes of the covariates, 0 for those that depend on others
        record Pair(double[] slopes, double between, double within, double leftBetween, double leftWithin) {}

        int clusterCovariates() {
            int count = 0;
            int triangle = columns * (columns + 1) / 2;
            for (int i = 0; i < columns - 1; i++) {
                boolean constant = true;
                for (int u = 0; u < totals.rows.length; u++) {
                    double mean = totals.mean[u * columns + i];
                    // rounding of sums leaves some 1e-16 of the values
                    constant &= totals.product[u * triangle + ClusterTotals.packed(i, i)]
                            <= 1e-20 * (1 + mean * mean) * totals.rows[u];
                }
                count += constant ? 1 : 0;
            }
            return count;
        }

        Pair fit(int[] clusters) {
            LmmFit with = fit(clusters, columns - 1);
            LmmFit without = fit(clusters, 0);
            double[] slopes = new double[columns - 1];
            List<String> names = with.fixedNames();
            for (int i = 0; i < slopes.length; i++) {
                int at = names.indexOf("x" + i);
                slopes[i] = at < 0 ? 0 : with.beta()[at];
            }
            return new Pair(
                    slopes,
                    without.covariance("g").at(0, 0),
                    without.sigma() * without.sigma(),
                    with.covariance("g").at(0, 0),
                    with.sigma() * with.sigma());
        }

        private LmmFit fit(int[] clusters, int covariates) {
            int p = covariates + 1;
            int k = clusters.length;
            int triangle = columns * (columns + 1) / 2;
            long[] keys = new long[k];
            long[] counts = new long[k];
            double[] sums = new double[k * (p + 1)];
            double[] gram = new double[(p + 1) * (p + 1)];
            int[] from = new int[p + 1]; // column of the totals; the constant has none
            for (int j = 1; j <= p; j++) {
                from[j] = j == p ? columns - 1 : j - 1;
            }
            for (int u = 0; u < k; u++) {
                int own = clusters[u];
                long n = totals.rows[own];
                keys[u] = u;
                counts[u] = n;
                double[] d = new double[p + 1];
                d[0] = 1;
                for (int j = 1; j <= p; j++) {
                    d[j] = totals.mean[own * columns + from[j]] - centre[from[j]];
                }
                for (int i = 0; i <= p; i++) {
                    sums[u * (p + 1) + i] = n * d[i];
                    for (int j = 0; j <= p; j++) {
                        double product = i == 0 || j == 0
                                ? 0
                                : totals.product[
                                        own * triangle
                                                + ClusterTotals.packed(
                                                        Math.max(from[i], from[j]), Math.min(from[i], from[j]))];
                        gram[i + j * (p + 1)] += product + n * d[i] * d[j];
                    }
                }
            }
            double[] shift = new double[p + 1];
            for (int j = 1; j <= p; j++) {
                shift[j] = centre[from[j]];
            }
            return Lmm.fit(
                    CrossProducts.ofTotals(
                            spec(k, covariates), keys, counts, shift, sums, Matrix.wrap(p + 1, p + 1, gram)),
                    Estimator.REML);
        }

        private static ModelSpec spec(int clusters, int covariates) {
            Map<String, Column> frame = new LinkedHashMap<>();
            int[] codes = IntStream.range(0, clusters).toArray();
            frame.put(
                    "g",
                    FactorColumn.wrap(
                            codes,
                            Levels.of(Arrays.stream(codes)
                                    .mapToObj(Integer::toString)
                                    .toList())));
            StringBuilder formula = new StringBuilder("y ~ 1");
            NumericColumn nothing = NumericColumn.wrap(new double[clusters], Mask.none(clusters));
            for (int i = 0; i < covariates; i++) {
                frame.put("x" + i, nothing);
                formula.append(" + x").append(i);
            }
            frame.put("y", nothing);
            return ModelSpec.of(
                    Formula.parse(formula.append(" + (1 | g)").toString()), Frame.of(frame), Roles.defaults());
        }

        Explained explained(Pair fit, int ofClusters, double level, int threads) {
            int k = totals.rows.length;
            double[] between = new double[RESAMPLES];
            double[] within = new double[RESAMPLES];
            RandomStream stream = copse.math.Seed.of(RESAMPLES).stream();
            Tasks.run(RESAMPLES, threads, b -> {
                RandomStream own = stream.split(b);
                int[] drawn = IntStream.range(0, k).map(u -> own.nextInt(k)).toArray();
                Pair again;
                try {
                    again = fit(drawn);
                } catch (copse.error.CopseException degenerate) {
                    // a resample of too few different clusters: it says nothing, as if nothing had changed
                    again = fit;
                }
                between[b] = again.between > 0 ? 1 - again.leftBetween / again.between : 0;
                within[b] = 1 - again.leftWithin / again.within;
            });
            boolean differ = fit.between > 0;
            return new Explained(
                    differ ? OptionalDouble.of(1 - fit.leftBetween / fit.between) : OptionalDouble.empty(),
                    differ ? Optional.of(percentiles(between, level)) : Optional.empty(),
                    1 - fit.leftWithin / fit.within,
                    percentiles(within, level),
                    ofClusters);
        }

        private static Interval percentiles(double[] values, double level) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            int tail = (int) Math.round(0.5 * (1 - level) * (sorted.length + 1));
            int low = Math.clamp(tail - 1, 0, sorted.length - 1);
            return Interval.of(
                    sorted[low], sorted[sorted.length - 1 - low], level, "percentiles over resampled clusters");
        }
    }
}
