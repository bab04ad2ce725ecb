package copse.bayes;

import copse.bayes.DrawnPredictor.NewGroups;
import copse.family.Family;
import copse.family.Outcomes;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.math.RandomStream;
import copse.math.Tasks;
import copse.mcmc.Chains;
import copse.model.ModelRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// Outcomes that a fitted model makes, beside those that were observed: does it make data like these?
///
/// For each draw of the parameters an outcome is drawn for every row. Shares of several trials are compared as
/// shares. Replicates are not held: statistics are taken as they are made.
///
/// - Cost: per draw and row one outcome, some 10 to 100 ns.
///
/// Source: Gelman, Carlin, Stern, Dunson, Vehtari and Rubin (2013), Bayesian Data Analysis, third edition,
/// chapter 6; Gabry, Simpson, Vehtari, Betancourt and Gelman (2019), Visualization in Bayesian workflow, J. R.
/// Stat. Soc. A 182(2). doi:10.1111/rssa.12378
public final class PosteriorPredictive {
    private static final double LOW = 0.05;
    private static final double HIGH = 0.95;
    // How much the bins reach beyond the outcomes observed, as a share of their range.
    private static final double MARGIN = 0.1;

    private final DrawnParameters parameters;
    private final Frame data;
    private final ModelRows rows;
    private final Outcomes outcomes;
    private final DrawnPredictor predictor;
    private final PredictiveOptions options;
    private final double[] observed;
    private final int perChain;

    private PosteriorPredictive(DrawnParameters parameters, Frame data, PredictiveOptions options) {
        this.parameters = parameters;
        this.data = data;
        this.rows = parameters.spec().rows(data);
        this.outcomes = Objects.requireNonNull(rows.outcomes());
        NewGroups groups = switch (options.groups()) {
            case SAME -> NewGroups.REFUSED;
            case NEW -> NewGroups.ALL_DRAWN;
        };
        this.predictor = new DrawnPredictor(
                parameters,
                RowDesign.of(parameters.spec(), data, rows),
                groups,
                options.seed().stream().split(0));
        this.options = options;
        this.observed = outcomes.y().clone();
        toShares(observed);
        int chains = parameters.draws().chains();
        this.perChain = Math.max(
                1, Math.min(options.draws() / chains, parameters.draws().perChain()));
    }

    /// @param fit a model
    /// @param data rows with response, predictors and groups: those that were fitted
    /// @param options how outcomes are replicated
    /// @return the comparison
    /// @throws copse.error.InputException `B330` for a group that the fit has not seen
    public static PosteriorPredictive of(BayesFit fit, Frame data, PredictiveOptions options) {
        return of(DrawnParameters.of(fit), data, options);
    }

    static PosteriorPredictive of(DrawnParameters parameters, Frame data, PredictiveOptions options) {
        return new PosteriorPredictive(parameters, data, options);
    }

    /// Mean, standard deviation and extremes of numbers; of counts also the share of zeros; of shares the mean;
    /// by each grouping factor the standard deviation of its groups' means.
    ///
    /// @return what to look at first
    public List<PredictiveStatistic> usual() {
        List<PredictiveStatistic> all = new ArrayList<>();
        all.add(PredictiveStatistic.of(RowSummary.MEAN));
        switch (parameters.family().outcome()) {
            case NUMBER, POSITIVE ->
                all.addAll(List.of(
                        PredictiveStatistic.of(RowSummary.SD),
                        PredictiveStatistic.of(RowSummary.MIN),
                        PredictiveStatistic.of(RowSummary.MAX)));
            case COUNT ->
                all.addAll(List.of(
                        PredictiveStatistic.of(RowSummary.SD),
                        PredictiveStatistic.of(RowSummary.MAX),
                        PredictiveStatistic.of(RowSummary.share(0))));
            case SHARE -> {
                if (Arrays.stream(outcomes.size()).anyMatch(size -> size > 1)) {
                    all.add(PredictiveStatistic.of(RowSummary.SD));
                }
            }
        }
        parameters.groups().stream()
                .filter(group -> group.grouping().factors().size() == 1)
                .forEach(group -> all.add(PredictiveStatistic.across(
                        RowSummary.SD,
                        RowSummary.MEAN,
                        group.grouping().factors().get(0))));
        return all;
    }

