package copse.assign;

import copse.error.Problem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Whether a ledger is what was written, and every arm in it follows from rule, seed and order of arrival.
///
/// The chain cannot tell that whole lines at the end were taken away, nor that all was written anew with
/// another order: for that, note its [Proven#head()] elsewhere (a mail, a print-out) and have it looked for.
public sealed interface Verification {
    /// All lines are whole and in place, and the rule gives the same arms again.
    ///
    /// @param header rule and seed
    /// @param arrivals number of units
    /// @param perArm units by arm
    /// @param head SHA-256 of the last line, which covers all lines
    /// @param cutOff bytes of a last line that is cut off, whose arm was never shown; 0 for none
    record Proven(LedgerHeader header, int arrivals, SequencedMap<String, Integer> perArm, String head, long cutOff)
            implements Verification {
        /// Copies the map.
        public Proven {
            perArm = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(perArm));
        }
    }

    /// A line is not as it was written, or does not follow from those before.
    ///
    /// @param line the first such line, from 1, which is the header
    /// @param problem what is wrong with it
    record Refuted(int line, Problem problem) implements Verification {}
}
