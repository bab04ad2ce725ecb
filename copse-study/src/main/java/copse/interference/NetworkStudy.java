package copse.interference;

import copse.design.Design;
import copse.error.InputException;
import copse.network.ClusteringMethod;
import copse.network.Network;
import copse.power.SimulationOptions;
import copse.scenario.NetworkOutcome;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Experiments to be tried on one network before one of them is launched: every design with every clustering
/// that it can use, each analysed in every way, on outcomes of which the true effect is known.
///
/// A design that reads a column [#CLUSTER] is tried with each clustering; one that does not, such as a
/// randomisation node by node, is tried once. A design that reads a column [#NEIGHBOURS] gets the ids of the
/// neighbours there.
///
/// ```java
/// NetworkQuestion total = NetworkQuestion.of("outcome", TOTAL, new Exposure.Full(), "treatment", "control");
/// NetworkDiagnosis diagnosis = new NetworkStudy(
///                 network,
///                 List.of(ClusteringMethod.parse("leiden()"), ClusteringMethod.parse("column(label)")),
///                 List.of(Design.parse("complete()"), Design.parse("clustered(by: cluster, complete())")),
///                 List.of(NetworkAnalysis.of(estimator, total)),
///                 new NetworkOutcome.Linear(0.05, 0.2, 0.1, 0, 0.01))
///         .simulate(SimulationOptions.defaults());
/// diagnosis.best().orElseThrow().rmse();
/// ```
///
/// @param network nodes and edges; their columns are there for designs and covariates
/// @param clusterings ways to make clusters; may be none
/// @param designs how arms are handed out; all have the arms of the questions
/// @param analyses estimators with their questions; all compare the same two arms
/// @param outcome how outcomes come about
public record NetworkStudy(
        Network network,
        List<ClusteringMethod> clusterings,
        List<Design> designs,
        List<NetworkAnalysis> analyses,
        NetworkOutcome outcome) {
    /// The column of the clusters that a design names.
    public static final String CLUSTER = "cluster";

    /// The column of the neighbours' ids that a design names.
    public static final String NEIGHBOURS = "neighbours";

    /// Copies the lists.
    ///
    /// @throws InputException `G240` if there is no design or no analysis, two analyses have one name, or they
    ///     compare different arms
    public NetworkStudy {
        clusterings = List.copyOf(clusterings);
        designs = List.copyOf(designs);
        analyses = List.copyOf(analyses);
        if (designs.isEmpty() || analyses.isEmpty()) {
            throw InterferenceCode.NO_STUDY.error(
                    designs.isEmpty() ? "no design to simulate" : "no analysis to simulate",
                    "an experiment hands out arms and is analysed",
                    "for instance `--designs 'complete()' --estimators naive,hajek`");
        }
        Set<String> names = new HashSet<>();
        NetworkQuestion first = analyses.getFirst().question();
        for (NetworkAnalysis analysis : analyses) {
            if (!names.add(analysis.name())) {
                throw InterferenceCode.NO_STUDY.error(
                        "two analyses are called `" + analysis.name() + "`",
                        "their lines in the table could not be told apart",
                        "leave one out, or give it another name");
            }
            NetworkQuestion question = analysis.question();
            if (!question.treatment().equals(first.treatment())
                    || !question.control().equals(first.control())) {
                throw InterferenceCode.NO_STUDY.error(
                        "`" + analyses.getFirst().name() + "` compares " + first.treatment() + " with "
                                + first.control() + ", `" + analysis.name() + "` " + question.treatment() + " with "
                                + question.control(),
                        "simulated outcomes know one treatment",
                        "simulate them one after the other");
            }
        }
    }

    /// Simulates.
    ///
    /// Every experiment draws new outcomes; all designs and analyses meet the same ones, so that they are
    /// compared on equal terms. Clusters are made once, as they would be before a launch.
    ///
    /// Cost: per experiment and design one assignment, one pass over the edges, and whatever the estimators do.
    ///
    /// @param options how often, from which seed, on how many threads
    /// @return how every combination fares
    /// @throws InputException `G241` if no combination can be carried out; the message tells why the first
    ///     cannot
    public NetworkDiagnosis simulate(SimulationOptions options) {
        return simulate(options, () -> {});
    }

    /// @param options how often, from which seed, on how many threads
    /// @param done called after each experiment, by any thread
    /// @return how every combination fares
    /// @throws InputException `G241` as [#simulate(SimulationOptions)]
    public NetworkDiagnosis simulate(SimulationOptions options, Runnable done) {
        return new NetworkSimulator(this, options).run(done);
    }
}
