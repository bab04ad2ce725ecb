package copse.math;

/// The kernel of dense elimination: multiples of many columns added to four others.
///
/// Two implementations give the same answer within rounding: plain loops, which the compiler turns into vectors, and
/// the Vector API, which keeps the four columns in registers but is an incubating module that has to be asked for
/// (`--add-modules jdk.incubator.vector`).
interface Tile {
    /// Columns that are changed together.
    int WIDTH = 4;

    /// `c[j + t] −= Σ_k f[k][j + t] b[k]` for t < 4 and k in [from, to), rows [low, high).
    ///
    /// @param c columns. *Modified.*
    /// @param b columns that are subtracted
    /// @param f factors
    /// @param from first k
    /// @param to one past the last k
    /// @param j first of the four columns
    /// @param low first row
    /// @param high one past the last row
    void subtract(double[][] c, double[][] b, double[][] f, int from, int to, int j, int low, int high);

    /// @return the fastest implementation that this Java machine offers
    static Tile best() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() ? new VectorTile() : new PlainTile();
    }
}
