package copse.model;

import java.util.Arrays;

/// Learns [OrthogonalPolynomial]s from numbers that come in chunks, in `degree + 1` passes: the mean, then one
/// pass per degree from 1, since each polynomial is orthogonal to those before.
///
/// Each chunk is summed plainly, chunks with compensation: a chunk of some thousand numbers loses no digit
/// that matters.
final class OrthogonalPolynomialFit {
    // what cancellation leaves of a polynomial that vanishes at all numbers, relative to what it would be otherwise …
    private static final double VANISHED = 1e-12;
    // … and how many units in the last place of x, relative to the spread of x
    private static final double UNITS = 16;
    // a column of one value leaves squares of about (1e-16 mean)²
    private static final double CONSTANT = 1e-30;

    private final int degree;
    private final double[] alpha;
    private final double[] norms;
    // 0: the mean; j: the norm of the polynomial of degree j
    private int pass;
    private double mean;
    private long count;
    private CompensatedSum first = new CompensatedSum();
    private CompensatedSum second = new CompensatedSum();

    /// @param degree the highest degree; 0 learns the mean only
    OrthogonalPolynomialFit(int degree) {
        this.degree = degree;
        this.alpha = new double[degree];
        this.norms = new double[degree + 1];
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

    /// @param x numbers; not modified
    /// @param n how many of them count
    void add(double[] x, int n) {
        switch (pass) {
            case 0 -> addToMean(x, n);
            case 1 -> addSquares(x, n);
            default -> addPolynomial(x, n);
        }
    }

    private void addToMean(double[] x, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += x[i];
        }
        first.add(sum);
        count += n;
    }

    private void addSquares(double[] x, int n) {
        double squares = 0;
        double cubes = 0;
        for (int i = 0; i < n; i++) {
            double p = x[i] - mean;
            squares += p * p;
            cubes += p * p * p;
        }
        first.add(squares);
        second.add(cubes);
    }

    private void addPolynomial(double[] x, int n) {
        double squares = 0;
        double moment = 0;
        for (int i = 0; i < n; i++) {
            double p = value(x[i]);
            squares += p * p;
            moment += (x[i] - mean) * p * p; // centred: x p² would lose the digits in which α differs from the mean
        }
        first.add(squares);
        second.add(moment);
    }

    private double value(double x) {
        double before = 1;
        double p = x - alpha[0];
        for (int j = 1; j < pass; j++) {
            double next = (x - alpha[j]) * p - norms[j] / norms[j - 1] * before;
            before = p;
            p = next;
        }
        return p;
    }

    void endOfPass() {
        if (pass == 0) {
            mean = first.value() / count;
            norms[0] = count;
            if (degree > 0) {
                alpha[0] = mean;
            }
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
    /// With fewer, a polynomial vanishes at all of them but for rounding, and its norm is tiny beside the norm
    /// of the one before times the variance of x.
    boolean isDetermined() {
        if (count == 0 || !(norms[1] > CONSTANT * count * mean * mean)) {
            return false;
        }
        double variance = norms[1] / count;
        double left = Math.max(VANISHED, UNITS * Math.ulp(mean) / Math.sqrt(variance));
        for (int j = 2; j <= degree; j++) {
            if (!(norms[j] > left * left * norms[j - 1] * variance)) {
                return false;
            }
        }
        return true;
    }

    OrthogonalPolynomial polynomial() {
        return new OrthogonalPolynomial(Arrays.copyOf(alpha, degree), Arrays.copyOf(norms, degree + 1));
    }
}
