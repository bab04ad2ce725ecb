package copse.assign;

import java.time.Instant;
import java.util.List;

/// A unit in the ledger.
///
/// @param n running number of its line, from 1
/// @param arrival its id and attributes
/// @param levels what the rule saw of it: the value, or the label of the interval, of each attribute that it
///     reads
/// @param arm label of its arm
/// @param stratum levels that make its stratum; empty if the rule has none
/// @param k it is the k-th of its stratum, from 1
/// @param at when it was enrolled, to the millisecond
/// @param isNew whether this call enrolled it; false for one that was there before, whose arm is shown again
public record Enrolment(
        int n,
        Arrival arrival,
        List<String> levels,
        String arm,
        List<String> stratum,
        int k,
        Instant at,
        boolean isNew) {
    /// Between the levels of a stratum in print.
    public static final String SEPARATOR = " / ";

    /// Copies the lists.
    public Enrolment {
        levels = List.copyOf(levels);
        stratum = List.copyOf(stratum);
    }

    /// @return id of the unit
    public String id() {
        return arrival.id();
    }

    /// @return the stratum as it is printed
    public String stratumLabel() {
        return String.join(SEPARATOR, stratum);
    }

    Enrolment again() {
        return new Enrolment(n, arrival, levels, arm, stratum, k, at, false);
    }
}
