package copse.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.family.Family;
import copse.family.Link;
import copse.formula.Formula;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import copse.math.Matrix;
import copse.model.Cells;
import copse.model.ModelSpec;
import copse.model.Roles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellDensityTest {
    private static final int ROWS = 60;

    static Stream<Family> families() {
        return Stream.of(
                Family.binomial(),
                Family.binomial().withLink(Link.PROBIT),
                Family.binomial().withLink(Link.CLOGLOG),
                Family.of("betabinomial"),
                Family.poisson(),
                Family.of("nbinom1"),
                Family.of("nbinom2"),
                Family.of("Gamma"),
                Family.of("gaussian"),
                Family.poisson().zeroInflated(),
                Family.of("nbinom2").zeroInflated());
    }

    /// The gradient is that of the value, by central differences: with steps of 1e-5 they are good to about
    /// 1e-9 of the size of the value, which is some hundreds.
    @ParameterizedTest
    @MethodSource("families")
    void gradientIsThatOfTheValue(Family family) {
        CellDensity density = density(family, "(x + o | g) + (0 + x | h) + (x | k)", 1);
        double[] position = position(density, 3);
        double[] gradient = new double[position.length];
        double[] ignored = new double[position.length];
        assertThat(density.evaluate(position, gradient)).isFinite();
        for (int i = 0; i < position.length; i++) {
            double[] up = position.clone();
            double[] down = position.clone();
            up[i] += 1e-5;
            down[i] -= 1e-5;
            double slope = (density.evaluate(up, ignored) - density.evaluate(down, ignored)) / 2e-5;
            assertThat(gradient[i]).as("coordinate " + i).isCloseTo(slope, within(1e-5 * (1 + Math.abs(slope))));
        }
    }

    /// Coordinates are bent, not the posterior: densities of the same point differ by the Jacobian.
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 100})
    void coordinatesDifferByTheirJacobian(double amount) {
        Family family = Family.binomial();
        CellDensity plain = density(family, "(x | g) + (1 | h) + (x + o | k)", 0);
        CellDensity bent = density(family, "(x | g) + (1 | h) + (x + o | k)", amount);
        double[] position = position(plain, 4);
        double[] other = plain.translate(position, bent);
        double[] ignored = new double[position.length];
        double difference = bent.evaluate(other, ignored) - plain.evaluate(position, ignored);
        assertThat(bent.eta()).containsExactly(plain.eta(), within(1e-9));
        assertThat(difference).isCloseTo(-logDeterminant(plain, bent, position), within(1e-4));
        assertThat(bent.translate(other, plain)).containsExactly(position, within(1e-9));
    }

    /// Log determinant of the other coordinates by these, by differences.
    private static double logDeterminant(CellDensity from, CellDensity to, double[] position) {
        int d = position.length;
        double[] jacobian = new double[d * d];
        for (int j = 0; j < d; j++) {
            double[] up = position.clone();
            double[] down = position.clone();
            up[j] += 1e-5;
            down[j] -= 1e-5;
            double[] a = from.translate(up, to);
            double[] b = from.translate(down, to);
            for (int i = 0; i < d; i++) {
                jacobian[i + j * d] = (a[i] - b[i]) / 2e-5;
            }
        }
        // Gauss elimination with row exchanges
        double log = 0;
        Matrix matrix = Matrix.wrap(d, d, jacobian);
        double[] a = matrix.toArray();
        for (int k = 0; k < d; k++) {
            int pivot = k;
            for (int i = k + 1; i < d; i++) {
                pivot = Math.abs(a[i + k * d]) > Math.abs(a[pivot + k * d]) ? i : pivot;
            }
            for (int j = 0; j < d; j++) {
                double swap = a[k + j * d];
                a[k + j * d] = a[pivot + j * d];
                a[pivot + j * d] = swap;
            }
            log += Math.log(Math.abs(a[k + k * d]));
            for (int i = k + 1; i < d; i++) {
                double factor = a[i + k * d] / a[k + k * d];
                for (int j = k; j < d; j++) {
                    a[i + j * d] -= factor * a[k + j * d];
                }
            }
        }
        return log;
    }

    private static double[] position(CellDensity density, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] position = new double[density.dimension()];
        for (int i = 0; i < position.length; i++) {
            position[i] = 0.4 * (random.nextDouble() - 0.5);
        }
        return position;
    }

    /// @param amount of information in the coordinates: made-up weights and scores times this
    private static CellDensity density(Family family, String random, double amount) {
        Frame frame = frame(family, 11);
        Roles roles = Roles.defaults().withOutcome(family.outcome()).withOffset("o");
        if (family.isInflated()) {
            roles = roles.withPart(Roles.ZERO_INFLATION, Formula.parse("~ x"));
        }
        String outcome = family.outcome() == copse.family.OutcomeType.SHARE ? "cbind(y, f)" : "y";
        ModelSpec spec = ModelSpec.of(Formula.parse(outcome + " ~ x + " + random), frame, roles);
        Cells cells = Cells.of(spec, frame, family);
        CellData data = new CellData(cells.x(), cells.inflation(), cells.offset(), cells.outcomes(), cells.factors());
        List<Integer> q = data.groups.stream().map(CellData.Group::q).toList();
        Hyper hyper = new FreeHyper(2, q, family.hasShape(), data.zeta.length);
        SplittableRandom values = new SplittableRandom(5);
        double[] predictor = values.doubles(data.n, -1, 1).toArray();
        double[] weights = values.doubles(data.n, 0, 1).toArray();
        double[] scores = values.doubles(data.n, -1, 1).toArray();
        double[][] factors = q.stream().map(n -> Matrix.identity(n).toArray()).toArray(double[][]::new);
        List<Surrogate> surrogates = Surrogate.all(data, predictor, weights, scores, factors, amount);
        return new CellDensity(data, family, hyper, surrogates);
    }

    static Frame frame(Family family, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Column> columns = new LinkedHashMap<>();
        double[] y = new double[ROWS];
        double[] failures = new double[ROWS];
        int[] g = new int[ROWS];
        int[] h = new int[ROWS];
        int[] k = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            g[i] = random.nextInt(6);
            h[i] = random.nextInt(4);
            k[i] = random.nextInt(3);
            failures[i] = random.nextInt(4);
            y[i] = switch (family.outcome()) {
                case SHARE -> random.nextInt(4) + (failures[i] == 0 ? 1 : 0);
                case COUNT -> random.nextInt(3) * random.nextInt(40);
                case POSITIVE -> 0.1 + random.nextDouble();
                case NUMBER -> random.nextDouble();
            };
        }
        columns.put("y", NumericColumn.of(y));
        columns.put("f", NumericColumn.of(failures));
        columns.put("x", NumericColumn.of(random.doubles(ROWS, -1, 1).toArray()));
        columns.put("o", NumericColumn.of(random.doubles(ROWS, -0.2, 0.2).toArray()));
        columns.put("g", FactorColumn.wrap(g, Levels.of("a", "b", "c", "d", "e", "f")));
        columns.put("h", FactorColumn.wrap(h, Levels.of("a", "b", "c", "d")));
        columns.put("k", FactorColumn.wrap(k, Levels.of("a", "b", "c")));
        return Frame.of(columns);
    }
}
