package copse.design;

import copse.match.Matching;
import java.util.List;

/// Units that resemble each other are put into groups, and each group is randomised completely: matched pairs,
/// and K-tuples.
///
/// Units left over (an odd number, a caliper) get no arm and are listed.
///
/// @param matching which covariates, distance, size of the groups and method
/// @param allocation shares of the arms within a group
/// @param spare where spare units of groups go whose size is no multiple of the ratio
public record MatchedGroups(Matching matching, Allocation.Shares allocation, Spare spare) implements Design {
    @Override
    public Arms arms() {
        return Arms.of(allocation.arms());
    }

    @Override
    public List<String> columns() {
        return matching.columns();
    }
}
