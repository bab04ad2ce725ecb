package copse.bayes;

import copse.math.RandomStream;
import copse.model.CrossProducts;
import copse.model.internal.LogProduct;
import java.util.Arrays;

/// Effects integrated out of a model with one grouping factor and any number of columns of Z.
///
/// Per level `A = I + φ FᵀZᵀZF = CCᵀ`, `m = A⁻¹ φ Fᵀr`; the integral is `−φ/2 eᵀe + Σ (φ/2 rᵀFm − log|C|)`.
///
/// Cost: about q³ + q² operations per level, slopes included; levels with the same `ZᵀZ`, as in balanced
/// designs, share the cube.
final class OneFactor extends EffectIntegral {
    private final int q;
    private final double[] squares; // the distinct ZᵀZ, q×q each
    private final int[] kind; // of each level
    private final double[] lower; // per kind C
    private final double[] inverse; // per kind A⁻¹
    private final double[] product; // per kind ZᵀZF
    private final int[] count; // levels per kind
    private final double[] outer; // per kind Σ mmᵀ over its levels
    private final double[] means; // m of every level
    private final double[] factor; // F
    private final double[] c;

    private OneFactor(int q, double[] squares, int[] kind, int[] count) {
        super(new double[1][kind.length * q], new double[1][q * q]);
        this.q = q;
        this.squares = squares;
        this.kind = kind;
        this.count = count;
        this.lower = new double[squares.length];
        this.inverse = new double[squares.length];
        this.product = new double[squares.length];
        this.outer = new double[squares.length];
        this.means = new double[kind.length * q];
        this.factor = new double[q * q];
        this.c = new double[q];
    }

