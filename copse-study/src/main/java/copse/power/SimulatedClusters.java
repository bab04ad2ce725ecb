package copse.power;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Clusters drawn anew for each experiment from a model of outcomes.
///
/// Columns: `cluster` (1, 2 …), `size`, the covariates, and the outcome `y`.
///
/// Cost: an experiment costs as many random numbers as there are clusters, not rows: of normal and binary
/// outcomes only what estimators need is drawn, the clusters' means and sums of squares, from their joint
/// distribution. Limits of a normal outcome, and counts, take a random number per row, but no memory.
///
/// @param clusters number of clusters in each experiment, at least 2
/// @param sizes rows per cluster
/// @param model of outcomes
/// @param covariates measured before
public record SimulatedClusters(int clusters, SizeModel sizes, OutcomeModel model, List<SimulatedCovariate> covariates)
        implements Population {
    /// The column of clusters.
    public static final String CLUSTER = "cluster";

    /// The column of their numbers of rows.
    public static final String SIZE = "size";

    /// The column of outcomes.
    public static final String OUTCOME = "y";

    /// @throws copse.error.InputException `W202` if there are fewer than two clusters, covariates explain all
    ///     of the variance, two columns have one name, or covariates of rows are to explain an outcome that is
    ///     not normal
    public SimulatedClusters {
        Ranges.atLeast("the number of clusters", clusters, 2);
        covariates = List.copyOf(covariates);
        Ranges.share(
                "the share of the variance between clusters that covariates explain",
                SimulatedCovariate.r2Between(covariates));
        Ranges.share(
                "the share of the variance within clusters that covariates explain",
                SimulatedCovariate.r2Within(covariates));
        Set<String> names = new HashSet<>(Set.of(CLUSTER, SIZE, OUTCOME));
        for (SimulatedCovariate covariate : covariates) {
            if (!names.add(covariate.name())) {
                throw SimulationCode.OUT_OF_RANGE.error(
                        "two columns of the population are called `" + covariate.name() + "`",
                        "there are `cluster`, `size` and `y` beside the covariates",
                        "give the covariate a name of its own");
            }
            if (covariate instanceof SimulatedCovariate.OfRows && !(model instanceof OutcomeModel.Gaussian)) {
                throw SimulationCode.OUT_OF_RANGE.error(
                        "covariate `" + covariate.name() + "` of rows is to explain an outcome that is not normal",
                        "shares of variance within clusters are defined for normal outcomes",
                        "make it a covariate of clusters, or simulate normal outcomes");
            }
        }
    }

    /// @param clusters number of clusters in each experiment
    /// @param size rows per cluster
    /// @param model of outcomes
    /// @return a population without covariates
    public static SimulatedClusters of(int clusters, int size, OutcomeModel model) {
        return new SimulatedClusters(clusters, new SizeModel.Equal(size), model, List.of());
    }

    /// @param number of clusters in each experiment
    /// @return this with so many
    public SimulatedClusters withClusters(int number) {
        return new SimulatedClusters(number, sizes, model, covariates);
    }

    /// @param other rows per cluster
    /// @return this with other sizes
    public SimulatedClusters withSizes(SizeModel other) {
        return new SimulatedClusters(clusters, other, model, covariates);
    }

    /// @param measured before
    /// @return this with covariates
    public SimulatedClusters withCovariates(SimulatedCovariate... measured) {
        return new SimulatedClusters(clusters, sizes, model, List.of(measured));
    }

    @Override
    public String outcome() {
        return OUTCOME;
    }

    @Override
    public String cluster() {
        return CLUSTER;
    }

    @Override
    public String describe() {
        String size = switch (sizes) {
            case SizeModel.Equal equal -> equal.size() + " rows";
            case SizeModel.Listed listed -> Texts.number(listed.mean()) + " rows on average";
            case SizeModel.Varying varying ->
                Texts.number(varying.mean()) + " rows on average, CV " + Texts.number(varying.cv());
        };
        String outcomes = switch (model) {
            case OutcomeModel.Gaussian gaussian ->
                "normal outcomes, sd " + Texts.number(gaussian.sd()) + ", ICC "
                        + Texts.number(Math.pow(gaussian.betweenSd() / gaussian.sd(), 2));
            case OutcomeModel.Binary binary ->
                "binary outcomes, share " + Texts.number(binary.share()) + ", ICC " + Texts.number(binary.icc());
            case OutcomeModel.Count count ->
                "counts, rate " + Texts.number(count.rate()) + ", CV of rates " + Texts.number(count.cv());
        };
        return clusters + " simulated clusters of " + size + ", " + outcomes;
    }
}
