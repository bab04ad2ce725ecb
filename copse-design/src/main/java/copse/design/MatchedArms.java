package copse.design;

import copse.error.Diagnostic;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.match.Matches;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Matched groups, each randomised completely.
final class MatchedArms {
    private MatchedArms() {}

    static Resolution resolve(MatchedGroups design, Units units) {
        Allocation.Shares shares = design.allocation();
        int size = design.matching().size();
        long arms = shares.ratio().stream().filter(share -> share > 0).count();
        if (arms > size) {
            throw DesignCode.MORE_ARMS_THAN_GROUP.error(
                    arms + " arms in " + groups(size),
                    "each group compares the arms, so it has a unit for each of them",
                    "use groups of " + arms + ": `groups(size: " + arms + ", on: "
                            + String.join(", ", design.matching().on().keySet()) + ", arms: "
                            + String.join(", ", shares.arms()) + ")`");
        }
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put(units.idColumn(), units.ids());
        design.columns().forEach(name -> columns.put(name, units.column(name)));
        Matches matches = design.matching().of(Frame.of(columns), units.idColumn());
        int[] group = IntStream.range(0, units.size()).map(matches::groupOf).toArray();
        List<Diagnostic> diagnostics = new ArrayList<>(matches.diagnostics());
        mayMissAnArm(shares, matches).ifPresent(diagnostics::add);
        Levels labels = Levels.of(IntStream.rangeClosed(1, matches.count())
                .mapToObj(Integer::toString)
                .toList());
        Membership membership = new Membership(
                size == 2 && allOf(matches, 2) ? "pair" : "group", FactorColumn.wrap(group.clone(), labels));
        return new Resolution(
                Urn.of(group, matches.count(), shares, design.spare()),
                List.of(membership),
                diagnostics,
                Optional.empty(),
                Optional.of(matches));
    }

    private static String groups(int size) {
        return size == 2 ? "pairs" : "groups of " + size;
    }

    private static boolean allOf(Matches matches, int size) {
        return IntStream.range(0, matches.count()).allMatch(g -> matches.size(g) == size);
    }

    /// An arm whose share of a group is less than one unit is not in every group.
    private static Optional<Diagnostic> mayMissAnArm(Allocation.Shares shares, Matches matches) {
        int smallest =
                IntStream.range(0, matches.count()).map(matches::size).min().orElse(0);
        double least = IntStream.range(0, shares.arms().size())
                .mapToDouble(shares::share)
                .filter(share -> share > 0)
                .min()
                .orElse(1);
        // exact for the ratios of small whole numbers that designs have
        if (least * smallest >= 1 - 1e-12) {
            return Optional.empty();
        }
        int rarest = IntStream.range(0, shares.arms().size())
                .filter(arm -> shares.share(arm) == least)
                .findFirst()
                .orElse(0);
        return Optional.of(new Diagnostic(
                DesignCode.GROUP_MAY_MISS_ARM.code(),
                shares.arms().get(rarest),
                least * smallest,
                1,
                "In groups of " + smallest + " the arm `" + shares.arms().get(rarest) + "` gets "
                        + "less than one unit on average, so that some groups go without it.",
                DesignCode.GROUP_MAY_MISS_ARM.advice()));
    }
}
