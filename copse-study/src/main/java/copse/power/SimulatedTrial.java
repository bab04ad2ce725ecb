package copse.power;

import copse.design.Allocation;
import copse.design.Complete;
import copse.design.Design;
import copse.design.Spare;
import copse.design.Stratified;
import copse.design.Stratifier;
import copse.estimate.EffectEstimator;
import copse.estimate.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The trial that a closed form is about, as an experiment to simulate: the same clusters, sizes, variances,
/// covariates, arms and test.
public final class SimulatedTrial {
    /// The arm that others are compared with.
    public static final String CONTROL = "control";

    /// The arm whose effect is asked for.
    public static final String TREATMENT = "treatment";

    private static final String BLOCK = "block";
    private static final String OF_CLUSTER = "x_cluster";
    private static final String OF_UNIT = "x_unit";

    private SimulatedTrial() {}

    /// @param power trial, outcome and test; without attrition
    /// @param effect the true effect, in units of the outcome
    /// @return the experiment, analysed by what its design implies
    /// @throws copse.error.InputException `W203` if this kind of trial is not simulated, `W202` if numbers of
    ///     clusters or sizes are not whole
    public static Declaration of(Power power, double effect) {
        return of(power, effect, List.of());
    }

    /// @param power trial, outcome and test; without attrition
    /// @param effect the true effect, in units of the outcome
    /// @param estimators how it is analysed; by what the design implies if empty
    /// @return the experiment
    /// @throws copse.error.InputException `W203` if this kind of trial is not simulated, `W202` if numbers of
    ///     clusters or sizes are not whole
    public static Declaration of(Power power, double effect, List<EffectEstimator> estimators) {
        Parts parts = switch (power.trial()) {
            case ParallelTrial trial ->
                parts(
                        trial.control(),
                        trial.treated(),
                        trial.sizes(),
                        trial.clustering(),
                        trial.adjustment(),
                        Optional.empty());
            case PairedTrial trial ->
                parts(
                        trial.pairs(),
                        trial.pairs(),
                        trial.sizes(),
                        trial.clustering(),
                        trial.adjustment(),
                        Optional.of(strata(whole("the number of pairs", trial.pairs()), trial.correlation())));
            case StratifiedTrial trial ->
                parts(
                        trial.perArm(),
                        trial.perArm(),
                        trial.sizes(),
                        trial.clustering(),
                        trial.adjustment(),
                        Optional.of(strata(trial.strata(), trial.ofStrata())));
            case ThreeLevelTrial _, PeriodTrial _, CrossoverTrial _, GroupTreatmentTrial _, BlockedTrial _ ->
                throw SimulationCode.NOT_SIMULATED.error(
                        power.trial().label() + " are not simulated",
                        "simulated experiments give an arm to whole clusters, once",
                        "leave `--simulate` out: the closed form knows this trial");
        };
        SimulatedClusters population = new SimulatedClusters(
                parts.clusters(), parts.sizes(), model(power.outcome(), parts.clustering()), parts.covariates());
        Question question = Question.of(SimulatedClusters.OUTCOME, TREATMENT, CONTROL)
                .withCovariates(parts.covariates().stream()
                        .filter(covariate -> !(covariate instanceof SimulatedCovariate.Strata))
                        .map(SimulatedCovariate::name)
                        .toList())
                .withKind(population.model().kind())
                .withHypothesis(power.rule().hypothesis())
                .withLevel(1 - power.rule().alpha());
        List<EffectEstimator> how = estimators;
        if (how.isEmpty()) {
            how = power.trial() instanceof PairedTrial
                    ? ImpliedEstimators.ofPairs(question, parts.single())
                    : ImpliedEstimators.of(parts.design(), question, parts.single());
        }
        return Declaration.of(population, parts.design(), AddedEffect.of(effect), question, how);
    }

    /// @param single whether clusters have one row each
    private record Parts(
            int clusters,
            SizeModel sizes,
            boolean single,
            Clustering clustering,
            List<SimulatedCovariate> covariates,
            Design design) {}

    private static SimulatedCovariate.Strata strata(int strata, double r2) {
        // a correlation of 1 would leave nothing that clusters differ by: as near as makes no difference
        return new SimulatedCovariate.Strata(BLOCK, strata, Math.min(r2, 1 - 1e-12));
    }

