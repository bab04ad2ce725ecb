package copse.math;

/// [Tile] by plain loops: four terms at a time, so that every number loaded is used four times.
final class PlainTile implements Tile {
    @Override
    public void subtract(double[][] c, double[][] b, double[][] f, int from, int to, int j, int low, int high) {
        int k = from;
        for (; k + 4 <= to; k += 4) {
            subtractFour(c, b, f, k, j, low, high);
        }
        for (; k < to; k++) {
            for (int t = 0; t < WIDTH; t++) {
                DenseCholesky.axpy(c[j + t], b[k], f[k][j + t], low, high);
            }
        }
    }

    private static void subtractFour(double[][] c, double[][] b, double[][] f, int k, int j, int low, int high) {
        double[] c0 = c[j];
        double[] c1 = c[j + 1];
        double[] c2 = c[j + 2];
        double[] c3 = c[j + 3];
        double[] b0 = b[k];
        double[] b1 = b[k + 1];
        double[] b2 = b[k + 2];
        double[] b3 = b[k + 3];
        double f00 = f[k][j];
        double f01 = f[k][j + 1];
        double f02 = f[k][j + 2];
        double f03 = f[k][j + 3];
        double f10 = f[k + 1][j];
        double f11 = f[k + 1][j + 1];
        double f12 = f[k + 1][j + 2];
        double f13 = f[k + 1][j + 3];
        double f20 = f[k + 2][j];
        double f21 = f[k + 2][j + 1];
        double f22 = f[k + 2][j + 2];
        double f23 = f[k + 2][j + 3];
        double f30 = f[k + 3][j];
        double f31 = f[k + 3][j + 1];
        double f32 = f[k + 3][j + 2];
        double f33 = f[k + 3][j + 3];
        for (int i = low; i < high; i++) {
            double x0 = b0[i];
            double x1 = b1[i];
            double x2 = b2[i];
            double x3 = b3[i];
            c0[i] -= (f00 * x0 + f10 * x1) + (f20 * x2 + f30 * x3);
            c1[i] -= (f01 * x0 + f11 * x1) + (f21 * x2 + f31 * x3);
            c2[i] -= (f02 * x0 + f12 * x1) + (f22 * x2 + f32 * x3);
            c3[i] -= (f03 * x0 + f13 * x1) + (f23 * x2 + f33 * x3);
        }
    }
}
