package copse.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import copse.design.Design;
import copse.frame.Frame;
import copse.infer.DfMethod;
import copse.infer.Estimate;
import copse.lmm.Lmm;
import copse.lmm.LmmFit;
import copse.math.Seed;
import copse.report.Chart;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ShowTest {
    @TempDir
    private static Path folder;

    private static Frame dyestuff;
    private static LmmFit fit;

    @BeforeAll
    static void fitOnce() throws IOException {
        dyestuff = Dyestuff.frame(folder);
        fit = Lmm.of("Yield ~ 1 + (1 | Batch)").fit(dyestuff);
    }

    /// 1527.5 is the mean of balanced data, 1764.1 = (MSB − MSW) / 5 by the analysis of variance.
    @Test
    void fitIsToldAsOnTheCommandLine() {
        assertThat(Show.text(fit)).contains("(Intercept)", "1528", "Variances", "1764", "REML, converged");
    }

    @Test
    void htmlHasTablesAndNothingThatRuns() {
        assertThat(Show.html(fit).orElseThrow())
                .contains("<table>", "<th scope=\"row\">Batch</th>", "1764")
                .doesNotContain("<script", "<html", " id=");
    }

    @Test
    void longFrameShowsItsFirstRowsAndSaysSo() {
        assertThat(Show.text(dyestuff))
                .contains("Yield  Batch", "20 of 30 rows.")
                .doesNotContain("1,445  F");
    }

    @Test
    void chartIsSvgInHtmlAndWordsInText() {
        Chart chart = chart();
        assertThat(Show.svg(chart)).startsWith("<svg").contains("<path");
        assertThat(Show.html(chart).orElseThrow()).contains("<svg", "Two points, one above the other.");
        assertThat(Show.text(chart)).isEqualTo("Points. Two points, one above the other.");
    }

    @Test
    void estimateIsATableWithItsMethod() {
        assertThat(Show.text(Estimate.of("arm[treatment]", 3.1, 1.2, 38.2, 0.95, DfMethod.KENWARD_ROGER)))
                .contains("arm[treatment]", "3.1", "38.2", "95% interval, Kenward-Roger.");
    }

    @Test
    void assignmentSaysHowManyGotWhat() {
        Frame batches = dyestuff.rows(new int[] {0, 5, 10, 15, 20, 25});
        assertThat(Show.text(Design.parse("complete()").over(batches, "Batch").assign(Seed.of(7))))
                .startsWith("3 units in control, 3 units in treatment; seed 7.");
    }

    @Test
    void errorsOfCopseAreToldInFull() {
        Throwable wrong = catchThrowable(() -> Lmm.of("Yield ~ 1 + (1 | Bach)").fit(dyestuff));
        assertThat(Show.text(wrong)).contains("no column `Bach`", "did you mean `Batch`?");
    }

    @Test
    void anyOtherValueIsItsOwnText() {
        assertThat(Show.text(Path.of("a", "b"))).isEqualTo(Path.of("a", "b").toString());
        assertThat(Show.html("text")).isEmpty();
    }

    static Chart chart() {
        ObjectNode spec = (ObjectNode) JsonMapper.shared().readTree("""
                {"data": {"values": [{"x": 1, "y": 1}, {"x": 1, "y": 2}]}, "mark": "point",
                 "encoding": {"x": {"field": "x", "type": "quantitative"}, "y": {"field": "y", "type": "quantitative"}}}
                """);
        return new Chart("points", "Points", "Two points, one above the other.", spec);
    }
}
