package copse.math;

/// The kernel of dense elimination: a product of two thin matrices added to a few rows of eight columns.
///
/// Two implementations give the same answer within rounding: plain loops, which the compiler turns into
/// vectors, and the Vector API, which keeps the rows in registers but is an incubating module that has to be
/// asked for (`--add-modules jdk.incubator.vector`).
interface Tile {
    /// Columns that are changed together.
    int WIDTH = 8;

    /// @return rows that are changed together
    int rows();

    /// `c[t][i + r] += Σ_k b[rows · k + r] f[at + 8 k + t]` for t < 8, r < rows and k < terms.
    ///
    /// @param c eight columns. *Modified.*
    /// @param i first row
    /// @param b terms times rows
    /// @param f factors, per term eight
    /// @param at index of the first factor
    /// @param terms how many
    void add(double[][] c, int i, double[] b, double[] f, int at, int terms);

    /// @return the fastest implementation that this Java machine offers
    static Tile best() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() ? new VectorTile() : new PlainTile();
    }
}
