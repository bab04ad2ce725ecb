package copse.math;

/// Sums and inner products of stretches of columns.
///
/// Two implementations give the same answer within rounding: plain loops, and the Vector API, which adds a vector of
/// rows at once but is an incubating module that has to be asked for (`--add-modules jdk.incubator.vector`). Either
/// adds in an order that depends on the number of rows alone.
interface DotKernel {
    /// @param a numbers
    /// @param from first row
    /// @param to one past the last row
    /// @return their sum
    double sum(double[] a, int from, int to);

    /// @param a numbers
    /// @param b as many numbers
    /// @param n how many
    /// @return `aᵀb`
    double dot(double[] a, double[] b, int n);

    /// `aᵀb, aᵀc, aᵀd`, so that every number of a is read once for all three.
    ///
    /// @param a numbers
    /// @param b as many numbers
    /// @param c as many numbers
    /// @param d as many numbers
    /// @param n how many
    /// @param into filled from `at` on with the three products. *Modified.*
    /// @param at index of the first product
    void dots(double[] a, double[] b, double[] c, double[] d, int n, double[] into, int at);

    /// @return the fastest implementation that this Java machine offers
    static DotKernel best() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() ? new VectorDots() : new PlainDots();
    }
}
