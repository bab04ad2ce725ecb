package copse.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

class ArithmeticTest {
    private static final double[] X = {0.25, 1, 8, 100};
    private static final double[] Z = {2, -3, 0.5, 7};
    /// Elementary functions may differ by a unit or two in the last place.
    private static final double TOLERANCE = 1e-14;

    private static void check(String text, DoubleBinaryOperator expected) {
        Arithmetic program = Arithmetic.of(new Parser(text).expression(), call -> constants(call.toString()));
        double[][] inputs =
                program.columns().stream().map(name -> name.equals("x") ? X : Z).toArray(double[][]::new);
        double[] into = new double[X.length];
        program.evaluate(inputs, X.length, into, new double[program.scratch()][X.length]);
        for (int i = 0; i < X.length; i++) {
            double value = expected.applyAsDouble(X[i], Z[i]);
            assertThat(into[i]).as(text).isCloseTo(value, within(TOLERANCE * Math.abs(value)));
        }
    }

    private static double[] constants(String call) {
        return switch (call) {
            case "mean(x)" -> new double[] {3};
            case "scale(x)" -> new double[] {3, 2};
            case "scale(x, scale = FALSE)", "center(x)" -> new double[] {3};
            default -> throw new IllegalArgumentException(call);
        };
    }

    @Test
    void operatorsHaveThePrecedencesOfR() {
        check("x + z * x - z/x", (x, z) -> x + z * x - z / x);
        check("x - (z - x)", (x, z) -> x - (z - x));
        check("x/(z/x)/z", (x, z) -> x / (z / x) / z);
        check("-x^2", (x, z) -> -(x * x));
        check("(-x)^2", (x, z) -> x * x);
        check("2^-x^0.5", (x, z) -> Math.pow(2, -Math.sqrt(x)));
        check("x^2^0.5", (x, z) -> Math.pow(x, Math.sqrt(2)));
        check("-x*z", (x, z) -> -x * z);
        check("1 - (x - (1 - (z - (x*x - z*z))))", (x, z) -> 1 - (x - (1 - (z - (x * x - z * z)))));
    }

    @Test
    void functionsAreElementwise() {
        check("log(x) + log2(x) + log10(x)", (x, z) -> Math.log(x) + Math.log(x) / Math.log(2) + Math.log10(x));
        check("log(x, 3)", (x, z) -> Math.log(x) / Math.log(3));
        check("exp(z) + sqrt(x) + abs(z)", (x, z) -> Math.exp(z) + Math.sqrt(x) + Math.abs(z));
        check("I(x)*I(2)", (x, z) -> 2 * x);
    }

    @Test
    void learnedNumbersAreConstants() {
        check("x - mean(x)", (x, z) -> x - 3);
        check("scale(x)*z", (x, z) -> (x - 3) / 2 * z);
        check("scale(x, scale = FALSE) + center(x)", (x, z) -> 2 * (x - 3));
    }

    @Test
    void logarithmsOfPowersOfTwoAreExact() {
        Arithmetic program = Arithmetic.of(new Parser("log2(x)").expression(), call -> new double[0]);
        double[] powers = {0.125, 1, 2, 1024, 0x1p-1000, 0x1p1000};
        double[] into = new double[powers.length];
        program.evaluate(new double[][] {powers}, powers.length, into, new double[0][]);
        assertThat(into).containsExactly(-3, 0, 1, 10, -1000, 1000);
    }

    @Test
    void whatIsNoNumberComesOutAsSuch() {
        Arithmetic program = Arithmetic.of(new Parser("log2(x)").expression(), call -> new double[0]);
        double[] into = new double[3];
        program.evaluate(new double[][] {{-1, 0, Double.MIN_VALUE}}, 3, into, new double[0][]);
        assertThat(into[0]).isNaN();
        assertThat(into[1]).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(into[2]).isCloseTo(-1074, within(1e-12));
    }

    @Test
    void learnedCallsComeInnerFirst() {
        List<Expr.Call> calls =
                Arithmetic.learned(new Parser("scale(x - mean(x)) + mean(x) + sd(log(z))").expression());
        assertThat(calls.stream().map(Expr::toString)).containsSubsequence("mean(x)", "scale(x - mean(x))");
        assertThat(calls).hasSize(3);
        assertThat(Arithmetic.columns(new Parser("z - mean(x)").expression())).containsExactly("z");
    }

    @Test
    void inputsAreNotChanged() {
        check("-(x + z)^2", (x, z) -> -(x + z) * (x + z));
        assertThat(Arrays.stream(X).sum()).isEqualTo(109.25);
    }
}
