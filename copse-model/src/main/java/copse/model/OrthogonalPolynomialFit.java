package copse.model;

import java.util.Arrays;

/// Learns [OrthogonalPolynomial]s from numbers that come in chunks, in `degree + 2` passes: the mean, then one
/// pass per
/// degree from 0, since each polynomial is orthogonal to those before.
final class OrthogonalPolynomialFit {
    private final int degree;
    private final double[] alpha;
    private final double[] norms;
    // -1: the mean; j: the norm of pⱼ and αⱼ
    private int pass = -1;
    private double mean;
    private long count;
    private CompensatedSum first = new CompensatedSum();
    private CompensatedSum second = new CompensatedSum();

    OrthogonalPolynomialFit(int degree) {
        this.degree = degree;
        this.alpha = new double[degree];
        this.norms = new double[degree + 1];
    }

    /// @return the number of passes made
    int passes() {
        return pass + 1;
    }

    /// @return how many numbers there are, after the first pass
    long count() {
        return count;
    }

    /// @return the mean, after the first pass
    double mean() {
        return mean;
    }

    boolean isDone() {
        return pass > degree;
    }

    void add(double[] x, int n) {
        if (pass < 0) {
            for (int i = 0; i < n; i++) {
                first.add(x[i]);
            }
            count += n;
            return;
        }
        for (int i = 0; i < n; i++) {
            double p = value(x[i]);
            first.add(p * p);
            second.add((x[i] - mean) * p * p); // centred: x p² would lose the digits that α differs in from the mean
        }
    }

    private double value(double x) {
        double before = 0;
        double p = 1;
        for (int j = 0; j < pass; j++) {
            double next = (x - alpha[j]) * p - (j == 0 ? 0 : norms[j] / norms[j - 1] * before);
            before = p;
            p = next;
        }
        return p;
    }

    void endOfPass() {
        if (pass < 0) {
            mean = first.value() / count;
        } else {
            norms[pass] = first.value();
            if (pass < degree) {
                alpha[pass] = mean + second.value() / norms[pass];
            }
        }
        first = new CompensatedSum();
        second = new CompensatedSum();
        pass++;
    }

    /// Whether there were more distinct numbers than the degree.
    ///
    /// With fewer, a polynomial vanishes at all of them but for rounding: pⱼ₊₁ is then smaller by the machine
    /// precision
    /// than pⱼ times the spread of x.
    boolean isDetermined() {
        if (count == 0) {
            return false;
        }
        for (int j = 1; j <= degree; j++) {
            double spread = norms[1] / norms[0];
            if (!(norms[j] > VANISHED * norms[j - 1] * spread)) {
                return false;
            }
        }
        return norms[1] > VANISHED * norms[0] * mean * mean * VANISHED_MEAN;
    }

    // the square of 1e-12: relative norm of what is left by cancellation
    private static final double VANISHED = 1e-24;
    // a column of one value leaves (x - mean)² of about (1e-16 mean)²
    private static final double VANISHED_MEAN = 1e-6;

    OrthogonalPolynomial polynomial() {
        return new OrthogonalPolynomial(Arrays.copyOf(alpha, degree), Arrays.copyOf(norms, degree + 1));
    }
}
