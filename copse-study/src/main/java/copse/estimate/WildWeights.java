package copse.estimate;

import copse.math.RandomStream;

/// The random factors of the residuals of a wild bootstrap, one per cluster: mean 0, variance 1.
public enum WildWeights {
    /// −1 or 1. For G clusters there are 2^G combinations; all are taken when that is no more work than
    /// drawing.
    RADEMACHER {
        @Override
        double draw(RandomStream random) {
            return (random.nextLong() & 1) == 0 ? -1 : 1;
        }
    },
    /// `±√½, ±1, ±√1½`, each with probability 1/6: 6^G combinations, so that p-values of few clusters are less
    /// coarse.
    ///
    /// Source: Webb (2023), Reworking wild bootstrap-based inference for clustered errors, Canadian Journal of
    /// Economics 56(3). doi:10.1111/caje.12661
    WEBB {
        @Override
        double draw(RandomStream random) {
            int side = random.nextInt(6);
            double size = Math.sqrt(0.5 * (1 + side % 3));
            return side < 3 ? -size : size;
        }
    };

    abstract double draw(RandomStream random);
}
