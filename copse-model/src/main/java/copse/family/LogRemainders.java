package copse.family;

/// log(1 + z) and its differences from its first terms, without cancellation at small z.
final class LogRemainders {
    /// Within these bounds the series of atanh takes a dozen terms; beyond them nothing cancels.
    private static final double SERIES_ABOVE = -0.4;

    private static final double SERIES_BELOW = 0.6;

    private LogRemainders() {}

    /// The logarithm that processors know, corrected for what 1 + e loses: several times faster than
    /// [Math#log1p(double)], and as good but for the last bit or two.
    ///
    /// @param e between 0 and 1
    /// @return log(1 + e)
    static double log1p(double e) {
        double u = 1 + e;
        return Math.log(u) + (e - (u - 1)) / u;
    }

    /// @param z above −1
    /// @return log(1 + z) − z, about −z²/2
    static double first(double z) {
        if (!(z > SERIES_ABOVE && z < SERIES_BELOW)) {
            return Math.log1p(z) - z;
        }
        double r = z / (2 + z);
        double square = r * r;
        double power = 2 * r * square;
        double sum = 0;
        for (int k = 3; ; k += 2) {
            double grown = sum + power / k;
            if (grown == sum) {
                break;
            }
            sum = grown;
            power *= square;
        }
        return sum - r * z;
    }

    /// @param z at least 0
    /// @return log(1 + z) − z/(1 + z), about z²/2
    static double second(double z) {
        return z < SERIES_BELOW ? first(z) + z * (z / (1 + z)) : Math.log1p(z) - z / (1 + z);
    }

    /// @param z at least 0
    /// @return log(1 + z) − z/(1 + z) − (z/(1 + z))², about −z²/2
    static double third(double z) {
        double share = z / (1 + z);
        return z < SERIES_BELOW ? first(z) + z * share * share : Math.log1p(z) - share - share * share;
    }

    /// @param z at least 0
    /// @return (1 + z) log(1 + z) − z, about z²/2
    static double integral(double z) {
        return z < SERIES_BELOW ? (1 + z) * first(z) + z * z : (1 + z) * Math.log1p(z) - z;
    }
}
