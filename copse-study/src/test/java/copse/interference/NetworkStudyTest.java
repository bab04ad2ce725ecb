package copse.interference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.design.Design;
import copse.error.Diagnostic;
import copse.exposure.Exposure;
import copse.math.Seed;
import copse.network.ClusteringMethod;
import copse.network.Graph;
import copse.network.Network;
import copse.power.EstimatorDiagnosis;
import copse.power.SimulationOptions;
import copse.scenario.NetworkOutcome;
import copse.scenario.SocialNetwork;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Simulated network experiments: what they find is held against what is true.
class NetworkStudyTest {
    private static final String INDIVIDUAL = "complete()";
    private static final String CLUSTERED = "clustered(by: cluster, complete())";
    private static final String LABELS = "column(label)";
    private static final String COMMUNITIES = "leiden()";
    private static final String METHOD = ClusteringMethod.parse(COMMUNITIES).text();
    private static final NetworkQuestion TOTAL =
            NetworkQuestion.of("outcome", Estimand.TOTAL, new Exposure.Full(), "treatment", "control");
    private static final NetworkAnalysis NAIVE = NetworkAnalysis.of(NaiveMeans.ofClusters(), TOTAL);
    private static final NetworkOutcome NOTEBOOK = new NetworkOutcome.Linear(0.05, 0.2, 0.1, 0, 0.01);

    /// Ten cliques of ten in a ring, each joined to the next by one edge.
    private static Network cliques() {
        int[] from = new int[460];
        int[] to = new int[460];
        int edge = 0;
        for (int clique = 0; clique < 10; clique++) {
            for (int i = 0; i < 10; i++) {
                for (int j = i + 1; j < 10; j++) {
                    from[edge] = 10 * clique + i;
                    to[edge++] = 10 * clique + j;
                }
            }
        }
        for (int clique = 0; clique < 10; clique++) {
            from[edge] = 10 * clique;
            to[edge++] = (10 * clique + 15) % 100;
        }
        return Network.of(Graph.of(100, from, to));
    }

    private static NetworkStudy study(
            Network network, List<String> clusterings, List<String> designs, NetworkOutcome outcome) {
        return new NetworkStudy(
                network,
                clusterings.stream().map(ClusteringMethod::parse).toList(),
                designs.stream().map(Design::parse).toList(),
                List.of(NAIVE),
                outcome);
    }

    private static SimulationOptions options(int replicates) {
        return SimulationOptions.defaults()
                .withReplicates(replicates)
                .withSeed(Seed.of(7))
                .withThreads(2);
    }

    private static EstimatorDiagnosis of(NetworkDiagnosis diagnosis, int cell) {
        return diagnosis.cells().get(cell).diagnosis().orElseThrow();
    }

    /// Trap N1: labels that have nothing to do with the edges are no clusters. On the notebook's graph the
    /// means of arms find 0.2 of the total effect of 0.3, whether users or labels are randomised; the cut share
    /// shows it before the experiment, the simulated bias says how much is missed.
    @Test
    void trapN1RandomLabelsMissTheSpillover() {
        NetworkDiagnosis diagnosis = study(
                        SocialNetwork.defaults().network(Seed.of(42)),
                        List.of(LABELS),
                        List.of(INDIVIDUAL, CLUSTERED),
                        NOTEBOOK)
                .simulate(options(200));
        for (int cell = 0; cell < 2; cell++) {
            EstimatorDiagnosis naive = of(diagnosis, cell);
            assertThat(naive.truth()).isCloseTo(0.3, within(1e-15));
            // the neighbours of treated users are treated hardly more than those of the others
            assertThat(naive.bias().value()).isCloseTo(-0.1, within(0.004));
            assertThat(naive.coverage().value()).isZero();
            assertThat(diagnosis.arrangements().get(cell).gap().orElseThrow().value())
                    .isCloseTo(0, within(0.03));
        }
        assertThat(diagnosis.sentence())
                .startsWith("None of 2 combinations finds the total effect of 0.3. Nearest comes naive");
        Arrangement labels = diagnosis.arrangements().getLast();
        // ten labels at random keep one edge in ten within
        assertThat(labels.cutShare().orElseThrow()).isCloseTo(0.9, within(0.02));
        assertThat(diagnosis.diagnostics())
                .extracting(Diagnostic::code)
                .contains("biased-by-interference", "undercovers");
        assertThat(diagnosis.diagnostics())
                .filteredOn(each -> each.code().equals("undercovers"))
                .allSatisfy(each -> assertThat(each.advice()).startsWith("The bias is the reason"));
        assertThat(diagnosis.diagnostics().getFirst().meaning())
                .matches("it finds 0\\.(199|20).* on average, where the total effect is 0\\.3; .*");
    }

