package copse.mcmc;

import copse.math.Dots;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Linear map `q = Lw` to the position from coordinates w in which the density is about as wide in all
/// directions.
///
/// Sampling with momenta `p ~ N(0, I)` of w is sampling with inverse mass matrix `LLᵀ` of q, and all that the
/// sampler asks of momenta becomes plain inner products. L has a dense head of h coordinates and a diagonal
/// tail, which may lean on the head: `q₁ = Rw₁`, `q₂ = s∘w₂ − Bq₁`. With h = 0 it is diagonal, with h = d
/// dense.
///
/// Cost of a map: O(h² + d), and O(hd) where the tail leans.
final class Whitening {
    private final int dimension;
    private final int head;
    /// R by columns and by rows: columns[j][i] and rows[i][j] are its entry (i, j), i ≥ j.
    private final double[][] columns;
    private final double[][] rows;
    /// B by columns, each of length d − h.
    private final double @Nullable [][] lean;
    /// s from entry h on.
    private final double[] scale;
    private final double[] velocity;

    private Whitening(double[][] columns, double @Nullable [][] lean, double[] scale) {
        this.dimension = scale.length;
        this.head = columns.length;
        this.columns = columns;
        this.rows = transpose(columns);
        this.lean = lean;
        this.scale = scale;
        this.velocity = new double[head];
    }

    /// @param metric covariance
    /// @return L with `LLᵀ` that covariance
    /// @throws copse.error.NumericException `B204` if it is not positive definite
    static Whitening of(Metric metric) {
        return switch (metric) {
            case Metric.Diagonal diagonal -> {
                double[] scale = diagonal.variances().clone();
                for (int i = 0; i < scale.length; i++) {
                    scale[i] = Math.sqrt(positive(scale[i], i));
                }
                yield new Whitening(new double[0][], null, scale);
            }
            case Metric.Dense dense ->
                new Whitening(
                        Small.cholesky(Small.columns(dense.covariance())),
                        null,
                        new double[dense.covariance().rows()]);
            case Metric.Arrow arrow -> arrow(arrow);
        };
    }

    private static double positive(double variance, int coordinate) {
        if (!(variance > 0 && variance < Double.POSITIVE_INFINITY)) {
            throw McmcCode.METRIC.numeric(
                    "a metric whose coordinate " + (coordinate + 1) + " has no positive variance");
        }
        return variance;
    }

    private static Whitening arrow(Metric.Arrow arrow) {
        int h = arrow.head().rows();
        int t = arrow.tail().length;
        double[] scale = new double[h + t];
        for (int i = 0; i < t; i++) {
            scale[h + i] = 1 / Math.sqrt(positive(arrow.tail()[i], h + i));
        }
        double[][] precision = Small.columns(arrow.head());
        double[][] side = Small.columns(arrow.side());
        double[][] lean = new double[h][t];
        boolean leans = false;
        for (int j = 0; j < h; j++) {
            for (int i = 0; i < t; i++) {
                lean[j][i] = side[j][i] / arrow.tail()[i];
                leans |= lean[j][i] != 0;
            }
        }
        if (leans) {
            for (int j = 0; j < h; j++) {
                for (int k = 0; k < h; k++) {
                    precision[j][k] -= Dots.plain(side[j], lean[k]);
                }
            }
        }
        double[][] covariance = Small.inverse(precision);
        return new Whitening(Small.cholesky(covariance), leans ? lean : null, scale);
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(head);
        for (double[] column : columns) {
            DoubleArrays.write(column, out);
        }
        out.writeBoolean(lean != null);
        if (lean != null) {
            for (double[] column : lean) {
                DoubleArrays.write(column, out);
            }
        }
        DoubleArrays.write(scale, out);
    }

    static Whitening read(DataInput in) throws IOException {
        int head = in.readInt();
        double[][] columns = new double[head][];
        for (int j = 0; j < head; j++) {
            columns[j] = DoubleArrays.read(in);
        }
        double[][] lean = in.readBoolean() ? new double[head][] : null;
        if (lean != null) {
            for (int j = 0; j < head; j++) {
                lean[j] = DoubleArrays.read(in);
            }
        }
        return new Whitening(columns, lean, DoubleArrays.read(in));
    }

    /// The same map with a work array of its own: chains run side by side.
    Whitening own() {
        return new Whitening(columns, lean, scale);
    }

    int dimension() {
        return dimension;
    }

    int head() {
        return head;
    }

    /// This map after a dense map of the head and a diagonal one of the tail.
    ///
    /// @param root of the head, lower, by columns
    /// @param stretch factors of the tail, from entry h on
    Whitening after(double[][] root, double[] stretch) {
        double[][] product = new double[head][head];
        for (int j = 0; j < head; j++) {
            for (int k = j; k < head; k++) {
                for (int i = k; i < head; i++) {
                    product[j][i] += columns[k][i] * root[j][k];
                }
            }
        }
        double[] scaled = scale.clone();
        for (int i = head; i < dimension; i++) {
            scaled[i] *= stretch[i];
        }
        return new Whitening(product, lean, scaled);
    }

