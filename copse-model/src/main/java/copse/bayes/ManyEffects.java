package copse.bayes;

/// The [EffectMap] of any number of columns of Z, level by level.
final class ManyEffects extends EffectMap {
    private final int q;
    private final SmallFactor small;
    private final double[] factors; // C of every level
    private final double[] at;
    private final double[] v;
    private final double[] p;
    private final double[] zBar;
    private final double[] work;
    private final double[] phi;

    ManyEffects(Surrogate surrogate) {
        super(surrogate);
        this.q = surrogate.q();
        this.small = new SmallFactor(q);
        this.factors = new double[levels * q * q];
        this.at = new double[q];
        this.v = new double[q];
        this.p = new double[q];
        this.zBar = new double[q];
        this.work = new double[q * q];
        this.phi = new double[q * q];
    }

    @Override
    double transform() {
        double squares = 0;
        double product = 1;
        double log = 0;
        for (int k = 0; k < levels; k++) {
            small.set(surrogate, k, l);
            System.arraycopy(small.c, 0, factors, k * q * q, q * q);
            for (int i = 0; i < q; i++) {
                double sum = 0;
                for (int m = i; m < q; m++) {
                    sum += l[m + i * q] * residual[m][k];
                }
                v[i] = sum;
                product *= small.c[i + i * q];
            }
            if (product > 0x1p400) {
                log += Math.log(product);
                product = 1;
            }
            small.forward(v);
            for (int i = 0; i < q; i++) {
                v[i] += w[i][k];
            }
            small.backward(v);
            for (int i = 0; i < q; i++) {
                z[i][k] = v[i];
                squares += v[i] * v[i];
                double sum = 0;
                for (int m = 0; m <= i; m++) {
                    sum += l[i + m * q] * v[m];
                }
                b[i][k] = sum;
            }
        }
        return -0.5 * squares - log - Math.log(product);
    }

    @Override
    void pull(double[][] byEffect, double[] byFactor) {
        double[] c = small.c;
        for (int k = 0; k < levels; k++) {
            System.arraycopy(factors, k * q * q, c, 0, q * q);
            for (int i = 0; i < q; i++) {
                double sum = 0;
                for (int m = i; m < q; m++) {
                    sum += l[m + i * q] * byEffect[m][k];
                }
                zBar[i] = sum - z[i][k];
            }
            small.forward(zBar); // now by v
            for (int i = 0; i < q; i++) {
                byW[i][k] = zBar[i];
                p[i] = zBar[i];
                double sum = 0;
                for (int m = i; m < q; m++) {
                    sum += l[m + i * q] * residual[m][k];
                }
                at[i] = sum;
            }
            small.forward(at); // C⁻¹Lᵀr
            small.backward(p); // by Lᵀr
            for (int i = 0; i < q; i++) {
                double sum = 0;
                for (int m = 0; m <= i; m++) {
                    sum += l[i + m * q] * p[m];
                }
                byResidual[i][k] = sum;
            }
            addByFactor(k, byEffect, byFactor);
        }
    }

    private void addByFactor(int k, double[][] byEffect, double[] byFactor) {
        double[] c = small.c;
        // derivative by C, lower triangle
        for (int j = 0; j < q; j++) {
            for (int i = j; i < q; i++) {
                double value = -z[i][k] * zBar[j] - p[i] * at[j];
                work[i + j * q] = i == j ? value - 1 / c[i + i * q] : value;
            }
        }
        byGram();
        double[] il = small.multiply(surrogate.information(), k, l);
        for (int j = 0; j < q; j++) {
            for (int i = j; i < q; i++) {
                double sum = byEffect[i][k] * z[j][k] + residual[i][k] * p[j];
                for (int m = 0; m < q; m++) {
                    sum += 2 * il[i + m * q] * (m >= j ? work[m + j * q] : work[j + m * q]);
                }
                byFactor[i + j * q] += sum;
            }
        }
    }

    // the derivative by C in `work` becomes that by the symmetric G: lower triangle of ½ C⁻ᵀ(Φ + Φᵀ)C⁻¹ with Φ the
    // lower triangle of Cᵀ C̄, its diagonal halved (Smith 1995, J. Comput. Graph. Stat. 4(2), in Murray's form)
    private void byGram() {
        double[] c = small.c;
        for (int i = 0; i < q; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int m = i; m < q; m++) {
                    sum += c[m + i * q] * work[m + j * q];
                }
                phi[i + j * q] = sum;
            }
        }
        for (int i = 0; i < q; i++) {
            for (int j = 0; j <= i; j++) {
                double value = i == j ? phi[i + i * q] / 2 : phi[i + j * q] / 2;
                phi[i + j * q] = value;
                phi[j + i * q] = value;
            }
        }
        // C⁻ᵀ from the left, column by column, then C⁻¹ from the right, row by row
        for (int j = 0; j < q; j++) {
            for (int i = q - 1; i >= 0; i--) {
                double sum = phi[i + j * q];
                for (int m = i + 1; m < q; m++) {
                    sum -= c[m + i * q] * phi[m + j * q];
                }
                phi[i + j * q] = sum / c[i + i * q];
            }
        }
        for (int i = 0; i < q; i++) {
            for (int j = q - 1; j >= 0; j--) {
                double sum = phi[i + j * q];
                for (int m = j + 1; m < q; m++) {
                    sum -= c[m + j * q] * phi[i + m * q];
                }
                phi[i + j * q] = sum / c[j + j * q];
            }
        }
        System.arraycopy(phi, 0, work, 0, q * q);
    }
}
