package copse.model;

import copse.family.Family;
import java.util.Arrays;

/// Sums the part of the log likelihood that no parameter touches: [Family#constant] over rows.
///
/// Belongs to one thread.
final class OutcomeConstants {
    // small counts occur again and again
    private static final int KNOWN = 64;

    private final Family family;
    private final double[] ofSingle = new double[KNOWN]; // of size 1; NaN: not yet known

    OutcomeConstants(Family family) {
        this.family = family;
        Arrays.fill(ofSingle, Double.NaN);
    }

    /// @param outcome has read the rows
    /// @param count number of rows
    /// @return `Σ multiplicity · constant(y, size)` over rows that have trials
    double sum(OutcomeReader outcome, int count) {
        CompensatedSum sum = new CompensatedSum();
        for (int i = 0; i < count; i++) {
            if (outcome.size[i] > 0) {
                sum.add(outcome.multiplicity[i] * constant(outcome.y[i], outcome.size[i]));
            }
        }
        return sum.value();
    }

    private double constant(double y, double size) {
        int at = (int) y;
        if (size != 1 || at != y || at < 0 || at >= KNOWN) {
            return family.constant(y, size);
        }
        double known = ofSingle[at];
        if (Double.isNaN(known)) {
            known = family.constant(y, size);
            ofSingle[at] = known;
        }
        return known;
    }
}
