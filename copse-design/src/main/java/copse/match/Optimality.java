package copse.match;

/// What is known about a grouping, compared with all others of the same units.
public sealed interface Optimality {
    /// No grouping with as many groups has a smaller total distance, and none has more groups.
    record Proven() implements Optimality {}

    /// Found by search; the smallest possible total distance lies between a bound and what was found.
    ///
    /// @param bound no grouping with as many groups has a smaller total distance than this, and none has more
    ///     groups
    record Bounded(double bound) implements Optimality {}

    /// Threshold blocking: the largest distance within a group is at most four times the smallest possible.
    ///
    /// @param bound every grouping into groups of this size has two units in a group at least this far apart
    record Bottleneck(double bound) implements Optimality {}

    /// Nothing is promised: a greedy method, approximate neighbours, or a caliper with groups of three and
    /// more.
    record Unknown() implements Optimality {}

    /// Both parts of a grouping together.
    ///
    /// @param cost of this part
    /// @param other of the other part, of the same method
    /// @param otherCost of that part
    /// @return what is known about their union
    default Optimality with(double cost, Optimality other, double otherCost) {
        return switch (this) {
            case Unknown unknown -> unknown;
            case Proven proven ->
                switch (other) {
                    case Proven both -> proven;
                    case Bounded bounded -> new Bounded(cost + bounded.bound);
                    case Bottleneck bottleneck -> bottleneck;
                    case Unknown unknown -> unknown;
                };
            case Bounded bounded ->
                switch (other) {
                    case Proven proven -> new Bounded(bounded.bound + otherCost);
                    case Bounded both -> new Bounded(bounded.bound + both.bound);
                    case Bottleneck bottleneck -> bottleneck;
                    case Unknown unknown -> unknown;
                };
            case Bottleneck bottleneck ->
                switch (other) {
                    case Bottleneck both -> new Bottleneck(Math.max(bottleneck.bound, both.bound));
                    case Unknown unknown -> unknown;
                    case Proven proven -> bottleneck;
                    case Bounded bounded -> bottleneck;
                };
        };
    }
}
