package copse.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.family.Family;
import copse.family.Link;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.lmm.Convergence;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// A fit says the same in whatever unit the outcome is measured.
class UnitsPropertyTest {
    private static final int ROWS = 300;
    private static final int GROUPS = 15;

    private record Law(Family family, double sd, double c) {}

    /// `c y` has the density of y divided by c; estimates move as the link moves.
    @TestFactory
    Stream<DynamicTest> unitOfTheOutcome() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Link link : List.of(Link.INVERSE, Link.IDENTITY, Link.LOG)) {
            for (double sd : new double[] {0.3, 0}) {
                for (double c : new double[] {1e6, 1e-6}) {
                    Law law = new Law(Family.of("gamma", link), sd, c);
                    tests.add(DynamicTest.dynamicTest(law.toString(), () -> holds(law)));
                }
            }
        }
        return tests.stream();
    }

    private static void holds(Law law) {
        Link link = law.family.link();
        GlmmFit one = fit(law, 1);
        GlmmFit other = fit(law, law.c);
        assertThat(one.convergence()).isNotInstanceOf(Convergence.Failed.class);
        assertThat(other.convergence().getClass()).isEqualTo(one.convergence().getClass());
        assertThat(other.criterion()).isCloseTo(one.criterion() + 2 * ROWS * Math.log(law.c), within(1e-6));
        double scale = link == Link.INVERSE ? 1 / law.c : link == Link.IDENTITY ? law.c : 1;
        double shift = link == Link.LOG ? Math.log(law.c) : 0;
        assertThat(other.theta()[0] / scale).isCloseTo(one.theta()[0], within(1e-6));
        assertThat(other.beta()[0] / scale).isCloseTo(one.beta()[0] + shift, within(1e-6));
        assertThat(other.beta()[1] / scale).isCloseTo(one.beta()[1], within(1e-6));
        assertThat(other.shape().orElseThrow()).isCloseTo(one.shape().orElseThrow(), within(1e-6));
        for (int j = 0; j < 2; j++) {
            assertThat(other.standardErrors()[j] / scale).isCloseTo(one.standardErrors()[j], within(1e-5));
        }
    }

    private static GlmmFit fit(Law law, double c) {
        SplittableRandom random = new SplittableRandom(8);
        double[] effect =
                random.doubles(GROUPS).map(u -> law.sd * 3.4 * (u - 0.5)).toArray();
        double[] y = new double[ROWS];
        double[] x = new double[ROWS];
        String[] g = new String[ROWS];
        for (int i = 0; i < ROWS; i++) {
            int group = i % GROUPS;
            g[i] = "g" + group;
            x[i] = random.nextDouble();
            double eta = 2 + 0.5 * x[i] + effect[group];
            double exponentials = 0;
            for (int k = 0; k < 8; k++) {
                exponentials -= Math.log(1 - random.nextDouble()) / 8;
            }
            y[i] = c * law.family.link().mean(eta) * exponentials;
        }
        Frame frame = Frame.of("y", NumericColumn.of(y), "x", NumericColumn.of(x), "g", FactorColumn.of(g));
        return Glmm.of("y ~ x + (1 | g)", law.family).fit(frame);
    }
}
