package copse.bayes;

import copse.math.RandomStream;
import copse.prior.Density;
import copse.prior.Prior;

/// One parameter and its coordinate on the line: the coordinate itself in other units where the parameter may
/// be any number, the logarithm of its distance from a lower end, a logit between two ends. Work of one thread.
final class Scalar {
    private enum Kind {
        KNOWN,
        LINE,
        ABOVE,
        BETWEEN
    }

    private final Density density;
    private final Kind kind;
    private final double base;
    private final double step;
    double value;
    double slope;
    double logDensity;
    double gradient;

    private Scalar(Density density, Kind kind, double base, double step) {
        this.density = density;
        this.kind = kind;
        this.base = base;
        this.step = step;
        this.value = base;
    }

    /// @param prior of a parameter that may be any number
    /// @param base value at coordinate 0, where there are no ends
    /// @param step change of the value per coordinate, where there are no ends
    static Scalar onLine(Prior prior, double base, double step) {
        return prior instanceof Prior.Constant known ? known(known.value()) : of(prior.onLine(), base, step);
    }

    /// @param prior of a positive parameter
    static Scalar onPositive(Prior prior) {
        return prior instanceof Prior.Constant known ? known(known.value()) : of(prior.onPositive(), 0, 1);
    }

    private static Scalar known(double value) {
        return new Scalar(Known.DENSITY, Kind.KNOWN, value, 0);
    }

    private static Scalar of(Density density, double base, double step) {
        if (density.lower() == Double.NEGATIVE_INFINITY) {
            return new Scalar(density, Kind.LINE, base, step);
        }
        return density.upper() == Double.POSITIVE_INFINITY
                ? new Scalar(density, Kind.ABOVE, density.lower(), 1)
                : new Scalar(density, Kind.BETWEEN, density.lower(), density.upper() - density.lower());
    }

    Scalar copy() {
        return new Scalar(density, kind, base, step);
    }

    boolean isKnown() {
        return kind == Kind.KNOWN;
    }

    /// Whether the coordinate is the parameter in other units.
    boolean isLinear() {
        return kind == Kind.LINE;
    }

    Density density() {
        return density;
    }

    /// Sets value and slope, and the log density with the Jacobian and its derivative by the coordinate.
    void set(double coordinate) {
        double jacobian = 0;
        double change = 0;
        switch (kind) {
            case KNOWN -> {
                return;
            }
            case LINE -> {
                value = base + step * coordinate;
                slope = step;
            }
            case ABOVE -> {
                slope = Math.exp(coordinate);
                value = base + slope;
                jacobian = coordinate;
                change = 1;
            }
            case BETWEEN -> {
                double e = Math.exp(-Math.abs(coordinate));
                double small = e / (1 + e);
                double large = 1 / (1 + e);
                value = base + step * (coordinate < 0 ? small : large);
                slope = step * small * large;
                jacobian = -Math.abs(coordinate) - 2 * Math.log1p(e) + Math.log(step);
                change = coordinate < 0 ? large - small : small - large;
            }
        }
        logDensity = density.log(value) + jacobian;
        gradient = density.slope(value) * slope + change;
    }

    /// The coordinate of a value; of one that is not strictly between the ends, of a value close by.
    double coordinate(double wanted) {
        return switch (kind) {
            case KNOWN -> 0;
            case LINE -> (wanted - base) / step;
            case ABOVE -> Math.log(Math.max(wanted - base, Double.MIN_NORMAL));
            case BETWEEN -> {
                double share = Math.clamp((wanted - base) / step, NEAR_END, 1 - NEAR_END);
                yield Math.log(share) - Math.log1p(-share);
            }
        };
    }

    /// The coordinate of a value between the ends, however close to them.
    private double exactly(double wanted) {
        return switch (kind) {
            case KNOWN, LINE -> coordinate(wanted);
            case ABOVE -> Math.log(wanted - base);
            case BETWEEN -> Math.log(wanted - base) - Math.log(base + step - wanted);
        };
    }

    /// @param stream of random numbers. *Modified.*
    /// @param away added to the value drawn, where the prior is of another value than this one
    /// @return coordinate of a draw from the prior
    double draw(RandomStream stream, double away) {
        return exactly(density.draw(stream) + away);
    }

    /// Keeps a start out of the corner of a logit, where gradients vanish.
    private static final double NEAR_END = 1e-3;

    private static final class Known {
        static final Density DENSITY = new Prior.Flat().onLine();
    }
}
