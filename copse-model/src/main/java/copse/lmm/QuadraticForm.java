package copse.lmm;

import copse.math.Matrix;
import copse.math.SymmetricEigen;

/// `(Lβ)ᵀ(LVLᵀ)⁻(Lβ)` taken apart along the eigenvectors of `LVLᵀ`.
///
/// @param squares per direction of positive variance, the squared standardised estimate
/// @param directions per such direction, its combination of the coefficients
record QuadraticForm(double[] squares, double[][] directions) {
    // Rows of L that depend on others leave eigenvalues of rounding, about 1e-16 of the largest.
    private static final double RANK = 1e-9;

    static QuadraticForm of(Matrix hypothesis, Matrix vcov, double[] beta) {
        Matrix v = hypothesis.times(vcov).times(hypothesis.transpose());
        int rows = hypothesis.rows();
        double[][] r = new double[rows][rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < rows; j++) {
                r[i][j] = (v.at(i, j) + v.at(j, i)) / 2;
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(r);
        double largest = eigen.values()[rows - 1];
        int first = 0;
        while (first < rows && eigen.values()[first] <= RANK * largest) {
            first++;
        }
        double[] squares = new double[rows - first];
        double[][] directions = new double[rows - first][];
        Matrix transposed = hypothesis.transpose();
        for (int m = 0; m < squares.length; m++) {
            directions[m] = transposed.times(eigen.vector(first + m));
            double estimate = 0;
            for (int j = 0; j < beta.length; j++) {
                estimate += directions[m][j] * beta[j];
            }
            squares[m] = estimate * estimate / eigen.values()[first + m];
        }
        return new QuadraticForm(squares, directions);
    }

    int rank() {
        return squares.length;
    }

    double value() {
        double sum = 0;
        for (double square : squares) {
            sum += square;
        }
        return sum;
    }
}
