package copse.cli;

import static copse.cli.Run.copse;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From simulated users over clusters and arms to the effect that was put in: 0.3 in total, of which the
/// difference of means misses a part.
class NetworkEstimateTest {
    private static final String GRAPH = "planted(nodes: 400, degree: 8, most: 40, sizes: 10, 40, mixing: 0.1)";

    @TempDir
    Path folder;

    private Path edges;
    private Path record;
    private Path outcomes;

    @BeforeEach
    void setUp() {
        edges = folder.resolve("edges.csv");
        record = folder.resolve("arms.json");
        outcomes = folder.resolve("outcomes.csv");
        Path users = folder.resolve("users.csv");
        Path arms = folder.resolve("arms.csv");
        done("simulate", "social-network", "--graph", GRAPH, "--seed", 7, "--edges", edges, "--out", users);
        done("network", "assign", edges, "--nodes", users, "--seed", 7, "--balance", "none", "--out", arms);
        done(
                "simulate",
                "social-network",
                "--graph",
                GRAPH,
                "--residual-sd",
                0.1,
                "--seed",
                7,
                "--arms",
                arms,
                "--out",
                outcomes);
    }

    private static void done(Object... words) {
        Run run = copse(words);
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DONE);
    }

    private Run estimate(Object... options) {
        List<Object> words = new ArrayList<>(
                List.of("network", "estimate", outcomes, "--assignment", record, "--outcome", "outcome"));
        words.addAll(List.of(options));
        return copse(words.toArray());
    }

    private static void refused(Run run, int exit, String code, String... says) {
        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("error[" + code + "]: ").contains(says).contains("fix: ");
    }

    @Test
    void theAnswerBeginsWithTheNameOfTheEffect() {
        assertThat(estimate().out())
                .startsWith("Total effect: everyone in treatment instead of control raises outcome by 0.3")
                .contains("naive-means");
        assertThat(estimate("--estimators", "naive").out())
                .startsWith("Nodes in treatment differ from nodes in control")
                .contains("This is not the total effect");
        assertThat(estimate("--estimand", "direct", "--exposure", "own").out()).contains("irect effect");
    }

    @Test
    void everyFormIsPrinted() {
        assertThat(estimate("--json").out())
                .contains("\"schema\" : \"copse.network/1\"", "\"estimand\" : \"total effect\"", "\"others\"");
        assertThat(estimate("--format", "csv").out()).startsWith("method,estimate,se,df,lower,upper,p");
        assertThat(estimate("--format", "md").out()).contains("| Hájek |");
        Path saved = folder.resolve("estimate.json");
        assertThat(estimate("--out", saved).exit()).isEqualTo(ExitCode.DONE);
        assertThat(saved).content().contains("\"step\" : \"estimate\"");
    }

    @Test
    void edgesThatChangedAreNotTakenSilently() throws IOException {
        Files.writeString(edges, Files.readString(edges) + "1,400\n");
        refused(estimate(), ExitCode.DATA, "U113", "are not those that arms were handed out over", "--edges");
        assertThat(estimate("--edges", edges).exit()).isEqualTo(ExitCode.DONE);
        Files.delete(edges);
        refused(estimate(), ExitCode.USAGE, "U103", "no edges at", "--edges FILE");
    }

    @Test
    void nodesThatAreGoneAreMissed() throws IOException {
        Files.delete(folder.resolve("arms.nodes.csv"));
        refused(estimate(), ExitCode.USAGE, "U103", "nodes of the assignment are not at hand", "arms.nodes.csv");
    }

    @Test
    void whatIsAskedMustBeThere() {
        refused(
                copse("network", "estimate", outcomes, "--outcome", "outcome"),
                ExitCode.USAGE,
                "U103",
                "missing --assignment");
        refused(
                copse("network", "estimate", outcomes, "--assignment", record),
                ExitCode.USAGE,
                "U103",
                "missing --outcome");
        refused(estimate("--estimators", "hajk"), ExitCode.DATA, "G211", "hajk", "--estimators hajek");
        refused(estimate("--exposure", "ful"), ExitCode.DATA, "G151", "ful");
        refused(estimate("--treatment", "tretment"), ExitCode.DATA, "G156", "tretment");
    }

    @Test
    void armsBesideTheOutcomesAreHeldAgainstTheRecord() throws IOException {
        assertThat(Files.readAllLines(outcomes).getFirst()).contains(",arm,");
        String swapped = Files.readString(outcomes)
                .replace(",control,", ",CONTROL,")
                .replace(",treatment,", ",control,")
                .replace(",CONTROL,", ",treatment,");
        Files.writeString(outcomes, swapped);
        refused(estimate(), ExitCode.DATA, "A107", "another arm than", "EXCLUDE (arm)");
    }

    @Test
    void anAnalysisWithoutNeighboursNamesTheOneWithThem() {
        Run run = copse("analyze", outcomes, "--assignment", record, "--outcome", "outcome");
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.err()).contains("copse network estimate");
    }

    @Test
    void anExposureThatNoNodeCanHaveIsSaid() {
        Run run = copse("network", "exposure", edges, "--design", "complete(counts: control=399, treatment=1)");
        assertThat(run.out())
                .startsWith("Total effect under `full`: no node can be both")
                .contains("fraction(q: 0.75)");
    }

    @Test
    void exposuresAreThoseOfTheRecord() throws IOException {
        Run run = copse("network", "exposure", "--assignment", record, "--exposure", "full", "--exposure", "four-way");
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out())
                .startsWith("Total effect under `full`: ")
                .contains("observed", "No node can be both `isol_dir` and `no`", "leiden(");
        Path table = folder.resolve("probabilities.csv");
        Run designed =
                copse("network", "exposure", edges, "--method", "leiden()", "--seed", 7, "--json", "--out", table);
        assertThat(designed.out()).contains("\"step\" : \"exposure\"", "\"exact\" : true");
        assertThat(Files.readAllLines(table)).hasSize(401).first().isEqualTo("node,control,treated");
        assertThat(copse("network", "exposure", "--assignment", record, "--format", "csv")
                        .out())
                .startsWith("exposure,condition,expected nodes,observed,impossible");
        refused(
                copse("network", "exposure", "--assignment", record, "--method", "leiden()"),
                ExitCode.USAGE,
                "U105",
                "--assignment");
        refused(copse("network", "exposure", edges, "--rare", 2), ExitCode.USAGE, "U104", "--rare");
        refused(copse("network", "exposure"), ExitCode.USAGE, "U103", "missing EDGES");
    }

    @Test
    void simulationsFindWhatMeansMiss() {
        Run run = Run.with(
                Map.of("COPSE_PROGRESS", "off"),
                "network",
                "simulate",
                edges,
                "--residual-sd",
                0.1,
                "--reps",
                60,
                "--seed",
                3);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("Of ").contains("total effect of 0.3", "biased-by-interference", "Hájek", "●");
        // each combination with its own numbers, the explanation once
        String notes =
                run.out().substring(run.out().indexOf("biased-by-interference")).replaceAll("\\s+", " ");
        assertThat(notes).matches("(?s)biased-by-interference: .*it finds .*(; [A-Z] .*it finds .*)?");
        assertThat(notes.split("The design mixes arms", -1)).hasSize(2);
        Run csv = copse("network", "simulate", edges, "--reps", 20, "--format", "csv", "--quiet");
        assertThat(csv.out()).startsWith("clustering,design,estimator,estimand");
        Run json = copse(
                "network", "simulate", "--graph", "erdos_renyi(nodes: 50, p: 0.1)", "--reps", 20, "--json", "--quiet");
        assertThat(json.out()).contains("\"step\" : \"simulate\"", "\"cells\"");
        refused(
                copse("network", "simulate", edges, "--graph", "erdos_renyi(nodes: 50, p: 0.1)"),
                ExitCode.USAGE,
                "U105",
                "--graph");
    }
}
