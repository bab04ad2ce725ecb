package copse.design;

/// How a probability or a count is known.
public sealed interface Basis {
    /// By formula or enumeration, exact to rounding.
    record Exact() implements Basis {}

    /// As the share among random draws.
    ///
    /// @param draws number of draws
    /// @param standardError of a probability estimated so; the largest where there are several
    record MonteCarlo(int draws, double standardError) implements Basis {}

    /// As a number that the true one does not exceed.
    record AtMost() implements Basis {}

    /// @return by formula or enumeration
    static Basis exact() {
        return new Exact();
    }
}
