package copse.interference;

import copse.design.Assignment;
import copse.design.Design;
import copse.design.Randomisation;
import copse.error.CopseException;
import copse.error.Problem;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.network.Clustering;
import copse.network.ClusteringMethod;
import copse.network.Network;
import copse.network.PartitionQuality;
import copse.power.MonteCarlo;
import copse.power.SimulationOptions;
import copse.power.Tally;
import copse.scenario.NetworkOutcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// A clustering with a design, made ready to be simulated: everything that all experiments share.
final class PlannedArrangement {
    // child of the seed's stream: that from which a frontier takes its clusters
    private static final int CLUSTERINGS = 0;

    private static final double NOT_RUN = Double.NaN;

    private final Optional<String> clustering;
    private final Design design;
    private final List<Analysis> analyses = new ArrayList<>();
    private final double[] gap;
    private int clusters;
    private OptionalDouble cutShare = OptionalDouble.empty();
    private @Nullable NetworkSetting setting;

    private PlannedArrangement(Optional<String> clustering, Design design, int most) {
        this.clustering = clustering;
        this.design = design;
        this.gap = new double[most];
        Arrays.fill(gap, NOT_RUN);
    }

    /// An analysis of this arrangement.
    ///
    /// @param analysis estimator and question
    /// @param ready what is needed to run it; null if it was refused
    /// @param refused why it cannot be run; null if it can
    record Analysis(
            NetworkAnalysis analysis,
            @Nullable Ready ready,
            @Nullable Problem refused) {}

    /// An analysis that can be run.
    ///
    /// @param estimator for this setting
    /// @param nodes covariates and who lacks one; arms and outcomes are to be put in
    /// @param tally index of what it says
    record Ready(NetworkEstimator.Prepared estimator, NetworkData nodes, int tally) {}

    /// Every design with every clustering that it can use.
    ///
    /// @param study what is to be simulated
    /// @param options how
    /// @param stream of the seed; its child 0 is used
    /// @param tallies receives one per analysis that can be run. *Modified.*
    static List<PlannedArrangement> of(
            NetworkStudy study, SimulationOptions options, RandomStream stream, List<Tally> tallies) {
        Network network = study.network();
        Frame nodes = network.nodes();
        if (nodes.find(NetworkStudy.NEIGHBOURS).isEmpty()
                && study.designs().stream().anyMatch(design -> reads(design, NetworkStudy.NEIGHBOURS))) {
            nodes = network.withNeighbours(NetworkStudy.NEIGHBOURS);
        }
        List<PlannedArrangement> planned = new ArrayList<>();
        Map<ClusteringMethod, Clustering> made = new HashMap<>();
        for (Design design : study.designs()) {
            if (study.clusterings().isEmpty() || !reads(design, NetworkStudy.CLUSTER)) {
                PlannedArrangement plain = new PlannedArrangement(Optional.empty(), design, options.replicates());
                plain.prepare(study, nodes, tallies);
                planned.add(plain);
                continue;
            }
            for (ClusteringMethod method : study.clusterings()) {
                PlannedArrangement onClusters =
                        new PlannedArrangement(Optional.of(method.text()), design, options.replicates());
                planned.add(onClusters);
                try {
                    Clustering clustering = made.computeIfAbsent(
                            method, each -> each.cluster(network, stream.split(CLUSTERINGS), options.threads()));
                    onClusters.clusters = clustering.clusters();
                    onClusters.cutShare = OptionalDouble.of(1
                            - PartitionQuality.of(network.graph(), clustering, 1)
                                    .internalShare());
                    onClusters.prepare(study, nodes.with(NetworkStudy.CLUSTER, clustering.column()), tallies);
                } catch (CopseException refused) {
                    onClusters.refuse(study, refused);
                }
            }
        }
        return planned;
    }

    private static boolean reads(Design design, String column) {
        return design.columns().contains(column);
    }

