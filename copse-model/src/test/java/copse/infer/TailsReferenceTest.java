package copse.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Tails and quantiles as R and mpmath have them (`make.R`, `make.py`, `make_noncentral.py` in
/// `src/test/reference/tails`).
class TailsReferenceTest {
    // R's ptukey is good to about 1e-7 for thirty means; its
    // qtukey stops at 1e-4 (a secant with eps = 0.0001).
    private static final double EXACT = 1e-10;
    private static final double PTUKEY = 2e-7;
    private static final double QTUKEY = 2e-4;

    // Logs of t, F and χ² tails: R and we both keep about 13 digits of the log.
    private static final double LOG = 1e-11;

    @TestFactory
    Stream<DynamicTest> asElsewhere() {
        Path folder = Path.of("src/test/reference/tails");
        return Stream.of("values-r.csv", "values-mpmath.csv", "values-noncentral.csv")
                .flatMap(file -> lines(folder.resolve(file)))
                .map(line -> dynamicTest(line, () -> check(line.split(","))));
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream().skip(2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(String[] cells) {
        double a = Double.parseDouble(cells[1]);
        double b = number(cells[2]);
        double c = number(cells[3]);
        double expected = Double.parseDouble(cells[4]);
        switch (cells[0]) {
            case "ptukey" ->
                assertThat(StudentizedRange.survival(a, (int) b, c)).isCloseTo(expected, within(PTUKEY));
            case "exact" ->
                assertThat(StudentizedRange.survival(a, (int) b, c)).isCloseTo(expected, within(EXACT * expected));
            case "qtukey" -> {
                double q = StudentizedRange.upperQuantile(a, (int) b, c);
                assertThat(q).isCloseTo(expected, within(QTUKEY));
                assertThat(StudentizedRange.survival(q, (int) b, c)).isCloseTo(a, within(1e-12));
            }
            case "logt" ->
                assertThat(StudentT.logTwoSidedP(a, number(cells[2]))).isCloseTo(expected, relative(expected));
            case "logf" -> assertThat(FisherF.logUpperP(a, b, c)).isCloseTo(expected, relative(expected));
            case "logchi" ->
                assertThat(ChiBarSquare.chiSquare((int) b).logUpperP(a)).isCloseTo(expected, relative(expected));
            case "nct" -> {
                assertThat(NoncentralT.logSurvival(a, b, c)).isCloseTo(expected, relative(expected));
                // the other tail is the mirror image's, and both make 1
                assertThat(NoncentralT.cumulative(a, b, c)).isCloseTo(-Math.expm1(expected), within(1e-12));
                if (a >= 0) {
                    double both = NoncentralT.survival(a, b, c) + NoncentralT.cumulative(-a, b, c);
                    assertThat(NoncentralT.twoSided(a, b, c)).isCloseTo(both, within(EXACT * both));
                }
            }
            default -> throw new AssertionError(cells[0]);
        }
    }

    private static Offset<Double> relative(double expected) {
        return within(LOG * Math.max(1, Math.abs(expected)));
    }

    private static double number(String cell) {
        return cell.equals("Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(cell);
    }
}
