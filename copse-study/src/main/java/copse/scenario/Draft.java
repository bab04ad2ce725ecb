package copse.scenario;

import copse.frame.Schema;
import copse.math.RandomStream;

/// A scenario whose sizes and group effects have been drawn: what is left is to make its rows, block by block.
///
/// Immutable, so that blocks can be made on any thread.
sealed interface Draft permits CallCenterDraft, StudentsDraft, CoolersDraft, SchoolsDraft, SocialNetworkDraft {
    /// @param stream its children number 0, 1, … belong to sizes, effects and, last, rows
    static Draft of(Scenario scenario, RandomStream stream) {
        return switch (scenario) {
            case CallCenter callCenter -> new CallCenterDraft(callCenter, stream);
            case Students students -> new StudentsDraft(students, stream);
            case Coolers coolers -> new CoolersDraft(coolers, stream);
            case Schools schools -> new SchoolsDraft(schools, stream);
            case SocialNetwork network -> new SocialNetworkDraft(network, stream, null);
        };
    }

    /// Numeric and factor columns only.
    Schema schema();

    long rows();

    /// Parent of the streams of the blocks.
    RandomStream blockStream();

    /// Length of the array of sums that [#fill] adds to.
    int sums();

    /// Makes the rows `from … from + count - 1`.
    ///
    /// @param stream the block's own
    /// @param sheet receives the rows. *Modified.*
    /// @param at index of the first row within the sheet
    /// @param sums whatever the truth needs to know of the rows. *Modified*: added to
    void fill(long from, int count, RandomStream stream, Sheet sheet, int at, double[] sums);

    /// @param sums over all blocks
    Truth truth(double[] sums);
}
