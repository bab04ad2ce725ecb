package copse.family;

/// `g(α) = Σ log(1 + k e^(−α))` over k = 0 … c−1, that is log Γ(a+c) − log Γ(a) − c log a with a = e^α, and
/// three derivatives in α. It is what a family with a gamma or beta mixture has beyond its Poisson or binomial
/// limit, and goes to 0 with full relative precision there.
///
/// Few terms are added one by one. Of many, the first are, and the rest by Euler and Maclaurin's formula, whose
/// terms are those of Stirling's series. Belongs to one thread.
///
/// Source: Abramowitz and Stegun (1964), Handbook of Mathematical Functions, 23.1.30.
final class RisingFactorial {
    /// Up to so many terms addition is as fast.
    private static final int DIRECT = 48;

    /// From here four terms of Stirling's series leave less than 1e-15.
    private static final int HEAD = 24;

    /// Below it a is 0 beside 1.
    private static final double SMALLEST_LOG = -80;

    double value;
    double d1;
    double d2;
    double d3;

    /// @param alpha log a
    /// @param count c, whole
    /// @param slopes whether derivatives are wanted
    void set(double alpha, double count, boolean slopes) {
        if (count <= 1) {
            value = 0;
            d1 = 0;
            d2 = 0;
            d3 = 0;
            return;
        }
        if (alpha < SMALLEST_LOG) {
            // a is nothing beside k
            value = Combinations.logFactorial(count - 1) - (count - 1) * alpha;
            d1 = 1 - count;
            double a = Math.exp(alpha);
            d2 = 0;
            for (int k = 1; k < Math.min(count, DIRECT); k++) {
                d2 += a / k;
            }
            d3 = d2;
            return;
        }
        double a = Math.exp(alpha);
        int terms = count <= DIRECT ? (int) count : HEAD;
        value = logProduct(alpha, a, terms);
        if (slopes) {
            add(a, terms);
        }
        if (terms < count) {
            value += tail(a, count);
            if (slopes) {
                addTail(a, count);
            }
        }
    }

    /// One logarithm for all terms: with so few of them the product cannot overflow.
    private static double logProduct(double alpha, double a, int terms) {
        double product = 1;
        if (a >= 1) {
            double inverse = 1 / a;
            if (terms * inverse < 1e-3) {
                // the product would lose what is small
                double sum = 0;
                for (int k = 1; k < terms; k++) {
                    sum += Math.log1p(k * inverse);
                }
                return sum;
            }
            for (int k = 1; k < terms; k++) {
                product *= 1 + k * inverse;
            }
            return Math.log(product);
        }
        for (int k = 1; k < terms; k++) {
            product *= a + k;
        }
        return Math.log(product) - (terms - 1) * alpha;
    }

    private void add(double a, int terms) {
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        for (int k = 1; k < terms; k++) {
            double inverse = 1 / (a + k);
            double share = k * inverse;
            double rest = a * inverse;
            double both = share * rest;
            s1 -= share;
            s2 += both;
            s3 += both * (share - rest);
        }
        d1 = s1;
        d2 = s2;
        d3 = s3;
    }

    /// Sum over k from HEAD to c−1: integral, half of the ends, Stirling's series at the ends.
    private static double tail(double a, double count) {
        double from = a + HEAD;
        double to = a + count;
        return a * (LogRemainders.integral(count / a) - LogRemainders.integral(HEAD / a))
                - 0.5 * Math.log1p((count - HEAD) / from)
                + (series(to) - series(from));
    }

    private static double series(double x) {
        double v = 1 / (x * x);
        return (1.0 / 12 - v * (1.0 / 360 - v * (1.0 / 1260 - v / 1680))) / x;
    }

    private void addTail(double a, double count) {
        double zTo = count / a;
        double zFrom = HEAD / a;
        double i1 = a * (LogRemainders.first(zTo) - LogRemainders.first(zFrom));
        double i2 = a * (LogRemainders.second(zTo) - LogRemainders.second(zFrom));
        double i3 = a * (LogRemainders.third(zTo) - LogRemainders.third(zFrom));
        double[] ends = new double[3];
        end(a, count, 1, ends);
        end(a, HEAD, -1, ends);
        d1 += i1 + ends[0];
        d2 += i2 + ends[1];
        d3 += i3 + ends[2];
    }

    /// Half the term at k and Stirling's series at a + k, derived by log a.
    private static void end(double a, double k, double sign, double[] into) {
        double x = a + k;
        double share = k / x;
        double rest = a / x;
        double both = share * rest;
        double v = 1 / (x * x);
        // x S′, x² S″, x³ S‴ times 1/x
        double s1 = -(1.0 / 12 - v * (1.0 / 120 - v * (1.0 / 252 - v / 240))) / x;
        double s2 = (1.0 / 6 - v * (1.0 / 30 - v * (1.0 / 42 - v / 30))) / x;
        double s3 = -(0.5 - v * (1.0 / 6 - v * (1.0 / 6 - v * 0.3))) / x;
        double c1 = rest * s1;
        double c2 = rest * rest * s2;
        double c3 = rest * rest * rest * s3;
        into[0] += sign * (0.5 * share + c1);
        into[1] += sign * (-0.5 * both + c1 + c2);
        into[2] += sign * (-0.5 * both * (share - rest) + c1 + 3 * c2 + c3);
    }
}
