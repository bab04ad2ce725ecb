package copse.design;

import copse.error.Diagnostic;
import copse.match.Matches;
import java.util.List;
import java.util.Optional;

/// What a design becomes over given units.
///
/// @param mechanism the chance process, positions being units
/// @param memberships groups that the design made of the units
/// @param diagnostics what is to be known about them
/// @param clusters the randomisation of whole clusters, if arms come from it
/// @param matches the matched groups, if arms are handed out within them
record Resolution(
        Mechanism mechanism,
        List<Membership> memberships,
        List<Diagnostic> diagnostics,
        Optional<Randomisation> clusters,
        Optional<Matches> matches) {
    Resolution {
        memberships = List.copyOf(memberships);
        diagnostics = List.copyOf(diagnostics);
    }

    Resolution(Mechanism mechanism, List<Membership> memberships, List<Diagnostic> diagnostics) {
        this(mechanism, memberships, diagnostics, Optional.empty());
    }

    Resolution(
            Mechanism mechanism,
            List<Membership> memberships,
            List<Diagnostic> diagnostics,
            Optional<Randomisation> clusters) {
        this(mechanism, memberships, diagnostics, clusters, Optional.empty());
    }

    static Randomisation of(Design design, Units units) {
        return new Randomisation(design, units, resolve(design, units));
    }

    /// One case per design.
    static Resolution resolve(Design design, Units units) {
        return switch (design) {
            case Simple simple -> FixedArms.resolve(simple, units);
            case Complete complete -> FixedArms.resolve(complete, units);
            case Stratified stratified -> FixedArms.resolve(stratified, units);
            case PermutedBlocks blocks -> FixedArms.resolve(blocks, units);
            case Factorial factorial -> FixedArms.resolve(factorial, units);
            case SteppedWedge wedge -> FixedArms.resolve(wedge, units);
            case Crossover crossover -> FixedArms.resolve(crossover, units);
            case MatchedGroups groups -> MatchedArms.resolve(groups, units);
            case Rerandomised rerandomised -> AcceptedArms.resolve(rerandomised, units);
            case GramSchmidtWalk walk -> WalkedArms.resolve(walk, units);
            case Saturation saturation -> SaturatedArms.resolve(saturation, units);
            case Mixed mixed -> MixedArms.resolve(mixed, units);
            case GraphClusters clusters -> RedrawnClusters.resolve(clusters, units);
            case Clustered clustered -> ClusteredArms.resolve(clustered, units);
        };
    }
}
