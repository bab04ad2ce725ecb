package copse.bayes;

/// The Cholesky factor C of `G = I_q + LᵀIL`, for the information I of one level. Belongs to one thread.
final class SmallFactor {
    private final int q;
    private final double[] il; // I L, column-major
    /// C, lower, `i + j * q`.
    final double[] c;

    SmallFactor(int q) {
        this.q = q;
        this.il = new double[q * q];
        this.c = new double[q * q];
    }

    /// @param surrogate where the information is
    /// @param level of the grouping
    /// @param l L, q×q column-major, lower
    void set(Surrogate surrogate, int level, double[] l) {
        multiply(surrogate.information(), level, l);
        for (int j = 0; j < q; j++) {
            for (int i = j; i < q; i++) {
                double sum = i == j ? 1 : 0;
                for (int k = i; k < q; k++) {
                    sum += l[k + i * q] * il[k + j * q];
                }
                for (int k = 0; k < j; k++) {
                    sum -= c[i + k * q] * c[j + k * q];
                }
                c[i + j * q] = i == j ? Math.sqrt(sum) : sum / c[j + j * q];
            }
        }
    }

    /// I L of a level, for the derivative of [#set].
    ///
    /// @param information lower triangle by level
    /// @param level of the grouping
    /// @param l L, q×q column-major, lower
    /// @return q×q column-major; this object's own array
    double[] multiply(double[][] information, int level, double[] l) {
        for (int i = 0; i < q; i++) {
            for (int j = 0; j < q; j++) {
                double sum = 0;
                for (int k = j; k < q; k++) {
                    double value =
                            i >= k ? information[i * (i + 1) / 2 + k][level] : information[k * (k + 1) / 2 + i][level];
                    sum += value * l[k + j * q];
                }
                il[i + j * q] = sum;
            }
        }
        return il;
    }

    /// `C⁻¹v` in place.
    void forward(double[] v) {
        for (int i = 0; i < q; i++) {
            double sum = v[i];
            for (int k = 0; k < i; k++) {
                sum -= c[i + k * q] * v[k];
            }
            v[i] = sum / c[i + i * q];
        }
    }

    /// `C⁻ᵀv` in place.
    void backward(double[] v) {
        for (int i = q - 1; i >= 0; i--) {
            double sum = v[i];
            for (int k = i + 1; k < q; k++) {
                sum -= c[k + i * q] * v[k];
            }
            v[i] = sum / c[i + i * q];
        }
    }

    /// `L G⁻¹ Lᵀ v` in place: what effects with this surrogate make of a working residual.
    ///
    /// @param l L, q×q column-major, lower
    /// @param v length q. *Modified.*
    void smooth(double[] l, double[] v) {
        for (int i = 0; i < q; i++) {
            double sum = 0;
            for (int k = i; k < q; k++) {
                sum += l[k + i * q] * v[k];
            }
            v[i] = sum;
        }
        forward(v);
        backward(v);
        for (int i = q - 1; i >= 0; i--) {
            double sum = 0;
            for (int k = 0; k <= i; k++) {
                sum += l[i + k * q] * v[k];
            }
            v[i] = sum;
        }
    }
}
