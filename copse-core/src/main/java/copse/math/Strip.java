package copse.math;

import java.util.Arrays;

/// Subtracts the product of a strip of columns with its factors from many other columns: `C −= B F`.
///
/// A few rows of the strip at a time are laid side by side; they stay in the first-level cache while the kernel
/// takes them to all tiles of columns. An instance belongs to one thread.
final class Strip {
    /// Most columns of a strip.
    static final int WIDTH = 64;

    private static final Tile BEST = Tile.best();
    private static final int TILE = Tile.WIDTH;

    /// Which entries of C are wanted; others in the same rows of a tile may be changed as well.
    enum Part {
        ALL,
        /// From the diagonal down.
        LOWER,
        /// Down to the diagonal.
        UPPER
    }

    private final Tile kernel;
    private final int height;
    private final int stride;
    private final double[][] columns = new double[TILE][];
    // These grow with what is asked for: the many small matrices of mixed models are done before they would be filled.
    private double[] b = {};
    private double[][] rest = {};
    private double[] factors = {};
    private double[] nowhere = {};

    /// @param stride from one tile to the next that this thread takes
    Strip(int stride) {
        this(BEST, stride);
    }

    Strip(Tile kernel, int stride) {
        this.kernel = kernel;
        this.stride = stride;
        height = kernel.rows();
    }

    /// `c[j] −= Σ_k f[k][j] b[k]`, k in [from, to), j in the tiles that begin at `first`, `first + stride`
    /// tiles, … below `end`, rows [low, high).
    void subtract(
            Part part,
            double[][] c,
            double[][] b,
            double[][] f,
            int from,
            int to,
            int first,
            int end,
            int low,
            int high) {
        if (from >= to || first >= end || low >= high) {
            return;
        }
        reserve(to - from, first, end);
        int at = 0;
        for (int j = first; j < end; j += TILE * stride) {
            for (int k = from; k < to; k++) {
                for (int t = 0; t < TILE; t++) {
                    factors[at++] = j + t < end ? -f[k][j + t] : 0;
                }
            }
        }
        run(part, c, b, from, to, first, end, low, high);
    }

    /// The same with `f[j][k]` for the factor of column j.
    void subtractTransposed(
            double[][] c, double[][] b, double[][] f, int from, int to, int first, int end, int low, int high) {
        if (from >= to || first >= end || low >= high) {
            return;
        }
        reserve(to - from, first, end);
        int at = 0;
        for (int j = first; j < end; j += TILE * stride) {
            for (int t = 0; t < TILE; t++) {
                for (int k = from; k < to; k++) {
                    factors[at + TILE * (k - from) + t] = j + t < end ? -f[j + t][k] : 0;
                }
            }
            at += TILE * (to - from);
        }
        run(Part.ALL, c, b, from, to, first, end, low, high);
    }

    private void reserve(int terms, int first, int end) {
        int tiles = Math.max(0, (end - first + TILE - 1) / TILE);
        int size = (tiles + stride - 1) / stride * TILE * terms;
        if (factors.length < size) {
            factors = new double[size];
        }
        if (b.length < terms * height) {
            b = new double[terms * height];
        }
    }

    private void run(Part part, double[][] c, double[][] b, int from, int to, int first, int end, int low, int high) {
        for (int i = low; i < high; i += height) {
            int rows = Math.min(height, high - i);
            pack(b, from, to, i, rows);
            int at = 0;
            for (int j = first; j < end; j += TILE * stride) {
                boolean wanted = switch (part) {
                    case ALL -> true;
                    case LOWER -> i + rows > j;
                    case UPPER -> i < j + TILE;
                };
                if (wanted) {
                    tile(c, j, Math.min(TILE, end - j), i, rows, at, to - from);
                }
                at += TILE * (to - from);
            }
        }
    }

    private void pack(double[][] columns, int from, int to, int i, int rows) {
        for (int k = from; k < to; k++) {
            double[] column = columns[k];
            int at = height * (k - from);
            for (int r = 0; r < rows; r++) {
                b[at + r] = column[i + r];
            }
            if (rows < height) {
                Arrays.fill(b, at + rows, at + height, 0);
            }
        }
    }

    private void tile(double[][] c, int j, int count, int i, int rows, int at, int terms) {
        if (rows == height) {
            System.arraycopy(c, j, columns, 0, count);
            if (count < TILE) {
                if (nowhere.length < i + height) {
                    nowhere = new double[c[j].length];
                }
                Arrays.fill(columns, count, TILE, nowhere);
            }
            kernel.add(columns, i, b, factors, at, terms);
            return;
        }
        if (rest.length == 0) {
            rest = new double[TILE][height];
        }
        for (int t = 0; t < count; t++) {
            System.arraycopy(c[j + t], i, rest[t], 0, rows);
        }
        kernel.add(rest, 0, b, factors, at, terms);
        for (int t = 0; t < count; t++) {
            System.arraycopy(rest[t], 0, c[j + t], i, rows);
        }
    }
}
