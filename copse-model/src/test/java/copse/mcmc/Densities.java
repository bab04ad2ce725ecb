package copse.mcmc;

import copse.math.Matrix;
import java.util.List;
import java.util.stream.IntStream;

/// Densities whose moments are known.
final class Densities {
    private Densities() {}

    static List<String> names(int dimension) {
        return IntStream.range(0, dimension).mapToObj(i -> "x" + i).toList();
    }

    static Target target(LogDensity density) {
        return Target.of(density, names(density.dimension()));
    }

    static Target target(LogDensity density, Start start) {
        Target plain = target(density);
        return new Target() {
            @Override
            public LogDensity density() {
                return density;
            }

            @Override
            public List<String> names() {
                return plain.names();
            }

            @Override
            public Recorder recorder() {
                return plain.recorder();
            }

            @Override
            public Start start() {
                return start;
            }
        };
    }

    /// Independent normal coordinates, i with mean i.
    static LogDensity independent(double... sd) {
        return new LogDensity() {
            @Override
            public int dimension() {
                return sd.length;
            }

            @Override
            public double evaluate(double[] x, double[] gradient) {
                double sum = 0;
                for (int i = 0; i < sd.length; i++) {
                    double z = (x[i] - i) / sd[i];
                    gradient[i] = -z / sd[i];
                    sum -= 0.5 * z * z;
                }
                return sum;
            }
        };
    }

    /// Normal with mean 0 and this precision.
    static LogDensity normal(Matrix precision) {
        int d = precision.rows();
        double[] p = precision.toArray();
        return new LogDensity() {
            @Override
            public int dimension() {
                return d;
            }

            @Override
            public double evaluate(double[] x, double[] gradient) {
                double sum = 0;
                for (int j = 0; j < d; j++) {
                    double g = 0;
                    for (int i = 0; i < d; i++) {
                        g -= p[i + j * d] * x[i];
                    }
                    gradient[j] = g;
                    sum += 0.5 * g * x[j];
                }
                return sum;
            }
        };
    }

    /// Covariance with unit variances and all correlations ρ.
    static Matrix equicorrelated(int dimension, double rho) {
        double[] a = new double[dimension * dimension];
        for (int i = 0; i < a.length; i++) {
            a[i] = i % (dimension + 1) == 0 ? 1 : rho;
        }
        return Matrix.wrap(dimension, dimension, a);
    }

    static Matrix inverse(Matrix positive) {
        double[][] columns = Small.inverse(Small.columns(positive));
        double[] a = new double[columns.length * columns.length];
        for (int j = 0; j < columns.length; j++) {
            System.arraycopy(columns[j], 0, a, j * columns.length, columns.length);
        }
        return Matrix.wrap(columns.length, columns.length, a);
    }

    /// `v ~ N(0, 9)`, the other coordinates `N(0, eᵛ)` given v (Neal's funnel).
    static LogDensity funnel(int dimension) {
        return new LogDensity() {
            @Override
            public int dimension() {
                return dimension;
            }

            @Override
            public double evaluate(double[] x, double[] gradient) {
                double v = x[0];
                double precision = Math.exp(-v);
                double squares = 0;
                for (int i = 1; i < dimension; i++) {
                    squares += x[i] * x[i];
                    gradient[i] = -precision * x[i];
                }
                int n = dimension - 1;
                gradient[0] = -v / 9 - 0.5 * n + 0.5 * precision * squares;
                return -v * v / 18 - 0.5 * n * v - 0.5 * precision * squares;
            }
        };
    }

    /// `x ~ N(0, 1)`, `y ~ N(x², ½²)`: mean of y is 1, its variance 2.25.
    static LogDensity banana() {
        return new LogDensity() {
            @Override
            public int dimension() {
                return 2;
            }

            @Override
            public double evaluate(double[] x, double[] gradient) {
                double off = (x[1] - x[0] * x[0]) / 0.25;
                gradient[0] = -x[0] + 2 * x[0] * off;
                gradient[1] = -off;
                return -0.5 * x[0] * x[0] - 0.125 * off * off;
            }
        };
    }

    /// The exponential distribution, 0 below 0; not a number further down.
    static LogDensity exponential() {
        return new LogDensity() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public double evaluate(double[] x, double[] gradient) {
                gradient[0] = x[0] < -1 ? Double.NaN : -1;
                return x[0] < -1 ? Double.NaN : x[0] < 0 ? Double.NEGATIVE_INFINITY : -x[0];
            }
        };
    }
}
