package copse.power;

import copse.design.Design;
import copse.design.Randomisation;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import copse.math.RandomStream;
import copse.math.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/// Draws experiments from [SimulatedClusters].
///
/// Children of an experiment's stream: 0 sizes, 1 covariates of clusters, 2 effects of clusters; rows take the
/// stream that [Sample#observe] is given. A changed effect thus leaves all other random numbers as they were.
final class SimulatedSampler implements Sampler {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    // for sizes that are not random
    private static final RandomStream NOTHING_RANDOM = Seed.of(0).stream();

    private final SimulatedClusters population;
    private final Design design;
    private final List<String> columns;
    /// Per covariate wanted: its place among the covariates of clusters, or −1.
    private final int[] ofCluster;
    /// Per covariate wanted: its place among those of rows, or −1. A covariate with neither is the size.
    private final int[] ofRow;

    private final List<SimulatedCovariate.OfClusters> clusterCovariates;
    private final List<SimulatedCovariate.OfRows> rowCovariates;
    private final List<SimulatedCovariate.Strata> strata;
    private final Levels ids;
    private final double[] rowWeights; // of covariates of rows and the residual, in standard deviations within
    private final double clusterRest; // weight of what no covariate of clusters explains
    private final @Nullable Randomisation fixed;

    /// @param design over clusters
    /// @param covariates that estimators use, in their order
    SimulatedSampler(SimulatedClusters population, Design design, List<String> covariates) {
        this.population = population;
        this.design = design;
        clusterCovariates = only(SimulatedCovariate.OfClusters.class);
        rowCovariates = only(SimulatedCovariate.OfRows.class);
        strata = only(SimulatedCovariate.Strata.class);
        ofCluster = new int[covariates.size()];
        ofRow = new int[covariates.size()];
        for (int i = 0; i < ofRow.length; i++) {
            String name = covariates.get(i);
            ofCluster[i] = names(clusterCovariates).indexOf(name);
            ofRow[i] = names(rowCovariates).indexOf(name);
            if (ofCluster[i] < 0 && ofRow[i] < 0 && !name.equals(SimulatedClusters.SIZE)) {
                throw noCovariate(name);
            }
        }
        columns = new ArrayList<>(covariates);
        columns.add(SimulatedClusters.OUTCOME);
        rowWeights = new double[rowCovariates.size() + 1];
        for (int k = 0; k < rowCovariates.size(); k++) {
            rowWeights[k] = Math.sqrt(rowCovariates.get(k).r2());
        }
        rowWeights[rowCovariates.size()] = Math.sqrt(1 - SimulatedCovariate.r2Within(population.covariates()));
        clusterRest = Math.sqrt(1 - SimulatedCovariate.r2Between(population.covariates()));
        ids = Levels.of(IntStream.rangeClosed(1, population.clusters())
                .mapToObj(Integer::toString)
                .toList());
        boolean alike = clusterCovariates.isEmpty() && !(population.sizes() instanceof SizeModel.Varying);
        fixed = alike ? over(population.sizes().draw(population.clusters(), NOTHING_RANDOM), new double[0][]) : null;
    }

