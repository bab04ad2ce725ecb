package copse.math;

/// Sums and inner products of columns, in an order of additions that depends on the number of rows alone.
public final class Dots {
    private static final DotKernel KERNEL = DotKernel.best();
    private static final DotKernel PLAIN = new PlainDots();
    // A stretch this short is added up before a kernel would be under way.
    private static final int SHORT = 16;

    private Dots() {}

    /// @param a numbers
    /// @param n how many of them
    /// @return their sum
    public static double sum(double[] a, int n) {
        return KERNEL.sum(a, 0, n);
    }

    /// Adds the sums of one stretch of rows of every column.
    ///
    /// @param columns to be summed
    /// @param from first row
    /// @param to one past the last row
    /// @param into sums, one per column from `at` on. *Modified*: increased.
    /// @param at index of the first sum
    public static void addSums(double[][] columns, int from, int to, double[] into, int at) {
        if (to - from >= SHORT) {
            for (int k = 0; k < columns.length; k++) {
                into[at + k] += KERNEL.sum(columns[k], from, to);
            }
            return;
        }
        for (int k = 0; k < columns.length; k++) {
            double[] column = columns[k];
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += column[i];
            }
            into[at + k] += sum;
        }
    }

    /// Inner products of one column with several.
    ///
    /// @param a numbers
    /// @param b columns at least as long
    /// @param from first of the columns
    /// @param to one past the last of the columns
    /// @param n how many rows
    /// @param into filled from `at` on with `aᵀb[from], aᵀb[from + 1], …`. *Modified.*
    /// @param at index of the first product
    public static void dots(double[] a, double[][] b, int from, int to, int n, double[] into, int at) {
        int j = from;
        for (; j + 2 < to; j += 3) {
            KERNEL.dots(a, b[j], b[j + 1], b[j + 2], n, into, at + j - from);
        }
        for (; j < to; j++) {
            into[at + j - from] = KERNEL.dot(a, b[j], n);
        }
    }

    /// @param a numbers
    /// @param b as many numbers
    /// @param n how many
    /// @return `aᵀb`
    public static double dot(double[] a, double[] b, int n) {
        return KERNEL.dot(a, b, n);
    }

    /// The same by plain loops whatever the machine has: for draws, which a seed makes the same with and
    /// without the Vector API.
    ///
    /// @param a numbers
    /// @param b as many numbers
    /// @return `aᵀb`
    public static double plain(double[] a, double[] b) {
        return PLAIN.dot(a, b, a.length);
    }
}
