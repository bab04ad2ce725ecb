package copse.cli;

import static copse.cli.Run.copse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import copse.image.ChartEngine;
import copse.image.Look;
import copse.image.Picture;
import copse.report.Chart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Every kind of picture from the command line, of results that other commands saved.
class PlotCommandTest {
    private static final String DATA = "src/test/data/";

    private static final Map<String, String> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("histogram", DATA + "pupils.csv --of score --by arm");
        COMMANDS.put("bars", DATA + "repeat.csv --share REPEAT=1 --by PPED --cluster SCHOOLID");
        COMMANDS.put("lines", "FOLDER/slopes.json " + DATA + "pupils.csv --along pre --by school");
        COMMANDS.put("coefficients", "FOLDER/fit.json");
        COMMANDS.put("caterpillar", "FOLDER/slopes.json --group school --term pre");
        COMMANDS.put("shrinkage", "FOLDER/fit.json " + DATA + "pupils.csv");
        COMMANDS.put("profile", "FOLDER/fit.json --parameter sigma");
        COMMANDS.put("residuals", "FOLDER/fit.json " + DATA + "pupils.csv");
        COMMANDS.put("scale-location", "FOLDER/fit.json " + DATA + "pupils.csv");
        COMMANDS.put("qq", "FOLDER/counts.json " + DATA + "repeat.csv");
        for (String kind : List.of("trace", "rank", "density", "autocorrelation", "pairs", "energy")) {
            COMMANDS.put(kind, "FOLDER/run");
        }
        COMMANDS.put("prior", "FORMULA " + DATA + "repeat.csv --family bernoulli --prior coef=normal(0,1)");
        COMMANDS.put("prior-predictive", "FORMULA " + DATA + "repeat.csv --family bernoulli");
        COMMANDS.put("model", "FORMULA " + DATA + "repeat.csv --family bernoulli");
        COMMANDS.put("posterior", "FOLDER/run --parameter PPED[yes] --parameter exp(PPED[yes]) --rope -0.1,0.1");
        COMMANDS.put("posterior-forest", "FOLDER/run --parameter coef(SCHOOLID)");
        COMMANDS.put("prior-posterior", "FOLDER/run");
        COMMANDS.put("predictive", "FOLDER/run " + DATA + "repeat.csv");
        COMMANDS.put("predictive-statistic", "FOLDER/run " + DATA + "repeat.csv");
        COMMANDS.put("predictive-groups", "FOLDER/run " + DATA + "repeat.csv --by PPED");
        COMMANDS.put("loo", "FOLDER/run FOLDER/small");
        COMMANDS.put("pareto-k", "FOLDER/run");
        COMMANDS.put("power", "FOLDER/power.json");
        COMMANDS.put("simulated", "FOLDER/estimates.csv");
        COMMANDS.put("love", "FOLDER/balance.json");
        COMMANDS.put("flow", "FOLDER/analysis.json");
        COMMANDS.put("forest", "FOLDER/analysis.json --smallest 2");
        COMMANDS.put("randomisation", "FOLDER/analysis.json");
        COMMANDS.put("network", "FOLDER/edges.csv --node a --hops 1");
        COMMANDS.put("frontier", "FOLDER/clusterings.json");
    }

    @TempDir
    static Path folder;

    private static ChartEngine engine;

    @BeforeAll
    static void results() throws IOException {
        engine = ChartEngine.start();
        String pupils = DATA + "pupils.csv";
        String repeat = DATA + "repeat.csv";
        done("fit", "score ~ arm + pre + (1 | school)", pupils, "--out", folder.resolve("fit.json"));
        done("fit", "score ~ pre + (1 + pre | school)", pupils, "--out", folder.resolve("slopes.json"));
        done(
                "fit",
                "REPEAT ~ PPED + (1 | SCHOOLID)",
                repeat,
                "--family",
                "binomial",
                "--out",
                folder.resolve("counts.json"));
        bayes("REPEAT ~ PPED + (1 | SCHOOLID)", "run");
        bayes("REPEAT ~ PPED", "small");
        printed("power.json", "power", "--clusters", "10..30:10", "--size", 20, "--icc", 0.1, "--effect-sd", 0.4);
        done(
                "power",
                "--clusters",
                10,
                "--size",
                5,
                "--icc",
                0.1,
                "--effect-sd",
                0.4,
                "--simulate",
                "--reps",
                50,
                "--out",
                folder.resolve("estimates.csv"));
        printed("balance.json", "balance", pupils, "--arm", "arm", "--on", "pre,sex", "--cluster", "school");
        done(
                "assign",
                DATA + "schools.csv",
                "--id",
                "school",
                "--design",
                "complete()",
                "--seed",
                1,
                "--out",
                folder.resolve("arms.csv"));
        done(
                "analyze",
                DATA + "trial.csv",
                "--assignment",
                folder.resolve("arms.json"),
                "--outcome",
                "score",
                "--out",
                folder.resolve("analysis.json"));
        Files.writeString(folder.resolve("edges.csv"), "from,to\na,b\nb,c\nc,a\nd,e\ne,f\nf,d\nc,d\n");
        printed("clusterings.json", "network", "cluster", folder.resolve("edges.csv"));
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    private static void done(Object... words) {
        Run run = copse(words);
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DONE);
    }

    private static void printed(String file, Object... words) throws IOException {
        List<Object> all = new ArrayList<>(List.of(words));
        all.add("--json");
        Run run = copse(all.toArray());
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DONE);
        Files.writeString(folder.resolve(file), run.out());
    }

    private static void bayes(String formula, String to) {
        done(
                "bayes",
                formula,
                DATA + "repeat.csv",
                "--family",
                "bernoulli",
                "--warmup",
                300,
                "--draws",
                200,
                "--loo",
                "--out",
                folder.resolve(to));
    }

    private static List<Object> words(String kind) {
        List<Object> words = new ArrayList<>(List.of("plot", kind));
        for (String word : COMMANDS.get(kind).split(" ")) {
            words.add(
                    word.equals("FORMULA")
                            ? "REPEAT ~ PPED + (1 | SCHOOLID)"
                            : word.replace("FOLDER", folder.toString()));
        }
        return words;
    }

    @Test
    void everyKindHasACommandHere() {
        assertThat(PlotKinds.all()).extracting(PlotKind::name).containsExactlyInAnyOrderElementsOf(COMMANDS.keySet());
    }

    @TestFactory
    Stream<DynamicTest> everyKindIsDrawn() {
        return COMMANDS.keySet().stream()
                .map(kind -> dynamicTest(kind, () -> {
                    List<Object> words = words(kind);
                    words.add("--json");
                    Run run = copse(words.toArray());
                    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DONE);
                    ObjectNode spec = (ObjectNode) JsonMapper.shared().readTree(run.out());
                    String title = spec.path("title").asString();
                    assertThat(title).isNotBlank();
                    assertThat(spec.path("description").asString()).isNotBlank();
                    spec.remove("title");
                    Picture picture = engine.draw(new Chart(kind, title, "", spec), Look.defaults());
                    assertThat(picture.warnings()).isEmpty();
                    assertThat(picture.marks()).isPositive();
                }));
    }

    @Test
    void endingsTellTheForm() throws Exception {
        for (String ending : List.of("svg", "png", "html", "json")) {
            Path file = folder.resolve("picture." + ending);
            List<Object> words = words("coefficients");
            words.addAll(List.of("--title", "Two <terms> & more", "--width", 300, "--out", file));
            Run run = Run.with(Map.of("COPSE_PROGRESS", "off"), words.toArray());
            assertThat(run.err()).isEqualTo("note: wrote " + file + "\n");
            switch (ending) {
                case "svg" -> {
                    var svg = DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(file.toFile())
                            .getDocumentElement();
                    assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
                            .isEqualTo("Two <terms> & more");
                }
                case "png" -> assertThat(ImageIO.read(file.toFile()).getWidth()).isGreaterThan(600);
                case "html" ->
                    assertThat(Files.readString(file))
                            .contains("<h1", "Two &lt;terms&gt; &amp; more")
                            .startsWith("<!");
                default ->
                    assertThat(JsonMapper.shared()
                                    .readTree(Files.readString(file))
                                    .path("width")
                                    .asInt())
                            .isEqualTo(300);
            }
        }
        assertThat(folder.resolve("run.json")).exists(); // that of other commands, which a picture leaves alone
    }

    @Test
    void withoutAFileWordsTellWhatThereIsToBeSeen() {
        assertThat(copse(words("coefficients").toArray()).out()).contains("pre ", " to ");
        List<Object> chinese = words("coefficients");
        chinese.addAll(List.of("--language", "zh"));
        assertThat(copse(chinese.toArray()).out()).containsPattern("\\p{IsHan}{2}");
    }

    @Test
    void aKindThatDoesNotFitSaysWhichDo() {
        Run run = copse("plot", "trace", folder.resolve("fit.json"));
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains("`trace` cannot be drawn of", "it is made of the folder of a Bayesian run")
                .contains("this is a saved fit, of which there are: lines, coefficients, caterpillar")
                .contains("fix: make one: copse bayes");
    }

    @Test
    void slipsAreMetWithAFix() {
        assertThat(copse("plot", "histogramm", DATA + "pupils.csv").err()).contains("did you mean `histogram`?");
        assertThat(copse("plot", "histogram", DATA + "pupils.csv").err()).contains("missing --of");
        assertThat(copse("plot", "histogram", "nowhere.csv", "--of", "x").err()).contains("error[I201]");
        assertThat(copse("plot", "trace", "nowhere").err()).contains("error[I2");
        assertThat(copse("plot", "coefficients", folder.resolve("fit.json"), "--out", folder.resolve("x.pdf"))
                        .err())
                .contains("a PDF is what a browser prints", "x.html'");
        assertThat(copse("plot", "caterpillar", folder.resolve("fit.json"), "--group", "scool")
                        .err())
                .contains("--group 'school'");
        assertThat(copse("plot", "posterior", folder.resolve("run"), "--parameter", "PPED[ys]")
                        .err())
                .contains("error[B332]");
        assertThat(copse("plot", "power", folder.resolve("power.json"), "--language", "fr")
                        .exit())
                .isEqualTo(ExitCode.USAGE);
        assertThat(copse("plot").err()).contains("copse plot --list");
    }

    @Test
    void theListNamesAllKinds() {
        String list = copse("plot", "--list").out();
        PlotKinds.all().forEach(kind -> assertThat(list).contains(kind.name(), kind.shows()));
    }
}
