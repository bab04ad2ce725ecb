package copse.power;

import java.util.List;
import java.util.OptionalDouble;

/// What was solved for, or why there is no such thing.
public sealed interface Answer {
    /// There is one.
    ///
    /// @param choice the smallest, or cheapest, that does it
    /// @param oneFewer power with one copy or one unit per cluster fewer; empty if that is no trial, or not
    ///     what was solved for
    record Found(Choice choice, OptionalDouble oneFewer) implements Answer {}

    /// There is none.
    ///
    /// @param ceiling the power that cannot be exceeded
    /// @param what what cannot be done, in a sentence
    /// @param why the reason, in a sentence
    /// @param nearest choices that can, each the nearest in one respect; may be empty
    record Infeasible(double ceiling, String what, String why, List<Alternative> nearest) implements Answer {
        /// @param ceiling the power that cannot be exceeded
        /// @param what what cannot be done
        /// @param why the reason
        /// @param nearest choices that can
        public Infeasible {
            nearest = List.copyOf(nearest);
        }
    }

    /// A choice that differs from what was asked in one respect.
    ///
    /// @param change what is given up, in a few words: `more clusters per arm`
    /// @param choice the nearest that can
    record Alternative(String change, Choice choice) {}
}
