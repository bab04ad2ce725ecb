package copse.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Densities and all derivatives, far into the tails, as mpmath gets them with up to 250 digits
/// (`src/test/reference/family/derivatives.py`).
class LikelihoodReferenceTest {
    private static final Path VALUES = Path.of("src/test/reference/family/derivatives.csv");

    /// A handful of roundings, of terms that partly cancel.
    private static final double RELATIVE = 5e-12;

    /// Roundings of what is subtracted where a value is near 0 by itself: y against μ above all.
    private static final double ROUNDING = 1e-15;

    /// Below it the reference prints 0.
    private static final double SMALLEST = 1e-45;

    /// How often each of the values is differentiated in η.
    private static final int[] POWERS = {0, 1, 2, 2, 3, 3, 0, 1, 2, 2, 0, 1, 2};

    @TestFactory
    Stream<DynamicTest> asWithManyDigits() throws IOException {
        List<String> lines = Files.readAllLines(VALUES);
        String[] names = lines.getFirst().split(",");
        return lines.stream().skip(1).map(line -> dynamicTest(line, () -> check(names, line.split(",", -1))));
    }

    private static void check(String[] names, String[] cells) {
        Link link = Link.of(cells[1]);
        Family family = Family.of(cells[0], link);
        double y = number(cells[2]);
        double size = number(cells[3]);
        double eta = number(cells[4]);
        double omega = number(cells[5]);
        boolean inflated = !cells[6].isEmpty();
        double zeta = inflated ? number(cells[6]) : 0;
        Family used = inflated ? family.zeroInflated() : family;
        double[] got = evaluate(used, y, size, eta, omega, zeta);
        got[0] += family.constant(y, size);
        double mean = link.mean(eta);
        double scale = family instanceof Family.Gamma
                ? size * Math.exp(-omega) * (1 + y / mean)
                : 1 + Math.abs(y) + Math.abs(mean);
        for (int j = 0; j < got.length; j++) {
            double expected = number(cells[7 + j]);
            // derivatives in η of a mean η or 1/η have the unit of its powers
            double unit = family.outcome() == OutcomeType.SHARE || link == Link.LOG ? 1 : Math.pow(eta, -POWERS[j]);
            double floor = family.outcome() == OutcomeType.SHARE ? 0 : ROUNDING * scale * Math.abs(unit);
            assertThat(got[j])
                    .as(names[7 + j])
                    .isCloseTo(expected, within(RELATIVE * Math.abs(expected) + floor + SMALLEST));
        }
    }

    private static double[] evaluate(Family family, double y, double size, double eta, double omega, double zeta) {
        Derivatives d = new Derivatives(1);
        Outcomes one = new Outcomes(new double[] {y}, new double[] {size}, new double[] {1});
        family.likelihood(omega)
                .evaluate(one, new double[] {eta}, new double[] {zeta}, 0, 1, Derivatives.Order.FULL, d);
        return new double[] {
            d.value[0],
            d.score[0],
            d.weight[0],
            d.expected[0],
            d.weightSlope[0],
            d.expectedSlope[0],
            d.byShape[0],
            d.scoreByShape[0],
            d.weightByShape[0],
            d.expectedByShape[0],
            d.byZero[0],
            d.scoreByZero[0],
            d.weightByZero[0]
        };
    }

    private static double number(String text) {
        return Double.parseDouble(text);
    }
}
