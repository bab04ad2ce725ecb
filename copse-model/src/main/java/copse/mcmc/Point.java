package copse.mcmc;

/// One point of a trajectory. Points are kept in a pool, and count who refers to them.
final class Point {
    final double[] position;
    final double[] gradient;
    /// Gradient by the whitened coordinates.
    final double[] force;
    /// Momentum of the whitened coordinates; standard normal at the start of a trajectory.
    final double[] momentum;
    double logDensity;
    /// Squared length of the momentum.
    double squares;
    int uses;

    Point(int dimension) {
        position = new double[dimension];
        gradient = new double[dimension];
        force = new double[dimension];
        momentum = new double[dimension];
    }

    double energy() {
        return 0.5 * squares - logDensity;
    }
}
