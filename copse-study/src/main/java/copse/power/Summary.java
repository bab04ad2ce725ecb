package copse.power;

import copse.error.Diagnostic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/// Turns what estimators said into what it says about them.
final class Summary {
    // A share of the effect that nobody misses.
    private static final double LOST = 0.01;

    private final Declaration declared;
    private final List<Tally> tallies;
    private final Replication replication;
    private final boolean keepsOutcomes;

    private Summary(Declaration declared, List<Tally> tallies, Replication replication, boolean keepsOutcomes) {
        this.declared = declared;
        this.tallies = tallies;
        this.replication = replication;
        this.keepsOutcomes = keepsOutcomes;
    }

    /// @param effects realised in each experiment
    static Diagnosis of(
            Declaration declared,
            SimulationOptions options,
            List<Tally> tallies,
            double[] effects,
            Replication replication,
            boolean keepsOutcomes) {
        return new Summary(declared, tallies, replication, keepsOutcomes)
                .diagnosis(options, Arrays.copyOf(effects, replication.replicates()));
    }

    private Diagnosis diagnosis(SimulationOptions options, double[] effects) {
        MonteCarlo realised = MonteCarlo.mean(effects);
        double truth = truth(realised);
        List<EstimatorDiagnosis> each = new ArrayList<>();
        for (int e = 0; e < tallies.size(); e++) {
            for (int k = 0; k < effects.length; k++) {
                tallies.get(e).truth(k, keepsOutcomes ? effects[k] : truth);
            }
            each.add(estimator(e, effects.length));
        }
        return new Diagnosis(
                declared,
                options,
                effects.length,
                replication.stop(),
                realised,
                each,
                EstimateTable.of(tallies, effects.length, k -> effects[k]),
                diagnostics(realised));
    }

    /// Where limits cut the effect, the population's mean effect is known only from what was simulated.
    private double truth(MonteCarlo realised) {
        return isCut() || keepsOutcomes ? realised.value() : declared.effect().mean();
    }

    private boolean isCut() {
        return declared.effect().limits().isPresent()
                || !(declared.population() instanceof SimulatedClusters simulated
                        && simulated.model() instanceof OutcomeModel.Gaussian);
    }

    private EstimatorDiagnosis estimator(int e, int run) {
        EstimatorDiagnosis diagnosis =
                tallies.get(e).diagnose(run, declared.question().level(), replication.givenUp(e));
        OptionalDouble closed = ClosedForm.power(declared);
        if (diagnosis.finished() == 0 || closed.isEmpty() || !Tally.differs(diagnosis.power(), closed.getAsDouble())) {
            return diagnosis;
        }
        return diagnosis.with(new Diagnostic(
                SimulationCode.CLOSED_FORM_DIFFERS.code(),
                diagnosis.estimator(),
                diagnosis.power().value(),
                closed.getAsDouble(),
                "the closed form says " + Texts.percent(closed.getAsDouble()) + ", " + diagnosis.finished()
                        + " experiments " + Texts.percent(diagnosis.power().value()) + ". "
                        + SimulationCode.CLOSED_FORM_DIFFERS.meaning(),
                SimulationCode.CLOSED_FORM_DIFFERS.advice()));
    }

    private List<Diagnostic> diagnostics(MonteCarlo realised) {
        double nominal = declared.effect().mean();
        boolean cut = isCut() && declared.effect().sd() == 0;
        if (!cut || Math.abs(realised.value() - nominal) <= Math.max(4 * realised.error(), LOST * Math.abs(nominal))) {
            return List.of();
        }
        return List.of(new Diagnostic(
                SimulationCode.CLIPPED.code(),
                declared.question().treatment(),
                realised.value(),
                nominal,
                Texts.number(realised.value()) + " is left of the nominal effect of " + Texts.number(nominal) + ". "
                        + SimulationCode.CLIPPED.meaning(),
                SimulationCode.CLIPPED.advice()));
    }
}
