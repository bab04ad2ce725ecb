package copse.bayes;

import copse.error.InputException;
import copse.error.Problem;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.mcmc.Draws;
import copse.prior.Prior;
import java.util.List;

/// Independent draws from the priors of a model.
final class PriorDraws {
    private PriorDraws() {}

    /// @throws InputException `B128` if a prior is flat
    static Draws of(BayesModel model, ModelHyper hyper, int draws, Seed seed) {
        model.priors().forEach(prior -> requireProper(model, prior));
        List<String> names = hyper.names();
        double[][] values = new double[names.size()][draws];
        double[] position = new double[hyper.size()];
        double[] reported = new double[names.size()];
        RandomStream stream = seed.stream();
        for (int i = 0; i < draws; i++) {
            hyper.draw(stream.split(i), position);
            hyper.decode(position);
            hyper.report(reported);
            for (int k = 0; k < reported.length; k++) {
                values[k][i] = reported[k];
            }
        }
        return Draws.of(names, new double[][][] {values});
    }

    private static void requireProper(BayesModel model, ResolvedPrior resolved) {
        Prior own = resolved.prior() instanceof Prior.On on ? on.prior() : resolved.prior();
        if (own instanceof Prior.Flat) {
            throw new InputException(new Problem(
                    BayesCode.NO_DRAWS_OF_FLAT.code(),
                    "`" + resolved.parameter() + "` has the prior `"
                            + resolved.prior().text() + "`, of which there are no draws",
                    "a flat prior on an unbounded range is no distribution",
                    "state another one, such as `" + model.proposal(resolved.parameter()) + "`"));
        }
    }
}
