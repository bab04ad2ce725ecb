package copse.bayes;

/// The [EffectMap] of two columns of Z: what [ManyEffects] does, written out for all levels at once in loops
/// without branches.
final class PairedEffects extends EffectMap {
    private final double[] d1; // 1 / C₁₁
    private final double[] d2; // 1 / C₂₂
    private final double[] c; // C₂₁
    private final double[] a1; // C⁻¹Lᵀr
    private final double[] a2;
    private final double[] bar1; // derivative by Lᵀr
    private final double[] bar2;
    private final double[] gram11; // derivative by G
    private final double[] gram21;
    private final double[] gram22;
    private final double[] by11; // what each level says of L
    private final double[] by21;
    private final double[] by22;

    PairedEffects(Surrogate surrogate) {
        super(surrogate);
        this.d1 = new double[levels];
        this.d2 = new double[levels];
        this.c = new double[levels];
        this.a1 = new double[levels];
        this.a2 = new double[levels];
        this.bar1 = new double[levels];
        this.bar2 = new double[levels];
        this.gram11 = new double[levels];
        this.gram21 = new double[levels];
        this.gram22 = new double[levels];
        this.by11 = new double[levels];
        this.by21 = new double[levels];
        this.by22 = new double[levels];
    }

    @Override
    double transform() {
        factor();
        double l11 = l[0];
        double l21 = l[1];
        double l22 = l[3];
        double[] r1 = residual[0];
        double[] r2 = residual[1];
        double[] z1 = z[0];
        double[] z2 = z[1];
        for (int k = 0; k < levels; k++) {
            a1[k] = (l11 * r1[k] + l21 * r2[k]) * d1[k];
        }
        for (int k = 0; k < levels; k++) {
            a2[k] = (l22 * r2[k] - c[k] * a1[k]) * d2[k];
        }
        double[] w1 = w[0];
        double[] w2 = w[1];
        for (int k = 0; k < levels; k++) {
            z2[k] = (a2[k] + w2[k]) * d2[k];
        }
        for (int k = 0; k < levels; k++) {
            z1[k] = (a1[k] + w1[k] - c[k] * z2[k]) * d1[k];
        }
        double[] b1 = b[0];
        double[] b2 = b[1];
        for (int k = 0; k < levels; k++) {
            b1[k] = l11 * z1[k];
            b2[k] = l21 * z1[k] + l22 * z2[k];
        }
        return -0.5 * (CellData.dot(z1, z1) + CellData.dot(z2, z2)) + logProduct(d1) + logProduct(d2);
    }

    private void factor() {
        double l11 = l[0];
        double l21 = l[1];
        double l22 = l[3];
        double square = l11 * l11;
        double cross = 2 * l11 * l21;
        double rest = l21 * l21;
        double[] i11 = surrogate.information()[0];
        double[] i21 = surrogate.information()[1];
        double[] i22 = surrogate.information()[2];
        for (int k = 0; k < levels; k++) {
            d1[k] = 1 / Math.sqrt(1 + square * i11[k] + cross * i21[k] + rest * i22[k]);
        }
        for (int k = 0; k < levels; k++) {
            c[k] = l22 * (l11 * i21[k] + l21 * i22[k]) * d1[k];
        }
        double last = l22 * l22;
        for (int k = 0; k < levels; k++) {
            d2[k] = 1 / Math.sqrt(1 + last * i22[k] - c[k] * c[k]);
        }
    }

    @Override
    void pull(double[][] byEffect, double[] byFactor) {
        double l11 = l[0];
        double l21 = l[1];
        double l22 = l[3];
        double[] e1 = byEffect[0];
        double[] e2 = byEffect[1];
        double[] z1 = z[0];
        double[] z2 = z[1];
        double[] g1 = byW[0];
        double[] g2 = byW[1];
        for (int k = 0; k < levels; k++) {
            g1[k] = (l11 * e1[k] + l21 * e2[k] - z1[k]) * d1[k];
        }
        for (int k = 0; k < levels; k++) {
            g2[k] = (l22 * e2[k] - z2[k] - c[k] * g1[k]) * d2[k];
        }
        for (int k = 0; k < levels; k++) {
            bar2[k] = g2[k] * d2[k];
        }
        for (int k = 0; k < levels; k++) {
            bar1[k] = (g1[k] - c[k] * bar2[k]) * d1[k];
        }
        double[] toR1 = byResidual[0];
        double[] toR2 = byResidual[1];
        for (int k = 0; k < levels; k++) {
            toR1[k] = l11 * bar1[k];
            toR2[k] = l21 * bar1[k] + l22 * bar2[k];
        }
        gram();
        byFactor(e1, e2);
        byFactor[0] += CellData.sum(by11);
        byFactor[1] += CellData.sum(by21);
        byFactor[3] += CellData.sum(by22);
    }

    // derivatives by C become those by the elements of G, from the last back to the first
    private void gram() {
        double[] z1 = z[0];
        double[] z2 = z[1];
        double[] g1 = byW[0];
        double[] g2 = byW[1];
        for (int k = 0; k < levels; k++) {
            double byC = -z2[k] * g2[k] - bar2[k] * a2[k] - d2[k];
            gram22[k] = 0.5 * byC * d2[k];
        }
        for (int k = 0; k < levels; k++) {
            double byC = -z2[k] * g1[k] - bar2[k] * a1[k] - 2 * c[k] * gram22[k];
            gram21[k] = byC * d1[k];
        }
        for (int k = 0; k < levels; k++) {
            double byC = -z1[k] * g1[k] - bar1[k] * a1[k] - d1[k] - gram21[k] * c[k];
            gram11[k] = byC * d1[k];
        }
    }

    private void byFactor(double[] e1, double[] e2) {
        double l11 = l[0];
        double l21 = l[1];
        double l22 = l[3];
        double[] i11 = surrogate.information()[0];
        double[] i21 = surrogate.information()[1];
        double[] i22 = surrogate.information()[2];
        double[] r1 = residual[0];
        double[] r2 = residual[1];
        double[] z1 = z[0];
        double[] z2 = z[1];
        for (int k = 0; k < levels; k++) {
            by11[k] = e1[k] * z1[k] + r1[k] * bar1[k] + gram21[k] * (l22 * i21[k]);
        }
        for (int k = 0; k < levels; k++) {
            by11[k] += gram11[k] * (l11 * i11[k] + l21 * i21[k]);
        }
        for (int k = 0; k < levels; k++) {
            by21[k] = e2[k] * z1[k] + r2[k] * bar1[k] + gram21[k] * (l22 * i22[k]);
        }
        for (int k = 0; k < levels; k++) {
            by21[k] += gram11[k] * (l11 * i21[k] + l21 * i22[k]);
        }
        for (int k = 0; k < levels; k++) {
            by22[k] = e2[k] * z2[k] + r2[k] * bar2[k] + gram22[k] * (2 * l22 * i22[k]);
        }
        for (int k = 0; k < levels; k++) {
            by22[k] += gram21[k] * (l11 * i21[k] + l21 * i22[k]);
        }
    }
}
