package copse.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.error.CopseException;
import copse.error.DesignException;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.math.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusteringMethodTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "leiden(resolution: 1, starts: 10)",
                "leiden(resolution: 0.5, starts: 1, iterations: stable)",
                "leiden(quality: cpm, resolution: 0.05, starts: 3, iterations: 5)",
                "label_propagation()",
                "label_propagation(rounds: 5)",
                "balanced(size: 50)",
                "balanced(clusters: 20, tolerance: 0.05)",
                "net(radius: 2)",
                "net(radius: 1, weights: degree)",
                "one_hop_max()",
                "one_hop_max(weights: spectral)",
                "egos()",
                "egos(share: 0.8, least: 3)",
                "column(region)",
                "column(\"home, \\\"sweet\\\" home\")",
                "colouring()"
            })
    void printsWhatItReads(String text) {
        assertThat(ClusteringMethod.parse(text).text()).isEqualTo(text);
        assertThat(ClusteringMethod.parse(ClusteringMethod.parse(text).text())).isEqualTo(ClusteringMethod.parse(text));
    }

    @Test
    void bracketsAndArgumentsMayBeLeftOut() {
        assertThat(ClusteringMethod.parse("leiden")).isEqualTo(Leiden.modularity(1));
        assertThat(ClusteringMethod.parse(" one_hop_max ")).isEqualTo(new OneHopMax());
        assertThat(ClusteringMethod.parse("leiden(quality:cpm,resolution:.5)")).isEqualTo(Leiden.cpm(0.5));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lieden(resolution: 1)        | error[G121]: no clustering is called `lieden`           | did you mean `leiden`?
            leiden(resolutoin: 1)        | error[G122]: `leiden` has no argument `resolutoin`      | did you mean `resolution`?
            leiden(resolution: many)     | error[G122]: `resolution` wants a number                | write one
            leiden(resolution: 0)        | error[G122]: `resolution` wants a number above 0        | give a number above 0
            leiden(resolution: -1)       | error[G122]: `resolution: -1` is not at least 0         | give a number at least 0
            leiden(starts: 1.5)          | error[G122]: `starts` wants a whole number              | round it
            leiden(starts: 0)            | error[G122]: `starts: 0` is not at least 1              | give a number at least 1
            leiden(quality: cmp)         | error[G122]: `quality: cmp` is not among modularity, cpm | did you mean `cpm`?
            leiden(1)                    | error[G122]: `1` in `leiden` has no key                 | say what it is
            leiden(resolution: 1, 2)     | error[G122]: `resolution` wants one value, not 2        | leave one
            leiden(resolution: 1         | error[G120]: a bracket is never closed                  | add `)` at the end
            leiden(starts: 1, starts: 2) | error[G120]: `starts:` is given twice                   | give it once
            leiden() net()               | error[G120]: `n` after the end                          | remove what follows
            balanced()                   | error[G122]: `balanced` wants a size or a number of clusters | write `balanced(size: 50)`
            balanced(size: 5, clusters: 3) | error[G122]: both `size:` and `clusters:`             | write `balanced(size: 50)`
            balanced(clusters: 1)        | error[G122]: `clusters: 1` is not at least 2            | give a number at least 2
            egos(share: 1.2)             | error[G122]: `share: 1.2` is not between 0 and 1        | give a number between 0 and 1
            net(radius: 0)               | error[G122]: `radius: 0` is not at least 1              | give a number at least 1
            column()                     | error[G122]: `column` wants the name of one column      | write `column(region)`
            colouring(colours: 3)        | error[G122]: `colouring` has no argument `colours`      | remove it
            """)
    void saysWhatIsWrong(String text, String what, String fix) {
        assertThatThrownBy(() -> ClusteringMethod.parse(text))
                .isInstanceOfSatisfying(
                        DesignException.class,
                        thrown -> assertThat(thrown.problem().text())
                                .startsWith(what)
                                .contains("fix: " + fix));
    }

    @Test
    void theEmptyTextIsRefused() {
        assertThatThrownBy(() -> ClusteringMethod.parse(""))
                .isInstanceOfSatisfying(
                        DesignException.class,
                        thrown -> assertThat(thrown.problem().text()).contains("the text ends early"));
    }

    @Test
    void clustersByColumn() {
        Network network = Network.of(
                Frame.of("a", NumericColumn.of(1, 2, 3), "b", NumericColumn.of(2, 3, 4)),
                "a",
                "b",
                null,
                Frame.of(
                        "user", NumericColumn.of(1, 2, 3, 4),
                        "region", FactorColumn.of("north", "south", "north", "south"),
                        "town", FactorColumn.of("a", null, "b", "b")),
                "user");
        Clustering clustering = ClusteringMethod.parse("column(region)").cluster(network, Seed.of(1).stream(), 1);
        assertThat(clustering).isEqualTo(Clustering.of(new int[] {0, 1, 0, 1}));
        assertThatThrownBy(() -> new ByColumn("town").cluster(network, Seed.of(1).stream(), 1))
                .isInstanceOfSatisfying(
                        DesignException.class,
                        thrown -> assertThat(thrown.problem().text())
                                .contains("error[G123]: node `2` has no `town`", "1 of 4 nodes", "town IS NOT NULL"));
        assertThatThrownBy(() -> new ByColumn("regoin").cluster(network, Seed.of(1).stream(), 1))
                .isInstanceOfSatisfying(
                        CopseException.class,
                        thrown -> assertThat(thrown.problem().text()).contains("did you mean `region`?"));
    }

    @Test
    void nodesOutsideAreMissingInTheColumn() {
        Clustering clustering = Clustering.of(new int[] {7, Clustering.OUTSIDE, 7, 3});
        assertThat(clustering.clusters()).isEqualTo(3);
        assertThat(clustering.outside()).hasValue(2);
        assertThat(clustering.inside(1)).isFalse();
        assertThat(clustering.column()).isEqualTo(FactorColumn.of("1", null, "1", "2"));
        assertThat(Clustering.of(clustering.column())).isEqualTo(clustering);
        assertThat(clustering).isNotEqualTo(Clustering.of(new int[] {0, 2, 0, 1}));
    }
}
