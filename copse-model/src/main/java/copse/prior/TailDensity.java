package copse.prior;

import copse.math.RandomStream;

/// A density whose upper tail is known in closed form, so that it can be cut and drawn from.
abstract class TailDensity implements Density {
    private static final double HALF_STEP = 0x1p-53;

    /// @param x anywhere
    /// @return probability of values above x
    abstract double survival(double x);

    /// @param probability strictly between 0 and 1
    /// @return x with that probability above it
    abstract double inverseSurvival(double probability);

    @Override
    public double lower() {
        return Double.NEGATIVE_INFINITY;
    }

    @Override
    public double upper() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public boolean isProper() {
        return true;
    }

    @Override
    public double draw(RandomStream stream) {
        return inverseSurvival(open(stream));
    }

    /// @param stream of random numbers. *Modified.*
    /// @return uniform in (0, 1), neither end included
    static double open(RandomStream stream) {
        return (stream.nextLong() >>> 12) * 0x1p-52 + HALF_STEP;
    }
}
