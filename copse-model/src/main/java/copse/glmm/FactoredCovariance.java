package copse.glmm;

import copse.model.internal.BlockCholesky;

/// `C = M H⁻¹ Mᵀ` with the curvature H about the spherical modes and `b = M u`.
///
/// @param maps M per grouping, q×q column-major
/// @param cholesky factor of H; only read
record FactoredCovariance(double[][] maps, BlockCholesky cholesky) implements ConditionalCovariance {
    @Override
    public double[][] times(double[][] r) {
        double[][] u = new double[r.length][];
        for (int g = 0; g < r.length; g++) {
            u[g] = mapped(g, true, r[g]);
        }
        cholesky.solve(u);
        for (int g = 0; g < r.length; g++) {
            u[g] = mapped(g, false, u[g]);
        }
        return u;
    }

    @Override
    public double form(int[] level, double[][] z) {
        double[][] loadings = new double[z.length][];
        for (int g = 0; g < z.length; g++) {
            loadings[g] = mapped(g, true, z[g]);
        }
        return cholesky.inverseForm(level, loadings, new double[0]);
    }

    private double[] mapped(int g, boolean transposed, double[] vector) {
        double[] map = maps[g];
        int q = (int) Math.round(Math.sqrt(map.length));
        double[] out = new double[vector.length];
        for (int at = 0; at < vector.length; at += q) {
            for (int a = 0; a < q; a++) {
                for (int c = 0; c < q; c++) {
                    out[at + a] += (transposed ? map[c + a * q] : map[a + c * q]) * vector[at + c];
                }
            }
        }
        return out;
    }
}
