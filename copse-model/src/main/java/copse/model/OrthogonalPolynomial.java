package copse.model;

import java.util.Arrays;

/// Polynomials of degree 1 to k that are orthonormal over a set of numbers, evaluated by their three-term
/// recurrence.
///
/// `p₀ = 1`, `p₁ = x − α₀`, `pⱼ₊₁ = (x − αⱼ) pⱼ − (νⱼ / νⱼ₋₁) pⱼ₋₁`, where `νⱼ = Σ pⱼ²` and `αⱼ = Σ x pⱼ² /
/// νⱼ`; the value of degree j is `pⱼ / √νⱼ`. These are the numbers that R's `poly()` keeps as `coefs`.
///
/// Source: Forsythe (1957), J. Soc. Indust. Appl. Math. 5(2), 74-88. doi:10.1137/0105007
///
/// @param alpha α₀ … αₖ₋₁
/// @param norms ν₀ … νₖ
record OrthogonalPolynomial(double[] alpha, double[] norms) {
    /// @param numbers α₀ … αₖ₋₁, then ν₀ … νₖ
    /// @return the polynomials
    static OrthogonalPolynomial of(double[] numbers) {
        int k = numbers.length / 2;
        return new OrthogonalPolynomial(Arrays.copyOf(numbers, k), Arrays.copyOfRange(numbers, k, numbers.length));
    }

    /// @param x numbers
    /// @param count how many of them count
    /// @param degree highest degree
    /// @return the polynomials that are orthogonal over the numbers
    static OrthogonalPolynomial fit(double[] x, int count, int degree) {
        OrthogonalPolynomialFit fit = new OrthogonalPolynomialFit(degree);
        while (!fit.isDone()) {
            fit.add(x, count);
            fit.endOfPass();
        }
        return fit.polynomial();
    }

    int degree() {
        return alpha.length;
    }

    /// @param x numbers; not modified
    /// @param count how many of them count
    /// @param into per degree from 1 the values. *Modified.*
    void evaluate(double[] x, int count, double[][] into) {
        int k = degree();
        for (int i = 0; i < count; i++) {
            into[0][i] = x[i] - alpha[0];
        }
        for (int j = 1; j < k; j++) {
            double a = alpha[j];
            double ratio = norms[j] / norms[j - 1];
            double[] next = into[j];
            double[] last = into[j - 1];
            if (j == 1) {
                for (int i = 0; i < count; i++) {
                    next[i] = (x[i] - a) * last[i] - ratio;
                }
            } else {
                double[] before = into[j - 2];
                for (int i = 0; i < count; i++) {
                    next[i] = (x[i] - a) * last[i] - ratio * before[i];
                }
            }
        }
        for (int j = 0; j < k; j++) {
            double scale = 1 / Math.sqrt(norms[j + 1]);
            double[] values = into[j];
            for (int i = 0; i < count; i++) {
                values[i] *= scale;
            }
        }
    }

    double[] numbers() {
        double[] all = Arrays.copyOf(alpha, alpha.length + norms.length);
        System.arraycopy(norms, 0, all, alpha.length, norms.length);
        return all;
    }
}
