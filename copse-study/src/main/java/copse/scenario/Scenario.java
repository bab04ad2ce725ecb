package copse.scenario;

import copse.frame.RowSource;
import copse.math.RandomStream;
import copse.math.Seed;

/// A study to simulate: sizes, effects and standard deviations, all declared.
///
/// The rows are a pure function of scenario and seed: the same for any number of threads, in memory or chunk by
/// chunk. Sizes, group effects and rows have streams of their own, so that a changed effect or standard
/// deviation leaves all other random numbers as they were, and a further group leaves the effects of the former
/// ones.
///
/// Outcomes have six decimals, so that files stay small; everything else is exact.
public sealed interface Scenario permits CallCenter, Students, Coolers, Schools, SocialNetwork {
    /// @return the catalogue's entry, with name and parameters
    default ScenarioType type() {
        return switch (this) {
            case CallCenter _ -> ScenarioType.CALL_CENTER;
            case Students _ -> ScenarioType.STUDENTS;
            case Coolers _ -> ScenarioType.COOLERS;
            case Schools _ -> ScenarioType.SCHOOLS;
            case SocialNetwork _ -> ScenarioType.SOCIAL_NETWORK;
        };
    }

    /// Draws the effects and makes the rows in memory, on all processors.
    ///
    /// @param seed all that is random follows from it
    /// @return rows, truth and notes
    /// @throws copse.error.InputException `S106` if the rows do not fit into a table
    default Simulated simulate(Seed seed) {
        return simulate(seed.stream());
    }

    /// Draws the effects and makes the rows in memory, on all processors.
    ///
    /// @param stream its children are used, its position is neither used nor changed
    /// @return rows, truth and notes
    /// @throws copse.error.InputException `S106` if the rows do not fit into a table
    default Simulated simulate(RandomStream stream) {
        return Blocks.inMemory(Draft.of(this, stream));
    }

    /// The rows of [#simulate(Seed)], made anew, chunk by chunk, each time they are read. Memory: one chunk.
    ///
    /// @param seed all that is random follows from it
    /// @return the rows
    default RowSource rows(Seed seed) {
        return Blocks.source(Draft.of(this, seed.stream()));
    }

    /// The truth and notes of [#simulate(Seed)] without its rows; one pass over them. Memory: one chunk per
    /// processor.
    ///
    /// @param seed all that is random follows from it
    /// @return the truth
    default Truth truth(Seed seed) {
        return Blocks.truth(Draft.of(this, seed.stream()));
    }
}
