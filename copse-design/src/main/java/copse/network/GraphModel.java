package copse.network;

import copse.math.RandomStream;
import java.util.Arrays;
import java.util.List;

/// A random graph.
///
/// | text | graph |
/// |---|---|
/// | [`erdos_renyi(nodes: 500, p: 0.1)`][ErdosRenyi] | each pair an edge with one probability |
/// | [`erdos_renyi(nodes: 500, edges: 12000)`][UniformEdges] | each set of so many edges equally likely |
/// | [`watts_strogatz(nodes: 500, neighbours: 10, rewire: 0.1)`][WattsStrogatz] | a ring, some of it rewired |
/// | [`barabasi_albert(nodes: 500, edges: 5)`][BarabasiAlbert] | new nodes prefer those with many neighbours |
/// | [`stochastic_block(sizes: 50, 50, within: 0.2, between: 0.01)`][StochasticBlock] | more edges within blocks |
/// | [`planted(nodes: 10000, degree: 20, most: 500, sizes: 20, 200, mixing: 0.2)`][PlantedCommunities] |
/// communities and degrees of very different sizes, as in social networks |
///
/// What is drawn depends on the model and on the key of the stream, not on what the stream gave before.
///
/// Cost: O(nodes + edges) for all of them; a graph of 10^7 edges takes seconds.
public sealed interface GraphModel permits ErdosRenyi, UniformEdges, WattsStrogatz, BarabasiAlbert, CommunityModel {
    /// @param stream chance; its position is not moved on
    /// @return a graph
    Graph draw(RandomStream stream);

    /// @return number of nodes
    int nodes();

    /// @return the text form; `parse(text())` is this model
    String text();

    /// @param text a name with arguments, such as `erdos_renyi(nodes: 500, p: 0.1)`
    /// @return the model
    /// @throws copse.error.DesignException `G120` to `G122` with the place in the text
    /// @throws copse.error.InputException `G110` if there is no such graph
    static GraphModel parse(String text) {
        Call call = Call.parse("model of graphs", text);
        return switch (call.name()) {
            case "erdos_renyi" -> call.has("edges") ? UniformEdges.of(call) : ErdosRenyi.of(call);
            case "watts_strogatz" -> WattsStrogatz.of(call);
            case "barabasi_albert" -> BarabasiAlbert.of(call);
            case "stochastic_block" -> StochasticBlock.of(call);
            case "planted" -> PlantedCommunities.of(call);
            default ->
                throw call.unknown(
                        List.of("erdos_renyi", "watts_strogatz", "barabasi_albert", "stochastic_block", "planted"));
        };
    }

    /// Refuses arguments without a key, of a key that is not known, and keys that are not there.
    ///
    /// @param keys all of which are needed, and no other
    static void requireKeys(Call call, String... keys) {
        call.knowing(keys).keysOnly();
        requirePresent(call, keys);
    }

    /// @param keys all of which are needed
    static void requirePresent(Call call, String... keys) {
        Arrays.stream(keys).filter(key -> !call.has(key)).findFirst().ifPresent(key -> {
            throw call.wrong("`" + call.name() + "` wants `" + key + "`", "add `" + key + ": …`");
        });
    }

    /// @param holds what a model needs
    /// @param what is wrong if it does not
    /// @param fix something that works
    static void require(boolean holds, String what, String fix) {
        if (!holds) {
            throw NetworkCode.BAD_MODEL.error(what, "", fix);
        }
    }

    /// @param p of an edge
    /// @param name of the parameter
    static void requireProbability(double p, String name) {
        require(p >= 0 && p <= 1, "`" + name + ": " + p + "` is no probability", "give a number between 0 and 1");
    }

    /// @param nodes of a graph
    static void requireNodes(int nodes) {
        require(nodes >= 1, "a graph of " + nodes + " nodes", "give at least one node");
    }

    /// @param nodes of a graph
    /// @return number of pairs
    static long pairs(long nodes) {
        return nodes * (nodes - 1) / 2;
    }
}