    /// The remedy of trap N1: clusters made of the edges, where there are communities.
    @Test
    void clustersOfTheGraphFindTheTotalEffect() {
        NetworkDiagnosis diagnosis = study(cliques(), List.of(COMMUNITIES), List.of(INDIVIDUAL, CLUSTERED), NOTEBOOK)
                .simulate(options(200));
        assertThat(of(diagnosis, 0).mean().value()).isCloseTo(0.2, within(0.002));
        // 10 of 460 edges are between the cliques
        Arrangement communities = diagnosis.arrangements().getLast();
        assertThat(communities.clusters()).isEqualTo(10);
        assertThat(communities.cutShare().orElseThrow()).isCloseTo(10.0 / 460, within(1e-12));
        assertThat(of(diagnosis, 1).mean().value()).isCloseTo(0.3, within(0.005));
        assertThat(diagnosis.best().orElseThrow().arrangement().clustering()).contains(METHOD);
        assertThat(diagnosis.sentence())
                .startsWith(
                        "Of 2 combinations naive difference in means, clustered(complete(arms: control, treatment), by: cluster)"
                                + " on leiden(")
                .contains("is nearest to the total effect of 0.3, and finds it without a bias that matters")
                .contains("200 simulated experiments");
    }

    /// Without noise a difference in means is `effect + spillover · gap`, in each experiment and so on average.
    @Test
    void differenceInMeansFallsShortByTheGap() {
        NetworkDiagnosis diagnosis = study(
                        cliques(),
                        List.of(COMMUNITIES, "one_hop_max()"),
                        List.of(INDIVIDUAL, CLUSTERED),
                        new NetworkOutcome.Linear(1, 0.2, 0.5, 0, 0))
                .simulate(options(50));
        assertThat(diagnosis.cells()).hasSize(3);
        for (int cell = 0; cell < 3; cell++) {
            double gap = diagnosis.arrangements().get(cell).gap().orElseThrow().value();
            assertThat(of(diagnosis, cell).mean().value()).isCloseTo(0.2 + 0.5 * gap, within(1e-12));
        }
    }

    @Test
    void sameSeedSameResultForAnyNumberOfThreads() {
        NetworkStudy study = study(
                cliques(),
                List.of(COMMUNITIES),
                List.of(INDIVIDUAL, CLUSTERED),
                new NetworkOutcome.Contagion(0.1, 0.2, 0.3, 2));
        NetworkDiagnosis one = study.simulate(options(100).withThreads(1));
        NetworkDiagnosis three = study.simulate(options(100).withThreads(3));
        assertThat(three.estimates()).isEqualTo(one.estimates());
        assertThat(three.cells()).isEqualTo(one.cells());
        assertThat(study.simulate(options(100).withSeed(Seed.of(8))).estimates())
                .isNotEqualTo(one.estimates());
    }

    /// One more design, or one more clustering, changes nothing about the others.
    @Test
    void arrangementsDoNotDependOnOneAnother() {
        NetworkDiagnosis alone = study(cliques(), List.of(COMMUNITIES), List.of(CLUSTERED), NOTEBOOK)
                .simulate(options(50));
        NetworkDiagnosis among = study(
                        cliques(), List.of("one_hop_max()", COMMUNITIES), List.of(INDIVIDUAL, CLUSTERED), NOTEBOOK)
                .simulate(options(50));
        assertThat(of(among, 2)).isEqualTo(of(alone, 0));
    }

