package copse.report.plot;

import copse.frame.FactorColumn;
import copse.frame.Mask;
import copse.math.Seed;
import copse.network.Clustering;
import copse.network.Network;
import copse.network.NetworkLayout;
import copse.report.Chart;
import copse.report.Language;
import copse.report.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A network: nodes as points, edges as lines. Clusters are outlined, and edges between them, along which a
/// treatment spills over, are dashed; arms differ by colour and shape.
///
/// Networks of more nodes than a picture can show are shown in part, see [NetworkPart].
public final class NetworkPlot {
    private static final int SIDE = Specs.WIDTH;

    /// The same network is always drawn the same.
    private static final Seed SEED = Seed.of(1);

    /// With more nodes, labels fall on one another.
    private static final int MOST_LABELS = 60;

    private NetworkPlot() {}

    /// What of the nodes is shown.
    ///
    /// @param clusters column of the nodes' clusters
    /// @param arm column of the nodes' arms
    /// @param label column whose values stand beside the nodes, such as the ids; not drawn for more than 60
    ///     nodes
    public record Shown(Optional<String> clusters, Optional<String> arm, Optional<String> label) {
        /// Neither clusters nor arms; ids as labels.
        ///
        /// @param network any
        /// @return the column of ids
        public static Shown ids(Network network) {
            return new Shown(Optional.empty(), Optional.empty(), Optional.of(network.id()));
        }

        /// @param column of the nodes' clusters
        /// @return this with clusters
        public Shown withClusters(String column) {
            return new Shown(Optional.of(column), arm, label);
        }

        /// @param column of the nodes' arms
        /// @return this with arms
        public Shown withArm(String column) {
            return new Shown(clusters, Optional.of(column), label);
        }
    }

    /// @param network with the columns that are shown
    /// @param part of it that is drawn
    /// @param shown what of the nodes
    /// @param language of the words
    /// @return the chart `network`
    /// @throws copse.error.InputException `I101` if a column is not there
    public static Chart of(Network network, NetworkPart part, Shown shown, Language language) {
        Phrases phrases = Phrases.of(NetworkPlot.class, language);
        Optional<FactorColumn> clusters =
                shown.clusters().map(name -> network.nodes().asFactor(name).factor(name));
        Mask kept = part.of(network, clusters);
        Network drawn = kept.size() == kept.count() ? network : network.subgraph(kept);
        Optional<FactorColumn> own = clusters.map(column -> column.select(kept.rows()));
        Optional<Clustering> grouped = own.map(Clustering::of);
        NetworkLayout layout = NetworkLayout.of(drawn.graph(), grouped, SEED.stream());
        Optional<FactorColumn> arms =
                shown.arm().map(name -> drawn.nodes().asFactor(name).factor(name));
        NetworkPicture picture = new NetworkPicture(drawn, layout, own, arms, phrases);
        List<Mark> marks = new ArrayList<>();
        own.ifPresent(column -> picture.hulls(column, marks));
        picture.edges(marks);
        picture.points(marks);
        shown.label()
                .filter(_ -> drawn.size() <= MOST_LABELS)
                .ifPresent(name -> picture.labels(drawn.nodes().column(name), marks));
        ObjectNode view = Specs.sized(Specs.layered(null, marks), SIDE, SIDE);
        // a page must not stretch it: distances mean something in both directions
        view.putObject("usermeta").put("whole", true);
        return Specs.chart("network", phrases.say("network.title"), picture.told(network), view);
    }
}
