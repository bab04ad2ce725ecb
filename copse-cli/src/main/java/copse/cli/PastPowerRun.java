package copse.cli;

import copse.design.Design;
import copse.estimate.EffectEstimator;
import copse.estimate.Hypothesis.Direction;
import copse.estimate.OutcomeKind;
import copse.estimate.Question;
import copse.frame.Frame;
import copse.power.AddedEffect;
import copse.power.Answer;
import copse.power.Declaration;
import copse.power.Diagnosis;
import copse.power.ImpliedEstimators;
import copse.power.PastClusters;
import copse.power.PastEstimates;
import copse.power.PastPower;
import copse.power.SimulationOptions;
import copse.power.TestRule;
import copse.report.PastPowerReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Power from past data: estimates, the planned trial, the placebo test, and if wanted the simulation.
///
/// @param command that runs it
/// @param frame past data
/// @param options the past's columns
/// @param simulation how often
/// @param design of the next experiment
/// @param covariates to adjust for
/// @param rule when the test rejects
record PastPowerRun(
        Command command,
        Frame frame,
        PastOption options,
        SimulationOption simulation,
        Design design,
        List<String> covariates,
        TestRule rule) {
    /// What is planned.
    ///
    /// @param control clusters in the control arm
    /// @param treated clusters in the treated arm
    /// @param size rows per cluster; the past's if empty
    /// @param effect in units of the outcome; empty if the smallest one is asked for
    /// @param effectSd in the past's standard deviations; empty if not given so
    /// @param target power wanted
    record Planned(
            double control,
            double treated,
            OptionalDouble size,
            OptionalDouble effect,
            OptionalDouble effectSd,
            double target) {}

    /// @return the past's clusters
    PastClusters past() {
        return PastClusters.kept(frame, options.cluster(), options.outcome());
    }

    /// @param planned the next experiment
    /// @return what past data say about it
    PastPowerReport of(Planned planned) {
        simulation.out().ifPresent(Output::check);
        SimulationOptions how = simulation.options();
        PastClusters past = past();
        Question question = Question.of(options.outcome(), options.treatment(design), options.control(design))
                .withCovariates(covariates)
                .withKind(OutcomeKind.of(past.rows().column(options.outcome())))
                .withHypothesis(rule.hypothesis())
                .withLevel(1 - rule.alpha());
        PastEstimates estimates = PastEstimates.of(past, question, how.threads());
        PastPower.Planned trial = new PastPower.Planned(planned.control, planned.treated, planned.size, rule);
        OptionalDouble effect = planned.effectSd.isPresent()
                ? OptionalDouble.of(planned.effectSd.getAsDouble()
                        * estimates.plain().estimate().sd())
                : planned.effect;
        PastPower known = PastPower.of(estimates, trial, effect.orElse(0), planned.target, how.seed().stream());
        List<Double> smallest = effect.isPresent() ? List.of() : smallest(known, planned.target);
        if (!smallest.isEmpty()) {
            known = PastPower.of(estimates, trial, smallest.getFirst(), planned.target, how.seed().stream());
        }
        List<PastPowerReport.Placebo> placebo = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Diagnosis> runs = new ArrayList<>();
        Optional<Diagnosis> simulated = Optional.empty();
        try (Progress progress = command.progress("simulating")) {
            List<Design> designs = options.placebo(design);
            progress.expect((long) how.replicates() * (designs.size() + (simulation.asked() ? 1 : 0)));
            for (Design each : designs) {
                Diagnosis diagnosis =
                        declaration(past, each, AddedEffect.of(0), question).diagnose(how, progress::step);
                placebo.add(new PastPowerReport.Placebo(each, diagnosis));
                names.add("placebo " + each.print());
                runs.add(diagnosis);
            }
            if (simulation.asked()) {
                int clusters = (int) Math.round(planned.control + planned.treated);
                simulated = Optional.of(
                        declaration(past.resampled(clusters), design, simulation.effect(known.effect()), question)
                                .diagnose(how, progress::step));
                names.add("simulated");
                runs.add(simulated.get());
            }
        }
        simulation
                .out()
                .ifPresent(out -> SimulatedPower.write(command, SimulatedPower.together(names, runs), out, simulation));
        return new PastPowerReport(estimates, known, smallest, placebo, simulated);
    }

    private Declaration declaration(PastClusters past, Design over, AddedEffect effect, Question question) {
        List<EffectEstimator> named = simulation.estimators(over);
        return Declaration.of(
                past, over, effect, question, named.isEmpty() ? ImpliedEstimators.of(over, question, false) : named);
    }

    private static List<Double> smallest(PastPower known, double target) {
        List<PastPower.At> places = new ArrayList<>(List.of(known.atEstimate()));
        places.addAll(known.atEnds());
        List<Double> smallest = new ArrayList<>();
        for (PastPower.At at : places) {
            switch (at.power().smallestEffect(target, Direction.HIGHER)) {
                case Answer.Found found ->
                    smallest.add(found.choice().strength().effect());
                case Answer.Infeasible infeasible ->
                    throw new UsageException(
                            CliCode.MISSING_ARGUMENT,
                            "missing --effect",
                            infeasible.what() + ": " + infeasible.why(),
                            "give the effect: --effect 0.1");
            }
        }
        return smallest;
    }
}
