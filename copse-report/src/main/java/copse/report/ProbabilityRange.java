package copse.report;

import copse.design.Assignment;
import copse.design.Probabilities;
import java.util.ArrayList;
import java.util.List;

/// Least and greatest probability of an arm among the units that can get one.
///
/// @param least among units
/// @param greatest among units
record ProbabilityRange(double least, double greatest) {
    /// Probabilities that differ by rounding only are shown as equal.
    private static final double SAME = 1e-9;

    boolean isEqual() {
        return greatest - least <= SAME;
    }

    /// @param assignment any
    /// @return one per arm. Cost: units times arms
    static List<ProbabilityRange> of(Assignment assignment) {
        Probabilities all = assignment.randomisation().probabilities();
        List<ProbabilityRange> ranges = new ArrayList<>();
        for (int arm = 0; arm < assignment.arms().size(); arm++) {
            double least = 1;
            double greatest = 0;
            for (int unit = 0; unit < all.size(); unit++) {
                if (assignment.arm(unit) >= 0) {
                    least = Math.min(least, all.of(unit, arm));
                    greatest = Math.max(greatest, all.of(unit, arm));
                }
            }
            ranges.add(new ProbabilityRange(Math.min(least, greatest), greatest));
        }
        return ranges;
    }

    String text() {
        return isEqual() ? Numbers.brief(greatest, 4) : Numbers.brief(least, 4) + " to " + Numbers.brief(greatest, 4);
    }
}
