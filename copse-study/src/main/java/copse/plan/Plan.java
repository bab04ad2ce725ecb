package copse.plan;

import copse.design.Arms;
import copse.design.Design;
import copse.error.PlanException;
import copse.estimate.Hypothesis;
import copse.frame.Frame;
import copse.interference.NetworkQuestion;
import copse.math.Seed;
import copse.record.Digest;
import copse.study.AnalysisOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What will be done: question, units, design, outcomes, effects, size. A value that is read from a TOML file,
/// printed, compared and hashed; `docs/reference/plan.md` has every key.
///
/// ```java
/// Plan plan = Plan.read(Path.of("plan.toml"));
/// PlanCheck check = plan.check(schools, Optional.empty());   // against the units
/// Randomisation arms = plan.design().over(schools, plan.units().id());
/// Assignment assignment = arms.assign(plan.seedOf(Purpose.ASSIGNMENT));
/// PlanResult result = PlanResult.of(plan, RecordedArms.of(record, null, schools), pupils,
/// JoinOptions.defaults());
/// ```
///
/// Two plans are equal if they say the same, wherever they were read from.
///
/// @param title of the report; empty for the question
/// @param question in a sentence, as it is to be answered
/// @param language of the report, `en` or `zh`
/// @param seed from which everything random follows
/// @param units those who are randomised
/// @param data where outcomes come from
/// @param design how arms are handed out
/// @param arms that are compared
/// @param outcomes at least one of them primary, in the order in which they are reported
/// @param effects asked for
/// @param test what effects are held against
/// @param size how large the experiment is to be
/// @param sensitivity other methods than the primary one
/// @param network who may influence whom, if that matters
/// @param bayes a Bayesian analysis beside it, if asked for
/// @param origin where it was read
public record Plan(
        Optional<String> title,
        String question,
        String language,
        long seed,
        UnitsPlan units,
        DataPlan data,
        Design design,
        Compared arms,
        List<OutcomePlan> outcomes,
        EffectsPlan effects,
        TestPlan test,
        SizePlan size,
        SensitivityPlan sensitivity,
        Optional<NetworkPlan> network,
        Optional<BayesPlan> bayes,
        Origin origin) {
    /// The seed unless said otherwise.
    public static final long SEED = 1;

    /// Copies the list.
    public Plan {
        outcomes = List.copyOf(outcomes);
    }

    /// The shortest plan: everything else is as it is without being said.
    ///
    /// @param question in a sentence
    /// @param units those who are randomised
    /// @param data where outcomes come from
    /// @param design how arms are handed out
    /// @param outcomes at least one of them primary
    /// @return the plan, in English, two-sided at 5 %, analysed as the design implies
    public static Plan of(String question, UnitsPlan units, DataPlan data, Design design, List<OutcomePlan> outcomes) {
        return new Plan(
                Optional.empty(),
                question,
                "en",
                SEED,
                units,
                data,
                design,
                Compared.all(),
                outcomes,
                EffectsPlan.average(),
                TestPlan.defaults(),
                SizePlan.none(),
                SensitivityPlan.defaults(),
                Optional.empty(),
                Optional.empty(),
                Origin.none());
    }

    /// Reads a plan and holds it against itself; all problems are told at once.
    ///
    /// @param file in TOML
    /// @return the plan
    /// @throws PlanException `P101` to `P114` if it is none, and the codes of designs (`D1xx`), formulas
    ///     (`F1xx`), priors (`B1xx`), scenarios (`S1xx`); [PlanException#problems()] has all
    public static Plan read(Path file) {
        return PlanReading.of(file).plan();
    }

    /// @param toml text of a plan
    /// @param name what the text is called in messages
    /// @return the plan
    /// @throws PlanException as [#read(Path)]
    public static Plan parse(String toml, String name) {
        return PlanReading.of(toml, name).plan();
    }

    /// @return TOML that reads back equal
    public String print() {
        return PlanWriter.write(this, Map.of());
    }

    /// The fingerprint by which a plan is frozen. Comments, order and spelling do not matter, nor do title and
    /// language, which change how the report is told and nothing in it.
    ///
    /// @return SHA-256 of what is planned, 64 hexadecimal digits
    public String digest() {
        Plan told = new Plan(
                Optional.empty(),
                question,
                "en",
                seed,
                units,
                data,
                design,
                arms,
                outcomes,
                effects,
                test,
                size,
                sensitivity,
                network,
                bayes,
                Origin.none());
        return Digest.sha256(told.print());
    }

    /// @return the title of the report: the question, where there is no other
    public String heading() {
        return title.orElse(question);
    }

    /// @param file as written in the plan
    /// @return its path, relative to the folder of the plan
    public Path resolve(String file) {
        return origin.file().map(plan -> plan.resolveSibling(file)).orElse(Path.of(file));
    }

    /// @param purpose what random numbers are needed for
    /// @return the seed for it, so that no two purposes share random numbers; that of the assignment is the
    ///     plan's own
    public Seed seedOf(Purpose purpose) {
        return purpose.seed(seed);
    }

    /// @param role of outcomes
    /// @return those with that role, in order
    public List<OutcomePlan> outcomes(Role role) {
        return outcomes.stream().filter(outcome -> outcome.role() == role).toList();
    }

    /// @return the first primary outcome
    /// @throws PlanException `P110` if there is none
    public OutcomePlan primary() {
        return outcomes(Role.PRIMARY).stream()
                .findFirst()
                .orElseThrow(() -> PlanCode.NO_PRIMARY.error(
                        "no outcome is the primary one",
                        "the question is answered by an outcome that is named beforehand",
                        "give one outcome the role primary"));
    }

    /// What the effect on an outcome is held against. A margin of the plan is in units of its primary outcomes,
    /// so a secondary outcome without a margin of its own is tested for a difference, on two sides.
    ///
    /// @param outcome of this plan
    /// @return its own hypothesis, else that of the test where it has the same meaning for this outcome
    public Hypothesis hypothesis(OutcomePlan outcome) {
        boolean anyUnit = switch (test.hypothesis()) {
            case Hypothesis.Equality _ -> true;
            case Hypothesis.Superiority(double margin, var _) -> margin == 0;
            case Hypothesis.NonInferiority _, Hypothesis.Equivalence _ -> false;
        };
        return outcome.hypothesis()
                .orElseGet(() ->
                        anyUnit || outcome.role() == Role.PRIMARY ? test.hypothesis() : Hypothesis.noDifference());
    }

    /// @return columns besides arms and outcomes that analyses read: covariates, terms of formulas, groups.
    ///     Rows take over from their unit what the outcomes lack of them
    public List<String> knownBefore() {
        return Stream.concat(
                        outcomes.stream()
                                .flatMap(outcome -> Stream.concat(
                                        outcome.covariates().stream(),
                                        outcome.formula().stream().flatMap(formula -> formula.columns().stream()))),
                        effects.by().stream())
                .filter(name ->
                        outcomes.stream().noneMatch(outcome -> outcome.column().equals(name)))
                .filter(name -> !DesignFacts.parts(design).containsKey(name))
                .distinct()
                .toList();
    }

    /// @return whether effects depend on the arms of others, so that they are estimated by `copse.interference`
    public boolean hasInterference() {
        return effects.effects().stream().anyMatch(effect -> effect.estimand().isPresent());
    }

    /// The analyses of the outcomes of a role, as [copse.study.Analysis] takes them: outcomes that are analysed
    /// alike go together. [PlanResult] runs them all and adjusts for their number.
    ///
    /// @param role of the outcomes
    /// @return one for each way to analyse, in the order of outcomes
    public List<AnalysisOptions> analyses(Role role) {
        return PlannedAnalyses.of(this, role);
    }

    /// The questions of a plan about effects between units, as [copse.interference.NetworkExperiment] takes
    /// them: each effect on each outcome of a role.
    ///
    /// @param role of the outcomes
    /// @return effects in their order for each outcome in its; none without such effects
    public List<NetworkQuestion> networkQuestions(Role role) {
        List<String> labels = DesignFacts.parts(design)
                .getOrDefault(Arms.COLUMN, design.arms().labels());
        String control = arms.controlAmong(labels);
        String treatment = arms.treatmentAmong(labels);
        return outcomes(role).stream()
                .flatMap(outcome -> effects.effects().stream()
                        .flatMap(effect -> effect.estimand().stream())
                        .map(estimand -> NetworkQuestion.of(
                                        outcome.column(),
                                        estimand,
                                        effects.exposure().orElseGet(estimand::usualExposure),
                                        treatment,
                                        control)
                                .withCovariates(outcome.covariates())
                                .withHypothesis(hypothesis(outcome))
                                .withLevel(test.level())))
                .toList();
    }

    /// Holds the plan against the data it is about; what can be seen without data was looked at when it was
    /// read.
    ///
    /// @param unitRows one row per unit
    /// @param outcomeRows the outcomes, if they have arrived
    /// @return problems, diagnostics and facts
    public PlanCheck check(Frame unitRows, Optional<Frame> outcomeRows) {
        return DataRules.check(this, unitRows, outcomeRows);
    }

    /// The power of the plan in closed form.
    ///
    /// @param unitRows one row per unit, from which numbers of clusters and sizes are taken where the plan does
    ///     not state them; empty if they are not at hand
    /// @return trial, outcome, test and effect, or what is missing to tell the power
    public PlannedPower power(Optional<Frame> unitRows) {
        return PlannedPower.of(this, unitRows);
    }

    /// @param other those who are randomised
    /// @return this plan for others
    public Plan withUnits(UnitsPlan other) {
        return new Plan(
                title,
                question,
                language,
                seed,
                other,
                data,
                design,
                arms,
                outcomes,
                effects,
                test,
                size,
                sensitivity,
                network,
                bayes,
                origin);
    }

    /// @param other how arms are handed out
    /// @return this plan with another design
    public Plan withDesign(Design other) {
        return new Plan(
                title,
                question,
                language,
                seed,
                units,
                data,
                other,
                arms,
                outcomes,
                effects,
                test,
                size,
                sensitivity,
                network,
                bayes,
                origin);
    }

    /// @param other in their order
    /// @return this plan with other outcomes
    public Plan withOutcomes(List<OutcomePlan> other) {
        return new Plan(
                title,
                question,
                language,
                seed,
                units,
                data,
                design,
                arms,
                other,
                effects,
                test,
                size,
                sensitivity,
                network,
                bayes,
                origin);
    }

    /// @param other what effects are held against
    /// @return this plan with another test
    public Plan withTest(TestPlan other) {
        return new Plan(
                title,
                question,
                language,
                seed,
                units,
                data,
                design,
                arms,
                outcomes,
                effects,
                other,
                size,
                sensitivity,
                network,
                bayes,
                origin);
    }

    /// @param other how large the experiment is to be
    /// @return this plan with another size
    public Plan withSize(SizePlan other) {
        return new Plan(
                title,
                question,
                language,
                seed,
                units,
                data,
                design,
                arms,
                outcomes,
                effects,
                test,
                other,
                sensitivity,
                network,
                bayes,
                origin);
    }

    /// @param other from which everything random follows
    /// @return this plan with another seed
    public Plan withSeed(long other) {
        return new Plan(
                title,
                question,
                language,
                other,
                units,
                data,
                design,
                arms,
                outcomes,
                effects,
                test,
                size,
                sensitivity,
                network,
                bayes,
                origin);
    }

    /// @param other `en` or `zh`
    /// @return this plan, reported in that language
    public Plan withLanguage(String other) {
        return new Plan(
                title,
                question,
                other,
                seed,
                units,
                data,
                design,
                arms,
                outcomes,
                effects,
                test,
                size,
                sensitivity,
                network,
                bayes,
                origin);
    }
}
