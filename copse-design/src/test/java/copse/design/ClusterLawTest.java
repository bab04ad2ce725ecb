package copse.design;

import static org.assertj.core.api.Assertions.assertThat;

import copse.frame.Frame;
import copse.frame.NumericColumn;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/// Which form the law of a design has; that the numbers in it are right, [MechanismLaws] checks for each
/// mechanism.
class ClusterLawTest {
    private static Randomisation randomisation(String design) {
        double[] id = IntStream.range(0, 12).asDoubleStream().toArray();
        double[] school = IntStream.range(0, 12).mapToDouble(i -> i / 2).toArray();
        double[] region = IntStream.range(0, 12).mapToDouble(i -> i / 6).toArray();
        return Design.parse(design)
                .over(
                        Frame.of(
                                "id", NumericColumn.of(id),
                                "school", NumericColumn.of(school),
                                "region", NumericColumn.of(region)),
                        "id");
    }

    @Test
    void coinsOfClustersAreIndependent() {
        ClusterLaw.Independent law =
                (ClusterLaw.Independent) randomisation("clustered(by: school, simple(arms: a=1, b=3))")
                        .clusterLaw()
                        .orElseThrow();
        assertThat(law.clusters()).isEqualTo(6);
        assertThat(law.units()).isEqualTo(12);
        assertThat(law.cluster(7)).isEqualTo(3);
        assertThat(law.share(1)).isEqualTo(0.75);
    }

    @Test
    void unitsAloneAreClustersOfOne() {
        ClusterLaw.Blocked law =
                (ClusterLaw.Blocked) randomisation("complete()").clusterLaw().orElseThrow();
        assertThat(law.clusters()).isEqualTo(12);
        assertThat(law.cluster(7)).isEqualTo(7);
        assertThat(law.outcomes(0))
                .singleElement()
                .satisfies(one -> assertThat(one.counts()).containsExactly(6, 6));
    }

    @Test
    void spareClustersAreInTheOutcomes() {
        ClusterLaw.Blocked law = (ClusterLaw.Blocked) randomisation("clustered(by: school, stratified(by: region))")
                .clusterLaw()
                .orElseThrow();
        assertThat(law.blocks()).isEqualTo(2);
        assertThat(law.size(0)).isEqualTo(3);
        assertThat(law.independent())
                .as("one region's spare cluster goes to the arm that the other's does not")
                .isFalse();
        assertThat(law.outcomes(1)).extracting(ClusterLaw.Outcome::probability).containsExactly(0.5, 0.5);
        assertThat(randomisation("clustered(by: school, stratified(by: region, spare: independent))")
                        .clusterLaw())
                .get(InstanceOfAssertFactories.type(ClusterLaw.Blocked.class))
                .matches(ClusterLaw.Blocked::independent);
    }

    @Test
    void coinsGivenThatNoArmIsEmptyAreAMixtureOverTheirNumbers() {
        ClusterLaw.Blocked law = (ClusterLaw.Blocked) randomisation("clustered(by: school, simple(empty: redraw))")
                .clusterLaw()
                .orElseThrow();
        assertThat(law.outcomes(0)).hasSize(5);
    }

    @Test
    void whatIsNotSimpleIsNotSaid() {
        assertThat(randomisation("rerandomised(complete(), on: region, accept: 0.5)")
                        .clusterLaw())
                .isEmpty();
        assertThat(randomisation("clustered(by: school, walk(on: region))").clusterLaw())
                .isEmpty();
        assertThat(randomisation("saturation(by: school, levels: 0, 0.5)").clusterLaw())
                .isEmpty();
    }
}