    /// A summary of the rows of each value of a column.
    ///
    /// @param summary of the outcomes
    /// @param column of the data
    /// @return one statistic per value, in the order of its levels
    /// @throws copse.error.InputException `I101` if there is no such column
    public List<PredictiveStatistic> by(RowSummary summary, String column) {
        return groups(column).keySet().stream()
                .map(value -> PredictiveStatistic.within(summary, column, value))
                .toList();
    }

    /// Compares statistics. All are taken of the same replicates, and a replicate is the same whatever is
    /// asked.
    ///
    /// @param statistics what is compared
    /// @return one check per statistic
    /// @throws copse.error.InputException `I101` for a column that is not there, `B331` for a value without
    ///     rows
    public List<PredictiveCheck> check(List<PredictiveStatistic> statistics) {
        List<Evaluation> evaluations = statistics.stream().map(this::evaluation).toList();
        int chains = parameters.draws().chains();
        double[][][] values = new double[statistics.size()][chains][perChain];
        replicate((index, y) -> {
            for (int k = 0; k < values.length; k++) {
                values[k][index / perChain][index % perChain] =
                        evaluations.get(k).of(y);
            }
        });
        return IntStream.range(0, values.length)
                .mapToObj(k ->
                        PredictiveCheck.of(statistics.get(k), evaluations.get(k).of(observed), Chains.of(values[k])))
                .toList();
    }

    /// Histograms of outcomes observed and replicated.
    ///
    /// Bins cover the outcomes observed and a little more, equally wide; a whole-numbered outcome has at least
    /// one value to a bin. What falls outside is counted in the first and last bin.
    ///
    /// @param bins at most how many
    /// @return shares of rows per bin
    public PredictiveHistogram histogram(int bins) {
        double[] edges = edges(bins);
        int count = edges.length - 1;
        double[][] shares = new double[count][parameters.draws().chains() * perChain];
        replicate((index, y) -> {
            double[] own = shares(y, edges);
            for (int b = 0; b < count; b++) {
                shares[b][index] = own[b];
            }
        });
        double[] lower = new double[count];
        double[] median = new double[count];
        double[] upper = new double[count];
        for (int b = 0; b < count; b++) {
            Chains draws = Chains.of(shares[b]);
            lower[b] = draws.quantile(LOW);
            median[b] = draws.median();
            upper[b] = draws.quantile(HIGH);
        }
        return new PredictiveHistogram(edges, shares(observed, edges), lower, median, upper);
    }

    /// Some of the replicates themselves, for pictures: evenly over chains and draws.
    ///
    /// Memory: 8 bytes per row and replicate.
    ///
    /// @param most at most how many
    /// @return by replicate and row; shares where outcomes are counts of several trials
    public double[][] replicates(int most) {
        int tasks = parameters.draws().chains() * perChain;
        int count = Math.min(most, tasks);
        double[][] all = new double[count][];
        RandomStream stream = options.seed().stream().split(1);
        Tasks.run(count, Runtime.getRuntime().availableProcessors(), i -> {
            int index = (int) ((2L * i + 1) * tasks / (2L * count));
            all[i] = replicate(index, stream);
        });
        return all;
    }

    /// @return the outcomes observed, complete rows in their order; a copy
    public double[] observed() {
        return observed.clone();
    }

    private double[] edges(int bins) {
        double least = Arrays.stream(observed).min().orElse(0);
        double most = Arrays.stream(observed).max().orElse(0);
        boolean whole = Arrays.stream(observed).allMatch(y -> y == Math.rint(y));
        if (whole) {
            double width = Math.max(1, Math.ceil((most - least + 1) / bins));
            int count = (int) Math.ceil((most - least + 1) / width);
            return IntStream.rangeClosed(0, count)
                    .mapToDouble(b -> least - 0.5 + b * width)
                    .toArray();
        }
        double from = least - MARGIN * (most - least);
        double width = (1 + 2 * MARGIN) * (most - least) / bins;
        return IntStream.rangeClosed(0, bins).mapToDouble(b -> from + b * width).toArray();
    }

