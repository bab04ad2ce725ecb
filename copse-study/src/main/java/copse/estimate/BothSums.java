package copse.estimate;

import java.util.Arrays;
import java.util.function.Supplier;

/// Sums of numbers of positions over the treated and over the controls. For one thread.
///
/// Where there are two arms, the controls have what the treated lack.
final class BothSums {
    // What is left of a sum of weights when all of them are taken off, relative to the sum.
    private static final double ROUNDING = 1e-13;

    private final ArmSums sums;
    private final int treated;
    private final int control;
    private final double[] total;

    /// Sums over the treated.
    final double[] t;

    /// Sums over the controls.
    final double[] c;

    private BothSums(ArmSums sums, int treated, int control, double[] total) {
        this.sums = sums;
        this.treated = treated;
        this.control = control;
        this.total = total;
        this.t = new double[sums.length()];
        this.c = new double[sums.length()];
    }

    /// @param arms number of arms of the set
    /// @param treated index of the arm whose effect is asked for
    /// @param control index of the arm it is compared with
    /// @param features per number, its value at each position, 0 where that takes no part; kept
    /// @return sums for one thread at each call
    static Supplier<BothSums> of(int arms, int treated, int control, double[]... features) {
        ArmSums sums = new ArmSums(features);
        double[] total =
                arms == 2 ? Arrays.stream(features).mapToDouble(BothSums::total).toArray() : new double[0];
        return () -> new BothSums(sums, treated, control, total);
    }

    private static double total(double[] values) {
        double total = 0;
        for (double value : values) {
            total += value;
        }
        return total;
    }

    /// Sums anew.
    ///
    /// @param planes of an assignment
    void add(long[][] planes) {
        sums.sum(planes[treated], t);
        if (total.length == 0) {
            sums.sum(planes[control], c);
        } else {
            for (int f = 0; f < total.length; f++) {
                double left = total[f] - t[f];
                c[f] = Math.abs(left) <= ROUNDING * total[f] ? 0 : left;
            }
        }
    }
}
