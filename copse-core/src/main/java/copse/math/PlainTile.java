package copse.math;

/// [Tile] by plain loops: four terms and four columns at a time, so that every number loaded is used four
/// times.
final class PlainTile implements Tile {
    // Long enough for the compiler's vectors; 64 terms of it and the rows themselves stay in the second-level cache.
    private static final int ROWS = 128;

    @Override
    public int rows() {
        return ROWS;
    }

    @Override
    public void add(double[][] c, int i, double[] b, double[] f, int at, int terms) {
        int k = 0;
        for (; k + 4 <= terms; k += 4) {
            for (int t = 0; t < WIDTH; t += 4) {
                addFour(c, t, i, b, ROWS * k, f, at + WIDTH * k + t);
            }
        }
        for (; k < terms; k++) {
            for (int t = 0; t < WIDTH; t++) {
                double factor = f[at + WIDTH * k + t];
                for (int r = 0; r < ROWS; r++) {
                    c[t][i + r] += factor * b[ROWS * k + r];
                }
            }
        }
    }

    private static void addFour(double[][] c, int t, int i, double[] b, int row, double[] f, int at) {
        double[] c0 = c[t];
        double[] c1 = c[t + 1];
        double[] c2 = c[t + 2];
        double[] c3 = c[t + 3];
        double f00 = f[at];
        double f01 = f[at + 1];
        double f02 = f[at + 2];
        double f03 = f[at + 3];
        double f10 = f[at + 8];
        double f11 = f[at + 9];
        double f12 = f[at + 10];
        double f13 = f[at + 11];
        double f20 = f[at + 16];
        double f21 = f[at + 17];
        double f22 = f[at + 18];
        double f23 = f[at + 19];
        double f30 = f[at + 24];
        double f31 = f[at + 25];
        double f32 = f[at + 26];
        double f33 = f[at + 27];
        for (int r = 0; r < ROWS; r++) {
            double x0 = b[row + r];
            double x1 = b[row + ROWS + r];
            double x2 = b[row + 2 * ROWS + r];
            double x3 = b[row + 3 * ROWS + r];
            c0[i + r] += (f00 * x0 + f10 * x1) + (f20 * x2 + f30 * x3);
            c1[i + r] += (f01 * x0 + f11 * x1) + (f21 * x2 + f31 * x3);
            c2[i + r] += (f02 * x0 + f12 * x1) + (f22 * x2 + f32 * x3);
            c3[i + r] += (f03 * x0 + f13 * x1) + (f23 * x2 + f33 * x3);
        }
    }
}
