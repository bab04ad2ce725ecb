package copse.prior;

import copse.math.RandomStream;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/// The densities behind [Prior].
final class Densities {
    private static final double LOG_ROOT_TWO_PI = 0.5 * Math.log(2 * Math.PI);
    private static final double LOG_TWO = Math.log(2);

    private Densities() {}

    static Density onLine(Prior prior) {
        return switch (prior) {
            case Prior.Flat _ -> new Constant(Double.NEGATIVE_INFINITY);
            case Prior.Normal normal -> new Normal(normal.mean(), normal.sd());
            case Prior.StudentT t -> new Student(t.df(), t.location(), t.scale());
            case Prior.Cauchy cauchy -> new Student(1, cauchy.location(), cauchy.scale());
            case Prior.Laplace laplace -> new Laplace(laplace.location(), laplace.scale());
            case Prior.Half half -> onPositive(half.whole());
            case Prior.Exponential exponential -> new Gamma(1, exponential.rate());
            case Prior.Gamma gamma -> new Gamma(gamma.shape(), gamma.rate());
            case Prior.InverseGamma inverse -> new InverseGamma(inverse.shape(), inverse.scale());
            case Prior.Uniform uniform -> new Uniform(uniform.lower(), uniform.upper());
            case Prior.Constant _, Prior.Lkj _, Prior.On _ ->
                throw new IllegalArgumentException(prior + " has no density on the line");
        };
    }

    static Density onPositive(Prior prior) {
        return switch (prior) {
            case Prior.Flat _ -> new Constant(0);
            case Prior.Half half -> onPositive(half.whole());
            case Prior.On on ->
                switch (on.scale()) {
                    case VARIANCE -> new OfVariance(onPositive(on.prior()));
                    case PRECISION -> new OfPrecision(onPositive(on.prior()));
                };
            case Prior.Uniform uniform -> {
                if (uniform.upper() <= 0) {
                    throw new IllegalArgumentException(prior + " has nothing above 0");
                }
                yield new Uniform(Math.max(0, uniform.lower()), uniform.upper());
            }
            case Prior.Normal _, Prior.StudentT _, Prior.Cauchy _, Prior.Laplace _ ->
                new Cut((TailDensity) onLine(prior));
            case Prior.Exponential _, Prior.Gamma _, Prior.InverseGamma _ -> onLine(prior);
            case Prior.Constant _, Prior.Lkj _ -> throw new IllegalArgumentException(prior + " has no density");
        };
    }

    private record Constant(double lower) implements Density {
        @Override
        public double upper() {
            return Double.POSITIVE_INFINITY;
        }

        @Override
        public double log(double x) {
            return x < lower ? Double.NEGATIVE_INFINITY : 0;
        }

        @Override
        public double slope(double x) {
            return 0;
        }

        @Override
        public boolean isProper() {
            return false;
        }

        @Override
        public double draw(RandomStream stream) {
            throw new IllegalArgumentException("a draw from a flat density");
        }
    }

    private static final class Normal extends TailDensity {
        private final double mean;
        private final double inverse;
        private final double constant;
        private final ContinuousDistribution tails;

        Normal(double mean, double sd) {
            this.mean = mean;
            this.inverse = 1 / sd;
            this.constant = -LOG_ROOT_TWO_PI - Math.log(sd);
            this.tails = NormalDistribution.of(mean, sd);
        }

        @Override
        public double log(double x) {
            double z = (x - mean) * inverse;
            return constant - 0.5 * z * z;
        }

        @Override
        public double slope(double x) {
            return (mean - x) * inverse * inverse;
        }

        @Override
        double survival(double x) {
            return tails.survivalProbability(x);
        }

        @Override
        double inverseSurvival(double probability) {
            return tails.inverseSurvivalProbability(probability);
        }
    }

    private static final class Student extends TailDensity {
        private final double df;
        private final double location;
        private final double scale;
        private final double constant;
        private final ContinuousDistribution tails;

        Student(double df, double location, double scale) {
            this.df = df;
            this.location = location;
            this.scale = scale;
            this.constant = -LogBeta.value(0.5, 0.5 * df) - 0.5 * Math.log(df) - Math.log(scale);
            this.tails = TDistribution.of(df);
        }

        @Override
        public double log(double x) {
            double z = (x - location) / scale;
            return constant - 0.5 * (df + 1) * Math.log1p(z * z / df);
        }

        @Override
        public double slope(double x) {
            double z = (x - location) / scale;
            return -(df + 1) * z / (df + z * z) / scale;
        }

        @Override
        double survival(double x) {
            return tails.survivalProbability((x - location) / scale);
        }

        @Override
        double inverseSurvival(double probability) {
            return location + scale * tails.inverseSurvivalProbability(probability);
        }
    }

    private static final class Laplace extends TailDensity {
        private final double location;
        private final double scale;

        Laplace(double location, double scale) {
            this.location = location;
            this.scale = scale;
        }

        @Override
        public double log(double x) {
            return -Math.abs(x - location) / scale - LOG_TWO - Math.log(scale);
        }

        @Override
        public double slope(double x) {
            return Math.signum(location - x) / scale;
        }

