package copse.model.internal;

/// Nodes and weights with which `Σ exp(w_k) f(z_k)` is the expectation of f under a standard normal
/// distribution, exact for polynomials of a degree below twice the number of nodes. Immutable.
///
/// Source: Golub and Welsch (1969), Calculation of Gauss quadrature rules, Math. Comp. 23, 221-230 (roots of
/// the orthonormal Hermite polynomials, here by Newton's method on their recurrence).
public final class GaussHermite {
    private static final int MOST_STEPS = 100;

    private final double[] nodes;
    private final double[] logWeights;

    private GaussHermite(double[] nodes, double[] logWeights) {
        this.nodes = nodes;
        this.logWeights = logWeights;
    }

    /// @param count of nodes, from 1 to 200
    /// @return the rule
    public static GaussHermite of(int count) {
        if (count < 1 || count > 200) {
            throw new IllegalArgumentException(count + " nodes");
        }
        double[] nodes = new double[count];
        double[] logWeights = new double[count];
        // from the largest root down; each start extrapolates from those found, and roots found are divided out
        double start = Math.sqrt(4.0 * count + 2);
        for (int k = 0; k < (count + 1) / 2; k++) {
            double z = k == 0 ? start : nodes[count - k] - Math.PI / start / 2;
            Polynomial at = new Polynomial(count, z);
            for (int step = 0; step < MOST_STEPS; step++) {
                double deflation = 0;
                for (int j = 0; j < k; j++) {
                    deflation += 1 / (z - nodes[count - 1 - j]);
                }
                double ratio = at.value / at.slope;
                double next = z - ratio / (1 - ratio * deflation);
                boolean settled = Math.abs(next - z) <= 4 * Math.ulp(Math.max(1, Math.abs(z)));
                z = next;
                at = new Polynomial(count, z);
                if (settled) {
                    break;
                }
            }
            if (2 * k + 1 == count) {
                z = 0;
                at = new Polynomial(count, z);
            }
            nodes[count - 1 - k] = z;
            nodes[k] = -z;
            // w = 1 / (n h_{n−1}(z)²) for orthonormal h
            double log = -Math.log(count) - 2 * (Math.log(Math.abs(at.before)) + at.logScale);
            logWeights[count - 1 - k] = log;
            logWeights[k] = log;
        }
        return new GaussHermite(nodes, logWeights);
    }

    /// The orthonormal Hermite polynomial, divided by a power of two that keeps it from overflowing.
    private static final class Polynomial {
        private static final double LARGE = 0x1p400;

        private final double value;
        private final double before;
        private final double slope;
        private final double logScale;

        Polynomial(int degree, double z) {
            double previous = 0;
            double current = 1;
            double log = 0;
            for (int j = 1; j <= degree; j++) {
                double next = (z * current - Math.sqrt(j - 1.0) * previous) / Math.sqrt(j);
                previous = current;
                current = next;
                if (Math.abs(current) > LARGE) {
                    current /= LARGE;
                    previous /= LARGE;
                    log += Math.log(LARGE);
                }
            }
            this.value = current;
            this.before = previous;
            this.slope = Math.sqrt(degree) * previous;
            this.logScale = log;
        }
    }

    /// @return number of nodes
    public int count() {
        return nodes.length;
    }

    /// @param k from 0
    /// @return node, ascending
    public double node(int k) {
        return nodes[k];
    }

    /// @param k from 0
    /// @return logarithm of its weight
    public double logWeight(int k) {
        return logWeights[k];
    }
}
