package copse.interference;

import copse.design.ClusterLaw;
import copse.design.Membership;
import copse.design.Randomisation;
import copse.exposure.Contrast;
import copse.exposure.Exposure;
import copse.exposure.ExposureMap;
import copse.exposure.ExposureProbabilities;
import copse.exposure.ProbabilityOptions;
import copse.exposure.Sides;
import copse.exposure.TreatedNeighbours;
import copse.frame.FactorColumn;
import copse.math.Lazy;
import copse.network.Clustering;
import copse.network.Network;
import java.util.Optional;
import java.util.stream.IntStream;

/// Network, design and question: everything known before outcomes are. Immutable; may be used by many threads.
///
/// What estimators and repeated simulations share, such as clusters and conditions, is worked out here once,
/// when first asked for.
public final class NetworkSetting {
    private static final String CLUSTER = "cluster";

    private final Network network;
    private final Randomisation randomisation;
    private final NetworkQuestion question;
    private final Sides sides;
    private final Lazy<Optional<Clustering>> clusters;
    private final Lazy<ExposureMap> map;
    private final Lazy<ExposureProbabilities> probabilities;
    private final Lazy<Touched> touched;
    private final Lazy<ContrastNodes> contrastNodes;
    private final Lazy<AllPairs> pairs;
    private final Lazy<Optional<WholeClusters>> wholes;

    /// @param network the graph; node i is unit i of the randomisation
    /// @param randomisation how nodes get their arms
    /// @param question what is asked
    /// @throws copse.error.InputException `G201` if the units of the randomisation are not the nodes
    /// @throws copse.error.DesignException `G156` if an arm of the question is none of the design's
    public NetworkSetting(Network network, Randomisation randomisation, NetworkQuestion question) {
        NodeMatch.require(network, randomisation.units());
        this.network = network;
        this.randomisation = randomisation;
        this.question = question;
        this.sides = Sides.of(randomisation.design().arms(), question.treatment(), question.control());
        this.clusters = new Lazy<>(() -> clusters(randomisation));
        this.map = new Lazy<>(() -> ExposureMap.of(network.graph(), question.exposure()));
        this.probabilities =
                new Lazy<>(() -> ExposureProbabilities.of(map(), randomisation, sides, ProbabilityOptions.defaults()));
        this.touched = new Lazy<>(this::makeTouched);
        this.contrastNodes = new Lazy<>(() -> ContrastNodes.of(this));
        this.pairs = new Lazy<>(() -> new AllPairs(contrastNodes(), probabilities()));
        this.wholes = new Lazy<>(() -> WholeClusters.of(this));
    }

    private NetworkSetting(NetworkSetting from, NetworkQuestion question) {
        this.network = from.network;
        this.randomisation = from.randomisation;
        this.question = question;
        this.sides = Sides.of(randomisation.design().arms(), question.treatment(), question.control());
        this.clusters = from.clusters;
        boolean same = question.exposure().equals(from.question.exposure());
        boolean sameArms = question.treatment().equals(from.question.treatment())
                && question.control().equals(from.question.control());
        this.map = same ? from.map : new Lazy<>(() -> ExposureMap.of(network.graph(), question.exposure()));
        this.probabilities = same && sameArms
                ? from.probabilities
                : new Lazy<>(
                        () -> ExposureProbabilities.of(map(), randomisation, sides, ProbabilityOptions.defaults()));
        this.touched = same ? from.touched : new Lazy<>(this::makeTouched);
        boolean sameContrast = same && sameArms && question.estimand() == from.question.estimand();
        this.contrastNodes = sameContrast ? from.contrastNodes : new Lazy<>(() -> ContrastNodes.of(this));
        this.pairs = sameContrast ? from.pairs : new Lazy<>(() -> new AllPairs(contrastNodes(), probabilities()));
        this.wholes = same && sameArms ? from.wholes : new Lazy<>(() -> WholeClusters.of(this));
    }

    private Touched makeTouched() {
        Clustering groups = clusters().orElseThrow();
        return question.exposure() instanceof Exposure.KHop(int hops)
                ? Touched.within(network.graph(), groups, hops)
                : Touched.of(network.graph(), groups, map().weighted());
    }

    /// @param other another question of the same network and design
    /// @return the setting of that question; what does not depend on the question is shared
    public NetworkSetting withQuestion(NetworkQuestion other) {
        return new NetworkSetting(this, other);
    }

    /// @return the graph; node i is unit i of the randomisation
    public Network network() {
        return network;
    }

    /// @return how nodes get their arms
    public Randomisation randomisation() {
        return randomisation;
    }

