package copse.cli;

import copse.design.Assignment;
import copse.design.Clustered;
import copse.design.Design;
import copse.design.GramSchmidtWalk;
import copse.design.Rerandomised;
import copse.design.Screening;
import java.util.Optional;

/// How often a design is drawn again for the test of balance: as often as takes about a second.
final class Redraws {
    /// The child of the seed's stream from which redraws come; the assignment takes the stream itself.
    static final int STREAM = 1;

    /// With the assignment itself they make 1,000.
    private static final int MOST = 999;

    /// Fewer give no p-value worth the name.
    private static final int LEAST = 99;

    /// Numbers that may be touched: a second or so.
    private static final double BUDGET = 3e8;

    private Redraws() {}

    /// @param assignment whose design is redrawn
    /// @param screening of that design, if it is screened
    /// @return number of redraws, 0 for none
    static int affordable(Assignment assignment, Optional<Screening> screening) {
        int columns = assignment.units().names().size();
        double perDraw = (double) assignment.size() * (columns + 1)
                + drawing(
                        assignment.randomisation().design(),
                        assignment
                                .randomisation()
                                .clusters()
                                .map(c -> c.units().size())
                                .orElse(assignment.size()),
                        screening);
        double draws = Math.floor(BUDGET / perDraw);
        return draws < LEAST ? 0 : (int) Math.min(MOST, draws);
    }

    /// @param size number of units, or of clusters where these are drawn
    private static double drawing(Design design, int size, Optional<Screening> screening) {
        return switch (design) {
            case Clustered clustered -> drawing(clustered.design(), size, screening);
            case GramSchmidtWalk walk -> (double) size * size * (walk.on().size() + 1);
            case Rerandomised screened ->
                screening
                        .map(s -> size * (screened.criterion().columns().size() + 1) / Math.max(s.acceptance(), 1e-9))
                        .orElse(0.0);
            default -> size;
        };
    }
}
