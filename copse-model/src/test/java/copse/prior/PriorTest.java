package copse.prior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.InputException;
import copse.error.Place;
import copse.math.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriorTest {
    /// A half distribution written with a location of 0 is the one without.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "flat",
                "normal(0, 10)",
                "student_t(3, 0, 2.5)",
                "cauchy(-1, 5)",
                "laplace(0, 1)",
                "half_normal(50)",
                "half_normal(1, 2)",
                "half_cauchy(1)",
                "half_student_t(3, 0, 2)",
                "half_laplace(0.5)",
                "exponential(1.0E-5)",
                "gamma(2, 0.1)",
                "inv_gamma(1, 1) on variance",
                "gamma(1, 1) on precision",
                "uniform(0, 5)",
                "constant(1)",
                "lkj(2)"
            })
    void textIsReadAsItIsPrinted(String text) {
        assertThat(Prior.parse(text).text()).isEqualTo(text);
    }

    @Test
    void textMayBeWrittenLoosely() {
        assertThat(Prior.parse(" Half_Student_T( 3 ,2e0 ) ")).isEqualTo(Prior.parse("half_student_t(3, 0, 2)"));
        assertThat(Prior.parse("half_normal(2) on sd")).isEqualTo(Prior.parse("half_normal(2)"));
    }

    /// What is marked is what is wrong.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nromal(0, 1)|B102|nromal|did you mean `normal`?",
                "normal(0)|B103|normal(0)|write normal(mean, sd) with numbers in place of the words",
                "normal(0, x)|B101|x|write a number such as 2.5 there",
                "normal(0, -1)|B104|normal(0, -1)|write a positive sd",
                "uniform(5, 0)|B104|uniform(5, 0)|write a positive width",
                "normal(0, 1|B101|(0, 1|write it as in `normal(0, 10)`",
                "gamma(1, 1) on varience|B101|varience|did you mean `variance`?",
                "flat(1)|B103|flat(1)|write flat"
            })
    void errorsMarkTheirPlace(String text, String code, String marked, String fix) {
        String statement = "sd:g=" + text;
        assertThatThrownBy(() -> Prior.parse(statement, 5)).isInstanceOfSatisfying(InputException.class, error -> {
            assertThat(error.code()).isEqualTo(code);
            Place place = error.problem().place();
            assertThat(place).isNotNull();
            assertThat(place.text().substring(place.from(), place.to())).isEqualTo(marked);
            assertThat(error.problem().fix()).isEqualTo(fix);
        });
    }

    /// Densities of proper priors integrate to 1 over a positive parameter, of whatever they are stated on.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "normal(1, 2)",
                "half_student_t(3, 0, 2)",
                "half_cauchy(1)",
                "laplace(1, 0.5)",
                "exponential(2)",
                "gamma(2.5, 1.5)",
                "inv_gamma(3, 2)",
                "uniform(0.5, 4)",
                "inv_gamma(3, 2) on variance",
                "gamma(2, 1) on precision",
                "half_normal(2) on variance",
                "uniform(0, 9) on variance"
            })
    void densitiesAreNormalised(String text) {
        Density density = Prior.parse(text).onPositive();
        // by the substitution x = e^t, with the trapezoidal rule, which is exact to rounding for such smooth tails but
        // for the corners of the uniform ones, where it is as good as its step, and tails of 1/x², left out beyond e^25
        double step = 1e-4;
        double sum = 0;
        for (double t = -30; t < 25; t += step) {
            double log = density.log(Math.exp(t));
            sum += Math.exp(log + t) * step;
        }
        assertThat(sum).isCloseTo(1, within(1e-4));
        assertThat(density.isProper()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "flat",
                "normal(1, 2)",
                "student_t(3, 0, 2)",
                "cauchy(1, 2)",
                "laplace(1, 0.5)",
                "half_normal(2)",
                "exponential(2)",
                "gamma(2.5, 1.5)",
                "inv_gamma(3, 2)",
                "uniform(0.1, 4)",
                "inv_gamma(3, 2) on variance",
                "gamma(2, 1) on precision"
            })
    void slopesAreThoseOfTheLogDensity(String text) {
        Density density = Prior.parse(text).onPositive();
        for (double x : new double[] {0.2, 0.7, 1.3, 3.5}) {
            double h = 1e-6;
            double difference = (density.log(x + h) - density.log(x - h)) / (2 * h);
            // rounding of the logs, over the step
            assertThat(density.slope(x)).isCloseTo(difference, within(1e-7 * (1 + Math.abs(difference))));
        }
    }

    /// Draws fall below the median of the density, found by integrating it, half of the time.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "normal(-3, 1)",
                "half_student_t(3, 0, 2)",
                "half_cauchy(1)",
                "laplace(1, 0.5)",
                "exponential(2)",
                "gamma(2.5, 1.5)",
                "inv_gamma(3, 2)",
                "uniform(0.5, 4)",
                "inv_gamma(3, 2) on variance",
                "gamma(2, 1) on precision"
            })
    void drawsFollowTheDensity(String text) {
        Density density = Prior.parse(text).onPositive();
        double step = 1e-4;
        double[] quartiles = new double[3];
        double sum = 0;
        int next = 0;
        for (double t = -30; t < 40 && next < 3; t += step) {
            sum += Math.exp(density.log(Math.exp(t)) + t) * step;
            while (next < 3 && sum >= 0.25 * (next + 1)) {
                quartiles[next++] = Math.exp(t);
            }
        }
        int n = 40_000;
        double[] draws = new double[n];
        var stream = Seed.of(6).stream();
        Arrays.setAll(draws, _ -> density.draw(stream));
        for (int k = 0; k < 3; k++) {
            double quartile = quartiles[k];
            double below = Arrays.stream(draws).filter(x -> x < quartile).count() / (double) n;
            double share = 0.25 * (k + 1);
            // five standard errors of a share
            assertThat(below).isCloseTo(share, within(5 * Math.sqrt(share * (1 - share) / n)));
        }
        assertThat(Arrays.stream(draws).allMatch(x -> x >= density.lower() && x <= density.upper()))
                .isTrue();
    }

    /// Known values: scipy.stats 1.10, halved supports by hand.
    @Test
    void densitiesHaveTheirKnownValues() {
        assertThat(Prior.parse("normal(1, 2)").onLine().log(0)).isCloseTo(-1.737085713764618, within(1e-14));
        assertThat(Prior.parse("student_t(3, 0, 2.5)").onLine().log(1)).isCloseTo(-2.021099059359087, within(1e-13));
        assertThat(Prior.parse("half_cauchy(1)").onPositive().log(1)).isCloseTo(Math.log(1 / Math.PI), within(1e-14));
        assertThat(Prior.parse("half_normal(50)").onPositive().log(0))
                .isCloseTo(Math.log(2 / (50 * Math.sqrt(2 * Math.PI))), within(1e-13));
    }
}
