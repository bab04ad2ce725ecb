package copse.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.bayes.Bayes;
import copse.bayes.BayesModel;
import copse.bayes.ModelGraph;
import copse.family.Family;
import copse.report.Chart;
import copse.report.Language;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The drawing of a model has every node and edge of its graph, and none upon another.
class ModelGraphPlotTest {
    static final BayesModel MODEL = BayesianExamples.POSTERIOR.model();

    @Test
    void everyNodeAndEdgeIsDrawn() {
        ModelGraph graph = ModelGraph.of(MODEL);
        Chart chart = Drawn.both("model", language -> ModelGraphPlot.of(MODEL, language));
        List<List<JsonNode>> sets = Drawn.sets(chart.spec());
        assertThat(sets).hasSize(6);
        assertThat(sets.get(0)).hasSize(graph.plates().size());
        assertThat(sets.get(2)).hasSize(graph.edges().size());
        assertThat(sets.get(3)).hasSize(graph.edges().size());
        long outlined = graph.nodes().stream()
                .filter(node -> node.kind() != ModelGraph.Kind.PRIOR)
                .count();
        assertThat(sets.get(4)).hasSize((int) outlined);
        assertThat(Drawn.texts(sets.get(5), "text"))
                .containsAll(graph.nodes().stream()
                        .flatMap(node -> node.lines().stream())
                        .toList());
        assertThat(chart.description())
                .contains("score ~ pre + (1 + pre | school), gaussian with the identity link")
                .contains(MODEL.priors().size() + " priors: ")
                .contains("cor(school) ~ lkj(2)");
    }

    @Test
    void namesStayAndWordsAreSaidInChinese() {
        Chart chart = ModelGraphPlot.of(MODEL, Language.CHINESE);
        assertThat(chart.spec().toString()).contains("每个 school", "每一行", "多元正态分布", "均值的 identity", "\"pre\"");
        // names that are words of the drawing: those of data stay as they are
        BayesModel normal = Bayes.of("score ~ normal + (1 | school)", Family.gaussian())
                .posterior(BayesianExamples.DATA.with("normal", BayesianExamples.DATA.column("pre")))
                .model();
        assertThat(Drawn.texts(
                        Drawn.sets(ModelGraphPlot.of(normal, Language.CHINESE).spec())
                                .get(5),
                        "text"))
                .contains("normal", "正态分布");
    }

    @Test
    void nodesDoNotCoverEachOther() {
        ModelGraph graph =
                ModelGraph.of(Bayes.of("score ~ pre + passed + (1 + pre + passed | school)", Family.student())
                        .posterior(BayesianExamples.DATA)
                        .model());
        ModelGraphLayout layout = new ModelGraphLayout(graph, Map.of());
        List<ModelGraph.Node> nodes = graph.nodes();
        for (int i = 0; i < nodes.size(); i++) {
            ModelGraphLayout.Box a = layout.box(nodes.get(i).id());
            assertThat(a.left()).isGreaterThanOrEqualTo(0);
            assertThat(a.right()).isLessThan(layout.width());
            assertThat(a.bottom()).isLessThan(layout.height());
            for (int j = 0; j < i; j++) {
                ModelGraphLayout.Box b = layout.box(nodes.get(j).id());
                boolean apart = a.left() >= b.right()
                        || b.left() >= a.right()
                        || a.top() >= b.bottom()
                        || b.top() >= a.bottom();
                assertThat(apart)
                        .as("%s and %s", nodes.get(i).id(), nodes.get(j).id())
                        .isTrue();
            }
        }
    }

    @Test
    void linesEndWhereOutlinesAre() {
        ModelGraphLayout.Box round = new ModelGraphLayout.Box(0, 0, 30, 10, true);
        ModelGraphLayout.Box square = new ModelGraphLayout.Box(60, 60, 30, 10, false);
        double[] rim = round.rim(square);
        assertThat(Math.pow(rim[0] / 30, 2) + Math.pow(rim[1] / 10, 2)).isCloseTo(1, within(1e-12));
        assertThat(square.rim(round)).containsExactly(50, 50);
    }
}
