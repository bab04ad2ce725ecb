package copse.match;

import copse.error.Diagnostic;
import copse.frame.Frame;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Groups of units that resemble each other, who is left over, and how good they are.
///
/// Units are named by their row, groups are numbered from 0 in the order of their first unit. Nothing here
/// depends on chance or on the number of threads.
public final class Matches {
    private final Matching matching;
    private final Points points;
    private final List<int[]> groups;
    private final int[] groupOf;
    private final double cost;
    private final double largest;
    private final Optimality optimality;
    private final List<Contribution> contributions;
    private final List<Diagnostic> diagnostics;

    /// @param matching what was asked for
    /// @param points the units
    /// @param found the groups. Kept.
    /// @param contributions by covariate
    /// @param diagnostics what is to be known
    Matches(
            Matching matching,
            Points points,
            Found found,
            List<Contribution> contributions,
            List<Diagnostic> diagnostics) {
        this.matching = matching;
        this.points = points;
        this.groups = found.groups();
        this.optimality = found.optimality();
        this.contributions = List.copyOf(contributions);
        this.diagnostics = List.copyOf(diagnostics);
        this.groupOf = new int[points.size];
        Arrays.fill(groupOf, -1);
        double sum = 0;
        double widest = 0;
        for (int g = 0; g < groups.size(); g++) {
            for (int member : groups.get(g)) {
                groupOf[member] = g;
            }
            sum += points.cost(groups.get(g));
            widest = Math.max(widest, points.diameter(groups.get(g)));
        }
        this.cost = sum;
        this.largest = widest;
    }

    private Matches(Matches other, List<Diagnostic> diagnostics) {
        this.matching = other.matching;
        this.points = other.points;
        this.groups = other.groups;
        this.groupOf = other.groupOf;
        this.cost = other.cost;
        this.largest = other.largest;
        this.optimality = other.optimality;
        this.contributions = other.contributions;
        this.diagnostics = List.copyOf(diagnostics);
    }

    /// @param notes what is to be known
    /// @return the same with these diagnostics
    Matches with(List<Diagnostic> notes) {
        return new Matches(this, notes);
    }

    /// @param matching what is asked for
    /// @param rows one per unit
    /// @param unit names a unit in messages
    /// @return the groups
    static Matches find(Matching matching, Frame rows, IntFunction<String> unit) {
        return new Finder(matching, rows, unit).matches();
    }

    /// @return what was asked for
    public Matching matching() {
        return matching;
    }

    /// @return number of units, in groups or not
    public int size() {
        return points.size;
    }

    /// @return number of groups
    public int count() {
        return groups.size();
    }

    /// @param group in `[0, count)`
    /// @return number of its units
    public int size(int group) {
        return groups.get(group).length;
    }

    /// @param group in `[0, count)`
    /// @return its units, ascending; a copy
    public int[] members(int group) {
        return groups.get(group).clone();
    }

    /// @return units of each group, ascending; copies
    public List<int[]> groups() {
        return groups.stream().map(int[]::clone).toList();
    }

    /// @param unit in `[0, size)`
    /// @return its group, −1 if it is left over
    public int groupOf(int unit) {
        return groupOf[unit];
    }

    /// @return units in no group, ascending
    public int[] leftOver() {
        return IntStream.range(0, points.size).filter(i -> groupOf[i] < 0).toArray();
    }

    /// @param i a unit
    /// @param j another
    /// @return their distance on the scale of the matching
    public double between(int i, int j) {
        return points.distance(i, j);
    }

    /// @param group in `[0, count)`
    /// @return sum of the distances of all pairs in it
    public double distance(int group) {
        return points.cost(groups.get(group));
    }

    /// @return sum of the distances of all pairs within groups
    public double cost() {
        return cost;
    }

    /// @return the largest distance within a group
    public double largest() {
        return largest;
    }

    /// @return what is known about this grouping compared with all others
    public Optimality optimality() {
        return optimality;
    }

    /// How much of the cost might be saved at most by another grouping with as many groups.
    ///
    /// @return a share of the cost, 0 if it is proven to be the least; empty if nothing is known
    public OptionalDouble gap() {
        return switch (optimality) {
            case Optimality.Proven proven -> OptionalDouble.of(0);
            case Optimality.Bounded bounded ->
                OptionalDouble.of(cost > 0 ? Math.max(0, cost - bounded.bound()) / cost : 0);
            case Optimality.Bottleneck bottleneck -> OptionalDouble.empty();
            case Optimality.Unknown unknown -> OptionalDouble.empty();
        };
    }

    /// @return what each covariate contributes to the distances, in the order of the matching
    public List<Contribution> contributions() {
        return contributions;
    }

    /// @return what is to be known about these groups
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /// Method, scale, covariates and quality in words, such as
    /// `optimal pairs by z-scores of nreps, avg_csat; proven to have the least total distance`.
    ///
    /// @return a line
    public String words() {
        return MatchSentence.of(this);
    }

    @Override
    public String toString() {
        return count() + (count() == 1 ? " group" : " groups") + " of " + size() + " units: " + words();
    }
}
