package copse.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What became of clusters and units from enrolment to analysis, arm by arm.
///
/// Source: Campbell, Piaggio, Elbourne and Altman (2012), Consort 2010 statement: extension to cluster
/// randomised trials, BMJ 345, e5661, figure 2. doi:10.1136/bmj.e5661
///
/// @param unit what was randomised, by the name of its column
/// @param clustered whether what was randomised are clusters of units, which are then counted as well
/// @param assessed who was looked at before arms were handed out; empty where nobody counted them
/// @param excluded why some were not randomised, with their numbers
/// @param randomised who got an arm
/// @param arms in the order of the design
public record Flow(
        String unit,
        boolean clustered,
        Optional<Count> assessed,
        List<Loss> excluded,
        Count randomised,
        List<Arm> arms) {
    /// Copies the lists.
    public Flow {
        excluded = List.copyOf(excluded);
        arms = List.copyOf(arms);
    }

    /// How many.
    ///
    /// @param randomised of what was randomised: clusters, or units of an experiment without clusters
    /// @param units in clusters; empty where they were not counted, or there are no clusters
    public record Count(long randomised, OptionalLong units) {
        /// @param randomised of what was randomised
        /// @return without units in clusters
        public static Count of(long randomised) {
            return new Count(randomised, OptionalLong.empty());
        }

        /// @param randomised clusters
        /// @param units in them
        /// @return both
        public static Count of(long randomised, long units) {
            return new Count(randomised, OptionalLong.of(units));
        }
    }

    /// Some that are not there any more.
    ///
    /// @param reason in a few words, as the plan or the user has it; empty for those to whom the design gave no
    ///     arm
    /// @param count how many
    public record Loss(String reason, Count count) {}

    /// One arm.
    ///
    /// @param arm its label
    /// @param allocated who was to get it
    /// @param received who got it; empty where that was not recorded
    /// @param lost who has no outcome
    /// @param left who has an outcome and is not in the analysis
    /// @param analysed who is in the analysis
    public record Arm(String arm, Count allocated, Optional<Count> received, Count lost, Count left, Count analysed) {}
}
