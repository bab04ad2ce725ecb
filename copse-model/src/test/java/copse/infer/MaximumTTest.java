package copse.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Tails as R has them (`src/test/reference/dunnett/make.R`), and laws.
class MaximumTTest {
    // R's nested integrals stop at a relative error of 1e-10 or a few times that.
    private static final double INTEGRATE = 2e-9;

    // The lattice here and the one of mvtnorm.
    private static final double LATTICE = 2e-5;

    // multcomp's own lattice, asked for 1e-7.
    private static final double GLHT = 3e-6;

    private static final int[] SIZES = {12, 8, 9, 5};

    private static List<String[]> values(String kind) throws IOException {
        return Files.readAllLines(Path.of("src/test/reference/dunnett/values-r.csv")).stream()
                .map(line -> line.split(","))
                .filter(fields -> fields[0].equals(kind))
                .toList();
    }

    private static double number(String text) {
        return text.equals("Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }

    private static double[] numbers(String[] fields, int from) {
        return Arrays.stream(fields, from, fields.length)
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @TestFactory
    Stream<DynamicTest> comparisonsWithOneControl() throws IOException {
        return values("product").stream()
                .map(f -> dynamicTest(String.join(",", f), () -> {
                    MaximumT law = MaximumT.manyToOne(number(f[5]), numbers(f, 6));
                    double tail = law.survival(number(f[1]), number(f[2]), Integer.parseInt(f[3]));
                    assertThat(tail / number(f[4])).isCloseTo(1, within(INTEGRATE));
                    assertThat(law.upperQuantile(tail, number(f[2]), Integer.parseInt(f[3])))
                            .isCloseTo(number(f[1]), within(1e-9));
                }));
    }

    @TestFactory
    Stream<DynamicTest> otherCorrelations() throws IOException {
        return values("lattice").stream()
                .map(f -> dynamicTest(String.join(",", f), () -> {
                    double a = number(f[5]);
                    double b = number(f[6]);
                    double c = number(f[7]);
                    MaximumT law = MaximumT.of(new double[][] {{1, a, b}, {a, 1, c}, {b, c, 1}});
                    assertThat(law.survival(number(f[1]), number(f[2]), Integer.parseInt(f[3])))
                            .isCloseTo(number(f[4]), within(LATTICE));
                }));
    }

    /// Three arms of unequal size against a control, as multcomp's glht with mcp("Dunnett"), single-step and
    /// free.
    @Test
    void aWholeComparisonAgreesWithMultcomp() throws IOException {
        List<String[]> rows = values("glht");
        for (int side = 0; side < 2; side++) {
            int sides = 2 - side;
            double[] t = new double[3];
            double[] df = {30, 30, 30};
            for (int i = 0; i < 3; i++) {
                String[] f = rows.get(3 * side + i);
                t[i] = number(f[3]) / number(f[4]);
            }
            MaximumT law = MaximumT.manyToOne(1.0 / SIZES[0], 1.0 / SIZES[1], 1.0 / SIZES[2], 1.0 / SIZES[3]);
            double[] p = law.adjusted(t, df, sides);
            double[] stepped = law.steppedDown(t, df, sides);
            double critical = law.upperQuantile(0.05, 30, sides);
            for (int i = 0; i < 3; i++) {
                String[] f = rows.get(3 * side + i);
                assertThat(p[i]).as(f[2]).isCloseTo(number(f[5]), within(GLHT));
                assertThat(stepped[i]).as(f[2]).isCloseTo(number(f[6]), within(GLHT));
                assertThat(number(f[3]) - critical * number(f[4])).isCloseTo(number(f[7]), within(1e-4));
            }
        }
    }

    @Test
    void oneComparisonIsStudentsT() {
        MaximumT law = MaximumT.manyToOne(0.2, 0.1);
        assertThat(law.survival(2.1, 13, 2)).isEqualTo(StudentT.twoSidedP(2.1, 13));
        assertThat(law.survival(-0.4, 13, 1)).isEqualTo(StudentT.survival(-0.4, 13));
        assertThat(law.upperQuantile(0.05, 13, 2)).isCloseTo(StudentT.critical(0.95, 13), within(1e-14));
    }

    @Test
    void independentNormalStatisticsMultiply() {
        MaximumT law = MaximumT.of(new double[][] {{2, 0, 0}, {0, 3, 0}, {0, 0, 1}});
        double single = StudentT.twoSidedP(2.4, Double.POSITIVE_INFINITY);
        assertThat(law.survival(2.4, Double.POSITIVE_INFINITY, 2))
                .isCloseTo(1 - Math.pow(1 - single, 3), within(1e-14));
    }

    /// The lattice and the quadrature are two ways to one number: a tiny change leaves the product structure.
    @Test
    void bothWaysAgree() {
        double[][] product = {{1, 0.3, 0.4, 0.2}, {0.3, 1, 0.48, 0.24}, {0.4, 0.48, 1, 0.32}, {0.2, 0.24, 0.32, 1}};
        double[][] other = Arrays.stream(product).map(double[]::clone).toArray(double[][]::new);
        other[0][1] += 1e-6;
        other[1][0] += 1e-6;
        for (int sides = 1; sides <= 2; sides++) {
            for (double df : new double[] {5, 40, Double.POSITIVE_INFINITY}) {
                assertThat(MaximumT.of(other).survival(2.3, df, sides))
                        .isCloseTo(MaximumT.of(product).survival(2.3, df, sides), within(LATTICE));
            }
        }
    }

    @Test
    void nearlyTheSameStatisticsAreHardlyAFamily() {
        MaximumT law = MaximumT.manyToOne(1000, 1, 1, 1);
        double single = StudentT.twoSidedP(2, 10);
        assertThat(law.survival(2, 10, 2)).isBetween(single, 1.1 * single);
    }

    @Test
    void farTailsKeepTheirDigits() {
        MaximumT law = MaximumT.manyToOne(1, 1, 1, 1, 1);
        double single = StudentT.twoSidedP(30, 50);
        assertThat(law.survival(30, 50, 2) / single).isBetween(2.0, 4.0);
        assertThat(law.survival(12, Double.POSITIVE_INFINITY, 2) / StudentT.twoSidedP(12, Double.POSITIVE_INFINITY))
                .isCloseTo(4, within(1e-6));
    }

    @Test
    void refusesWhatIsNoCovariance() {
        assertThatThrownBy(() -> MaximumT.of(new double[][] {{1, 2}, {2, 1}}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MaximumT.of(new double[][] {{1, 0.9, -0.9}, {0.9, 1, 0.9}, {-0.9, 0.9, 1}}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
