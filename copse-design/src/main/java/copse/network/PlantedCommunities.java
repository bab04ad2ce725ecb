package copse.network;

import copse.math.RandomStream;
import java.util.Arrays;

/// Communities and degrees of very different sizes, as social networks have them.
///
/// Text: `planted(nodes: 10000, degree: 20, most: 500, sizes: 20, 200, mixing: 0.2)`; `exponents: 2.5, 1.5` are
/// those of degrees and of sizes if none are given.
///
/// 1. Sizes of communities follow a power law between two bounds; the last one takes the nodes that are left.
///    Nodes are put into them in random order.
/// 2. Degrees follow a power law with the mean wanted and an upper bound. Of a node's edges each leaves its
///    community with the probability of mixing; of a node that is to have more neighbours within than there are
///    others, the remaining ones leave as well.
/// 3. The ends of edges within a community are joined at random. Those that would make a loop or an edge that
/// is there already are joined anew; what is left after four rounds leaves the community too.
/// 4. The ends that leave are joined at random across the whole graph, so that a few of them meet within one
///    community. Here loops and edges that are there already fall away: degrees are a little below those drawn.
///
/// The share of edges between communities is therefore near the mixing where communities are large beside the
/// degrees, and above it where they are not.
///
/// Cost: O(nodes + edges); 10^6 nodes and 10^7 edges in a few seconds, 32 bytes per edge.
///
/// Source: the configuration model of Molloy and Reed (1995), Random Struct. Algorithms 6.
/// doi:10.1002/rsa.3240060204, in the manner of the benchmark of Lancichinetti, Fortunato and Radicchi (2008),
/// Phys. Rev. E 78, 046110. doi:10.1103/PhysRevE.78.046110 (which rewires until degrees are exact)
///
/// @param nodes at least 1
/// @param degree mean, above 0
/// @param most largest degree that may be drawn, at least the mean, below the number of nodes
/// @param degreeExponent of the density of degrees, above 1
/// @param smallest community, at least 1
/// @param largest community, at least the smallest
/// @param sizeExponent of the density of sizes, above 1
/// @param mixing share of edges that leave their community, between 0 and 1
public record PlantedCommunities(
        int nodes,
        double degree,
        int most,
        double degreeExponent,
        int smallest,
        int largest,
        double sizeExponent,
        double mixing)
        implements CommunityModel {
    /// How often ends within a community that did not fit are joined anew.
    private static final int ROUNDS = 4;

    /// @throws copse.error.InputException `G110` if there is no such graph
    public PlantedCommunities {
        GraphModel.requireNodes(nodes);
        GraphModel.require(
                degree > 0 && degree <= most,
                "degrees of mean " + degree + " and at most " + most,
                "give a mean above 0 that the largest degree does not pass");
        GraphModel.require(
                most < nodes, "a degree of " + most + " among " + nodes + " nodes", "give a number below the nodes");
        GraphModel.require(
                smallest >= 1 && smallest <= largest,
                "communities of " + smallest + " to " + largest + " nodes",
                "give the size of the smallest community first, at least 1");
        GraphModel.require(
                degreeExponent > 1 && sizeExponent > 1 && degreeExponent < 100 && sizeExponent < 100,
                "exponents " + degreeExponent + " and " + sizeExponent,
                "give numbers above 1: 2.5 and 1.5 are usual");
        GraphModel.requireProbability(mixing, "mixing");
    }

    /// Degrees and sizes with the usual exponents, 2.5 and 1.5.
    ///
    /// @param nodes at least 1
    /// @param degree mean, above 0
    /// @param most largest degree that may be drawn
    /// @param smallest community
    /// @param largest community
    /// @param mixing share of edges that leave their community
    public PlantedCommunities(int nodes, double degree, int most, int smallest, int largest, double mixing) {
        this(nodes, degree, most, 2.5, smallest, largest, 1.5, mixing);
    }

    static PlantedCommunities of(Call call) {
        call.knowing("nodes", "degree", "most", "sizes", "mixing", "exponents").keysOnly();
        GraphModel.requirePresent(call, "nodes", "degree", "most", "sizes", "mixing");
        double[] sizes = call.numbers("sizes", 1, Integer.MAX_VALUE);
        double[] exponents = call.has("exponents") ? call.numbers("exponents", 1, 100) : new double[] {2.5, 1.5};
        if (sizes.length != 2 || sizes[0] != Math.rint(sizes[0]) || sizes[1] != Math.rint(sizes[1])) {
            throw call.wrong("`sizes` wants two whole numbers", "write `sizes: 20, 200`, the smallest and the largest");
        }
        if (exponents.length != 2) {
            throw call.wrong("`exponents` wants two numbers", "write `exponents: 2.5, 1.5`, of degrees and of sizes");
        }
        return new PlantedCommunities(
                call.whole("nodes", 0, 1),
                call.positive("degree", 0),
                call.whole("most", 0, 1),
                exponents[0],
                (int) sizes[0],
                (int) sizes[1],
                exponents[1],
                call.number("mixing", 0, 0, 1));
    }

    @Override
    public String text() {
        return "planted(nodes: " + nodes + ", degree: " + Call.print(degree) + ", most: " + most + ", sizes: "
                + smallest + ", " + largest + ", mixing: " + Call.print(mixing) + ", exponents: "
                + Call.print(degreeExponent) + ", " + Call.print(sizeExponent) + ")";
    }

    @Override
    public Planted plant(RandomStream stream) {
        EdgeSort.requireFit((long) (0.5 * degree * nodes));
        int[] starts = communities(stream.split(0));
        int[] member = stream.split(1).permutation(nodes);
        int[] degrees = degrees(stream.split(2));
        int[] within = within(stream.split(3), starts, member, degrees);
        EdgeBuffer edges = new EdgeBuffer(0.5 * degree * nodes);
        joinWithin(stream.split(4), starts, member, within, edges);
        joinAcross(stream.split(5), degrees, within, edges);
        int[] community = new int[nodes];
        for (int c = 0; c + 1 < starts.length; c++) {
            for (int i = starts[c]; i < starts[c + 1]; i++) {
                community[member[i]] = c;
            }
        }
        return new Planted(edges.graph(nodes), Clustering.of(community));
    }

    /// @return where each community begins in the list of members, and the number of nodes at the end
    private int[] communities(RandomStream stream) {
        PowerLaw law = new PowerLaw(smallest, largest, sizeExponent);
        int[] starts = new int[nodes / smallest + 2];
        int count = 0;
        int placed = 0;
        while (placed < nodes) {
            int size = (int) Math.rint(law.quantile(stream.nextDouble()));
            placed += Math.min(size, nodes - placed);
            starts[++count] = placed;
        }
        return Arrays.copyOf(starts, count + 1);
    }

    // Rounded up or down by chance, so that the mean stays.
    private int[] degrees(RandomStream stream) {
        PowerLaw law = PowerLaw.ofMean(degree, most, degreeExponent);
        int[] degrees = new int[nodes];
        for (int node = 0; node < nodes; node++) {
            double drawn = law.quantile(stream.nextDouble());
            degrees[node] = (int) Math.min(most, drawn + stream.nextDouble());
        }
        return degrees;
    }

    /// @return number of each node's ends that stay within its community
    private int[] within(RandomStream stream, int[] starts, int[] member, int[] degrees) {
        int[] within = new int[nodes];
        for (int c = 0; c + 1 < starts.length; c++) {
            int others = starts[c + 1] - starts[c] - 1;
            for (int i = starts[c]; i < starts[c + 1]; i++) {
                within[member[i]] = Math.min(others, stream.nextBinomial(degrees[member[i]], 1 - mixing));
            }
        }
        return within;
    }

    /// Ends that find no partner are made such as leave their community.
    private static void joinWithin(RandomStream stream, int[] starts, int[] member, int[] within, EdgeBuffer edges) {
        int[] ends = new int[64];
        for (int c = 0; c + 1 < starts.length; c++) {
            int count = 0;
            for (int i = starts[c]; i < starts[c + 1]; i++) {
                int more = within[member[i]];
                if (count + more > ends.length) {
                    ends = Arrays.copyOf(ends, Math.max(2 * ends.length, count + more));
                }
                Arrays.fill(ends, count, count + more, member[i]);
                count += more;
            }
            int[] left = Arrays.copyOf(ends, count);
            PairSet joined = new PairSet(count / 2);
            for (int round = 0; round < ROUNDS && left.length > 1; round++) {
                stream.shuffle(left);
                left = joined(left, joined, edges);
            }
            for (int end : left) {
                within[end]--;
            }
        }
    }

    /// @return the ends that would make a loop or an edge that is there already, or have no partner
    private static int[] joined(int[] ends, PairSet joined, EdgeBuffer edges) {
        int left = 0;
        for (int i = 0; i + 1 < ends.length; i += 2) {
            int a = ends[i];
            int b = ends[i + 1];
            if (a != b && joined.add(a, b)) {
                edges.add(a, b);
            } else {
                ends[left++] = a;
                ends[left++] = b;
            }
        }
        if (ends.length % 2 == 1) {
            ends[left++] = ends[ends.length - 1];
        }
        return Arrays.copyOf(ends, left);
    }

    private void joinAcross(RandomStream stream, int[] degrees, int[] within, EdgeBuffer edges) {
        long count = 0;
        for (int node = 0; node < nodes; node++) {
            count += degrees[node] - within[node];
        }
        int[] ends = new int[Math.toIntExact(count)];
        int next = 0;
        for (int node = 0; node < nodes; node++) {
            int more = degrees[node] - within[node];
            Arrays.fill(ends, next, next + more, node);
            next += more;
        }
        stream.shuffle(ends);
        for (int i = 0; i + 1 < ends.length; i += 2) {
            edges.add(ends[i], ends[i + 1]);
        }
    }
}
