package copse.bayes;

/// The [EffectMap] of one column of Z: all levels at once, in loops without branches.
final class SingleEffects extends EffectMap {
    private final double[] root; // 1 / C
    private final double[] byScale; // what each level says of L

    SingleEffects(Surrogate surrogate) {
        super(surrogate);
        this.root = new double[levels];
        this.byScale = new double[levels];
    }

    @Override
    double transform(double[] position, int from) {
        double s = l[0];
        double[] information = surrogate.information()[0];
        double[] r = residual[0];
        double[] own = z[0];
        double[] effect = b[0];
        for (int k = 0; k < levels; k++) {
            double c = 1 / Math.sqrt(1 + s * s * information[k]);
            double value = (s * r[k] * c + position[from + k]) * c;
            root[k] = c;
            own[k] = value;
            effect[k] = s * value;
        }
        return -0.5 * CellData.dot(own, own) + logProduct(root);
    }

    @Override
    void pull(double[][] byEffects, double[] byFactor, double[] gradient, int from) {
        double[] byEffect = byEffects[0];
        double s = l[0];
        double[] information = surrogate.information()[0];
        double[] r = residual[0];
        double[] own = z[0];
        double[] bar = byResidual[0];
        for (int k = 0; k < levels; k++) {
            double c = root[k];
            // derivative by v of z = v / C, which is that by the coordinate
            double byCoordinate = c * (s * byEffect[k] - own[k]);
            gradient[from + k] = byCoordinate;
            double byProjection = c * byCoordinate;
            bar[k] = s * byProjection;
            // by C: through z, through the projection s r / C, through −log C; then by G = C²
            double byRoot = -own[k] * byCoordinate - byProjection * (s * r[k] * c) - c;
            byScale[k] = byEffect[k] * own[k] + byProjection * r[k] + s * information[k] * c * byRoot;
        }
        byFactor[0] += CellData.sum(byScale);
    }
}
