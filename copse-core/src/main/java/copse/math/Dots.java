package copse.math;

/// Sums and inner products of short columns.
///
/// Reductions of doubles do not vectorise by themselves, since that would change the order of the additions.
/// Several independent sums side by side keep the processor busy instead, in an order that is always the same.
public final class Dots {
    private Dots() {}

    /// @param a numbers
    /// @param n how many of them
    /// @return their sum
    public static double sum(double[] a, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            s0 += a[i];
            s1 += a[i + 1];
            s2 += a[i + 2];
            s3 += a[i + 3];
        }
        for (; i < n; i++) {
            s0 += a[i];
        }
        return (s0 + s1) + (s2 + s3);
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
            dots3(a, b[j], b[j + 1], b[j + 2], n, into, at + j - from);
        }
        for (; j < to; j++) {
            into[at + j - from] = dot(a, b[j], n);
        }
    }

    private static void dots3(double[] a, double[] b, double[] c, double[] d, int n, double[] into, int at) {
        double b0 = 0;
        double b1 = 0;
        double c0 = 0;
        double c1 = 0;
        double d0 = 0;
        double d1 = 0;
        int i = 0;
        for (; i + 1 < n; i += 2) {
            double a0 = a[i];
            double a1 = a[i + 1];
            b0 += a0 * b[i];
            b1 += a1 * b[i + 1];
            c0 += a0 * c[i];
            c1 += a1 * c[i + 1];
            d0 += a0 * d[i];
            d1 += a1 * d[i + 1];
        }
        if (i < n) {
            b0 += a[i] * b[i];
            c0 += a[i] * c[i];
            d0 += a[i] * d[i];
        }
        into[at] = b0 + b1;
        into[at + 1] = c0 + c1;
        into[at + 2] = d0 + d1;
    }

    /// @param a numbers
    /// @param b as many numbers
    /// @param n how many
    /// @return `aᵀb`
    public static double dot(double[] a, double[] b, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < n; i++) {
            s0 += a[i] * b[i];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