    @Test
    void estimatesOfEveryExperimentAreInTheTable() {
        NetworkDiagnosis diagnosis = study(cliques(), List.of(COMMUNITIES), List.of(INDIVIDUAL, CLUSTERED), NOTEBOOK)
                .simulate(options(30));
        assertThat(diagnosis.estimates().names())
                .containsExactly(
                        "replicate",
                        "clustering",
                        "design",
                        "analysis",
                        "effect",
                        "estimate",
                        "se",
                        "df",
                        "lower",
                        "upper",
                        "p",
                        "shown",
                        "failure");
        assertThat(diagnosis.estimates().rows()).isEqualTo(60);
        double mean = IntStream.range(0, 60)
                .filter(row -> !diagnosis.estimates().column("clustering").isMissing(row))
                .mapToDouble(diagnosis.estimates().numeric("estimate")::value)
                .average()
                .orElseThrow();
        assertThat(of(diagnosis, 1).mean().value()).isCloseTo(mean, within(1e-12));
    }

    /// A combination that cannot be carried out does not keep the others from it.
    @Test
    void refusalsStandBesideResults() {
        NetworkAnalysis byNode = NetworkAnalysis.of(NaiveMeans.ofNodes(), TOTAL);
        NetworkDiagnosis diagnosis = new NetworkStudy(
                        cliques(),
                        List.of(ClusteringMethod.parse(COMMUNITIES)),
                        List.of(Design.parse(INDIVIDUAL), Design.parse(CLUSTERED)),
                        List.of(NAIVE, byNode),
                        NOTEBOOK)
                .simulate(options(30));
        assertThat(diagnosis.cells())
                .extracting(cell -> cell.refused().isPresent())
                .containsExactly(false, false, false, true);
        assertThat(diagnosis.cells().getLast().refused().orElseThrow().what())
                .contains("10 clusters of 100 nodes were randomised");
        String clustered = Design.parse(CLUSTERED).print();
        assertThat(diagnosis.cell(Optional.of(METHOD), clustered, NAIVE.name()))
                .isEqualTo(diagnosis.cells().get(2));
    }

    @Test
    void nothingToSimulateIsRefusedWithTheReason() {
        assertThatThrownBy(() -> study(cliques(), List.of(), List.of(CLUSTERED), NOTEBOOK)
                        .simulate(options(30)))
                .hasMessageContaining("G241")
                .hasMessageContaining("cluster");
        assertThatThrownBy(() -> study(cliques(), List.of(), List.of(), NOTEBOOK))
                .hasMessageContaining("G240")
                .hasMessageContaining("no design to simulate");
        assertThatThrownBy(() -> new NetworkStudy(
                        cliques(), List.of(), List.of(Design.parse(INDIVIDUAL)), List.of(NAIVE, NAIVE), NOTEBOOK))
                .hasMessageContaining("two analyses are called");
    }

    @Test
    void contagionKnowsTheTotalEffectOnly() {
        NetworkQuestion direct =
                NetworkQuestion.of("outcome", Estimand.DIRECT, new Exposure.Own(), "treatment", "control");
        NetworkStudy study = new NetworkStudy(
                cliques(),
                List.of(),
                List.of(Design.parse(INDIVIDUAL)),
                List.of(NetworkAnalysis.of(NaiveMeans.ofNodes(), direct), NAIVE),
                new NetworkOutcome.Contagion(0.1, 0.2, 0.3, 2));
        NetworkDiagnosis diagnosis = study.simulate(options(40));
        assertThat(diagnosis.cells().getFirst().refused().orElseThrow().code()).isEqualTo("G242");
        // friends of the treated follow the treated into the control arm: less is found than there is
        assertThat(of(diagnosis, 1).bias().value()).isNegative();
    }

