package copse.bayes;

import static org.assertj.core.api.Assertions.assertThat;

import copse.family.Family;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelGraphTest {
    private static final Frame DATA = Frame.of(
            "y", NumericColumn.of(0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 0),
            "x", NumericColumn.of(10, 12, 13, 11, 15, 19, 12, 16, 14, 11, 10, 13),
            "f", FactorColumn.of(">12", "<12", ">12", "<12", ">12", "<12", ">12", "<12", ">12", "<12", ">12", "<12"),
            "g", FactorColumn.of("a", "a", "a", "b", "b", "b", "c", "c", "c", "d", "d", "d"));

    private static ModelGraph graph(Family family, String formula, String... statements) {
        return ModelGraph.of(Bayes.of(formula, family)
                .priors(Priors.parse(List.of(statements)))
                .posterior(DATA)
                .model());
    }

    @Test
    void everyParameterHasItsPriorAndItsPlace() {
        ModelGraph graph = graph(Family.gaussian(), "y ~ x + (x | g)", "sd=half_normal(2)");
        assertThat(graph.edges())
                .contains(
                        new ModelGraph.Edge("prior of sd(g,x)", "sd(g,x)"),
                        new ModelGraph.Edge("sd(g,x)", "r(g)"),
                        new ModelGraph.Edge("cor(g)", "r(g)"),
                        new ModelGraph.Edge("r(g)", "predictor"),
                        new ModelGraph.Edge("x", "predictor"),
                        new ModelGraph.Edge("sigma", "outcome"),
                        new ModelGraph.Edge("predictor", "outcome"));
        assertThat(graph.plates().keySet()).containsExactly("each g", "each row");
        assertThat(graph.dot())
                .contains("label=\"each g\"", "\"prior of sd(g,x)\" [label=\"half_normal(2)\", shape=plaintext];");
    }

    @Test
    void manyCoefficientsAreDrawnTogether() {
        ModelGraph graph = graph(Family.gaussian(), "y ~ poly(x, 7)", "coef=normal(0, 1)");
        assertThat(graph.nodes())
                .filteredOn(node -> node.kind() == ModelGraph.Kind.PARAMETER)
                .hasSize(3)
                .anySatisfy(node -> assertThat(node.lines()).contains("7 coefficients"));
    }
}
