package copse.bayes;

import java.util.List;

/// From the sampler's coordinates w of one grouping's effects to the effects, and back with derivatives.
///
/// With the working residual `r = t − Aβ − Σ B_h b_h` and information I of a level ([Surrogate]), its
/// covariance factor L and `G = I_q + LᵀIL = CCᵀ`
///
/// `z = C⁻ᵀ(C⁻¹Lᵀr + w)`, `b = Lz`,
///
/// which is the mean and spread that a Gaussian likelihood with this information would give. Were the
/// likelihood so, w would be N(0, I) whatever β and L are. With I = 0 these are the standardised effects
/// (non-centred coordinates), with much information they are the effects themselves in units of their error
/// (centred); in between every level has the share of both that its rows and its prior call for, and its
/// columns are decorrelated with each other.
///
/// The log density of w is that of z ~ N(0, I) and the Jacobian: `−½ zᵀz − log|C|`, without constants.
///
/// Cost: a few tens of operations per level for one or two columns, q³ for more. No allocation. Belongs to one
/// thread.
///
/// Sources: Papaspiliopoulos, Roberts and Sköld (2007), Stat. Sci. 22(1) (partial centring).
/// doi:10.1214/088342307000000014. Osmundsen, Kleppe and Liesenfeld (2021), J. Comput. Graph. Stat. 30(4) (maps
/// by the information in the data, for any covariance). doi:10.1080/10618600.2021.1923519
final class EffectMap {
    private final Surrogate surrogate;
    private final int q;
    private final int levels;
    // all by column and level
    private final double[][] residual;
    private final double[][] z;
    private final double[][] b;
    private final double[][] byResidual;
    private final double[] root; // of one column: 1 / C
    private final SmallFactor small;
    private final double[] factors; // C of every level, for more columns
    private final double[] at;
    private final double[] v;
    private final double[] p;
    private final double[] zBar;
    private final double[] work;
    private final double[] phi;
    private final double[] byScale; // of one column: what each level says of L
    private double[] l = {};

    EffectMap(Surrogate surrogate) {
        this.surrogate = surrogate;
        this.q = surrogate.q();
        this.levels = surrogate.levels();
        this.residual = new double[q][levels];
        this.z = new double[q][levels];
        this.b = new double[q][levels];
        this.byResidual = new double[q][levels];
        this.root = new double[q == 1 ? levels : 0];
        this.small = new SmallFactor(q);
        this.factors = new double[q == 1 ? 0 : levels * q * q];
        this.at = new double[q];
        this.v = new double[q];
        this.p = new double[q];
        this.zBar = new double[q];
        this.work = new double[q * q];
        this.phi = new double[q * q];
        this.byScale = new double[q == 1 ? levels : 0];
    }

    /// @return effects by column and level, as of the last [#forward]; this object's own arrays
    double[][] effects() {
        return b;
    }

    /// @return standardised effects by column and level, as of the last [#forward]; this object's own arrays
    double[][] standardised() {
        return z;
    }

    /// Makes effects of coordinates.
    ///
    /// @param position of the sampler; not modified
    /// @param from where this grouping's coordinates begin, level by level within columns of Z
    /// @param beta coefficients of X
    /// @param later maps of all groupings, those that come later already done
    /// @param factor L, q×q column-major; kept until the next call
    /// @return log density of the coordinates, without constants
    double forward(double[] position, int from, double[] beta, List<EffectMap> later, double[] factor) {
        l = factor;
        fillResidual(beta, later);
        return q == 1 ? forwardOne(position, from) : forwardMany(position, from);
    }

    private void fillResidual(double[] beta, List<EffectMap> later) {
        for (int a = 0; a < q; a++) {
            double[] r = residual[a];
            System.arraycopy(surrogate.target()[a], 0, r, 0, levels);
            double[][] byFixed = surrogate.byFixed()[a];
            for (int j = 0; j < byFixed.length; j++) {
                double[] column = byFixed[j];
                double factor = beta[j];
                for (int k = 0; k < levels; k++) {
                    r[k] -= factor * column[k];
                }
            }
        }
        for (Surrogate.Outer outer : surrogate.outer()) {
            double[][] effects = later.get(outer.grouping()).b;
            for (int a = 0; a < q; a++) {
                for (int c = 0; c < effects.length; c++) {
                    double[] values = outer.values()[a][c];
                    for (int k = 0; k < values.length; k++) {
                        residual[a][outer.row()[k]] -= values[k] * effects[c][outer.column()[k]];
                    }
                }
            }
        }
    }

