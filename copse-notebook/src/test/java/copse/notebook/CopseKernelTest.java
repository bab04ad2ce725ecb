package copse.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import copse.lmm.LmmFit;
import java.nio.file.Path;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopseKernelTest {
    @TempDir
    private static Path folder;

    private static CopseKernel kernel;

    @BeforeAll
    static void start() throws Exception {
        Dyestuff.file(folder);
        kernel = CopseKernel.start();
        kernel.evalRaw("var data = Data.read(Path.of(\"%s\"));".formatted(folder.resolve("dyestuff.csv")));
    }

    @AfterAll
    static void stop() {
        kernel.onShutdown(false);
    }

    @Test
    void cellShowsTheValueOfItsLastExpression() {
        assertThat(kernel.evalRaw("int a = 2;\nint b = 3;\na * b")).isEqualTo(6);
        assertThat(kernel.evalRaw("a")).isEqualTo(2);
    }

    @Test
    void declarationsAndAssignmentsShowNothing() {
        assertThat(kernel.evalRaw("double quiet = 1")).isNull();
        assertThat(kernel.evalRaw("quiet = 2")).isNull();
        assertThat(kernel.evalRaw("double f(double x) { return x; }")).isNull();
        assertThat(kernel.evalRaw("import java.math.BigDecimal")).isNull();
        assertThat(kernel.evalRaw("// nothing")).isNull();
    }

    @Test
    void valuesAreTheObjectsThemselves() {
        assertThat(kernel.evalRaw("var fit = Lmm.of(\"Yield ~ 1 + (1 | Batch)\").fit(data);\nfit"))
                .isInstanceOf(LmmFit.class);
    }

    /// The extension was found by the service loader, as kernels of the JJava family do.
    @Test
    void resultsAreHtmlAndText() {
        DisplayData shown = kernel.eval("Lmm.of(\"Yield ~ 1 + (1 | Batch)\").fit(data)");
        assertThat((String) shown.getData(MIMEType.TEXT_HTML)).contains("<table>", "1764");
        assertThat((String) shown.getData(MIMEType.TEXT_PLAIN)).contains("REML, converged", "1764");
    }

    @Test
    void chartsAreSvgWhenAskedFor() {
        BaseKernel any = kernel;
        DisplayData shown = any.getRenderer().renderAs(ShowTest.chart(), "image/svg+xml");
        assertThat((String) shown.getData(MIMEType.IMAGE_SVG)).startsWith("<svg");
    }

    @Test
    void errorsOfCopseAreToldWithoutAStack() {
        Throwable wrong = catchThrowable(() -> kernel.evalRaw("Lmm.of(\"Yield ~ 1 + (1 | Bach)\").fit(data)"));
        assertThat(told(wrong))
                .contains("no column `Bach`", "did you mean `Batch`?")
                .doesNotContain("\tat ", "do_it");
    }

    @Test
    void errorsOfOthersComeWithTheirPlace() {
        Throwable wrong = catchThrowable(() -> kernel.evalRaw("int half(int n) { return 1 / n; }\nhalf(0)"));
        assertThat(told(wrong))
                .contains("ArithmeticException: / by zero", "half")
                .doesNotContain("LiveControl");
    }

    @Test
    void compilerIsQuotedWithACaret() {
        assertThat(told(catchThrowable(() -> kernel.evalRaw("int x = \"text\""))))
                .contains("int x = \"text\"", "        ^", "incompatible types");
        assertThat(told(catchThrowable(() -> kernel.evalRaw("for (int i = 0; i < 3; i++) {"))))
                .contains("the cell ends before this does");
    }

    @Test
    void completesNames() {
        assertThat(kernel.complete("Lmm.o", 5).getReplacements()).contains("of(");
        assertThat(kernel.inspect("Lmm.of(", 7, false).getData(MIMEType.TEXT_PLAIN))
                .asString()
                .contains("of(String formula)");
    }

    @Test
    void knowsWhenACellIsComplete() {
        assertThat(List.of(
                        kernel.isComplete("1 + 1"), kernel.isComplete("if (true) {"), kernel.isComplete("int = 3 )")))
                .containsExactly(BaseKernel.IS_COMPLETE_YES, "    ", BaseKernel.IS_COMPLETE_BAD);
    }

    @Test
    void runningCellCanBeStopped() throws InterruptedException {
        Thread cell = new Thread(() -> kernel.evalRaw("while (true) { }"));
        cell.start();
        // Stopping before the snippet runs has no effect.
        for (int i = 0; i < 100 && cell.isAlive(); i++) {
            kernel.interrupt();
            cell.join(100);
        }
        assertThat(cell.isAlive()).isFalse();
        assertThat(kernel.evalRaw("1 + 1")).isEqualTo(2);
    }

    private static String told(Throwable wrong) {
        return String.join("\n", kernel.formatError(wrong)).replaceAll("\u001B\\[[;\\d]*m", "");
    }
}
