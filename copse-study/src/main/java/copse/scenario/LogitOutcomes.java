package copse.scenario;

import copse.math.RandomStream;
import copse.network.Graph;
import java.util.OptionalDouble;

/// Outcomes of 0 or 1 whose log odds are sums.
///
/// A node has outcome 1 if a uniform number of its own is below its probability: the same number under every
/// treatment, so that a treatment that raises all probabilities takes no outcome away.
final class LogitOutcomes implements PotentialOutcomes {
    // children of the stream
    private static final int CIRCLES = 0;
    private static final int UNIFORMS = 1;

    private final NetworkOutcome.Logistic model;
    private final Graph graph;
    private final double[] untreated;
    private final double[] uniform;

    LogitOutcomes(NetworkOutcome.Logistic model, Graph graph, RandomStream stream) {
        this.model = model;
        this.graph = graph;
        this.untreated = Circles.draw(graph, model.circleSd(), stream.split(CIRCLES));
        this.uniform = new double[untreated.length];
        stream.split(UNIFORMS).fillUniform(uniform, 0, uniform.length);
        for (int node = 0; node < untreated.length; node++) {
            untreated[node] += model.base();
        }
    }

    private double probability(int node, boolean treated, double share) {
        double logOdds = untreated[node] + (treated ? model.effect() : 0) + model.spillover() * share;
        return 1 / (1 + Math.exp(-logOdds));
    }

    @Override
    public void under(TreatedNodes treated, double[] into) {
        for (int node = 0; node < untreated.length; node++) {
            into[node] = uniform[node] < probability(node, treated.treated(node), treated.share(node)) ? 1 : 0;
        }
    }

    @Override
    public double totalEffect() {
        double sum = 0;
        for (int node = 0; node < untreated.length; node++) {
            sum += probability(node, true, graph.degree(node) > 0 ? 1 : 0) - probability(node, false, 0);
        }
        return sum / untreated.length;
    }

    @Override
    public OptionalDouble directEffect(TreatedNodes treated) {
        double sum = 0;
        for (int node = 0; node < untreated.length; node++) {
            double share = treated.share(node);
            sum += probability(node, true, share) - probability(node, false, share);
        }
        return OptionalDouble.of(sum / untreated.length);
    }

    @Override
    public OptionalDouble spilloverEffect() {
        double sum = 0;
        int connected = 0;
        for (int node = 0; node < untreated.length; node++) {
            if (graph.degree(node) > 0) {
                sum += probability(node, false, 1) - probability(node, false, 0);
                connected++;
            }
        }
        return connected == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / connected);
    }
}
