package copse.estimate;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// The coefficient of the arm in a mixed model with a term per position, by generalised least squares.
///
/// With variances known the coefficient is linear in the outcome: `zᵀPy / zᵀPz`, P leaving what X does not
/// explain, all from sums over positions. Variances are those of the outcome less θ of the treated: of the
/// model without an arm, the same for all assignments, or, refitted, of the model with the arms of each
/// assignment.
final class MixedFamily implements ShiftFamily {
    // What X leaves of an arm that follows from it is rounding.
    private static final double ALIASED = 1e-10;

    private final ReferenceSet set;
    private final UnitOutcomes units;
    private final int treated;
    private final boolean refitted;
    private final int threads;
    private final ArmlessModel model;
    private final ArmlessModel indicator;
    private final boolean[] observed;

    MixedFamily(ReferenceSet set, UnitOutcomes units, int treated, boolean refitted, int threads) {
        this.set = set;
        this.units = units;
        this.treated = treated;
        this.refitted = refitted;
        this.threads = threads;
        this.model = ArmlessModel.ofRows(units);
        this.indicator = ArmlessModel.ofRows(units.indicator(treated));
        this.observed = new boolean[units.size()];
        for (int i = 0; i < observed.length; i++) {
            observed[i] = units.present(i) && units.arm()[i] == treated;
        }
    }

    @Override
    public Values at(double theta) {
        return tangent(theta).at(theta);
    }

    /// The coefficients as linear functions of θ, with the variances that they have at one θ.
    @Override
    public Optional<LinearFamily> linearAt(double theta) {
        return Optional.of(tangent(theta));
    }

    private LinearFamily tangent(double theta) {
        Supplier<PlaneReader> readers = refitted ? refitting(theta) : fixed(theta);
        return new LinearFamily(PlaneReader.all(set, units.arm(), LinearFamily.KEPT, readers, threads));
    }

    @Override
    public double observed(double theta) {
        ArmlessModel at = model.shifted(theta, observed);
        double tau = (refitted ? at.with(observed) : at).ratio();
        double[] kept = new double[LinearFamily.KEPT];
        coefficient(tau, observed, kept, 0);
        return kept[0] - theta * kept[1];
    }

    private Supplier<PlaneReader> fixed(double theta) {
        double tau = model.shifted(theta, observed).ratio();
        ArmlessModel.Solved solved = model.solve(tau);
        int p = model.columns();
        double[][] features = new double[p + 2][];
        features[0] = solved.residual();
        features[1] = indicator.solve(tau).residual();
        for (int j = 0; j < p; j++) {
            features[j + 2] = model.weighted(j, tau);
        }
        ArmSums sums = new ArmSums(features);
        return () -> {
            double[] sum = new double[sums.length()];
            double[] h = new double[p];
            return (planes, into, at) -> {
                sums.sum(planes[treated], sum);
                System.arraycopy(sum, 2, h, 0, p);
                write(sum[0], sum[1], sum[2] - SmallInverse.form(solved.inverse(), h, p), sum[2], into, at);
            };
        };
    }

    private Supplier<PlaneReader> refitting(double theta) {
        ArmlessModel shifted = model.shifted(theta, observed);
        return () -> {
            boolean[] arms = new boolean[units.size()];
            return (planes, into, at) -> {
                long[] plane = planes[treated];
                int count = 0;
                for (int i = 0; i < arms.length; i++) {
                    arms[i] = units.present(i) && (plane[i >>> 6] >>> i & 1) != 0;
                    count += arms[i] ? 1 : 0;
                }
                if (count == 0 || count == units.count()) {
                    into[at] = Double.NaN;
                } else {
                    coefficient(shifted.with(arms).ratio(), arms, into, at);
                }
            };
        };
    }

    /// Coefficient and slope of one assignment at a ratio of variances.
    private void coefficient(double tau, boolean[] arms, double[] into, int at) {
        ArmlessModel.Solved solved = model.solve(tau);
        double[] in = indicator.solve(tau).residual();
        int p = model.columns();
        double y = 0;
        double d = 0;
        double[] h = new double[p];
        for (int j = 0; j < p; j++) {
            double[] weighted = model.weighted(j, tau);
            h[j] = IntStream.range(0, arms.length)
                    .filter(i -> arms[i])
                    .mapToDouble(i -> weighted[i])
                    .sum();
        }
        for (int i = 0; i < arms.length; i++) {
            if (arms[i]) {
                y += solved.residual()[i];
                d += in[i];
            }
        }
        write(y, d, h[0] - SmallInverse.form(solved.inverse(), h, p), h[0], into, at);
    }

    /// @param y `zᵀPy`
    /// @param d `zᵀPd`, d being who is treated in fact
    /// @param left `zᵀPz`
    /// @param whole `zᵀV⁻¹z`
    private static void write(double y, double d, double left, double whole, double[] into, int at) {
        // an arm that follows from the constant and the covariates has no coefficient
        boolean defined = left > ALIASED * whole;
        into[at] = defined ? y / left : Double.NaN;
        into[at + 1] = defined ? d / left : Double.NaN;
    }

    @Override
    public double scale() {
        double[] means = IntStream.range(0, units.size())
                .filter(units::present)
                .mapToDouble(units::mean)
                .toArray();
        return Arrays.stream(means).max().orElse(0) - Arrays.stream(means).min().orElse(0);
    }
}
