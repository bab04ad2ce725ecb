package copse.power;

import copse.design.Design;
import copse.estimate.EffectEstimator;
import copse.estimate.Question;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// An experiment that can be run as often as one likes: who there is, who gets which arm, what that does, and
/// how it is analysed.
///
/// The design is the one that will hand out the real arms, the estimators are those that will analyse the real
/// data: the simulation has no assignment or analysis of its own.
///
/// ```java
/// Declaration declared = Declaration.of(
///         SimulatedClusters.of(40, 25, OutcomeModel.Gaussian.ofIcc(0, 1, 0.05)),
///         Design.parse("complete(arms: control, treatment)"),
///         AddedEffect.of(0.25),
///         Question.of("y", "treatment", "control"),
///         List.of(DifferenceInMeans.ofUnits()));
/// Diagnosis diagnosis = declared.diagnose(SimulationOptions.defaults());
/// diagnosis.of("…").power();          // 0.78, Monte Carlo error 0.013
/// ```
///
/// Source: Blair, Cooper, Coppock and Humphreys (2019), Declaring and diagnosing research designs, Am. Polit.
/// Sci. Rev. 113(3). doi:10.1017/S0003055419000194
///
/// @param population who there is, and their outcomes without treatment
/// @param design who gets which arm: of the clusters, or `clustered(by: …)` those of the population
/// @param effect what treatment adds
/// @param question what is estimated; other arms than its treatment add nothing
/// @param estimators how, each with a name of its own
/// @param rule when an analysis says that there is an effect
public record Declaration(
        Population population,
        Design design,
        AddedEffect effect,
        Question question,
        List<EffectEstimator> estimators,
        DecisionRule rule) {
    /// @throws copse.error.InputException `W201` if the design is one of other clusters, `W205` if the
    ///     question's outcome is not the population's, `W207` if there is no estimator or two have one name
    public Declaration {
        estimators = List.copyOf(estimators);
        OwnDesign.of(design, population.cluster());
        if (!question.outcome().equals(population.outcome())) {
            throw SimulationCode.NO_COLUMN.error(
                    "the question is about `" + question.outcome() + "`",
                    "the population's outcome is `" + population.outcome() + "`",
                    "ask about `" + population.outcome() + "`");
        }
        Set<String> names = new HashSet<>();
        for (EffectEstimator estimator : estimators) {
            if (!names.add(estimator.name())) {
                throw SimulationCode.BAD_OPTION.error(
                        "the estimator `" + estimator.name() + "` is there twice",
                        "results are told apart by name",
                        "name it once");
            }
        }
        if (names.isEmpty()) {
            throw SimulationCode.BAD_OPTION.error(
                    "no estimator",
                    "power is a property of a design with its analysis",
                    "name one: `--estimators lmm`");
        }
    }

    /// @param population who there is
    /// @param design who gets which arm
    /// @param effect what treatment adds
    /// @param question what is estimated
    /// @param estimators how
    /// @return a declaration that decides by the question's test
    public static Declaration of(
            Population population,
            Design design,
            AddedEffect effect,
            Question question,
            List<EffectEstimator> estimators) {
        return new Declaration(population, design, effect, question, estimators, DecisionRule.test());
    }

    /// @param other what treatment adds
    /// @return this with another effect
    public Declaration withEffect(AddedEffect other) {
        return new Declaration(population, design, other, question, estimators, rule);
    }

    /// @param other who there is
    /// @return this on another population
    public Declaration withPopulation(Population other) {
        return new Declaration(other, design, effect, question, estimators, rule);
    }

    /// @param other who gets which arm
    /// @return this with another design
    public Declaration withDesign(Design other) {
        return new Declaration(population, other, effect, question, estimators, rule);
    }

    /// @param other when an analysis says that there is an effect
    /// @return this with another rule
    public Declaration withRule(DecisionRule other) {
        return new Declaration(population, design, effect, question, estimators, other);
    }

    /// Runs the experiment many times.
    ///
    /// @param options how often
    /// @return what came out
    /// @throws copse.error.CopseException if the design cannot be carried out, or no estimator can answer
    public Diagnosis diagnose(SimulationOptions options) {
        return Simulator.run(this, options, () -> {});
    }

    /// The same for those who watch it.
    ///
    /// @param options how often
    /// @param done called after each experiment, from any thread
    /// @return what came out
    public Diagnosis diagnose(SimulationOptions options, Runnable done) {
        return Simulator.run(this, options, done);
    }

    Sampler sampler() {
        return switch (population) {
            case SimulatedClusters simulated -> new SimulatedSampler(simulated, own(), question.covariates());
            case PastClusters past ->
                new PastSampler(
                        past.rows(), past.cluster(), past.outcome(), past.resampled(), own(), question.covariates());
            case ScenarioClusters scenario -> new ScenarioClusters.Drawing(scenario, own(), question.covariates());
        };
    }

    private Design own() {
        return OwnDesign.of(design, population.cluster());
    }
}