    /// @return what is asked
    public NetworkQuestion question() {
        return question;
    }

    /// @return number of nodes
    public int nodes() {
        return network.graph().nodes();
    }

    /// @return which arms are the treatment and which the control. Under a saturation design these are several
    public Sides sides() {
        return sides;
    }

    /// The nodes that chance took together: clusters that got their arm, or drew their saturation or regime, as
    /// wholes; each node by itself where nodes were randomised.
    ///
    /// @return empty where clusters are drawn anew with every assignment
    public Optional<Clustering> clusters() {
        return clusters.value();
    }

    /// @return whether chance took each node by itself, so that neighbours do not follow a node's arm
    boolean nodeByNode() {
        return clusters().stream().anyMatch(groups -> groups.clusters() == groups.nodes());
    }

    /// @return whether the question's contrast compares own arms under a design by which neighbours go along
    boolean neighboursGoAlong() {
        return question.exposure() instanceof Exposure.Own && !nodeByNode();
    }

    /// @return the exposure over the graph
    public ExposureMap map() {
        return map.value();
    }

    /// The probability of each condition at each node: exact where there is a formula, else from draws of a
    /// fixed seed.
    ///
    /// @return the probabilities
    /// @throws copse.error.CopseException if they cannot be had for this design
    public ExposureProbabilities probabilities() {
        return probabilities.value();
    }

    /// @return the clusters that the exposure of each node depends on
    /// @throws java.util.NoSuchElementException if clusters are drawn anew with every assignment
    Touched touched() {
        return touched.value();
    }

    /// @param arm of each node
    /// @return condition of each node: by clusters where these got their arms as wholes, else by neighbours
    byte[] conditions(byte[] arm) {
        Optional<WholeClusters> known = wholes.value();
        return known.flatMap(clusters -> clusters.sides(arm).map(clusters::conditions))
                .orElseGet(() -> {
                    byte[] condition = new byte[arm.length];
                    map().classify(arm, sides, condition);
                    return condition;
                });
    }

    /// @param arm of each node
    /// @return treated share of the neighbours of each node, 0 without any
    double[] shares(byte[] arm) {
        Optional<WholeClusters> known = wholes.value();
        return known.flatMap(clusters -> clusters.sides(arm).flatMap(clusters::shares))
                .orElseGet(() -> {
                    TreatedNeighbours neighbours = map().treatedNeighbours(arm, sides);
                    double[] share = new double[arm.length];
                    for (int node = 0; node < share.length; node++) {
                        share[node] = neighbours.share(node).orElse(0);
                    }
                    return share;
                });
    }

    /// @return the nodes that the question's contrast is about
    ContrastNodes contrastNodes() {
        return contrastNodes.value();
    }

    /// @return pairs of these nodes, which all estimators of one contrast share
    AllPairs pairs() {
        return pairs.value();
    }

    /// The two conditions whose contrast is the question's estimand.
    ///
    /// @return the contrast
    /// @throws copse.error.InputException `G203` if the exposure has none for this estimand
    public Contrast contrast() {
        Optional<Contrast> contrast = switch (question.estimand()) {
            case TOTAL -> question.exposure().total();
            case DIRECT -> question.exposure().direct();
            case SPILLOVER -> question.exposure().spillover();
        };
        return contrast.orElseThrow(() -> InterferenceCode.NO_CONTRAST.error(
                "`" + question.exposure().print() + "` has no two conditions whose contrast is the "
                        + question.estimand().label(),
                "its conditions are " + String.join(", ", question.exposure().conditions()),
                switch (question.estimand()) {
                    case TOTAL -> "take `full` or `fraction(q: 0.75)`";
                    case DIRECT -> "take `own`, or `four-way` for nodes without treated neighbour";
                    case SPILLOVER -> "take `four-way` or `share(cuts: 0, 0.5)`";
                }));
    }

    private static Optional<Clustering> clusters(Randomisation randomisation) {
        Optional<ClusterLaw> law = randomisation.clusterLaw();
        int units = randomisation.units().size();
        if (law.isPresent()) {
            return switch (law.get()) {
                case ClusterLaw.Fixed fixed ->
                    Optional.of(Clustering.of(
                            IntStream.range(0, units).map(fixed::cluster).toArray()));
                case ClusterLaw.Redrawn _ -> Optional.empty();
            };
        }
        Optional<FactorColumn> wholes = randomisation.memberships().stream()
                .filter(membership -> membership.name().equals(CLUSTER))
                .findFirst()
                .map(Membership::groups);
        return Optional.of(wholes.map(Clustering::of)
                .orElseGet(() -> Clustering.of(IntStream.range(0, units).toArray())));
    }
}
