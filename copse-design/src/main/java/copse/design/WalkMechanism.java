package copse.design;

import copse.math.Lazy;
import copse.math.RandomStream;
import copse.math.Seed;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.Stream;

/// The chance process of the Gram-Schmidt walk.
///
/// Probabilities of single units are exact whatever the number of units: the walk is a martingale. Up to
/// [WalkTree#MOST_UNITS] units all its paths are followed, and everything is exact; beyond, joint probabilities
/// are shares among random draws, and the number of assignments is stated as at most `2ⁿ`.
final class WalkMechanism implements Mechanism {
    // Joint probabilities do not depend on the seed of an assignment.
    private static final RandomStream FIXED = Seed.of(0x3a1c).stream();

    /// Multiplications that go into joint probabilities: some seconds.
    private static final double WORK = 0x1p34;

    private final double[][] x;
    private final int units;
    private final double robustness;
    private final double share;
    private final Lazy<WalkTree> tree = new Lazy<>(this::follow);
    private final Lazy<DrawnShares> shares = new Lazy<>(this::draw);

    /// @param x covariates by covariate and unit, no unit longer than 1; kept
    /// @param units number of units
    /// @param robustness φ
    /// @param share probability of the second arm
    WalkMechanism(double[][] x, int units, double robustness, double share) {
        this.x = x;
        this.units = units;
        this.robustness = robustness;
        this.share = share;
    }

    @Override
    public int size() {
        return units;
    }

    @Override
    public int arms() {
        return 2;
    }

    @Override
    public void draw(RandomStream stream, byte[] into) {
        new Walk(x, units, robustness, share).draw(stream, into);
    }

    @Override
    public Drawer drawer() {
        Walk walk = new Walk(x, units, robustness, share);
        byte[] arms = new byte[units];
        return (stream, into, draw) -> {
            walk.draw(stream, arms);
            into.put(draw, arms);
        };
    }

    @Override
    public Probabilities probabilities() {
        return new Probabilities(new int[0], new double[][] {{1 - share, share}}, units, Basis.exact());
    }

    private boolean followed() {
        return units <= WalkTree.MOST_UNITS;
    }

    private WalkTree follow() {
        return WalkTree.of(x, units, robustness, share);
    }

    private DrawnShares draw() {
        double cost = (double) units * units * (x.length + 8);
        return DrawnShares.of(this, FIXED, (int) Math.clamp(WORK / cost, 256, 1 << 14));
    }

    @Override
    public JointProbabilities joint() {
        return followed() ? new ListedJoint(tree.value().possibilities()) : shares.value();
    }

    @Override
    public AdmissibleCount count() {
        return followed()
                ? new AdmissibleCount(
                        BigDecimal.valueOf(tree.value().possibilities().size()), Basis.exact())
                : new AdmissibleCount(new BigDecimal(BigInteger.TWO.pow(units)), new Basis.AtMost());
    }

    @Override
    public Stream<Possibility> enumerate() {
        if (!followed()) {
            throw DesignCode.NOT_LISTED.error(
                    "a list of the assignments of a Gram-Schmidt walk over " + units + " units",
                    "its paths can be followed for up to " + WalkTree.MOST_UNITS + " units",
                    "redraw instead: `randomisation.redraw(10_000, seed.stream(), 2)`");
        }
        return tree.value().possibilities().stream()
                .map(possibility -> new Possibility(possibility.arms().clone(), possibility.probability()));
    }

    /// One walk after the other, for one thread.
    ///
    /// The step direction solves a least-squares problem over the units that are still undecided. By the
    /// Sherman-Morrison-Woodbury identity it needs only the inverse of `G = φI + (1 − φ) Σ xᵢxᵢ′`, of the order
    /// of the covariates, which loses one term whenever a unit is decided. Cost: `O(n d)` per step, at most n
    /// steps.
    static final class Walk {
        /// Positions closer to ±1 than this are decided; probabilities are off by no more.
        private static final double DECIDED = 1e-10;

        /// After so many units, or as many as there are covariates, G is inverted anew: rounding does not add
        /// up, and the cost stays that of the steps.
        private static final int MOST_FORGOTTEN = 128;

        private final double[][] original;
        private final int units;
        private final double robustness;
        private final double start;

        // Undecided units stand in the first `left` places, in any order; the pivot, if there is one, in the last.
        private final double[][] x;
        private final int[] unit;
        private final double[] z;
        private final double[] u;
        private final double[][] inverse;
        private final double[] row;
        private final double[] image;
        private int left;
        private int forgotten;

        Walk(double[][] x, int units, double robustness, double share) {
            this.original = x;
            this.units = units;
            this.robustness = robustness;
            this.start = 2 * share - 1;
            int d = x.length;
            this.x = new double[d][units];
            this.unit = new int[units];
            this.z = new double[units];
            this.u = new double[units];
            this.inverse = new double[d][d];
            this.row = new double[d];
            this.image = new double[d];
        }

