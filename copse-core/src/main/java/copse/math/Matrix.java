package copse.math;

import java.util.Arrays;

/// A dense matrix, column-major: entry (i, j) is `a[i + j * rows]`. Immutable unless its array is asked for.
public final class Matrix {
    private final int rows;
    private final int columns;
    private final double[] a;

    private Matrix(int rows, int columns, double[] a) {
        if (a.length != rows * columns) {
            throw new IllegalArgumentException(a.length + " entries for " + rows + " x " + columns);
        }
        this.rows = rows;
        this.columns = columns;
        this.a = a;
    }

    /// @param rows number of rows
    /// @param columns number of columns
    /// @param a entries column by column; copied
    /// @return the matrix
    public static Matrix of(int rows, int columns, double... a) {
        return new Matrix(rows, columns, a.clone());
    }

    /// The matrix that keeps the array it is given, for code that made it.
    ///
    /// @param rows number of rows
    /// @param columns number of columns
    /// @param a entries column by column; kept, must not change any more
    /// @return the matrix
    public static Matrix wrap(int rows, int columns, double[] a) {
        return new Matrix(rows, columns, a);
    }

    /// @param n number of rows and columns
    /// @return the identity
    public static Matrix identity(int n) {
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            a[i + i * n] = 1;
        }
        return new Matrix(n, n, a);
    }

    /// @return number of rows
    public int rows() {
        return rows;
    }

    /// @return number of columns
    public int columns() {
        return columns;
    }

    /// @param i row, from 0
    /// @param j column, from 0
    /// @return the entry
    public double at(int i, int j) {
        return a[i + j * rows];
    }

    /// @return the diagonal
    public double[] diagonal() {
        double[] d = new double[Math.min(rows, columns)];
        for (int i = 0; i < d.length; i++) {
            d[i] = at(i, i);
        }
        return d;
    }

    /// @return the entries column by column; a copy
    public double[] toArray() {
        return a.clone();
    }

    /// @return the transpose
    public Matrix transpose() {
        double[] t = new double[a.length];
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < rows; i++) {
                t[j + i * columns] = a[i + j * rows];
            }
        }
        return new Matrix(columns, rows, t);
    }

    /// @param other a matrix with as many rows as this has columns
    /// @return this times the other
    public Matrix times(Matrix other) {
        double[] c = new double[rows * other.columns];
        for (int j = 0; j < other.columns; j++) {
            for (int k = 0; k < columns; k++) {
                double b = other.at(k, j);
                for (int i = 0; i < rows; i++) {
                    c[i + j * rows] += at(i, k) * b;
                }
            }
        }
        return new Matrix(rows, other.columns, c);
    }

    /// @param vector as many numbers as there are columns
    /// @return this times the vector
    public double[] times(double[] vector) {
        double[] c = new double[rows];
        for (int k = 0; k < columns; k++) {
            for (int i = 0; i < rows; i++) {
                c[i] += at(i, k) * vector[k];
            }
        }
        return c;
    }

    /// @param factor a number
    /// @return this times the number
    public Matrix times(double factor) {
        double[] c = a.clone();
        for (int i = 0; i < c.length; i++) {
            c[i] *= factor;
        }
        return new Matrix(rows, columns, c);
    }

    /// @param other a matrix of the same shape
    /// @return the sum
    public Matrix plus(Matrix other) {
        double[] c = a.clone();
        for (int i = 0; i < c.length; i++) {
            c[i] += other.a[i];
        }
        return new Matrix(rows, columns, c);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Matrix matrix
                && matrix.rows == rows
                && matrix.columns == columns
                && Arrays.equals(matrix.a, a);
    }

    @Override
    public int hashCode() {
        return 31 * rows + Arrays.hashCode(a);
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                out.append(j == 0 ? "" : " ").append(at(i, j));
            }
            out.append('\n');
        }
        return out.toString();
    }
}
