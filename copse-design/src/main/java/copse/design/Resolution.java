package copse.design;

import copse.error.Diagnostic;
import java.util.List;

/// What a design becomes over given units.
///
/// @param mechanism the chance process, positions being units
/// @param memberships groups that the design made of the units
/// @param diagnostics what is to be known about them
record Resolution(Mechanism mechanism, List<Membership> memberships, List<Diagnostic> diagnostics) {
    Resolution {
        memberships = List.copyOf(memberships);
        diagnostics = List.copyOf(diagnostics);
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
            case Clustered clustered -> ClusteredArms.resolve(clustered, units);
        };
    }
}
