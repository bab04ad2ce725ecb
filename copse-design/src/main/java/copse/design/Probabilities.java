package copse.design;

/// The probability of each arm for each unit.
///
/// Units of one kind (a stratum, say) share their numbers, so that a million units take no million rows.
public final class Probabilities {
    private final int[] kind;
    private final double[][] byKind;
    private final int size;
    private final Basis basis;

    /// @param kind of each unit; empty if all are of kind 0. Kept.
    /// @param byKind probability of each arm by kind. Kept.
    /// @param size number of units
    /// @param basis how they are known
    Probabilities(int[] kind, double[][] byKind, int size, Basis basis) {
        this.kind = kind;
        this.byKind = byKind;
        this.size = size;
        this.basis = basis;
    }

    /// @param position of the unit here that each unit of the result has the probabilities of
    /// @return as many units as positions are given
    Probabilities spread(int[] position) {
        int[] spread = new int[kind.length == 0 ? 0 : position.length];
        for (int unit = 0; unit < spread.length; unit++) {
            spread[unit] = kind[position[unit]];
        }
        return new Probabilities(spread, byKind, position.length, basis);
    }

    /// @return number of units
    public int size() {
        return size;
    }

    /// @param unit in `[0, size)`
    /// @param arm index of an arm
    /// @return its probability of that arm; a unit that gets no arm has 0 for each
    public double of(int unit, int arm) {
        return byKind[kind.length == 0 ? 0 : kind[unit]][arm];
    }

    /// @return how they are known
    public Basis basis() {
        return basis;
    }
}
