package copse.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RendererTest {
    private static final Document DOCUMENT = new Document(List.of(
            new Part.Heading("Fit of y ~ x + (1 | g)"),
            new Part.Sentence("x raised y by 3.1 points."),
            Table.of("fixed", TableColumn.left("term"), TableColumn.right("estimate"), TableColumn.right("p"))
                    .row(Cell.text("(Intercept)"), Cell.number(1527.5, "1528"), Cell.number(1e-9, "< 0.001"))
                    .row(Cell.text("reason[a|b, \"c\"]"), Cell.number(-0.25, "-0.25"), Cell.number(Double.NaN, "")),
            Part.KeyValues.of("rows", "1,912", "residual sd", "2.1"),
            new Part.Note("singular", "The variance of g is estimated as 0.")));

    @Test
    void textIsAligned() {
        assertThat(TextRenderer.of(80).render(DOCUMENT)).isEqualTo("""
                Fit of y ~ x + (1 | g)
                x raised y by 3.1 points.

                term              estimate        p
                (Intercept)           1528  < 0.001
                reason[a|b, "c"]     -0.25

                  rows         1,912
                  residual sd  2.1

                singular: The variance of g is estimated as 0.
                """);
    }

    @Test
    void markdownEscapesWhatFormulasHold() {
        assertThat(MarkdownRenderer.render(DOCUMENT)).isEqualTo("""
                ## Fit of y ~ x + (1 \\| g)

                x raised y by 3.1 points.

                | term | estimate | p |
                | :--- | ---: | ---: |
                | (Intercept) | 1528 | \\< 0.001 |
                | reason\\[a\\|b, "c"\\] | -0.25 |  |

                - **rows**: 1,912
                - **residual sd**: 2.1

                > **singular**: The variance of g is estimated as 0.
                """);
    }

    @Test
    void csvHasTheMainTableInFullPrecision() {
        assertThat(CsvRenderer.render(DOCUMENT)).isEqualTo("""
                term,estimate,p
                (Intercept),1527.5,1.0E-9
                "reason[a|b, ""c""]",-0.25,
                """);
    }

    @Test
    void wideTablesFoldAndRepeatTheirFirstColumn() {
        Table table = Table.of(
                "wide",
                TableColumn.left("name"),
                TableColumn.right("a".repeat(20)),
                TableColumn.right("b".repeat(20)),
                TableColumn.right("c".repeat(10)));
        table.row(Cell.text("r1"), Cell.count(1), Cell.count(2), Cell.count(3));
        assertThat(TextRenderer.of(40).render(new Document(List.of(table)))).isEqualTo("""
                name  aaaaaaaaaaaaaaaaaaaa
                r1                       1

                name  bbbbbbbbbbbbbbbbbbbb  cccccccccc
                r1                       2           3
                """);
    }

    @Test
    void sentencesWrapAtTheWidth() {
        String text = TextRenderer.of(40)
                .render(new Document(
                        List.of(new Part.Sentence("word ".repeat(20).strip()))));
        assertThat(text.lines()).hasSize(3).allMatch(line -> line.length() <= 40 && line.startsWith("word"));
    }

    @Test
    void jsonNumbersReadBackAsTheSameDoubles() {
        double[] values = {Math.PI, 1e-300, Double.MIN_VALUE, 0.1 + 0.2, -0.0, 3, 1e300, 695205, Double.NaN};
        ObjectNode node = Json.object();
        node.set("values", Json.array(values));
        JsonNode back = JsonMapper.shared().readTree(Json.text(node));
        for (int i = 0; i < values.length - 1; i++) {
            assertThat(back.get("values").get(i).doubleValue()).isEqualTo(values[i]);
        }
        assertThat(back.get("values").get(values.length - 1).isNull()).isTrue();
    }

    @Test
    void linesDoNotBreakWithinANumber() {
        String text = TextRenderer.of(40)
                .render(new Document(List.of(new Part.Sentence(
                        "the power of this experiment is at 67.3 % and then p = 0.012, so that p < 0.05"))));
        assertThat(text.lines()).noneMatch(line -> line.startsWith("%") || line.matches(".*(p|=|<)$"));
    }

    @Test
    void commandsAreNeverWrapped() {
        String line = "copse show --sql '" + "SELECT ".repeat(20) + "' --format csv";
        Document document = new Document(List.of(new Part.Command(line)));
        assertThat(TextRenderer.of(40).render(document)).isEqualTo("  $ " + line + "\n");
        assertThat(MarkdownRenderer.render(document)).isEqualTo("```console\n$ " + line + "\n```\n");
    }

    /// Chinese has no blanks to break at, and its characters take two columns.
    @Test
    void chineseIsBrokenAndAligned() {
        Document document = new Document(List.of(
                new Part.Sentence("区间内的取值均不能排除，未显示效应不等于没有效应（参见 Altman 和 Bland）。"),
                Table.of("t", TableColumn.left("步骤"), TableColumn.right("n"))
                        .row(Cell.text("分配"), Cell.text("12"))
                        .row(Cell.text("lost"), Cell.text("0"))));

        assertThat(TextRenderer.of(40).render(document)).isEqualTo("""
                        区间内的取值均不能排除，未显示效应不等于
                        没有效应（参见 Altman 和 Bland）。

                        步骤   n
                        分配  12
                        lost   0
                        """);
    }
}