    /// A number for a text, the same in every process (Fowler, Noll and Vo's hash of 64 bits).
    private static long key(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    private void prepare(NetworkStudy study, Frame nodes, List<Tally> tallies) {
        Network network = study.network();
        try {
            Randomisation randomisation = design.over(nodes, network.id());
            NetworkSetting first = new NetworkSetting(
                    new Network(network.graph(), nodes, network.id()),
                    randomisation,
                    study.analyses().getFirst().question());
            Map<NetworkQuestion, NetworkSetting> settings = new LinkedHashMap<>();
            for (NetworkAnalysis analysis : study.analyses()) {
                NetworkSetting own = settings.computeIfAbsent(analysis.question(), first::withQuestion);
                analyses.add(prepare(study, analysis, own, tallies));
            }
            setting = first;
        } catch (CopseException refused) {
            refuse(study, refused);
        }
    }

    private void refuse(NetworkStudy study, CopseException refused) {
        analyses.clear();
        study.analyses().forEach(analysis -> analyses.add(new Analysis(analysis, null, refused.problem())));
    }

    private Analysis prepare(NetworkStudy study, NetworkAnalysis analysis, NetworkSetting own, List<Tally> tallies) {
        try {
            requireTruth(study, analysis.question().estimand());
            NetworkEstimator.Prepared estimator = analysis.estimator().over(own);
            NetworkData covariates = covariates(own);
            tallies.add(new Tally(analysis.name() + ", " + label(), gap.length));
            return new Analysis(analysis, new Ready(estimator, covariates, tallies.size() - 1), null);
        } catch (CopseException refused) {
            return new Analysis(analysis, null, refused.problem());
        }
    }

    private static void requireTruth(NetworkStudy study, Estimand estimand) {
        if (estimand != Estimand.TOTAL && study.outcome() instanceof NetworkOutcome.Contagion) {
            throw InterferenceCode.NO_TRUTH.error(
                    "contagion has no " + estimand.label() + " to hold estimates against",
                    "a node's own treatment comes back through its neighbours, so that the two cannot be told apart",
                    "ask for the total effect: `--estimand total`");
        }
        if (estimand == Estimand.SPILLOVER && study.network().graph().edges() == 0) {
            throw InterferenceCode.NO_TRUTH.error(
                    "a network without edges has no spillover to hold estimates against",
                    "no node has neighbours",
                    "give the network with its edges");
        }
    }

    /// What the columns of the nodes say, which is the same in every experiment.
    private static NetworkData covariates(NetworkSetting setting) {
        Frame nodes = setting.network().nodes();
        double[] nothing = new double[nodes.rows()];
        Frame rows = nodes.with(setting.question().outcome(), NumericColumn.of(nothing));
        return NetworkExperiment.join(rows, setting, new byte[nothing.length]).data();
    }

    /// Hands out the arms of one experiment.
    ///
    /// @param stream of the arms of that experiment
    /// @return index of the arm of each node
    byte[] arms(RandomStream stream) {
        long seed = stream.split(key(label())).nextLong();
        Assignment assignment = randomisation().assign(Seed.of(seed));
        byte[] arm = new byte[assignment.size()];
        for (int node = 0; node < arm.length; node++) {
            arm[node] = (byte) assignment.arm(node);
        }
        return arm;
    }

    private Randomisation randomisation() {
        return setting().randomisation();
    }

    NetworkSetting setting() {
        NetworkSetting known = setting;
        if (known == null) {
            throw new IllegalStateException(label());
        }
        return known;
    }

    /// @return every analysis, in the order of the study
    List<Analysis> analyses() {
        return analyses;
    }

    /// @param k number of the experiment
    /// @param found by how much more the neighbours of the treated were treated in it
    void gap(int k, double found) {
        gap[k] = found;
    }

    /// @return the same name as the result has
    String label() {
        return arrangement(0).label();
    }

    /// @param run number of experiments that were run
    /// @return as it stands in the result
    Arrangement arrangement(int run) {
        double[] found =
                Arrays.stream(gap, 0, run).filter(each -> !Double.isNaN(each)).toArray();
        Optional<MonteCarlo> mean = found.length == 0 ? Optional.empty() : Optional.of(MonteCarlo.mean(found));
        return new Arrangement(clustering, design.print(), clusters, cutShare, mean);
    }
}
