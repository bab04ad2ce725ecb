package copse.lmm;

import static org.assertj.core.api.Assertions.assertThat;

import copse.formula.Formula;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import copse.model.CrossProducts;
import copse.model.ModelSpec;
import copse.model.internal.Standardised;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The criterion of two large crossed factors does not depend on the number of threads, to the last bit.
///
/// Each number of threads takes a Java machine of its own, since they all share its pool.
class ThreadsTest {
    // Levels enough for the dense remainder, and meetings enough for the panels, to be shared between threads.
    private static final int ROWS = 30_000;
    private static final int ELIMINATED = 600;
    private static final int DENSE = 300;

    @ParameterizedTest
    @ValueSource(strings = {"jdk.incubator.vector", "java.base"})
    void sumsDoNotDependOnThreads(String module) throws IOException, InterruptedException {
        String one = bits(1, module);
        assertThat(one).matches("1( [0-9a-f]+){6}\\s*");
        String values = one.substring(1);
        assertThat(bits(2, module)).isEqualTo("2" + values);
        assertThat(bits(3, module)).isEqualTo("3" + values);
    }

    private static String bits(int threads, String module) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:ActiveProcessorCount=" + threads);
        command.addAll(List.of("--add-modules", module, "-cp", System.getProperty("java.class.path")));
        command.add(ThreadsTest.class.getName());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    /// Prints the number of processors, then the bits of the criterion, of its gradient and of its Hessian.
    public static void main(String[] arguments) {
        Frame frame = frame();
        CrossProducts products =
                CrossProducts.of(ModelSpec.of(Formula.parse("y ~ 1 + (1 | a) + (1 | b)"), frame), frame);
        Criterion criterion = Criterion.of(Standardised.of(products), Estimator.REML);
        Evaluation at = criterion.evaluate(new double[] {0.7, 0.4}, true);
        double[][] hessian = new Curvature(criterion).hessian(at);
        StringBuilder line = new StringBuilder().append(Runtime.getRuntime().availableProcessors());
        for (double value : new double[] {
            at.criterion(), at.gradient()[0], at.gradient()[1], hessian[0][0], hessian[0][1], hessian[1][1]
        }) {
            line.append(' ').append(Long.toHexString(Double.doubleToRawLongBits(value)));
        }
        System.out.println(line);
    }

    private static Frame frame() {
        SplittableRandom random = new SplittableRandom(17);
        double[] y = new double[ROWS];
        int[] a = new int[ROWS];
        int[] b = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            a[i] = random.nextInt(ELIMINATED);
            b[i] = random.nextInt(DENSE);
            y[i] = a[i] % 7 + b[i] % 5 + random.nextDouble();
        }
        return Frame.of(Map.of("y", NumericColumn.of(y), "a", factor(a, ELIMINATED), "b", factor(b, DENSE)));
    }

    private static FactorColumn factor(int[] codes, int levels) {
        return FactorColumn.wrap(
                codes,
                Levels.of(IntStream.range(0, levels).mapToObj(Integer::toString).toList()));
    }
}
