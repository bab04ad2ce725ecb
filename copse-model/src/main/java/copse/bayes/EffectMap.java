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
abstract sealed class EffectMap permits SingleEffects, PairedEffects, ManyEffects {
    // one more factor takes no product below the smallest double
    private static final double SMALL = 0x1p-400;

    final Surrogate surrogate;
    final int levels;
    // All by column and level. Coordinates and gradient are copied in and out: a loop over arrays that begin at
    // different places is not made vector instructions of.
    final double[][] w;
    final double[][] byW;
    final double[][] residual;
    final double[][] z;
    final double[][] b;
    final double[][] byResidual;
    double[] l = {};

    EffectMap(Surrogate surrogate) {
        int q = surrogate.q();
        this.surrogate = surrogate;
        this.levels = surrogate.levels();
        this.w = new double[q][levels];
        this.byW = new double[q][levels];
        this.residual = new double[q][levels];
        this.z = new double[q][levels];
        this.b = new double[q][levels];
        this.byResidual = new double[q][levels];
    }

    /// @param surrogate what the data say of the effects
    /// @return the map that suits its number of columns
    static EffectMap of(Surrogate surrogate) {
        return switch (surrogate.q()) {
            case 1 -> new SingleEffects(surrogate);
            case 2 -> new PairedEffects(surrogate);
            default -> new ManyEffects(surrogate);
        };
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
        for (int c = 0; c < w.length; c++) {
            System.arraycopy(position, from + c * levels, w[c], 0, levels);
        }
        return transform();
    }

    /// Fills z and b at the coordinates, residuals and factor given.
    ///
    /// @return log density of the coordinates, without constants
    abstract double transform();

    private void fillResidual(double[] beta, List<EffectMap> later) {
        for (int a = 0; a < residual.length; a++) {
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
            for (int a = 0; a < residual.length; a++) {
                for (int c = 0; c < effects.length; c++) {
                    double[] values = outer.values()[a][c];
                    for (int k = 0; k < values.length; k++) {
                        residual[a][outer.row()[k]] -= values[k] * effects[c][outer.column()[k]];
                    }
                }
            }
        }
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
        pull(byEffects[grouping], byFactor);
        for (int c = 0; c < byW.length; c++) {
            System.arraycopy(byW[c], 0, gradient, from + c * levels, levels);
        }
        for (int a = 0; a < residual.length; a++) {
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

    /// Fills the derivatives by coordinates and residuals, and adds to those by L.
    ///
    /// @param byEffect derivative of the log likelihood by the effects, by column and level
    abstract void pull(double[][] byEffect, double[] byFactor);

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
        int q = residual.length;
        SmallFactor small = new SmallFactor(q);
        double[] at = new double[q];
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

    /// Log of a product of factors that are at most 1.
    static double logProduct(double[] factors) {
        double even = 1;
        double odd = 1;
        double log = 0;
        int k = 0;
        for (; k < factors.length - 1; k += 2) {
            even *= factors[k];
            odd *= factors[k + 1];
            if (Math.min(even, odd) < SMALL) {
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
}
