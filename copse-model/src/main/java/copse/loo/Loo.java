package copse.loo;

import copse.error.Diagnostic;
import copse.math.Tasks;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// Leave-one-out predictive density by Pareto-smoothed importance sampling: how well a model predicts each
/// observation from all others, without fitting it again for each.
///
/// ```java
/// Loo loo = Loo.of(logLikelihood, 2);
/// loo.elpd();                                          // ± loo.se(), over rows
/// loo = loo.refitted(column -> fitWithout(column), 2); // where loo.unreliable() > 0
/// ```
///
/// - Cost: one pass over the columns; about half a millisecond each for 4 × 1000 draws. Memory: a few vectors
///   of draws per thread.
/// - Rows that share a column count as often as they occur, in sums as well as in standard errors.
///
/// Source: Vehtari, Gelman and Gabry (2017), Practical Bayesian model evaluation using leave-one-out
/// cross-validation and WAIC, Stat. Comput. 27. doi:10.1007/s11222-016-9696-4
public final class Loo extends SummedElpd {
    // Half a nat in one observation is as much as most comparisons are about.
    private static final double MOST_BRIDGE_ERROR = 0.5;

    private final List<LooColumn> columns;
    private final int[] columnOf;
    private final int draws;
    private final RowTotals penalty;

    private Loo(List<LooColumn> columns, int[] columnOf, long fingerprint, int draws) {
        super(totals(columns, LooColumn::elpd), fingerprint);
        this.columns = columns;
        this.columnOf = columnOf;
        this.draws = draws;
        this.penalty = totals(columns, LooColumn::penalty);
    }

    /// @param logLikelihood of every observation at every draw
    /// @param threads that share the columns
    /// @return the predictive densities
    public static Loo of(PointwiseLogLikelihood logLikelihood, int threads) {
        return of(logLikelihood, threads, false);
    }

    /// The same for draws that are independent, so that no effective sizes need to be found.
    ///
    /// @param logLikelihood of every observation at every draw
    /// @param threads that share the columns
    /// @return the predictive densities
    public static Loo ofIndependentDraws(PointwiseLogLikelihood logLikelihood, int threads) {
        return of(logLikelihood, threads, true);
    }

    private static Loo of(PointwiseLogLikelihood logLikelihood, int threads, boolean independent) {
        LooColumn[] columns = new LooColumn[logLikelihood.columns()];
        ThreadLocal<double[]> buffers =
                ThreadLocal.withInitial(() -> new double[logLikelihood.chains() * logLikelihood.perChain()]);
        Tasks.run(columns.length, threads, c -> {
            double[] logs = buffers.get();
            logLikelihood.fill(c, logs);
            columns[c] = LooColumns.of(logs, logLikelihood.chains(), logLikelihood.multiplicity(c), independent);
        });
        int[] columnOf = new int[logLikelihood.rows()];
        Arrays.setAll(columnOf, logLikelihood::column);
        return new Loo(
                List.of(columns),
                columnOf,
                logLikelihood.fingerprint(),
                logLikelihood.chains() * logLikelihood.perChain());
    }

    /// A model that was fitted again without one observation.
    @FunctionalInterface
    public interface Refit {
        /// @param column an observation, or several that are alike, of which one is left out
        /// @return its log likelihood at draws of the posterior given all others, by chain and draw; none if
        ///     the model cannot be fitted without it
        double[][] logLikelihood(int column);
    }

    /// Replaces what importance sampling cannot tell by exact values: each observation with a k above
    /// [#threshold()] is left out and the model fitted again.
    ///
    /// The density is the ratio of the normalising constants of both posteriors, by bridge sampling. Where they
    /// hardly meet, even that is uncertain: the observation takes its value and stays unreliable.
    ///
    /// @param refit fits the model; called from several threads
    /// @param all log likelihood at the draws of the posterior given all observations
    /// @param threads that share the fits
    /// @return the predictive densities, with exact ones for those observations
    public Loo refitted(PointwiseLogLikelihood all, Refit refit, int threads) {
        LooColumn[] replaced = columns.toArray(LooColumn[]::new);
        int[] unreliable = IntStream.range(0, replaced.length)
                .filter(c -> isUnreliable(replaced[c]))
                .toArray();
        Tasks.run(unreliable.length, threads, i -> {
            int c = unreliable[i];
            double[][] chains = refit.logLikelihood(c);
            if (chains.length > 0) {
                double[] logs = new double[all.chains() * all.perChain()];
                all.fill(c, logs);
                Bridge bridge = Bridge.of(LooColumns.byChain(logs, all.chains()), chains);
                replaced[c] =
                        replaced[c].refitted(bridge.logMean(), bridge.error(), bridge.error() <= MOST_BRIDGE_ERROR);
            }
        });
        return new Loo(List.of(replaced), columnOf, fingerprint(), draws);
    }

    @Override
    public String method() {
        return columns.stream().anyMatch(LooColumn::exact) ? "PSIS-LOO with refits" : "PSIS-LOO";
    }

    @Override
    public String kind() {
        return "leave-one-out";
    }

    @Override
    public int rows() {
        return columnOf.length;
    }

    @Override
    public double elpd(int row) {
        return columns.get(columnOf[row]).elpd();
    }

    /// @return effective number of parameters: by how much the model predicts the data better with each
    ///     observation known than without it
    public double p() {
        return penalty.sum();
    }

    /// @return standard error of [#p()]
    public double seP() {
        return penalty.se();
    }

    /// @return Monte Carlo standard error of [#elpd()]; empty where importance sampling fails for some
    ///     observation
    public OptionalDouble mcse() {
        if (unreliable() > 0) {
            return OptionalDouble.empty();
        }
        double variance = 0;
        for (LooColumn column : columns) {
            // rows alike share their error, which therefore does not average out
            variance += Math.pow(column.multiplicity() * column.mcse(), 2);
        }
        return OptionalDouble.of(Math.sqrt(variance));
    }

    /// @return per distinct observation
    public List<LooColumn> columns() {
        return columns;
    }

    /// @param row an observation
    /// @return what is known of it
    public LooColumn of(int row) {
        return columns.get(columnOf[row]);
    }

    /// @return the k above which an observation's density is not to be relied on
    public double threshold() {
        return Psis.threshold(draws);
    }

    private boolean isUnreliable(LooColumn column) {
        return !column.exact() && column.k() > threshold();
    }

    /// @return number of observations whose density is not to be relied on
    public int unreliable() {
        return (int) columns.stream()
                .filter(this::isUnreliable)
                .mapToDouble(LooColumn::multiplicity)
                .sum();
    }

    /// @return the largest k of an observation whose model was not fitted again; −∞ if there is none
    public double largestK() {
        return columns.stream()
                .filter(column -> !column.exact())
                .mapToDouble(LooColumn::k)
                .max()
                .orElse(Double.NEGATIVE_INFINITY);
    }

    /// @return the widely applicable information criterion from the same pass
    public Waic waic() {
        return new Waic(columns, columnOf, fingerprint());
    }

    /// @return what a reader must know before the numbers are used; empty if nothing
    public List<Diagnostic> diagnostics() {
        int bad = unreliable();
        if (bad == 0) {
            return List.of();
        }
        String meaning = String.format(
                Locale.ROOT,
                "%,d of %,d observations change the posterior so much that it cannot be reweighted to leave them out:"
                        + " the Pareto k is above %.2f, up to %.2f. elpd may be far too large.",
                bad,
                rows(),
                threshold(),
                largestK());
        return List.of(LooCode.HIGH_K.diagnostic("elpd", largestK(), threshold(), meaning));
    }
}
