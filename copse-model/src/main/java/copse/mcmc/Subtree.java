package copse.mcmc;

/// A stretch of a trajectory: its ends, the point chosen from it, the sum of its momenta and weights.
final class Subtree {
    /// End from which it was grown.
    Point first;
    /// End at which it can be grown.
    Point last;
    /// Chosen in proportion to the weights.
    Point chosen;
    /// Sum of momenta: [#own], or the momentum of a single point.
    double[] sum;
    /// Sum of `exp(H₀ − H)`, H₀ being the energy at which the trajectory began.
    double weight;

    final double[] own;

    Subtree(int dimension, Point any) {
        own = new double[dimension];
        first = any;
        last = any;
        chosen = any;
        sum = own;
    }

    void single(Point point, double itsWeight) {
        first = point;
        last = point;
        chosen = point;
        sum = point.momentum;
        weight = itsWeight;
    }

    void turn() {
        Point end = first;
        first = last;
        last = end;
    }
}
