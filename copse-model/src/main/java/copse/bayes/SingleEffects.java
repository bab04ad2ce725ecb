package copse.bayes;

/// The [EffectMap] of one column of Z: all levels at once, in loops without branches.
final class SingleEffects extends EffectMap {
    private final double[] root; // 1 / C
    private final double[] byProjection; // derivative by s r
    private final double[] byScale; // what each level says of L

    SingleEffects(Surrogate surrogate) {
        super(surrogate);
        this.root = new double[levels];
        this.byProjection = new double[levels];
        this.byScale = new double[levels];
    }

    @Override
    double transform() {
        double s = l[0];
        double square = s * s;
        double[] information = surrogate.information()[0];
        double[] r = residual[0];
        double[] x = w[0];
        double[] own = z[0];
        double[] effect = b[0];
        for (int k = 0; k < levels; k++) {
            root[k] = 1 / Math.sqrt(1 + square * information[k]);
        }
        for (int k = 0; k < levels; k++) {
            own[k] = (s * r[k] * root[k] + x[k]) * root[k];
        }
        for (int k = 0; k < levels; k++) {
            effect[k] = s * own[k];
        }
        return -0.5 * CellData.dot(own, own) + logProduct(root);
    }

    @Override
    void pull(double[][] byEffects, double[] byFactor) {
        double s = l[0];
        double[] byEffect = byEffects[0];
        double[] information = surrogate.information()[0];
        double[] r = residual[0];
        double[] own = z[0];
        double[] bar = byResidual[0];
        double[] byCoordinate = byW[0];
        for (int k = 0; k < levels; k++) {
            // derivative by v of z = v / C, which is that by the coordinate
            byCoordinate[k] = root[k] * (s * byEffect[k] - own[k]);
        }
        for (int k = 0; k < levels; k++) {
            byProjection[k] = root[k] * byCoordinate[k];
        }
        for (int k = 0; k < levels; k++) {
            bar[k] = s * byProjection[k];
        }
        for (int k = 0; k < levels; k++) {
            // by C: through z, through the projection s r / C, through −log C
            byScale[k] = -own[k] * byCoordinate[k] - bar[k] * r[k] * root[k] - root[k];
        }
        for (int k = 0; k < levels; k++) {
            // by L: through b, through the projection, through G = C²
            byScale[k] = byEffect[k] * own[k] + byProjection[k] * r[k] + s * information[k] * root[k] * byScale[k];
        }
        byFactor[0] += CellData.sum(byScale);
    }
}