    private static double[] shares(double[] y, double[] edges) {
        double[] shares = new double[edges.length - 1];
        double width = edges[1] - edges[0];
        for (double value : y) {
            int bin = (int) Math.floor((value - edges[0]) / width);
            shares[Math.clamp(bin, 0, shares.length - 1)] += 1.0 / y.length;
        }
        return shares;
    }

    /// What is done with one replicate; called from several threads.
    @FunctionalInterface
    private interface Taker {
        void take(int index, double[] y);
    }

    private void replicate(Taker taker) {
        int tasks = parameters.draws().chains() * perChain;
        RandomStream stream = options.seed().stream().split(1);
        Tasks.run(
                tasks,
                Runtime.getRuntime().availableProcessors(),
                index -> taker.take(index, replicate(index, stream)));
    }

    private double[] replicate(int index, RandomStream stream) {
        int chain = index / perChain;
        // evenly spaced, the last draw among them
        int draw = (int) ((index % perChain + 1L) * parameters.draws().perChain() / perChain) - 1;
        return outcomes(chain, draw, stream.split(index));
    }

    private double[] outcomes(int chain, int draw, RandomStream stream) {
        Family family = parameters.family(chain * parameters.draws().perChain() + draw);
        int n = rows.count();
        double[] eta = new double[n];
        double[] zeta = new double[n];
        double[] omega = new double[n];
        predictor.linearAt(chain, draw, eta);
        if (family.isInflated()) {
            predictor.inflationAt(chain, draw, zeta);
        }
        if (family.hasShape()) {
            predictor.omegaAt(chain, draw, omega);
        }
        for (int i = 0; i < n; i++) {
            eta[i] = family.distribution(eta[i], zeta[i], outcomes.size()[i], omega[i])
                    .draw(stream);
        }
        toShares(eta);
        return eta;
    }

    private void toShares(double[] y) {
        switch (parameters.family().outcome()) {
            case SHARE -> {
                for (int i = 0; i < y.length; i++) {
                    y[i] /= outcomes.size()[i];
                }
            }
            case COUNT, NUMBER, POSITIVE -> {}
        }
    }

    /// A statistic that knows which rows it is of.
    @FunctionalInterface
    private interface Evaluation {
        double of(double[] y);
    }

    private Evaluation evaluation(PredictiveStatistic statistic) {
        return switch (statistic) {
            case PredictiveStatistic.Overall overall ->
                y -> overall.summary().formula().of(y);
            case PredictiveStatistic.Within within -> {
                Map<String, int[]> groups = groups(within.column());
                int[] own = groups.get(within.value());
                if (own == null) {
                    throw AnswerCode.noRows(within, List.copyOf(groups.keySet()));
                }
                yield y -> within.summary().formula().of(select(y, own));
            }
            case PredictiveStatistic.Across across -> {
                List<int[]> groups = List.copyOf(groups(across.column()).values());
                yield y -> across.outer()
                        .formula()
                        .of(groups.stream()
                                .mapToDouble(own -> across.inner().formula().of(select(y, own)))
                                .toArray());
            }
        };
    }

    private static double[] select(double[] y, int[] rows) {
        double[] own = new double[rows.length];
        for (int k = 0; k < own.length; k++) {
            own[k] = y[rows[k]];
        }
        return own;
    }

    /// Complete rows by the value of a column, in the order of its levels.
    private Map<String, int[]> groups(String name) {
        FactorColumn column = data.asFactor(name).factor(name);
        Map<String, int[]> groups = new LinkedHashMap<>();
        for (int level = 0; level < column.levels().size(); level++) {
            int code = level;
            int[] own = IntStream.range(0, rows.count())
                    .filter(i -> column.code(rows.source()[i]) == code)
                    .toArray();
            if (own.length > 0) {
                groups.put(column.levels().label(level), own);
            }
        }
        return groups;
    }
}
