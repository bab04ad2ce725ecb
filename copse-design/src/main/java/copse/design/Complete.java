package copse.design;

import java.util.List;

/// Fixed numbers of units per arm, all such assignments equally likely.
///
/// @param allocation shares or counts; where shares leave spare units, these go to arms at random
public record Complete(Allocation allocation) implements Design {
    @Override
    public Arms arms() {
        return Arms.of(allocation.arms());
    }

    @Override
    public List<String> columns() {
        return List.of();
    }
}
