package copse.bench;

import copse.design.Design;
import copse.estimate.EffectEstimator;
import copse.estimate.MixedModel;
import copse.estimate.Question;
import copse.estimate.UnitMeans;
import copse.infer.DfMethod;
import copse.power.AddedEffect;
import copse.power.Declaration;
import copse.power.Diagnosis;
import copse.power.OutcomeModel;
import copse.power.SimulatedClusters;
import copse.power.SimulationOptions;
import java.util.List;
import java.util.Locale;

/// What simulated power costs: 1,000 experiments of 200 clusters with 200 rows each. The first round pays for a
/// cold process; all are printed.
final class SimulationSpeed {
    private static final int ROUNDS = 5;

    private SimulationSpeed() {}

    /// @param arguments none
    public static void main(String[] arguments) {
        for (EffectEstimator estimator : List.of(
                MixedModel.kenwardRoger(),
                MixedModel.kenwardRoger().withDegrees(DfMethod.SATTERTHWAITE),
                UnitMeans.welch())) {
            Declaration declared = Declaration.of(
                    SimulatedClusters.of(200, 200, OutcomeModel.Gaussian.ofIcc(0, 1, 0.05)),
                    Design.parse("complete()"),
                    AddedEffect.of(0.1),
                    Question.of("y", "treatment", "control"),
                    List.of(estimator));
            for (int round = 1; round <= ROUNDS; round++) {
                long from = System.nanoTime();
                Diagnosis diagnosis = declared.diagnose(SimulationOptions.defaults());
                double seconds = (System.nanoTime() - from) / 1e9;
                System.out.printf(
                        Locale.ROOT,
                        "1,000 experiments of 200 × 200, %s: %.3f s (round %d; power %.3f, closed form %.3f, %d failed)%n",
                        estimator.name(),
                        seconds,
                        round,
                        diagnosis.first().power().value(),
                        diagnosis.closedForm().orElse(Double.NaN),
                        diagnosis.first().failed().hits());
            }
        }
    }
}