    /// The same map with all coordinates in the head.
    Whitening dense() {
        if (head == dimension) {
            return this;
        }
        double[][] all = new double[dimension][dimension];
        for (int j = 0; j < head; j++) {
            System.arraycopy(columns[j], 0, all[j], 0, head);
            if (lean != null) {
                for (int k = j; k < head; k++) {
                    for (int i = head; i < dimension; i++) {
                        all[j][i] -= lean[k][i - head] * columns[j][k];
                    }
                }
            }
        }
        for (int i = head; i < dimension; i++) {
            all[i][i] = scale[i];
        }
        return new Whitening(all, null, new double[dimension]);
    }

    /// Half a kick by the force, then a step of the position.
    ///
    /// @param from not modified
    /// @param to position and momentum are *Modified.*
    /// @param half half a step
    /// @param step the step
    void drift(Point from, Point to, double half, double step) {
        double[] p = to.momentum;
        double[] q = to.position;
        double[] p0 = from.momentum;
        double[] q0 = from.position;
        double[] f0 = from.force;
        double[] s = scale;
        int h = head;
        for (int i = 0; i < p.length; i++) {
            p[i] = p0[i] + half * f0[i];
        }
        for (int i = h; i < q.length; i++) {
            q[i] = q0[i] + step * s[i] * p[i];
        }
        if (h > 0) {
            double[] v = velocity;
            timesRoot(p, v);
            for (int i = 0; i < v.length; i++) {
                q[i] = q0[i] + step * v[i];
            }
            if (lean != null) {
                for (int j = 0; j < h; j++) {
                    double[] b = lean[j];
                    double factor = step * v[j];
                    for (int i = 0; i < b.length; i++) {
                        q[h + i] -= factor * b[i];
                    }
                }
            }
        }
    }

    /// The force at a point whose gradient is new, then half a kick by it.
    ///
    /// @param at force, momentum and its square are *Modified.*
    /// @param half half a step
    void kick(Point at, double half) {
        force(at);
        double[] p = at.momentum;
        double[] f = at.force;
        for (int i = 0; i < p.length; i++) {
            p[i] += half * f[i];
        }
        at.squares = Dots.plain(p, p);
    }

    /// Lᵀ times the gradient.
    ///
    /// @param at its force is *Modified.*
    void force(Point at) {
        double[] f = at.force;
        double[] g = at.gradient;
        double[] s = scale;
        int h = head;
        for (int i = h; i < f.length; i++) {
            f[i] = s[i] * g[i];
        }
        if (h > 0) {
            double[] v = velocity;
            System.arraycopy(g, 0, v, 0, h);
            if (lean != null) {
                for (int j = 0; j < h; j++) {
                    double[] b = lean[j];
                    double sum = 0;
                    for (int i = 0; i < b.length; i++) {
                        sum += b[i] * g[h + i];
                    }
                    v[j] -= sum;
                }
            }
            for (int j = 0; j < h; j++) {
                f[j] = 0;
            }
            for (int i = 0; i < h; i++) {
                double[] row = rows[i];
                double factor = v[i];
                for (int j = 0; j < row.length; j++) {
                    f[j] += factor * row[j];
                }
            }
        }
    }

    /// Where a point lies in the coordinates w.
    ///
    /// @param position not modified
    /// @param origin position of w = 0; not modified
    /// @param w *Modified.*
    void whiten(double[] position, double[] origin, double[] w) {
        for (int i = 0; i < dimension; i++) {
            w[i] = position[i] - origin[i];
        }
        if (lean != null) {
            for (int j = 0; j < head; j++) {
                for (int i = head; i < dimension; i++) {
                    w[i] += lean[j][i - head] * w[j];
                }
            }
        }
        for (int i = head; i < dimension; i++) {
            w[i] /= scale[i];
        }
        for (int j = 0; j < head; j++) {
            w[j] /= columns[j][j];
            for (int i = j + 1; i < head; i++) {
                w[i] -= columns[j][i] * w[j];
            }
        }
    }

    /// Adds a multiple of `Lw` to a position.
    ///
    /// @param w not modified
    /// @param factor of `Lw`
    /// @param position *Modified.*
    void add(double[] w, double factor, double[] position) {
        for (int i = head; i < dimension; i++) {
            position[i] += factor * scale[i] * w[i];
        }
        if (head > 0) {
            timesRoot(w, velocity);
            for (int j = 0; j < head; j++) {
                position[j] += factor * velocity[j];
                if (lean != null) {
                    for (int i = head; i < dimension; i++) {
                        position[i] -= factor * lean[j][i - head] * velocity[j];
                    }
                }
            }
        }
    }

    private void timesRoot(double[] p, double[] v) {
        for (int i = 0; i < v.length; i++) {
            v[i] = 0;
        }
        for (int j = 0; j < head; j++) {
            double[] column = columns[j];
            double factor = p[j];
            for (int i = j; i < column.length; i++) {
                v[i] += factor * column[i];
            }
        }
    }

    // rows of a lower triangle, each as long as its entries
    private static double[][] transpose(double[][] columns) {
        double[][] rows = new double[columns.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                rows[i][j] = columns[j][i];
            }
        }
        return rows;
    }
}
