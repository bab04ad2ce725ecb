package copse.model;

import java.util.Optional;

/// Cells or rows column by column, in an order of their own; what the columns are says a [CellShape].
interface CellColumns {
    /// @return number of cells or rows
    int count();

    /// @param word of the key
    /// @param into filled from `at` on. *Modified.*
    /// @param at where the first one goes
    void word(int word, long[] into, int at);

    /// @param value beside the key
    /// @param into filled from `at` on. *Modified.*
    /// @param at where the first one goes
    void value(int value, double[] into, int at);

    /// @return whether each is a single row
    boolean isSingle();

    /// @return number of rows in each
    double[] rows();

    /// @return `Σ y² / size` over the rows of each; empty where it follows from outcome and size
    Optional<double[]> squares();

    /// @param into the first row of each within the source, filled from `at` on. *Modified.*
    /// @param at where the first one goes
    void first(long[] into, int at);

    /// @return the first row of each within the source
    default long[] first() {
        long[] into = new long[count()];
        first(into, 0);
        return into;
    }
}
