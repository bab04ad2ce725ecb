package copse.design;

import copse.frame.Frame;
import java.util.List;
import java.util.Optional;

/// How arms are handed out: a value that can be printed, read back, hashed and compared.
///
/// A design names columns but holds no data; [#over(Units)] joins it with those who are randomised. Designs
/// nest: [Clustered] and [Rerandomised] stand around others.
///
/// The short form, as the command line takes it, is the name with arguments, such as `pairs(on: nreps,
/// avg_csat)` or `clustered(by: school, stratified(by: region))`; `parse(print(d))` equals `d`. The same tree
/// can be written as TOML or JSON ([DesignText]).
public sealed interface Design
        permits Simple,
                Complete,
                PermutedBlocks,
                Stratified,
                MatchedGroups,
                Rerandomised,
                GramSchmidtWalk,
                Factorial,
                SteppedWedge,
                Crossover,
                Saturation,
                Mixed,
                GraphClusters,
                Clustered {
    /// @return the arms in their order
    Arms arms();

    /// @return the columns of the data that the design reads, each once
    List<String> columns();

    /// @return whether clusters draw first, and then units within them, so that units of one cluster have
    ///     different arms and are not independent all the same
    default boolean isTwoStage() {
        return switch (this) {
            case Saturation _, Mixed _ -> true;
            case Rerandomised rerandomised -> rerandomised.base().isTwoStage();
            case Simple _,
                    Complete _,
                    PermutedBlocks _,
                    Stratified _,
                    MatchedGroups _,
                    GramSchmidtWalk _,
                    Factorial _,
                    SteppedWedge _,
                    Crossover _,
                    GraphClusters _,
                    Clustered _ -> false;
        };
    }

    /// The design of what is randomised, without clusters and screening around it.
    ///
    /// @return this design, or the one inside
    default Design innermost() {
        return switch (this) {
            case Clustered(String _, Design inner) -> inner.innermost();
            case Rerandomised rerandomised -> rerandomised.base().innermost();
            case Simple _,
                    Complete _,
                    PermutedBlocks _,
                    Stratified _,
                    MatchedGroups _,
                    GramSchmidtWalk _,
                    Factorial _,
                    SteppedWedge _,
                    Crossover _,
                    Saturation _,
                    Mixed _,
                    GraphClusters _ -> this;
        };
    }

    /// The column of the clusters that are randomised as wholes; the innermost if they are in clusters of their
    /// own.
    ///
    /// @return its name, empty where units are randomised one by one
    default Optional<String> clusterColumn() {
        return switch (this) {
            case Clustered(String by, Design inner) -> inner.clusterColumn().or(() -> Optional.of(by));
            case Rerandomised rerandomised -> rerandomised.base().clusterColumn();
            case Simple _,
                    Complete _,
                    PermutedBlocks _,
                    Stratified _,
                    MatchedGroups _,
                    GramSchmidtWalk _,
                    Factorial _,
                    SteppedWedge _,
                    Crossover _,
                    Saturation _,
                    Mixed _,
                    GraphClusters _ -> Optional.empty();
        };
    }

    /// What is given when, where arms are orders of conditions.
    ///
    /// @return the schedule of a stepped wedge or crossover, empty for other designs
    default Optional<Schedule> timetable() {
        return switch (innermost()) {
            case SteppedWedge wedge -> Optional.of(wedge.schedule());
            case Crossover crossover -> Optional.of(crossover.schedule());
            default -> Optional.empty();
        };
    }

    /// The design over given units: probabilities, admissible assignments, draws.
    ///
    /// @param units those who are randomised
    /// @return the randomisation
    /// @throws copse.error.DesignException if it cannot be carried out on these units
    /// @throws copse.error.InputException if a column is not there or of the wrong type
    default Randomisation over(Units units) {
        return Resolution.of(this, units);
    }

    /// The design over the rows of a table.
    ///
    /// @param rows one row per unit
    /// @param id column with a distinct id per row
    /// @return the randomisation
    /// @throws copse.error.DesignException `D103`–`D106` if the column does not tell units apart, `D121` if a
    ///     unit is in two clusters of a design of clusters, and as [#over(Units)]
    default Randomisation over(Frame rows, String id) {
        return over(Units.of(rows, id, this));
    }

    /// Reads the short form.
    ///
    /// @param text such as `pairs(on: nreps, avg_csat)`
    /// @return the design
    /// @throws copse.error.DesignException with the place in the text
    static Design parse(String text) {
        return DesignText.parse(text);
    }

    /// @return the short form; equal designs print equally
    default String print() {
        return DesignText.print(this);
    }
}
