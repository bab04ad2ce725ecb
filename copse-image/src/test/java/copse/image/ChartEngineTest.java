package copse.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.error.InputException;
import copse.report.Chart;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ChartEngineTest {
    private static final ChartEngine ENGINE = ChartEngine.start();

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    private static Chart chart(String title, String description, String spec) {
        return new Chart(
                "bars", title, description, (ObjectNode) JsonMapper.shared().readTree(spec));
    }

    private static Chart bars(String title, String... arms) {
        StringBuilder values = new StringBuilder();
        for (String arm : arms) {
            values.append(values.isEmpty() ? "" : ",").append("{\"arm\": \"" + arm + "\", \"mean\": 2}");
        }
        return chart(title, "means of <two> arms & more", """
                {"data": {"values": [%s]}, "mark": "bar", "width": "container", "height": 120, "encoding":
                 {"y": {"field": "arm", "type": "nominal"}, "x": {"field": "mean", "type": "quantitative"}}}
                """.formatted(values));
    }

    private static Element parsed(Picture picture) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(picture.svg())))
                .getDocumentElement();
    }

    @Test
    void pictureIsWellFormedAndTellsWhatItShows() throws Exception {
        Picture picture = ENGINE.draw(bars("Means & <more>", "a", "b"), Look.defaults());
        Element svg = parsed(picture);
        assertThat(svg.getAttribute("role")).isEqualTo("img");
        String[] names = svg.getAttribute("aria-labelledby").split(" ");
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("Means & <more>");
        assertThat(((Element) svg.getElementsByTagName("title").item(0)).getAttribute("id"))
                .isEqualTo(names[0]);
        assertThat(svg.getElementsByTagName("desc").item(0).getTextContent()).isEqualTo("means of <two> arms & more");
        assertThat(((Element) svg.getElementsByTagName("desc").item(0)).getAttribute("id"))
                .isEqualTo(names[1]);
        assertThat(Double.parseDouble(svg.getAttribute("width"))).isEqualTo(picture.width());
    }

    @Test
    void marksAreCountedWithoutAxesAndTitles() {
        Picture picture = ENGINE.draw(bars("Means", "a", "b", "c"), Look.defaults());
        assertThat(picture.marks()).isEqualTo(3);
        assertThat(picture.warnings()).isEmpty();
    }

    @Test
    void marksInsideOfFacetsAreCountedToo() {
        Chart facets = chart("", "", """
                {"data": {"values": [{"g": "u", "x": 1}, {"g": "u", "x": 2}, {"g": "v", "x": 3}]},
                 "facet": {"field": "g"}, "columns": 2, "spec": {"mark": "point", "width": "container", "encoding":
                 {"x": {"field": "x", "type": "quantitative"}}}}
                """);
        Picture picture = ENGINE.draw(facets, Look.defaults());
        assertThat(picture.marks()).isEqualTo(3);
        assertThat(picture.warnings()).isEmpty();
    }

    @Test
    void warningsOfTheLibraryAreHandedOn() {
        Chart odd = chart("", "", """
                {"data": {"values": [{"x": 1}]}, "mark": "point",
                 "encoding": {"x": {"field": "x", "type": "quantitative"}, "nowhere": {"field": "x"}}}
                """);
        assertThat(ENGINE.draw(odd, Look.defaults()).warnings()).hasSize(1);
    }

    @Test
    void sizesAreThoseAskedFor() {
        Picture small = ENGINE.draw(
                bars("Means", "a", "b"), Look.defaults().withWidth(200).withHeight(100));
        Picture large = ENGINE.draw(
                bars("Means", "a", "b"), Look.defaults().withWidth(500).withHeight(300));
        assertThat(large.width() - small.width()).isEqualTo(300);
        assertThat(large.height() - small.height()).isEqualTo(200);
    }

    @Test
    void longTitlesAreBroken() {
        String words = "Means of the arms with their intervals ".repeat(4);
        Picture picture = ENGINE.draw(bars(words, "a", "b"), Look.defaults().withWidth(300));
        assertThat(picture.width()).isLessThan(360);
        Picture chinese = ENGINE.draw(
                bars("各组平均值及其置信区间".repeat(6), "a", "b"), Look.defaults().withWidth(300));
        assertThat(chinese.width()).isLessThan(360);
    }

    @Test
    void titleMayStandElsewhere() throws Exception {
        String drawn = parsed(
                        ENGINE.draw(bars("Means", "a", "b"), Look.defaults().untitled()))
                .getElementsByTagName("g")
                .item(0)
                .getTextContent();
        assertThat(drawn).doesNotContain("Means");
    }

    @Test
    void chineseLabelsGetRoom() {
        Picture latin = ENGINE.draw(bars("", "aa", "bb"), Look.defaults());
        Picture chinese = ENGINE.draw(bars("", "对照组学校", "干预组学校"), Look.defaults());
        assertThat(chinese.width() - latin.width()).isGreaterThan(30);
    }

    @Test
    void namesDoNotClashInOnePage() {
        String clipped = """
                {"data": {"values": [{"x": %d}]}, "mark": {"type": "point", "clip": true},
                 "encoding": {"x": {"field": "x", "type": "quantitative"}}}
                """;
        String first = ENGINE.svg(chart("", "", clipped.formatted(1)));
        String second = ENGINE.svg(chart("", "", clipped.formatted(2)));
        String id = first.replaceAll("(?s).*<clipPath id=\"([^\"]*)\".*", "$1");
        assertThat(first).contains("url(#" + id + ")");
        assertThat(second).contains("<clipPath").doesNotContain(id);
    }

    @Test
    void pngIsWhiteWithInk() throws IOException {
        byte[] png = ENGINE.draw(bars("平均值 means", "对照", "b"), Look.defaults()).png(2);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getRGB(0, 0)).isEqualTo(0xFFFFFFFF);
        long ink = IntStream.range(0, image.getWidth() * image.getHeight())
                .filter(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()) != 0xFFFFFFFF)
                .count();
        assertThat(ink).isGreaterThan(1000);
    }

    @Test
    void chineseLettersAreNoBoxes() throws IOException {
        // A font without these letters draws the same box for both.
        byte[] one = ENGINE.draw(bars("", "学", "b"), Look.defaults()).png(2);
        byte[] other = ENGINE.draw(bars("", "校", "b"), Look.defaults()).png(2);
        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void thousandsOfMarksBecomeDots() throws IOException {
        StringBuilder values = new StringBuilder("{\"x\": 0}");
        for (int i = 1; i < 5000; i++) {
            values.append(", {\"x\": ").append(i).append('}');
        }
        Chart points = chart(
                "",
                "",
                "{\"data\": {\"values\": [%s]}, \"mark\": \"point\", \"encoding\": {\"x\": {\"field\": \"x\", \"type\": \"quantitative\"}}}"
                        .formatted(values));
        Picture picture = ENGINE.draw(points, Look.defaults());
        assertThat(picture.marks()).isEqualTo(5000);
        assertThat(ImageIO.read(new ByteArrayInputStream(picture.png(1))).getWidth())
                .isEqualTo((int) Math.ceil(picture.width()));
    }

    @Test
    void panelsKeepTheirProportions() {
        String panel = """
                {"data": {"values": [{"x": 1}]}, "mark": "point", "width": %d, "encoding": {"x": {"field": "x",
                 "type": "quantitative"}}}
                """;
        String spec = "{\"hconcat\": [" + panel.formatted(100) + "," + panel.formatted(300) + "], \"spacing\": 0}";
        Chart chart = Look.defaults().withWidth(800).withHeight(90).sized(chart("", "", spec));
        assertThat(chart.spec().path("hconcat").path(0).path("width").asInt()).isEqualTo(200);
        assertThat(chart.spec().path("hconcat").path(1).path("width").asInt()).isEqualTo(600);
        assertThat(chart.spec().path("hconcat").path(1).path("height").asInt()).isEqualTo(90);
    }

    @Test
    void tooManyDotsAreRefused() {
        Picture picture = ENGINE.draw(bars("Means", "a", "b"), Look.defaults());
        assertThatThrownBy(() -> picture.png(1000))
                .isInstanceOfSatisfying(
                        InputException.class, e -> assertThat(e.code()).isEqualTo("I245"));
    }

    @Test
    void refusalsCarryTheLibrarysMessage() {
        Chart bad = chart("", "", "{\"mark\": \"bar\", \"data\": {\"values\": []}, \"encoding\": 3, \"layer\": 7}");
        assertThatThrownBy(() -> ENGINE.draw(bad, Look.defaults()))
                .isInstanceOfSatisfying(
                        InputException.class,
                        e -> assertThat(e.problem().why()).startsWith("the chart library says: "));
        // and the engine goes on
        assertThat(ENGINE.draw(bars("Means", "a"), Look.defaults()).marks()).isEqualTo(1);
    }

    @Test
    void picturesDoNotDependOnWhatWasDrawnBefore() {
        Chart chart = bars("Means", "a", "b");
        String first = ENGINE.svg(chart);
        ENGINE.svg(bars("Others", "c"));
        assertThat(ENGINE.svg(chart)).isEqualTo(first);
        try (ChartEngine other = ChartEngine.start()) {
            assertThat(other.svg(chart)).isEqualTo(first);
        }
    }

    @Test
    void threadsMayShareAnEngine() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Callable<String> drawing = () -> ENGINE.svg(bars("Means", "a", "b"));
            String expected = drawing.call();
            for (Future<String> drawn : threads.invokeAll(java.util.Collections.nCopies(12, drawing))) {
                assertThat(drawn.get()).isEqualTo(expected);
            }
        }
    }

    @Test
    void closedEngineSaysSo() {
        ChartEngine engine = ChartEngine.start();
        engine.close();
        engine.close();
        assertThatThrownBy(() -> engine.svg(bars("Means", "a"))).isInstanceOf(IllegalStateException.class);
    }
}
