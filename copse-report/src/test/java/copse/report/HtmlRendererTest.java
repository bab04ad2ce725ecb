package copse.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class HtmlRendererTest {
    private static final String HOSTILE = "</script><b>\"a\" & 'b'</b><!--";

    private static Chart chart(String name) {
        ObjectNode spec = (ObjectNode) JsonMapper.shared().readTree("""
                {"mark": "bar", "encoding": {"x": {"field": "arm"}, "y": {"field": "mean", "type": "quantitative"}}}
                """);
        spec.putObject("data").putArray("values").addObject().put("arm", name).put("mean", 2);
        return new Chart("bars", "Means of " + name, "One arm, 2.", spec);
    }

    private static String render(Part... parts) {
        return HtmlRenderer.render(new Document(List.of(parts)), "copse test", Language.ENGLISH);
    }

    /// What stands between the body's tags, without the script.
    private static String body(String page) {
        return page.substring(page.indexOf("<main"), page.indexOf("</main>"));
    }

    @Test
    void partsBecomeTheirElements() {
        String page = render(
                new Part.Heading(1, "Trial"),
                new Part.Sentence("x raised y, see doi:10.18637/jss.v067.i01."),
                new Part.Heading("Model of `y ~ x`"),
                new Part.Items(List.of("one", "two")),
                Part.KeyValues.of("rows", "1,912"),
                new Part.Note("singular", "The variance is 0."),
                new Part.Command("copse fit"),
                new Part.Code("bibtex", "@article{a,\n}\n"),
                Table.of("t", TableColumn.left("term"), TableColumn.right("p"))
                        .captioned("Fixed effects")
                        .row(Cell.text("x"), Cell.number(0.01, "0.010")));
        assertThat(body(page)).isEqualTo("""
                <main id="content">
                <h1 id="trial">Trial</h1>
                <p class="answer">x raised y, see \
                <a href="https://doi.org/10.18637/jss.v067.i01">doi:10.18637/jss.v067.i01</a>.</p>
                <h2 id="model-of-y-x">Model of <code>y ~ x</code></h2>
                <ul>
                <li>one</li>
                <li>two</li>
                </ul>
                <dl>
                <dt>rows</dt><dd>1,912</dd>
                </dl>
                <p class="note"><strong>singular:</strong> The variance is 0.</p>
                <pre tabindex="0"><code>$ copse fit</code></pre>
                <pre tabindex="0"><code>@article{a,
                }</code></pre>
                <div class="table short" role="group" tabindex="0" aria-label="Fixed effects">
                <table>
                <caption>Fixed effects</caption>
                <thead><tr><th scope="col">term</th><th scope="col" class="number">p</th></tr></thead>
                <tbody>
                <tr><th scope="row">x</th><td class="number">0.010</td></tr>
                </tbody>
                </table>
                </div>
                """);
    }

    @Test
    void noLevelOfHeadingsIsLeftOut() {
        String page = render(new Part.Heading(4, "deep"), new Part.Heading(1, "high"), new Part.Heading(6, "deeper"));
        assertThat(body(page)).containsSubsequence("<h1>copse test</h1>", "<h2 id", "deep", "<h2 id", "high", "<h3 id");
    }

    @Test
    void equalHeadingsHaveTheirOwnAddresses() {
        assertThat(body(render(new Part.Heading("结果"), new Part.Heading("结果"), new Part.Heading("?"))))
                .contains("<h2 id=\"结果\">", "<h2 id=\"结果-2\">", "<h2 id=\"section\">");
    }

    @Test
    void contentsListTheSectionsOfLongPages() {
        Part[] sections = {new Part.Heading("A"), new Part.Heading("B"), new Part.Heading("C"), new Part.Heading("D")};
        assertThat(render(sections)).contains("<nav", "<a href=\"#d\">D</a>");
        assertThat(render(sections[0], sections[1])).doesNotContain("<nav");
    }

    @Test
    void namesOfTheDataCannotBecomeMarkup() {
        String page = render(
                new Part.Heading(HOSTILE),
                new Part.Sentence(HOSTILE),
                new Part.Note(HOSTILE, HOSTILE),
                new Part.Code("", HOSTILE),
                new Part.Details(HOSTILE, List.of(Part.KeyValues.of(HOSTILE, HOSTILE))),
                new Part.Figure(chart(HOSTILE)),
                Table.of("t", TableColumn.left(HOSTILE)).captioned(HOSTILE).row(Cell.text(HOSTILE)));
        assertThat(body(page)).doesNotContain("<b>\"", "<!--", "'b'</b>");
        Matcher spec = Pattern.compile("<script type=\"application/json\">(.*?)</script>")
                .matcher(page);
        assertThat(spec.find()).isTrue();
        assertThat(JsonMapper.shared()
                        .readTree(spec.group(1))
                        .at("/data/values/0/arm")
                        .asString())
                .isEqualTo(HOSTILE);
    }

    @Test
    void controlCharactersAreReplaced() {
        assertThat(body(render(new Part.Sentence("a\u0000b\u0008c")))).contains("a\uFFFDb\uFFFDc");
    }

    @Test
    void longTablesAreFolded() {
        Table table = Table.of("t", TableColumn.left("g"), TableColumn.right("n"));
        for (int i = 0; i <= HtmlParts.LONG; i++) {
            table.row(Cell.text("g" + i), Cell.count(i));
        }
        assertThat(body(render(table))).contains("<details>\n<summary>All 41 rows</summary>", "<div class=\"table\"");
    }

    /// What the policy's hash lets run is the page's own script and nothing else.
    @Test
    void policyAllowsThePagesScriptOnly() throws Exception {
        String page = render(new Part.Figure(chart("a")));
        String script =
                page.substring(page.lastIndexOf("<script>") + "<script>".length(), page.lastIndexOf("</script>"));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
        assertThat(page)
                .contains("default-src 'none'")
                .contains("script-src 'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
        assertThat(script.toLowerCase(Locale.ROOT)).doesNotContain("</script", "<!--");
    }

    @Test
    void pagesWithoutFiguresCarryNoLibrary() {
        assertThat(render(new Part.Sentence("x"))).hasSizeLessThan(12_000).contains("script-src 'none'");
    }

    @Test
    void pageSpeaksItsLanguage() {
        assertThat(HtmlRenderer.render(new Document(List.of()), "报告", Language.CHINESE))
                .contains("<html lang=\"zh-CN\">", "跳到正文", "<title>报告</title>");
    }

    @Test
    void fragmentsStandInOtherPages() {
        Document document =
                new Document(List.of(new Part.Heading("Result"), new Part.Sentence("x"), new Part.Figure(chart("a"))));
        assertThat(HtmlRenderer.fragment(document, Language.ENGLISH, chart -> "<svg>" + chart.kind() + "</svg>\n"))
                .isEqualTo("<h2>Result</h2>\n<p class=\"answer\">x</p>\n<svg>bars</svg>\n");
    }

    @Test
    void questionsStandBeforeTheAnswer() {
        assertThat(body(render(
                        new Part.Sentence("Does it help?"), new Part.Sentence("It does."), new Part.Sentence("So."))))
                .contains("<p class=\"question\">Does", "<p class=\"answer\">It", "<p>So");
    }

    /// Licences such as BSD and MIT ask that their text goes with every copy.
    @Test
    void libraryCarriesItsLicences() {
        assertThat(ChartScript.text())
                .contains("Licences of the packages in this script")
                .contains("vega-lite 6", "vega-embed 7", "d3-array 3", "THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT");
    }
}