    private double forwardOne(double[] position, int from) {
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

    // factors are at most 1
    private static double logProduct(double[] factors) {
        double even = 1;
        double odd = 1;
        double log = 0;
        int k = 0;
        for (; k < factors.length - 1; k += 2) {
            even *= factors[k];
            odd *= factors[k + 1];
            if (Math.min(even, odd) < 0x1p-400) {
                log += Math.log(even) + Math.log(odd);
                even = 1;
                odd = 1;
            }
        }
        if (k < factors.length) {
            log += Math.log(factors[k]);
        }
        return log + Math.log(even) + Math.log(odd);
    }

    private double forwardMany(double[] position, int from) {
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
                v[i] += position[from + i * levels + k];
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

    /// Pulls derivatives by the effects back, at the coordinates of the last [#forward].
    ///
    /// @param byEffects derivative of the log likelihood by the effects, per grouping, column and level; what
    ///     this grouping's coordinates make of later groupings is added. *Modified.*
    /// @param grouping the number of this one
    /// @param byBeta added to. *Modified.*
    /// @param byFactor derivative by L, q×q column-major; added to. *Modified.*
    /// @param gradient filled from `from` on. *Modified.*
    /// @param from where this grouping's coordinates begin
    void backward(
            double[][][] byEffects, int grouping, double[] byBeta, double[] byFactor, double[] gradient, int from) {
        if (q == 1) {
            backwardOne(byEffects[grouping][0], byFactor, gradient, from);
        } else {
            backwardMany(byEffects[grouping], byFactor, gradient, from);
        }
        for (int a = 0; a < q; a++) {
            double[] bar = byResidual[a];
            double[][] byFixed = surrogate.byFixed()[a];
            for (int j = 0; j < byFixed.length; j++) {
                byBeta[j] -= CellData.dot(byFixed[j], bar);
            }
            for (Surrogate.Outer outer : surrogate.outer()) {
                double[][] later = byEffects[outer.grouping()];
                for (int c = 0; c < later.length; c++) {
                    double[] values = outer.values()[a][c];
                    for (int k = 0; k < values.length; k++) {
                        later[c][outer.column()[k]] -= values[k] * bar[outer.row()[k]];
                    }
                }
            }
        }
    }

    private void backwardOne(double[] byEffect, double[] byFactor, double[] gradient, int from) {
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

    private void backwardMany(double[][] byEffect, double[] byFactor, double[] gradient, int from) {
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
                gradient[from + i * levels + k] = zBar[i];
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

    /// The coordinates that give these standardised effects.
    ///
    /// @param wanted standardised effects by column and level
    /// @param beta coefficients of X
    /// @param later maps of all groupings, later ones done
    /// @param factor L
    /// @param position filled from `from` on. *Modified.*
    /// @param from where this grouping's coordinates begin
    void place(double[][] wanted, double[] beta, List<EffectMap> later, double[] factor, double[] position, int from) {
        l = factor;
        fillResidual(beta, later);
        for (int k = 0; k < levels; k++) {
            small.set(surrogate, k, l);
            for (int i = 0; i < q; i++) {
                double sum = 0;
                for (int m = i; m < q; m++) {
                    sum += l[m + i * q] * residual[m][k];
                }
                at[i] = sum;
            }
            small.forward(at);
            for (int i = 0; i < q; i++) {
                double sum = 0;
                for (int m = i; m < q; m++) {
                    sum += small.c[m + i * q] * wanted[m][k];
                }
                position[from + i * levels + k] = sum - at[i];
            }
        }
        forward(position, from, beta, later, factor);
    }
}
