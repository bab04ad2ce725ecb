package copse.estimate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Cells of so many units in two arms, without outcomes and covariates. They differ in nothing else, so that a
/// simulation of thousands of experiments makes them once.
final class ArmTemplates {
    /// As many as a power curve has points; each is a few kilobytes per hundred units.
    private static final int MOST = 64;

    private static final Map<Key, ArmCells> KNOWN = new ConcurrentHashMap<>();

    private ArmTemplates() {}

    private record Key(int controls, int treated, OutcomeKind kind) {}

    /// @param controls units in the control arm: the first ones
    /// @param treated units in the other
    /// @param kind of the outcome
    /// @return one cell per unit
    static ArmCells of(int controls, int treated, OutcomeKind kind) {
        if (KNOWN.size() > MOST) {
            KNOWN.clear();
        }
        return KNOWN.computeIfAbsent(new Key(controls, treated, kind), key -> {
            int units = key.controls + key.treated;
            return new ArmTable(key.kind, units, i -> i < key.controls ? 0 : 1).cells(i -> i, units, i -> 0);
        });
    }
}