    /// Own treatment alone is what individual randomisation finds: the estimand decides what is a bias.
    @Test
    void directEffectIsFoundByIndividualRandomisation() {
        NetworkQuestion direct =
                NetworkQuestion.of("outcome", Estimand.DIRECT, new Exposure.Own(), "treatment", "control");
        NetworkDiagnosis diagnosis = new NetworkStudy(
                        SocialNetwork.defaults().network(Seed.of(42)),
                        List.of(),
                        List.of(Design.parse(INDIVIDUAL)),
                        List.of(NetworkAnalysis.of(NaiveMeans.ofNodes(), direct)),
                        NOTEBOOK)
                .simulate(options(200));
        EstimatorDiagnosis naive = of(diagnosis, 0);
        assertThat(naive.truth()).isEqualTo(0.2);
        assertThat(naive.bias().value()).isCloseTo(0, within(0.001));
        assertThat(diagnosis.best()).isPresent();
    }

    /// Designs that draw clusters anew, mix regimes or have several arms of treated nodes: arms by their part
    /// `arm`.
    @Test
    void designsOfSeveralStagesAreSimulated() {
        NetworkDiagnosis diagnosis = new NetworkStudy(
                        cliques(),
                        List.of(ClusteringMethod.parse(COMMUNITIES)),
                        List.of(
                                Design.parse("saturation(by: cluster, levels: 0=1, 0.5=1, 1=1)"),
                                Design.parse("mixed(by: cluster, share: 0.5)"),
                                Design.parse("graph_clusters()")),
                        List.of(NetworkAnalysis.of(new SaturationEstimator(), TOTAL), NAIVE),
                        NOTEBOOK)
                .simulate(options(60));
        assertThat(of(diagnosis, 0).bias().value()).isCloseTo(0, within(0.01));
        assertThat(diagnosis.cells().get(2).refused()).isPresent();
        assertThat(of(diagnosis, 3).finished()).isEqualTo(60);
        assertThat(diagnosis.arrangements().subList(0, 2))
                .allSatisfy(arrangement ->
                        assertThat(arrangement.gap().orElseThrow().value()).isBetween(0.2, 1.0));
        // clusters drawn anew leave a difference in means without an error; with nothing to run, no gap is seen
        assertThat(diagnosis.cells().get(5).refused().orElseThrow().code()).isEqualTo("G209");
        assertThat(diagnosis.arrangements().getLast().gap()).isEmpty();
    }

    /// Weighted means know who is fully exposed: between cliques that hardly touch they find the total effect
    /// under clusters of the graph; where users are randomised one by one nobody among ten friends is, which is
    /// said.
    @Test
    void weightedMeansFindTheTotalEffectUnderClustersOnly() {
        NetworkAnalysis hajek = NetworkAnalysis.of(ExposureContrast.hajek(), TOTAL);
        NetworkAnalysis thompson = NetworkAnalysis.of(ExposureContrast.horvitzThompson(), TOTAL);
        NetworkDiagnosis diagnosis = new NetworkStudy(
                        cliques(),
                        List.of(ClusteringMethod.parse(COMMUNITIES)),
                        List.of(Design.parse(INDIVIDUAL), Design.parse(CLUSTERED)),
                        List.of(NAIVE, hajek, thompson),
                        NOTEBOOK)
                .simulate(options(400));
        EstimatorDiagnosis clustered = of(diagnosis, 4);
        assertThat(clustered.bias().value())
                .isCloseTo(0, within(4 * clustered.bias().error()));
        assertThat(clustered.coverage().value()).isGreaterThan(0.94);
        EstimatorDiagnosis unbiased = of(diagnosis, 5);
        assertThat(unbiased.bias().value())
                .isCloseTo(0, within(4 * unbiased.bias().error()));
        // under individual randomisation hardly an experiment has a node among nothing but treated friends
        EstimatorDiagnosis individual = of(diagnosis, 1);
        assertThat(individual.givenUp()).isTrue();
        assertThat(individual.truth()).isCloseTo(0.3, within(1e-15));
        assertThat(individual.failures().keySet()).allMatch(why -> why.startsWith("G204"));
        assertThat(diagnosis.best().orElseThrow().analysis().name()).isEqualTo("Hájek");
    }
}
