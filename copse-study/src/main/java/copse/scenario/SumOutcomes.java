package copse.scenario;

import copse.math.RandomStream;
import copse.network.Graph;
import java.util.OptionalDouble;

/// Outcomes that are sums.
final class SumOutcomes implements PotentialOutcomes {
    // children of the stream
    private static final int CIRCLES = 0;
    private static final int RESIDUALS = 1;

    private final NetworkOutcome.Linear model;
    private final double[] untreated;
    private final int connected;

    SumOutcomes(NetworkOutcome.Linear model, Graph graph, RandomStream stream) {
        this.model = model;
        this.connected = Circles.connected(graph);
        this.untreated = Circles.draw(graph, model.circleSd(), stream.split(CIRCLES));
        RandomStream residuals = stream.split(RESIDUALS);
        for (int node = 0; node < untreated.length; node++) {
            untreated[node] += model.base() + model.residualSd() * residuals.nextGaussian();
        }
    }

    @Override
    public void under(TreatedNodes treated, double[] into) {
        for (int node = 0; node < untreated.length; node++) {
            into[node] = untreated[node]
                    + (treated.treated(node) ? model.effect() : 0)
                    + model.spillover() * treated.share(node);
        }
    }

    @Override
    public double totalEffect() {
        return model.effect() + model.spillover() * connected / untreated.length;
    }

    @Override
    public OptionalDouble directEffect(TreatedNodes treated) {
        return OptionalDouble.of(model.effect());
    }

    @Override
    public OptionalDouble spilloverEffect() {
        return connected == 0 ? OptionalDouble.empty() : OptionalDouble.of(model.spillover());
    }
}
