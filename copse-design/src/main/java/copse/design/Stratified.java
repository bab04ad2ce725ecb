package copse.design;

import java.util.List;

/// Complete randomisation within each stratum.
///
/// @param by columns whose combinations are the strata
/// @param allocation shares in each stratum, or an allocation per stratum
/// @param spare where spare units of odd strata go
public record Stratified(List<Stratifier> by, Allocation allocation, Spare spare) implements Design {
    /// Copies the list.
    public Stratified {
        by = List.copyOf(by);
    }

    @Override
    public Arms arms() {
        return Arms.of(allocation.arms());
    }

    @Override
    public List<String> columns() {
        return by.stream().map(Stratifier::column).distinct().toList();
    }
}