    static OneFactor of(CrossProducts products) {
        CrossProducts.Products own = products.groupings().getFirst();
        int size = own.q() * own.q();
        int levels = own.levels();
        double[] ztz = own.ztz();
        Integer[] order = new Integer[levels];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (i, j) -> Arrays.compare(ztz, i * size, (i + 1) * size, ztz, j * size, (j + 1) * size));
        int[] kind = new int[levels];
        int[] first = new int[levels];
        int kinds = 0;
        for (int k = 0; k < levels; k++) {
            int level = order[k];
            int last = k == 0 ? 0 : order[k - 1];
            if (k == 0 || !Arrays.equals(ztz, level * size, (level + 1) * size, ztz, last * size, (last + 1) * size)) {
                first[kinds++] = level;
            }
            kind[level] = kinds - 1;
        }
        double[] squares = new double[kinds * size];
        int[] count = new int[kinds];
        for (int k = 0; k < kinds; k++) {
            System.arraycopy(ztz, first[k] * size, squares, k * size, size);
        }
        for (int one : kind) {
            count[one]++;
        }
        return new OneFactor(own.q(), squares, kind, count);
    }

    @Override
    OneFactor copy() {
        return new OneFactor(q, squares, kind, count);
    }

    @Override
    double evaluate(ResidualSums residuals, double[][] factors, double precision) {
        if (!isKnown(precision, residuals.squares())) {
            return Double.NaN;
        }
        System.arraycopy(factors[0], 0, factor, 0, q * q);
        LogProduct determinants = new LogProduct();
        double log = 0;
        for (int k = 0; k < count.length; k++) {
            if (!factorKind(k, precision)) {
                return Double.NaN;
            }
            double diagonal = 1;
            for (int i = 0; i < q; i++) {
                diagonal *= lower[k * q * q + i + i * q];
            }
            if (count[k] == 1) {
                determinants.multiply(diagonal);
            } else {
                log += count[k] * Math.log(diagonal);
            }
        }
        Arrays.fill(outer, 0);
        double form = modes(residuals.sums(0), precision);
        slopes(form, precision);
        byPrecision -= 0.5 * residuals.squares();
        return 0.5 * (form - precision * residuals.squares()) - log - determinants.log();
    }

    // A = I + φ Fᵀ(ZᵀZF), its factor and inverse
    private boolean factorKind(int k, double precision) {
        int at = k * q * q;
        for (int b = 0; b < q; b++) {
            for (int a = 0; a < q; a++) {
                double sum = 0;
                for (int i = 0; i < q; i++) {
                    sum += squares[at + a + i * q] * factor[i + b * q];
                }
                product[at + a + b * q] = sum;
            }
        }
        for (int b = 0; b < q; b++) {
            for (int a = b; a < q; a++) {
                double sum = 0;
                for (int i = 0; i < q; i++) {
                    sum += factor[i + a * q] * product[at + i + b * q];
                }
                double entry = precision * sum + (a == b ? 1 : 0);
                for (int i = 0; i < b; i++) {
                    entry -= lower[at + a + i * q] * lower[at + b + i * q];
                }
                if (a == b && !(entry > 0)) {
                    return false;
                }
                lower[at + a + b * q] = a == b ? Math.sqrt(entry) : entry / lower[at + b + b * q];
            }
        }
        for (int b = 0; b < q; b++) {
            Arrays.fill(c, 0);
            c[b] = 1;
            solve(at);
            System.arraycopy(c, 0, inverse, at + b * q, q);
        }
        return true;
    }

    // c becomes A⁻¹c
    private void solve(int at) {
        for (int i = 0; i < q; i++) {
            double sum = c[i];
            for (int j = 0; j < i; j++) {
                sum -= lower[at + i + j * q] * c[j];
            }
            c[i] = sum / lower[at + i + i * q];
        }
        solveTransposed(at);
    }

    // c becomes C⁻ᵀc
    private void solveTransposed(int at) {
        for (int i = q - 1; i >= 0; i--) {
            double sum = c[i];
            for (int j = i + 1; j < q; j++) {
                sum -= lower[at + j + i * q] * c[j];
            }
            c[i] = sum / lower[at + i + i * q];
        }
    }

    /// m and Fm of every level, sums of `r mᵀ` and `m mᵀ`.
    ///
    /// @return Σ φ rᵀFm
    private double modes(double[] r, double precision) {
        double[] byR = bySums[0];
        double[] byF = byFactor[0];
        Arrays.fill(byF, 0);
        double form = 0;
        for (int level = 0; level < kind.length; level++) {
            int from = level * q;
            int at = kind[level] * q * q;
            for (int a = 0; a < q; a++) {
                double sum = 0;
                for (int i = 0; i < q; i++) {
                    sum += factor[i + a * q] * r[from + i];
                }
                c[a] = precision * sum;
            }
            for (int a = 0; a < q; a++) {
                double sum = 0;
                for (int b = 0; b < q; b++) {
                    sum += inverse[at + a + b * q] * c[b];
                }
                means[from + a] = sum;
                form += sum * c[a];
            }
            for (int a = 0; a < q; a++) {
                double mean = means[from + a];
                double sum = 0;
                for (int i = 0; i < q; i++) {
                    sum += factor[a + i * q] * means[from + i];
                    byF[i + a * q] += precision * r[from + i] * mean;
                    outer[at + i + a * q] += means[from + i] * mean;
                }
                byR[from + a] = precision * sum;
            }
        }
        return form;
    }

    private void slopes(double form, double precision) {
        double[] byF = byFactor[0];
        double trace = 0;
        double length = 0;
        for (int k = 0; k < count.length; k++) {
            int at = k * q * q;
            for (int b = 0; b < q; b++) {
                trace += count[k] * (1 - inverse[at + b + b * q]);
                length += outer[at + b + b * q];
                for (int i = 0; i < q; i++) {
                    double weight = precision * (count[k] * inverse[at + i + b * q] + outer[at + i + b * q]);
                    for (int a = 0; a < q; a++) {
                        byF[a + b * q] -= product[at + a + i * q] * weight;
                    }
                }
            }
        }
        byPrecision = 0.5 * (form + length - trace) / precision;
    }

    @Override
    void draw(RandomStream stream, double[][] into) {
        double[] b = into[0];
        stream.fillGaussian(b, 0, b.length);
        for (int level = 0; level < kind.length; level++) {
            int from = level * q;
            System.arraycopy(b, from, c, 0, q);
            solveTransposed(kind[level] * q * q);
            for (int a = 0; a < q; a++) {
                double sum = 0;
                for (int i = 0; i < q; i++) {
                    sum += factor[a + i * q] * (means[from + i] + c[i]);
                }
                b[from + a] = sum;
            }
        }
    }
}
