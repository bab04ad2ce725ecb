package copse.estimate;

/// Which number is the quantile of a sample: the definitions of Hyndman and Fan that intervals use.
///
/// They differ by where among n sorted numbers the quantile of a share p stands. Type 6 is the one for limits
/// made of draws: one more draw falls below it with probability p. Type 7, the default of many systems, lies
/// further inside, by so much that 20 draws lose a fifth of the nominal miss.
///
/// Source: Hyndman and Fan (1996), Sample quantiles in statistical packages, The American Statistician 50(4).
/// doi:10.1080/00031305.1996.10473566
public enum QuantileType {
    /// The smallest number that at least a share p of all does not exceed: no interpolation.
    TYPE_1(1),
    /// Position `(n + 1) p`, interpolated.
    TYPE_6(6),
    /// Position `1 + (n − 1) p`, interpolated.
    TYPE_7(7);

    // A product n p that is whole but for rounding is taken for whole.
    private static final double ROUNDING = 4 * 0x1p-52;

    private final int number;

    QuantileType(int number) {
        this.number = number;
    }

    /// @return the number of the definition in the source
    public int number() {
        return number;
    }

    /// @param sorted ascending, at least one
    /// @param p share, in \[0, 1\]
    /// @return the quantile
    public double of(double[] sorted, double p) {
        return at(sorted, position(sorted.length, p));
    }

    /// Where the quantile stands among sorted numbers.
    ///
    /// @param n how many, at least 1
    /// @param p share, in \[0, 1\]
    /// @return position from 1 to n, between two numbers if not whole
    public double position(int n, double p) {
        if (!(p >= 0 && p <= 1) || n < 1) {
            throw new IllegalArgumentException("quantile " + p + " of " + n + " numbers");
        }
        double position = switch (this) {
            case TYPE_1 -> Math.ceil(n * p * (1 - ROUNDING));
            case TYPE_6 -> (n + 1.0) * p;
            case TYPE_7 -> 1 + (n - 1.0) * p;
        };
        return Math.clamp(position, 1, n);
    }

    /// @param sorted ascending
    /// @param position from 1 to their number
    /// @return the number at the position, interpolated
    static double at(double[] sorted, double position) {
        int below = (int) position;
        double part = position - below;
        return part == 0 ? sorted[below - 1] : sorted[below - 1] + part * (sorted[below] - sorted[below - 1]);
    }
}
