package copse.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import copse.family.Family;
import copse.formula.Formula;
import copse.frame.Frame;
import copse.model.Cells;
import copse.model.ModelSpec;
import copse.model.Roles;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class MarginalLikelihoodTest {
    private static final double STEP = 1e-4;
    private static final List<String> RIGHT = List.of(
            " ~ x + h",
            " ~ x + h + (1 | a)",
            " ~ x + (x | a)",
            " ~ x + (1 | a) + (1 | c)",
            " ~ x + (x || a) + (1 | b)",
            " ~ x + (1 | a) + (x | c) + (1 | b)");

    /// Analytic against five-point differences, good to about STEP⁴ and rounding over STEP.
    @TestFactory
    Stream<DynamicTest> gradientIsThatOfDifferences() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Family family : GlmmData.families()) {
            for (String right : RIGHT) {
                for (Integration.Curvature curvature : Integration.Curvature.values()) {
                    tests.add(gradient(family, right, new Integration(1, curvature)));
                }
            }
            for (int points : new int[] {2, 5}) {
                for (Integration.Curvature curvature : Integration.Curvature.values()) {
                    tests.add(gradient(family, " ~ x + (1 | a)", new Integration(points, curvature)));
                    tests.add(gradient(family, " ~ x + (0 + x | a)", new Integration(points, curvature)));
                }
            }
        }
        return tests.stream();
    }

    private static DynamicTest gradient(Family family, String right, Integration integration) {
        return dynamicTest(family + right + " " + integration, () -> {
            MarginalLikelihood criterion = criterion(family, right, integration);
            double[] psi = somewhere(criterion);
            MarginalLikelihood.Point at = criterion.evaluate(psi, true);
            assertThat(at.isValid()).isTrue();
            for (int k = 0; k < psi.length; k++) {
                double[] offsets = {-2, -1, 1, 2};
                double[] weights = {1 / 12.0, -8 / 12.0, 8 / 12.0, -1 / 12.0};
                double expected = 0;
                for (int m = 0; m < 4; m++) {
                    double[] moved = psi.clone();
                    moved[k] += offsets[m] * STEP;
                    expected +=
                            weights[m] / STEP * criterion.evaluate(moved, false).value();
                }
                assertThat(at.gradient()[k])
                        .as("parameter %s of %s", k, psi.length)
                        .isCloseTo(expected, within(1e-6 * (1 + Math.abs(expected))));
            }
        });
    }

    static MarginalLikelihood criterion(Family family, String right, Integration integration) {
        Frame frame = GlmmData.frame(150, 3);
        Formula formula = Formula.parse(GlmmData.outcome(family) + right);
        Roles roles = Glmm.roles(Roles.defaults(), family);
        Cells cells = Cells.of(ModelSpec.of(formula, frame, roles), frame, family);
        CellSystem system = new CellSystem(cells);
        return new MarginalLikelihood(system, system.outcomes, cells.constant(), family, integration);
    }

    private static double[] somewhere(MarginalLikelihood criterion) {
        SplittableRandom random = new SplittableRandom(6);
        double[] psi = new double[criterion.parameters()];
        for (int k = 0; k < psi.length; k++) {
            psi[k] = 0.6 * (random.nextDouble() - 0.5);
            if (k < criterion.firstFixed()
                    && criterion.cells().template.entry(k).isDiagonal()) {
                psi[k] += 0.6;
            }
        }
        if (criterion.family() instanceof Family.Gaussian) {
            psi[criterion.firstFixed()] += 50;
            psi[criterion.shapeAt()] += 1.5;
        }
        return psi;
    }
}
