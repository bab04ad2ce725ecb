package copse.model.internal;

/// Arithmetic of short vectors, in plain loops from the first element to the last.
public final class Vectors {
    private Vectors() {}

    /// @param a a vector
    /// @param b as long
    /// @return `aᵀb`
    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < b.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /// @param a a vector
    /// @return its Euclidean length
    public static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    /// @param a a vector
    /// @param b as long
    /// @return `a − b`
    public static double[] minus(double[] a, double[] b) {
        double[] c = a.clone();
        for (int i = 0; i < c.length; i++) {
            c[i] -= b[i];
        }
        return c;
    }

    /// @param from a point
    /// @param direction as long
    /// @param step how far
    /// @return `from + step · direction`
    public static double[] along(double[] from, double[] direction, double step) {
        double[] to = from.clone();
        add(to, step, direction);
        return to;
    }

    /// @param to a vector. *Modified*: `times · what` is added.
    /// @param times a factor
    /// @param what at least as long
    public static void add(double[] to, double times, double[] what) {
        for (int i = 0; i < to.length; i++) {
            to[i] += times * what[i];
        }
    }

    /// @param matrix its rows
    /// @param vector as long as a row
    /// @param factor of the product
    /// @return `factor · matrix · vector`
    public static double[] times(double[][] matrix, double[] vector, double factor) {
        double[] product = new double[matrix.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = factor * dot(matrix[i], vector);
        }
        return product;
    }

    /// @param a a vector
    /// @return its largest element by size, 0 without elements
    public static double largest(double[] a) {
        double largest = 0;
        for (double element : a) {
            largest = Math.max(largest, Math.abs(element));
        }
        return largest;
    }

    /// Adds what some columns make with their coefficients: `Xβ`.
    ///
    /// @param columns of X, of equal length
    /// @param kept which of them, per coefficient
    /// @param coefficients one per kept column
    /// @param into as long as a column. *Modified.*
    public static void addColumns(double[][] columns, int[] kept, double[] coefficients, double[] into) {
        for (int j = 0; j < kept.length; j++) {
            add(into, coefficients[j], columns[kept[j]]);
        }
    }
}