        @Override
        double survival(double x) {
            double z = (x - location) / scale;
            return z > 0 ? 0.5 * Math.exp(-z) : 1 - 0.5 * Math.exp(z);
        }

        @Override
        double inverseSurvival(double probability) {
            return probability < 0.5
                    ? location - scale * Math.log(2 * probability)
                    : location + scale * Math.log(2 * (1 - probability));
        }
    }

    /// Of positive numbers; with shape 1 the exponential density.
    private static final class Gamma extends TailDensity {
        private final double shape;
        private final double rate;
        private final double constant;
        private final ContinuousDistribution tails;

        Gamma(double shape, double rate) {
            this.shape = shape;
            this.rate = rate;
            this.constant = shape * Math.log(rate) - LogGamma.value(shape);
            this.tails = GammaDistribution.of(shape, 1 / rate);
        }

        @Override
        public double lower() {
            return 0;
        }

        @Override
        public double log(double x) {
            if (x < 0) {
                return Double.NEGATIVE_INFINITY;
            }
            return constant - rate * x + (shape == 1 ? 0 : (shape - 1) * Math.log(x));
        }

        @Override
        public double slope(double x) {
            return x < 0 ? 0 : shape == 1 ? -rate : (shape - 1) / x - rate;
        }

        @Override
        double survival(double x) {
            return tails.survivalProbability(x);
        }

        @Override
        double inverseSurvival(double probability) {
            return tails.inverseSurvivalProbability(probability);
        }

        @Override
        public double draw(RandomStream stream) {
            return stream.nextGamma(shape, 1 / rate);
        }
    }

    private record InverseGamma(double shape, double scale) implements Density {
        @Override
        public double lower() {
            return 0;
        }

        @Override
        public double upper() {
            return Double.POSITIVE_INFINITY;
        }

        @Override
        public double log(double x) {
            if (x <= 0) {
                return Double.NEGATIVE_INFINITY;
            }
            return shape * Math.log(scale) - LogGamma.value(shape) - (shape + 1) * Math.log(x) - scale / x;
        }

        @Override
        public double slope(double x) {
            return x <= 0 ? 0 : (scale / x - (shape + 1)) / x;
        }

        @Override
        public boolean isProper() {
            return true;
        }

        @Override
        public double draw(RandomStream stream) {
            return scale / stream.nextGamma(shape, 1);
        }
    }

    private record Uniform(double lower, double upper) implements Density {
        @Override
        public double log(double x) {
            return x < lower || x > upper ? Double.NEGATIVE_INFINITY : -Math.log(upper - lower);
        }

        @Override
        public double slope(double x) {
            return 0;
        }

        @Override
        public boolean isProper() {
            return true;
        }

        @Override
        public double draw(RandomStream stream) {
            return lower + (upper - lower) * TailDensity.open(stream);
        }
    }

    /// What of a density lies above 0, normalised.
    private static final class Cut implements Density {
        private final TailDensity whole;
        private final double above;
        private final double logAbove;

        Cut(TailDensity whole) {
            this.whole = whole;
            this.above = whole.survival(0);
            this.logAbove = Math.log(above);
        }

        @Override
        public double lower() {
            return 0;
        }

        @Override
        public double upper() {
            return Double.POSITIVE_INFINITY;
        }

        @Override
        public double log(double x) {
            return x < 0 ? Double.NEGATIVE_INFINITY : whole.log(x) - logAbove;
        }

        @Override
        public double slope(double x) {
            return x < 0 ? 0 : whole.slope(x);
        }

        @Override
        public boolean isProper() {
            return true;
        }

        @Override
        public double draw(RandomStream stream) {
            return Math.max(0, whole.inverseSurvival(above * TailDensity.open(stream)));
        }
    }

    /// The density of an sd whose square has a density.
    private record OfVariance(Density variance) implements Density {
        @Override
        public double lower() {
            return Math.sqrt(variance.lower());
        }

        @Override
        public double upper() {
            return Math.sqrt(variance.upper());
        }

        @Override
        public double log(double sd) {
            return variance.log(sd * sd) + LOG_TWO + Math.log(sd);
        }

        @Override
        public double slope(double sd) {
            return 2 * sd * variance.slope(sd * sd) + 1 / sd;
        }

        @Override
        public boolean isProper() {
            return variance.isProper();
        }

        @Override
        public double draw(RandomStream stream) {
            return Math.sqrt(variance.draw(stream));
        }
    }

    /// The density of an sd, 1/sd² having one.
    private record OfPrecision(Density precision) implements Density {
        @Override
        public double lower() {
            return 1 / Math.sqrt(precision.upper());
        }

        @Override
        public double upper() {
            return 1 / Math.sqrt(precision.lower());
        }

        @Override
        public double log(double sd) {
            return precision.log(1 / (sd * sd)) + LOG_TWO - 3 * Math.log(sd);
        }

        @Override
        public double slope(double sd) {
            return (-2 / (sd * sd) * precision.slope(1 / (sd * sd)) - 3) / sd;
        }

        @Override
        public boolean isProper() {
            return precision.isProper();
        }

        @Override
        public double draw(RandomStream stream) {
            return 1 / Math.sqrt(precision.draw(stream));
        }
    }
}
