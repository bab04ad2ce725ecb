package copse.math;

/// The whole number from which everything random in a run follows.
///
/// @param value any number; 0 and negative numbers are as good as others
public record Seed(long value) {
    /// @param value any number
    /// @return the seed
    public static Seed of(long value) {
        return new Seed(value);
    }

    /// @return a new stream at its start, the same one at each call
    public RandomStream stream() {
        return RandomStream.root(value);
    }

    /// @return the number
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
