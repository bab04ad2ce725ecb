package copse.network;

import copse.math.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Blocks of nodes with one probability of edges within blocks and another between them.
///
/// Text: `stochastic_block(sizes: 50, 50, within: 0.2, between: 0.01)`. Nodes of a block follow one another.
///
/// Source: Holland, Laskey and Leinhardt (1983), Stochastic blockmodels: first steps, Social Networks 5(2),
/// 109-137. doi:10.1016/0378-8733(83)90021-7
///
/// @param sizes number of nodes of each block, at least 1
/// @param within probability of each edge within a block
/// @param between probability of each edge between two blocks
public record StochasticBlock(List<Integer> sizes, double within, double between) implements CommunityModel {
    /// @throws copse.error.InputException `G110` if there is no such graph
    public StochasticBlock {
        sizes = List.copyOf(sizes);
        GraphModel.require(
                !sizes.isEmpty() && sizes.stream().allMatch(size -> size >= 1),
                "blocks of sizes " + sizes,
                "give at least one block, and each block at least one node");
        long nodes = sizes.stream().mapToLong(Integer::longValue).sum();
        GraphModel.require(
                nodes <= Integer.MAX_VALUE - 8, nodes + " nodes in all blocks", "give fewer or smaller blocks");
        GraphModel.requireProbability(within, "within");
        GraphModel.requireProbability(between, "between");
    }

    static StochasticBlock of(Call call) {
        GraphModel.requireKeys(call, "sizes", "within", "between");
        double[] sizes = call.numbers("sizes", 1, Integer.MAX_VALUE);
        List<Integer> whole = new ArrayList<>();
        for (double size : sizes) {
            if (size != Math.rint(size)) {
                throw call.wrong("a block of " + size + " nodes", "give whole numbers");
            }
            whole.add((int) size);
        }
        return new StochasticBlock(whole, call.number("within", 0, 0, 1), call.number("between", 0, 0, 1));
    }

    @Override
    public int nodes() {
        return sizes.stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public String text() {
        return "stochastic_block(sizes: "
                + sizes.stream().map(Object::toString).collect(Collectors.joining(", "))
                + ", within: " + Call.print(within) + ", between: " + Call.print(between) + ")";
    }

    @Override
    public Planted plant(RandomStream stream) {
        int nodes = nodes();
        int[] block = new int[nodes];
        double pairsWithin = 0;
        int first = 0;
        for (int b = 0; b < sizes.size(); b++) {
            Arrays.fill(block, first, first + sizes.get(b), b);
            pairsWithin += GraphModel.pairs(sizes.get(b));
            first += sizes.get(b);
        }
        EdgeBuffer edges = new EdgeBuffer(within * pairsWithin + between * (GraphModel.pairs(nodes) - pairsWithin));
        RandomStream inside = stream.split(0);
        RandomStream outside = stream.split(1);
        int start = 0;
        for (int size : sizes) {
            int from = start;
            int end = start + size;
            Pairs.among(size, within, inside, (a, b) -> edges.add(from + a, from + b));
            Pairs.across(size, nodes - end, between, outside, (a, b) -> edges.add(from + a, end + b));
            start = end;
        }
        return new Planted(edges.graph(nodes), Clustering.of(block));
    }
}
