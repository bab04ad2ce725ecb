package copse.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.InputException;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.glmm.Glmm;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/// Numbers about their mean by Student's t distribution.
class StudentTest {
    private static final Outcomes ONE = new Outcomes(new double[] {2.3}, new double[] {1.7}, new double[] {2});
    private static final double STEP = 1e-5;

    private static Derivatives at(Family family, double eta, double omega) {
        Derivatives into = new Derivatives(1);
        family.likelihood(omega).evaluate(ONE, new double[] {eta}, new double[1], 0, 1, Derivatives.Order.FULL, into);
        return into;
    }

    private static void isSlope(
            Family family, boolean byEta, ToDoubleFunction<Derivatives> of, ToDoubleFunction<Derivatives> slope) {
        for (double eta : new double[] {-3, 0.2, 0.9, 1.6}) {
            double omega = 0.4;
            double up = of.applyAsDouble(at(family, eta + (byEta ? STEP : 0), omega + (byEta ? 0 : STEP)));
            double down = of.applyAsDouble(at(family, eta - (byEta ? STEP : 0), omega - (byEta ? 0 : STEP)));
            double value = slope.applyAsDouble(at(family, eta, omega));
            // rounding over the step, and its square times a third derivative
            assertThat(value).isCloseTo((up - down) / (2 * STEP), within(1e-7 * (1 + Math.abs(value))));
        }
    }

    @Test
    void derivativesAreSlopes() {
        for (Family family : List.of(new Family.Student(Link.IDENTITY, 3), new Family.Student(Link.LOG, 6.5))) {
            isSlope(family, true, d -> d.value()[0], d -> d.score()[0]);
            isSlope(family, true, d -> d.score()[0], d -> -d.weight()[0]);
            isSlope(family, true, d -> d.weight()[0], d -> d.weightSlope()[0]);
            isSlope(family, true, d -> d.expected()[0], d -> d.expectedSlope()[0]);
            isSlope(family, false, d -> d.value()[0], d -> d.byShape()[0]);
            isSlope(family, false, d -> d.score()[0], d -> d.scoreByShape()[0]);
            isSlope(family, false, d -> d.weight()[0], d -> d.weightByShape()[0]);
            isSlope(family, false, d -> d.expected()[0], d -> d.expectedByShape()[0]);
        }
    }

    @Test
    void manyDegreesOfFreedomAreGaussian() {
        Derivatives many = at(new Family.Student(Link.IDENTITY, 1e9), 0.7, 0.4);
        Derivatives normal = at(Family.gaussian(), 0.7, 0.4);
        double shift = 2
                * (new Family.Student(Link.IDENTITY, 1e9).constant(2.3, 1.7)
                        - Family.gaussian().constant(2.3, 1.7));
        // the difference is of the order of one over the degrees of freedom
        assertThat(many.value()[0] + shift).isCloseTo(normal.value()[0], within(1e-6));
        assertThat(many.score()[0]).isCloseTo(normal.score()[0], within(1e-7));
        assertThat(many.weight()[0]).isCloseTo(normal.weight()[0], within(1e-7));
    }

    @Test
    void whatTheDensityHasOfTheDegreesOfFreedom() {
        // 1 / π and 1 / (2 √2) at y = 0, with 1 and 2 degrees of freedom
        assertThat(new Family.Student(Link.IDENTITY, 1).distribution(0, 0, 1, 0).logDensity(0))
                .isCloseTo(-Math.log(Math.PI), within(1e-14));
        assertThat(new Family.Student(Link.IDENTITY, 2).distribution(0, 0, 1, 0).logDensity(0))
                .isCloseTo(-1.5 * Math.log(2), within(1e-14));
        for (double df : new double[] {0.5, 3, 39.9, 40.1, 1000}) {
            double step = 1e-5 * df;
            double up = new Family.Student(Link.IDENTITY, df + step).logConstant();
            double down = new Family.Student(Link.IDENTITY, df - step).logConstant();
            assertThat(new Family.Student(Link.IDENTITY, df).logConstantSlope())
                    .isCloseTo((up - down) / (2 * step), within(1e-8));
        }
        // the series takes over where the difference of logarithms leaves off
        assertThat(new Family.Student(Link.IDENTITY, 39.9999999999).logConstant())
                .isCloseTo(new Family.Student(Link.IDENTITY, 40).logConstant(), within(1e-13));
    }

    @Test
    void isKnownByName() {
        assertThat(Family.of("student")).isEqualTo(Family.student());
        assertThat(Family.of("student_t")).isEqualTo(Family.student());
        assertThat(((Family.Student) Family.student()).withDf(9).df()).isEqualTo(9);
    }

    @Test
    void mixedModelsRefuseItWithAWayOut() {
        Frame data = Frame.of("y", NumericColumn.of(1, 2, 3, 4), "g", FactorColumn.of("a", "a", "b", "b"));
        assertThatThrownBy(() -> Glmm.of("y ~ 1 + (1 | g)", Family.student()).fit(data))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("N308")
                .hasMessageContaining("copse bayes");
    }
}