    private static Parts parts(
            double control,
            double treated,
            ClusterSizes sizes,
            Clustering clustering,
            Adjustment adjustment,
            Optional<SimulatedCovariate.Strata> blocks) {
        int k = whole("the number of clusters in the control arm", control);
        int l = whole("the number of clusters in the treated arm", treated);
        double left = 1 - blocks.map(SimulatedCovariate::r2).orElse(0.0);
        List<SimulatedCovariate> covariates = new ArrayList<>();
        blocks.ifPresent(covariates::add);
        if (adjustment.clusterCovariates() > 0 || adjustment.ofClusters() > 0) {
            int number = Math.max(1, adjustment.clusterCovariates());
            for (int i = 1; i <= number; i++) {
                // the first explains it all; further ones cost their degree of freedom
                covariates.add(new SimulatedCovariate.OfClusters(
                        number == 1 ? OF_CLUSTER : OF_CLUSTER + i, i == 1 ? left * adjustment.ofClusters() : 0));
            }
        }
        if (adjustment.ofUnits() > 0) {
            covariates.add(new SimulatedCovariate.OfRows(OF_UNIT, adjustment.ofUnits()));
        }
        SizeModel model = sizes(sizes);
        return new Parts(
                k + l,
                model,
                model.equals(new SizeModel.Equal(1)),
                clustering,
                covariates,
                blocks.isPresent() ? stratified() : complete(k, l));
    }

    private static Design complete(int control, int treated) {
        return new Complete(new Allocation.Counts(List.of(CONTROL, TREATMENT), List.of(control, treated)));
    }

    private static Design stratified() {
        return new Stratified(
                List.of(new Stratifier.Values(BLOCK)),
                new Allocation.Shares(List.of(CONTROL, TREATMENT), List.of(1.0, 1.0)),
                Spare.BALANCED);
    }

    private static int whole(String what, double number) {
        if (number != Math.rint(number)) {
            throw SimulationCode.OUT_OF_RANGE.error(
                    what + " is " + Ranges.plain(number),
                    "clusters that are simulated are whole",
                    "take " + Math.round(number) + ", or another number of clusters in all");
        }
        return Math.toIntExact((long) number);
    }

    private static SizeModel sizes(ClusterSizes sizes) {
        return switch (sizes) {
            case ClusterSizes.Equal equal -> new SizeModel.Equal(whole("the cluster size", equal.mean()));
            case ClusterSizes.Varying varying
            when varying.cv() == 0 -> new SizeModel.Equal(whole("the cluster size", varying.mean()));
            case ClusterSizes.Varying varying -> new SizeModel.Varying(varying.mean(), varying.cv());
            case ClusterSizes.Listed listed ->
                new SizeModel.Listed(listed.sizes().stream()
                        .map(size -> whole("a cluster size", size))
                        .toList());
        };
    }

    private static OutcomeModel model(Outcome outcome, Clustering clustering) {
        return switch (outcome) {
            case Outcome.Mean mean -> OutcomeModel.Gaussian.ofIcc(0, mean.sd(), icc(clustering));
            case Outcome.Proportion proportion ->
                new OutcomeModel.Binary(
                        proportion.proportion(),
                        switch (clustering) {
                            case Clustering.Icc icc -> icc.value();
                            case Clustering.BetweenCv cv ->
                                cv.value() * cv.value() * proportion.proportion() / (1 - proportion.proportion());
                        });
            case Outcome.Rate rate ->
                new OutcomeModel.Count(
                        rate.rate(),
                        switch (clustering) {
                            case Clustering.Icc icc -> Math.sqrt(icc.value() / (1 - icc.value()) / rate.rate());
                            case Clustering.BetweenCv cv -> cv.value();
                        });
        };
    }

    private static double icc(Clustering clustering) {
        return switch (clustering) {
            case Clustering.Icc icc -> icc.value();
            case Clustering.BetweenCv _ ->
                throw SimulationCode.OUT_OF_RANGE.error(
                        "a coefficient of variation between clusters of an outcome with a standard deviation",
                        "it is relative to the mean, which is not given",
                        "give the intraclass correlation instead: `--icc 0.05`");
        };
    }
}
