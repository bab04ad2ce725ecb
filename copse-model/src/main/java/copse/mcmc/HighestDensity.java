package copse.mcmc;

/// The shortest interval that holds a given part of the draws.
///
/// With `k = ⌊mass · n⌋` it is the shortest of the intervals from the i-th smallest draw to the (i + k)-th, the
/// lowest of them if several are as short. For a density with several peaks it may bridge what lies between
/// them.
///
/// Source: Chen and Shao (1999), Monte Carlo estimation of Bayesian credible and HPD intervals, J. Comput.
/// Graph. Stat. 8(1). doi:10.1080/10618600.1999.10474802
///
/// @param mass part of the draws that lie in it, in (0, 1)
/// @param lower end
/// @param upper end
public record HighestDensity(double mass, double lower, double upper) {
    static HighestDensity of(double[] sorted, double mass) {
        if (!(mass > 0 && mass < 1)) {
            throw new IllegalArgumentException("an interval that holds " + mass + " of the draws");
        }
        int inside = (int) Math.floor(mass * sorted.length);
        int best = 0;
        for (int i = 1; i + inside < sorted.length; i++) {
            if (sorted[i + inside] - sorted[i] < sorted[best + inside] - sorted[best]) {
                best = i;
            }
        }
        return new HighestDensity(mass, sorted[best], sorted[best + inside]);
    }
}
