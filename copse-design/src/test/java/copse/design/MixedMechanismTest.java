package copse.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.DesignException;
import copse.error.Diagnostic;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.math.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MixedMechanismTest {
    private static Frame villages(int... sizes) {
        double[] village = IntStream.range(0, sizes.length)
                .boxed()
                .flatMapToDouble(v -> DoubleStream.iterate(v, x -> x).limit(sizes[v]))
                .toArray();
        double[] id = IntStream.range(0, village.length).asDoubleStream().toArray();
        double[] coast = Arrays.stream(village).map(v -> v % 2).toArray();
        return Frame.of(
                "id", NumericColumn.of(id), "village", NumericColumn.of(village), "coast", NumericColumn.of(coast));
    }

    private static Randomisation randomisation(String design, int... sizes) {
        return Design.parse(design).over(villages(sizes), "id");
    }

    private static Mechanism mechanism(String design, int... sizes) {
        return Resolution.resolve(Design.parse(design), Units.of(villages(sizes), "id"))
                .mechanism();
    }

    @Test
    void theLawsOfMechanismsHold() {
        for (String text : List.of(
                "mixed(by: village, share: 0.5)",
                "mixed(by: village, share: 0.5, units: coins, arms: a=1, b=2)",
                "mixed(by: village, share: 0.6, strata: coast, spare: independent)")) {
            Mechanism mechanism = mechanism(text, 2, 3, 1, 2);
            MechanismLaws.enumerationAgrees(mechanism);
            MechanismLaws.redrawsAgree(mechanism, 100_000, 8);
            MechanismLaws.drawsAreReproducible(mechanism, 9);
        }
    }

    @Test
    void everyUnitHasTheStatedShares() {
        Randomisation randomisation =
                randomisation("mixed(by: village, share: 0.4, arms: control=2, treatment=1)", 4, 3, 7, 1, 2, 6, 2);
        Probabilities probabilities = randomisation.probabilities();
        for (int unit = 0; unit < probabilities.size(); unit++) {
            assertThat(probabilities.of(unit, 0)).isCloseTo(0.4 * 2 / 3, within(1e-12));
            assertThat(probabilities.of(unit, 1)).isCloseTo(0.6 * 2 / 3, within(1e-12));
            assertThat(probabilities.of(unit, 2)).isCloseTo(0.6 / 3, within(1e-12));
            assertThat(probabilities.of(unit, 3)).isCloseTo(0.4 / 3, within(1e-12));
        }
    }

    @Test
    void clustersOfOneRegimeAreWholeAndThoseOfTheOtherDivided() {
        Assignment assignment =
                randomisation("mixed(by: village)", 4, 4, 4, 4, 4, 4, 4, 4).assign(Seed.of(3));
        Frame frame = assignment.frame();
        assertThat(frame.names()).containsExactly("id", "regime", "arm", "cluster", "probability");
        int whole = 0;
        for (int village = 0; village < 8; village++) {
            int[] arms = IntStream.range(4 * village, 4 * village + 4)
                    .map(assignment::arm)
                    .sorted()
                    .toArray();
            boolean cluster = frame.column("regime").text(4 * village).equals("cluster");
            whole += cluster ? 1 : 0;
            if (cluster) {
                assertThat(arms).containsOnly(arms[0]).doesNotContain(1, 2);
            } else {
                assertThat(arms).containsExactly(1, 1, 2, 2);
            }
        }
        assertThat(whole).isEqualTo(4);
        assertThat(assignment.counts()).containsExactly(8, 8, 8, 8);
    }

    @Test
    void itsClustersAreARandomisationOfRegimes() {
        Randomisation randomisation = randomisation("mixed(by: village)", 1, 2, 3, 4, 5, 6, 7, 8);
        Randomisation clusters = randomisation.clusters().orElseThrow();
        assertThat(clusters.design().arms().labels()).containsExactly("cluster:control", "unit", "cluster:treatment");
        assertThat(clusters.count().value()).isEqualByComparingTo("420");
    }

    @Test
    void countsOfManyClustersAreExactWhereClustersAreAlikeElseBounds() {
        int[] alike = IntStream.generate(() -> 4).limit(16).toArray();
        AdmissibleCount exact = randomisation("mixed(by: village)", alike).count();
        assertThat(exact.basis()).isEqualTo(Basis.exact());
        // 16! / (4! 8! 4!) first stages, and 6 ways in each of 8 clusters
        assertThat(exact.value()).isEqualByComparingTo(java.math.BigDecimal.valueOf(900_900L * 1_679_616L));
        int[] unlike = alike.clone();
        unlike[3] = 5;
        assertThat(randomisation("mixed(by: village)", unlike).count().basis()).isEqualTo(new Basis.AtMost());
    }

    @Test
    void oneSeedGivesOneAssignment() {
        Randomisation randomisation = randomisation("mixed(by: village, units: coins)", 3, 3, 3, 3, 3, 3, 3, 3);
        assertThat(randomisation.assign(Seed.of(1)).digest())
                .isEqualTo(randomisation.assign(Seed.of(1)).digest())
                .isNotEqualTo(randomisation.assign(Seed.of(2)).digest());
    }

    @Test
    void tooFewClustersPerArmAreToldBeforehand() {
        assertThat(randomisation("mixed(by: village)", 3, 3, 3, 3).diagnostics())
                .extracting(Diagnostic::code)
                .contains("lone-clusters");
        assertThat(randomisation("mixed(by: village)", 3, 3, 3, 3, 3, 3, 3, 3).diagnostics())
                .isEmpty();
    }

    @Test
    void sharesThatMakeNoMixtureAreRefused() {
        for (String text : List.of(
                "mixed(by: village, share: 1)",
                "mixed(by: village, share: 0)",
                "mixed(by: village, arms: a, b, c)",
                "mixed(by: village, arms: a=1, b=0)")) {
            assertThatThrownBy(() -> Design.parse(text))
                    .isInstanceOfSatisfying(
                            DesignException.class,
                            e -> assertThat(e.problem().code()).isEqualTo("D127"));
        }
    }
}