    private <C extends SimulatedCovariate> List<C> only(Class<C> kind) {
        return population.covariates().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private static List<String> names(List<? extends SimulatedCovariate> covariates) {
        return covariates.stream().map(SimulatedCovariate::name).toList();
    }

    private RuntimeException noCovariate(String name) {
        List<String> there = new ArrayList<>(names(clusterCovariates));
        there.addAll(names(rowCovariates));
        there.add(SimulatedClusters.SIZE);
        return SimulationCode.NO_COLUMN.error(
                "the simulated population has no covariate `" + name + "`",
                "estimators can adjust for " + String.join(", ", there),
                "add it to the population, or leave it out of the question");
    }

    @Override
    public boolean keepsOutcomes() {
        return false;
    }

    @Override
    public Sample draw(RandomStream stream) {
        int clusters = population.clusters();
        long[] sizes = population.sizes().draw(clusters, stream.split(0));
        RandomStream own = stream.split(1);
        double[][] x = new double[clusterCovariates.size()][clusters];
        for (double[] column : x) {
            own.fillGaussian(column, 0, clusters);
        }
        double[] z = new double[clusters];
        stream.split(2).fillGaussian(z, 0, clusters);
        for (int u = 0; u < clusters; u++) {
            z[u] *= clusterRest;
            for (int k = 0; k < x.length; k++) {
                z[u] += Math.sqrt(clusterCovariates.get(k).r2()) * x[k][u];
            }
            for (SimulatedCovariate.Strata by : strata) {
                z[u] += Math.sqrt(by.r2()) * by.score(u % by.strata());
            }
        }
        return new Drawn(fixed != null ? fixed : over(sizes, x), sizes, x, z);
    }

    private Randomisation over(long[] sizes, double[][] x) {
        Map<String, Column> frame = new LinkedHashMap<>();
        double[] id = new double[sizes.length];
        double[] size = new double[sizes.length];
        for (int u = 0; u < id.length; u++) {
            id[u] = u + 1;
            size[u] = sizes[u];
        }
        frame.put(SimulatedClusters.CLUSTER, NumericColumn.of(id));
        frame.put(SimulatedClusters.SIZE, NumericColumn.of(size));
        for (int k = 0; k < x.length; k++) {
            frame.put(clusterCovariates.get(k).name(), NumericColumn.of(x[k]));
        }
        for (SimulatedCovariate.Strata by : strata) {
            frame.put(by.name(), stratumOf(by, IntStream.range(0, sizes.length).toArray()));
        }
        return design.over(Frame.of(frame), SimulatedClusters.CLUSTER);
    }

    private static FactorColumn stratumOf(SimulatedCovariate.Strata by, int[] cluster) {
        int[] codes = new int[cluster.length];
        Arrays.setAll(codes, row -> cluster[row] % by.strata());
        return FactorColumn.wrap(
                codes,
                Levels.of(IntStream.range(0, by.strata())
                        .mapToObj(SimulatedCovariate.Strata::label)
                        .toList()));
    }

    /// The clusters of one experiment. `z` is what a cluster has beyond others, in standard deviations between.
    private final class Drawn implements Sample {
        private final Randomisation randomisation;
        private final long[] sizes;
        private final double[][] x;
        private final double[] z;

        Drawn(Randomisation randomisation, long[] sizes, double[][] x, double[] z) {
            this.randomisation = randomisation;
            this.sizes = sizes;
            this.x = x;
            this.z = z;
        }

        @Override
        public Randomisation randomisation() {
            return randomisation;
        }

        @Override
        public Observed observe(Treatment treatment, RandomStream stream, boolean withRows) {
            ClusterTotals totals = new ClusterTotals(sizes.length, columns.size());
            RowStore store = withRows ? new RowStore(Arrays.stream(sizes).sum(), columns.size()) : null;
            double gained = switch (population.model()) {
                case OutcomeModel.Gaussian model
                when store == null && treatment.limits() == null -> totals(model, treatment, stream, totals);
                case OutcomeModel.Gaussian model -> rows(model, treatment, stream, totals, store);
                case OutcomeModel.Binary model -> binary(model, treatment, stream, totals, store);
                case OutcomeModel.Count model -> counts(model, treatment, stream, totals, store);
            };
            double realised = gained / Arrays.stream(sizes).sum();
            return new Observed(
                    columns,
                    totals.rows,
                    totals.mean,
                    totals.product,
                    realised,
                    store == null ? null : store.frame(columns, frameOf(store)));
        }

        private Map<String, Column> frameOf(RowStore store) {
            Map<String, Column> frame = new LinkedHashMap<>();
            frame.put(SimulatedClusters.CLUSTER, FactorColumn.wrap(store.cluster, ids));
            for (SimulatedCovariate.Strata by : strata) {
                frame.put(by.name(), stratumOf(by, store.cluster));
            }
            return frame;
        }

        /// Totals of normal outcomes from their joint distribution.
        private double totals(
                OutcomeModel.Gaussian model, Treatment treatment, RandomStream stream, ClusterTotals totals) {
            int order = rowWeights.length;
            int c = columns.size();
            Scatter scatter = new Scatter(order);
            double[] mean = new double[c];
            double[] product = new double[c * (c + 1) / 2];
            double gained = 0;
            for (int u = 0; u < sizes.length; u++) {
                scatter.draw(sizes[u], stream);
                gained += sizes[u] * treatment.effect()[u];
                double y = model.mean()
                        + model.betweenSd() * z[u]
                        + (treatment.treated()[u] ? treatment.effect()[u] : 0);
                double square = 0;
                for (int k = 0; k < order; k++) {
                    y += model.withinSd() * rowWeights[k] * scatter.mean[k];
                    for (int l = 0; l < order; l++) {
                        square += rowWeights[k] * rowWeights[l] * scatter.product(k, l);
                    }
                }
                fixedPart(u, mean);
                for (int i = 0; i < c - 1; i++) {
                    if (ofRow[i] < 0) {
                        continue;
                    }
                    mean[i] = scatter.mean[ofRow[i]];
                    for (int j = 0; j <= i; j++) {
                        if (ofRow[j] >= 0) {
                            product[ClusterTotals.packed(i, j)] = scatter.product(ofRow[i], ofRow[j]);
                        }
                    }
                    double withY = 0;
                    for (int k = 0; k < order; k++) {
                        withY += rowWeights[k] * scatter.product(ofRow[i], k);
                    }
                    product[ClusterTotals.packed(c - 1, i)] = model.withinSd() * withY;
                }
                mean[c - 1] = y;
                product[ClusterTotals.packed(c - 1, c - 1)] = model.withinSd() * model.withinSd() * square;
                totals.put(u, sizes[u], mean, product);
            }
            return gained;
        }

        private double rows(
                OutcomeModel.Gaussian model,
                Treatment treatment,
                RandomStream stream,
                ClusterTotals totals,
                @Nullable RowStore store) {
            AddedEffect.Limits limits = treatment.limits();
            double[] value = new double[columns.size()];
            double[] e = new double[rowWeights.length];
            double gained = 0;
            for (int u = 0; u < sizes.length; u++) {
                double base = model.mean() + model.betweenSd() * z[u];
                double effect = treatment.effect()[u];
                begin(u, base, value, totals);
                for (long row = 0; row < sizes[u]; row++) {
                    double y = base;
                    for (int k = 0; k < e.length; k++) {
                        e[k] = stream.nextGaussian();
                        y += model.withinSd() * rowWeights[k] * e[k];
                    }
                    double with = limits == null ? y + effect : limits.clip(y + effect);
                    double without = limits == null ? y : limits.clip(y);
                    gained += limits == null ? effect : with - without;
                    for (int i = 0; i < ofRow.length; i++) {
                        if (ofRow[i] >= 0) {
                            value[i] = e[ofRow[i]];
                        }
                    }
                    put(u, treatment.treated()[u] ? with : without, value, totals, store);
                }
                totals.finish(u);
            }
            return gained;
        }

        private double binary(
                OutcomeModel.Binary model,
                Treatment treatment,
                RandomStream stream,
                ClusterTotals totals,
                @Nullable RowStore store) {
            BetaDistribution shares = model.icc() == 0
                    ? null
                    : BetaDistribution.of(
                            model.share() * (1 / model.icc() - 1), (1 - model.share()) * (1 / model.icc() - 1));
            double[] value = new double[columns.size()];
            double gained = 0;
            for (int u = 0; u < sizes.length; u++) {
                double share = shares == null
                        ? model.share()
                        : quantile(shares::inverseCumulativeProbability, shares::inverseSurvivalProbability, z[u]);
                double with = Math.clamp(share + treatment.effect()[u], 0.0, 1.0);
                gained += sizes[u] * (with - share);
                int n = Math.toIntExact(sizes[u]);
                int ones = stream.nextBinomial(n, treatment.treated()[u] ? with : share);
                begin(u, 0, value, totals);
                if (store == null) {
                    twoValued(u, n, ones, value, totals);
                } else {
                    for (int row = 0; row < n; row++) {
                        put(u, row < ones ? 1 : 0, value, totals, store);
                    }
                    totals.finish(u);
                }
            }
            return gained;
        }

        // all columns but the outcome are constant within the cluster
        private void twoValued(int u, int n, int ones, double[] value, ClusterTotals totals) {
            int c = columns.size();
            double[] product = new double[c * (c + 1) / 2];
            value[c - 1] = (double) ones / n;
            product[product.length - 1] = ones * (1 - value[c - 1]);
            totals.put(u, n, value, product);
        }

        private double counts(
                OutcomeModel.Count model,
                Treatment treatment,
                RandomStream stream,
                ClusterTotals totals,
                @Nullable RowStore store) {
            double shape = 1 / (model.cv() * model.cv());
            GammaDistribution rates = model.cv() == 0 ? null : GammaDistribution.of(shape, model.rate() / shape);
            double[] value = new double[columns.size()];
            double gained = 0;
            for (int u = 0; u < sizes.length; u++) {
                double rate = rates == null
                        ? model.rate()
                        : quantile(rates::inverseCumulativeProbability, rates::inverseSurvivalProbability, z[u]);
                double with = rate * Math.max(0, 1 + treatment.effect()[u] / model.rate());
                gained += sizes[u] * (with - rate);
                double own = treatment.treated()[u] ? with : rate;
                begin(u, own, value, totals);
                for (long row = 0; row < sizes[u]; row++) {
                    put(u, stream.nextPoisson(own), value, totals, store);
                }
                totals.finish(u);
            }
            return gained;
        }

        private void begin(int u, double y, double[] value, ClusterTotals totals) {
            fixedPart(u, value);
            value[value.length - 1] = y;
            totals.begin(value);
        }

        /// Covariates that are the same for all rows of a cluster; 0 for those that are not.
        private void fixedPart(int u, double[] value) {
            for (int i = 0; i < ofRow.length; i++) {
                value[i] = ofCluster[i] >= 0 ? x[ofCluster[i]][u] : ofRow[i] >= 0 ? 0 : sizes[u];
            }
        }

        private static void put(int u, double y, double[] value, ClusterTotals totals, @Nullable RowStore store) {
            value[value.length - 1] = y;
            totals.add(value);
            if (store != null) {
                store.add(u, value);
            }
        }
    }

    /// The quantile of a distribution at the normal number z's probability, from the nearer tail.
    private static double quantile(
            java.util.function.DoubleUnaryOperator lower, java.util.function.DoubleUnaryOperator upper, double z) {
        return z < 0
                ? lower.applyAsDouble(NORMAL.cumulativeProbability(z))
                : upper.applyAsDouble(NORMAL.survivalProbability(z));
    }
}
