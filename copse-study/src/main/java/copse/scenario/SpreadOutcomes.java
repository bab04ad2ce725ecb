package copse.scenario;

import copse.math.RandomStream;
import copse.network.Graph;
import java.util.OptionalDouble;

/// Outcomes of 0 or 1 that spread along edges in rounds.
///
/// A node's uniform numbers, one per round, are the same under every treatment: they are made anew from their
/// stream each time rather than kept.
final class SpreadOutcomes implements PotentialOutcomes {
    private final NetworkOutcome.Contagion model;
    private final Graph graph;
    private final RandomStream stream;

    SpreadOutcomes(NetworkOutcome.Contagion model, Graph graph, RandomStream stream) {
        this.model = model;
        this.graph = graph;
        this.stream = stream;
    }

    @Override
    public void under(TreatedNodes treated, double[] into) {
        byte[] adopted = new byte[graph.nodes()];
        RandomStream first = stream.split(0);
        for (int node = 0; node < adopted.length; node++) {
            double probability = model.base() + (treated.treated(node) ? model.effect() : 0);
            adopted[node] = (byte) (first.nextDouble() < probability ? 1 : 0);
        }
        byte[] before = new byte[adopted.length];
        for (int round = 1; round <= model.rounds(); round++) {
            System.arraycopy(adopted, 0, before, 0, before.length);
            RandomStream uniforms = stream.split(round);
            for (int node = 0; node < adopted.length; node++) {
                double uniform = uniforms.nextDouble();
                if (before[node] == 0 && uniform < model.spillover()) {
                    adopted[node] = (byte) (uniform < model.spillover() * share(node, before) ? 1 : 0);
                }
            }
        }
        for (int node = 0; node < adopted.length; node++) {
            into[node] = adopted[node];
        }
    }

    private double share(int node, byte[] adopted) {
        double sum = 0;
        double all = 0;
        for (int at = graph.start(node); at < graph.start(node + 1); at++) {
            double weight = graph.weight(at);
            all += weight;
            sum += weight * adopted[graph.neighbour(at)];
        }
        return all == 0 ? 0 : sum / all;
    }

    @Override
    public double totalEffect() {
        return mean(TreatedNodes.everyone(graph)) - mean(TreatedNodes.none(graph));
    }

    private double mean(TreatedNodes treated) {
        double[] outcome = new double[graph.nodes()];
        under(treated, outcome);
        double sum = 0;
        for (double value : outcome) {
            sum += value;
        }
        return sum / outcome.length;
    }

    @Override
    public OptionalDouble directEffect(TreatedNodes treated) {
        return OptionalDouble.empty();
    }

    @Override
    public OptionalDouble spilloverEffect() {
        return OptionalDouble.empty();
    }
}
