package copse.power;

import copse.design.Allocation;
import copse.design.Complete;
import copse.design.Design;
import copse.design.Stratified;
import copse.estimate.Question;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The closed form of the power of a declared experiment, where there is one.
///
/// There is one for simulated clusters in two arms of fixed numbers, complete or within strata that the
/// population has, decided by the question's test. It is that of a t test of cluster means (of rows, where
/// sizes vary) with the degrees of freedom of the design; other estimators have about its power if they are any
/// good.
final class ClosedForm {
    private ClosedForm() {}

    /// @param declared an experiment
    /// @return its closed form
    static Optional<Power> of(Declaration declared) {
        if (!(declared.population() instanceof SimulatedClusters population)
                || !(declared.rule() instanceof DecisionRule.Test)
                || declared.effect().sd() > 0
                || declared.effect().limits().isPresent()) {
            return Optional.empty();
        }
        Question question = declared.question();
        Design design = OwnDesign.of(declared.design(), population.cluster());
        Adjustment adjustment = adjustment(population, question.covariates());
        TestRule rule = new TestRule(1 - question.level(), question.hypothesis(), TestRule.Statistic.T);
        return trial(design, population, question, adjustment)
                .map(trial -> Power.of(trial, outcome(population.model()), rule));
    }

    /// @param declared an experiment
    /// @return its power in closed form
    static OptionalDouble power(Declaration declared) {
        Optional<Power> power = of(declared);
        if (power.isEmpty()) {
            return OptionalDouble.empty();
        }
        Outcome outcome = power.get().outcome();
        double effect = declared.effect().mean();
        // an effect that the outcome cannot have is cut in the simulation and has no closed form
        return effect < outcome.lowestEffect() || effect > outcome.highestEffect()
                ? OptionalDouble.empty()
                : OptionalDouble.of(power.get().power(effect));
    }

    private static Optional<Trial> trial(
            Design design, SimulatedClusters population, Question question, Adjustment adjustment) {
        ClusterSizes sizes = sizes(population.sizes());
        Clustering clustering = clustering(population.model());
        return switch (design) {
            case Complete complete ->
                counts(complete.allocation(), population.clusters(), question)
                        .map(arms -> new ParallelTrial(arms[0], arms[1], sizes, clustering, adjustment));
            case Stratified stratified ->
                strata(stratified, population)
                        .filter(by -> counts(stratified.allocation(), population.clusters(), question)
                                .filter(arms -> arms[0] == arms[1])
                                .isPresent())
                        .map(by -> new StratifiedTrial(
                                population.clusters() / 2.0, by.strata(), sizes, clustering, by.r2(), adjustment));
            default -> Optional.empty();
        };
    }

    private static Optional<SimulatedCovariate.Strata> strata(Stratified design, SimulatedClusters population) {
        return population.covariates().stream()
                .filter(SimulatedCovariate.Strata.class::isInstance)
                .map(SimulatedCovariate.Strata.class::cast)
                .filter(by -> design.columns().equals(List.of(by.name())))
                .findFirst();
    }

    /// Clusters in control and treatment, if all are in one of the two.
    private static Optional<double[]> counts(Allocation allocation, int clusters, Question question) {
        List<String> arms = allocation.arms();
        int control = arms.indexOf(question.control());
        int treatment = arms.indexOf(question.treatment());
        if (arms.size() != 2 || control < 0 || treatment < 0) {
            return Optional.empty();
        }
        return switch (allocation) {
            case Allocation.Shares shares -> {
                double sum = shares.ratio().get(0) + shares.ratio().get(1);
                yield Optional.of(new double[] {
                    clusters * shares.ratio().get(control) / sum,
                    clusters * shares.ratio().get(treatment) / sum
                });
            }
            case Allocation.Counts counts ->
                Optional.of(new double[] {
                    counts.counts().get(control), counts.counts().get(treatment)
                });
            case Allocation.PerStratum _ -> Optional.empty();
        };
    }

    private static ClusterSizes sizes(SizeModel sizes) {
        return switch (sizes) {
            case SizeModel.Equal equal -> new ClusterSizes.Equal(equal.size());
            case SizeModel.Varying varying -> new ClusterSizes.Varying(varying.mean(), varying.cv());
            case SizeModel.Listed listed ->
                new ClusterSizes.Listed(
                        listed.sizes().stream().map(Integer::doubleValue).toList(), ClusterSizes.Weights.BY_SIZE);
        };
    }

    private static Outcome outcome(OutcomeModel model) {
        return switch (model) {
            case OutcomeModel.Gaussian gaussian -> new Outcome.Mean(gaussian.sd());
            case OutcomeModel.Binary binary -> new Outcome.Proportion(binary.share());
            case OutcomeModel.Count count -> new Outcome.Rate(count.rate());
        };
    }

    private static Clustering clustering(OutcomeModel model) {
        return switch (model) {
            case OutcomeModel.Gaussian gaussian ->
                new Clustering.Icc(Math.pow(gaussian.betweenSd() / gaussian.sd(), 2));
            case OutcomeModel.Binary binary -> new Clustering.Icc(binary.icc());
            case OutcomeModel.Count count -> new Clustering.BetweenCv(count.cv());
        };
    }

    private static Adjustment adjustment(SimulatedClusters population, List<String> used) {
        double between = 0;
        double within = 0;
        int count = 0;
        for (SimulatedCovariate covariate : population.covariates()) {
            if (used.contains(covariate.name())) {
                boolean ofRows = covariate instanceof SimulatedCovariate.OfRows;
                between += ofRows ? 0 : covariate.r2();
                within += ofRows ? covariate.r2() : 0;
                count += ofRows ? 0 : 1;
            }
        }
        return new Adjustment(between, within, count);
    }
}