        /// @param stream where randomness comes from
        /// @param into index of the arm of each unit. *Modified.*
        void draw(RandomStream stream, byte[] into) {
            for (int j = 0; j < x.length; j++) {
                System.arraycopy(original[j], 0, x[j], 0, units);
            }
            for (int i = 0; i < units; i++) {
                unit[i] = i;
                z[i] = start;
            }
            left = units;
            rebuild(left);
            boolean pivoting = false;
            while (left > 0) {
                if (!pivoting) {
                    swap(stream.nextInt(left), left - 1);
                    forget(left - 1);
                    pivoting = true;
                }
                if (forgotten >= Math.max(MOST_FORGOTTEN, x.length)) {
                    rebuild(left - 1);
                }
                direct();
                pivoting = step(stream, into);
            }
        }

        /// The direction: 1 for the pivot, and for the others what keeps covariates and units together
        /// smallest.
        private void direct() {
            int pivot = left - 1;
            multiply(pivot);
            Arrays.fill(u, 0, pivot, 0);
            for (int j = 0; j < x.length; j++) {
                double factor = -(1 - robustness) * image[j];
                double[] column = x[j];
                for (int i = 0; i < pivot; i++) {
                    u[i] += factor * column[i];
                }
            }
            u[pivot] = 1;
        }

        /// Goes until a unit is decided, one way or the other.
        ///
        /// @return whether the pivot is still undecided
        private boolean step(RandomStream stream, byte[] into) {
            double ahead = Double.POSITIVE_INFINITY;
            double back = Double.POSITIVE_INFINITY;
            int first = 0;
            int last = 0;
            for (int i = 0; i < left; i++) {
                double size = Math.abs(u[i]);
                double towards = u[i] < 0 ? -z[i] : z[i];
                double up = (1 - towards) / size;
                double down = (1 + towards) / size;
                if (up < ahead) {
                    ahead = up;
                    first = i;
                }
                if (down < back) {
                    back = down;
                    last = i;
                }
            }
            boolean forward = stream.nextDouble() * (ahead + back) < back;
            double length = forward ? ahead : -back;
            for (int i = 0; i < left; i++) {
                z[i] += length * u[i];
            }
            int reached = forward ? first : last;
            z[reached] = Math.signum(z[reached]);
            int pivot = left - 1;
            boolean undecided = Math.abs(z[pivot]) < 1 - DECIDED;
            if (!undecided) {
                into[unit[pivot]] = (byte) (z[pivot] > 0 ? 1 : 0);
                left--;
            }
            for (int i = pivot - 1; i >= 0; i--) {
                if (Math.abs(z[i]) >= 1 - DECIDED) {
                    into[unit[i]] = (byte) (z[i] > 0 ? 1 : 0);
                    forget(i);
                    remove(i, undecided);
                }
            }
            return undecided;
        }

        /// Takes a decided unit out; the pivot stays last.
        private void remove(int i, boolean pivoting) {
            if (pivoting) {
                swap(i, left - 2);
                swap(left - 2, left - 1);
            } else {
                swap(i, left - 1);
            }
            left--;
        }

        private void swap(int i, int k) {
            if (i == k) {
                return;
            }
            for (double[] column : x) {
                double value = column[i];
                column[i] = column[k];
                column[k] = value;
            }
            int name = unit[i];
            unit[i] = unit[k];
            unit[k] = name;
            double position = z[i];
            z[i] = z[k];
            z[k] = position;
        }

        /// The inverse times the covariates of a unit.
        private void multiply(int i) {
            for (int j = 0; j < row.length; j++) {
                row[j] = x[j][i];
            }
            for (int j = 0; j < row.length; j++) {
                double sum = 0;
                for (int k = 0; k < row.length; k++) {
                    sum += inverse[j][k] * row[k];
                }
                image[j] = sum;
            }
        }

        /// Takes a unit's term out of G. The denominator is at least `φ / (φ + (1 − φ)|x|²)`.
        private void forget(int i) {
            multiply(i);
            double along = 0;
            for (int j = 0; j < row.length; j++) {
                along += row[j] * image[j];
            }
            double factor = (1 - robustness) / (1 - (1 - robustness) * along);
            for (int j = 0; j < row.length; j++) {
                double scaled = factor * image[j];
                for (int k = 0; k < row.length; k++) {
                    inverse[j][k] += scaled * image[k];
                }
            }
            forgotten++;
        }

        /// Inverts G anew, by Gauss and Jordan: it is positive definite, and φ bounds it from below.
        ///
        /// @param count units in the first places that have their term in it
        private void rebuild(int count) {
            int d = x.length;
            double[][] g = new double[d][d];
            for (int j = 0; j < d; j++) {
                for (int k = 0; k <= j; k++) {
                    double sum = 0;
                    for (int i = 0; i < count; i++) {
                        sum += x[j][i] * x[k][i];
                    }
                    g[j][k] = (1 - robustness) * sum + (j == k ? robustness : 0);
                    g[k][j] = g[j][k];
                }
                Arrays.fill(inverse[j], 0);
                inverse[j][j] = 1;
            }
            for (int pivot = 0; pivot < d; pivot++) {
                double scale = 1 / g[pivot][pivot];
                for (int k = 0; k < d; k++) {
                    g[pivot][k] *= scale;
                    inverse[pivot][k] *= scale;
                }
                for (int j = 0; j < d; j++) {
                    double factor = g[j][pivot];
                    if (j != pivot && factor != 0) {
                        for (int k = 0; k < d; k++) {
                            g[j][k] -= factor * g[pivot][k];
                            inverse[j][k] -= factor * inverse[pivot][k];
                        }
                    }
                }
            }
            forgotten = 0;
        }
    }
}
