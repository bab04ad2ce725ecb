package copse.design;

import copse.error.Diagnostic;
import copse.error.Suggestion;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import copse.frame.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// Designs that hand out arms in fixed numbers within strata and blocks, or unit by unit.
final class FixedArms {
    /// Less likely than this, an arm without units is not worth a word.
    private static final double UNLIKELY = 1e-6;

    private FixedArms() {}

    static Resolution resolve(Simple design, Units units) {
        requireEnoughUnits(design.allocation(), units.size());
        Coins coins = new Coins(units.size(), design.allocation(), design.emptyArm());
        List<Diagnostic> diagnostics = new ArrayList<>();
        if (coins.emptyProbability() >= UNLIKELY) {
            boolean refuse = design.emptyArm() == Simple.EmptyArm.REFUSE;
            diagnostics.add(new Diagnostic(
                    DesignCode.MAY_BE_EMPTY.code(),
                    "arms",
                    coins.emptyProbability(),
                    0,
                    "With probability " + Coins.digits(coins.emptyProbability())
                            + (refuse
                                    ? " a draw leaves an arm without units, and is then refused."
                                    : " a draw leaves an arm without units and is drawn again; all probabilities are"
                                            + " those given that no arm is empty."),
                    refuse ? "Fix the numbers with `complete(…)`, or say `empty: redraw`." : "Nothing to do."));
        }
        return new Resolution(coins, List.of(), diagnostics);
    }

    static Resolution resolve(Complete design, Units units) {
        return stratified(List.of(), design.allocation(), Spare.BALANCED, units);
    }

    static Resolution resolve(Stratified design, Units units) {
        return stratified(design.by(), design.allocation(), design.spare(), units);
    }

    static Resolution resolve(Factorial design, Units units) {
        return stratified(design.by(), design.allocation(), design.spare(), units);
    }

    static Resolution resolve(SteppedWedge design, Units units) {
        return stratified(design.by(), Allocation.equal(design.arms().labels()), design.spare(), units);
    }

    static Resolution resolve(Crossover design, Units units) {
        return stratified(design.by(), Allocation.equal(design.arms().labels()), design.spare(), units);
    }

    private static Resolution stratified(List<Stratifier> by, Allocation allocation, Spare spare, Units units) {
        requireEnoughUnits(allocation, units.size());
        Strata strata = Strata.of(by, units);
        int[] sizes = strata.sizes();
        Quota[] quota = quotas(allocation, strata.labels(), sizes, by.isEmpty());
        boolean one = strata.size() == 1;
        Urn urn = new Urn(units.size(), one ? null : strata.code(), quota, spare);
        List<Diagnostic> diagnostics = new ArrayList<>();
        if (!by.isEmpty()) {
            loneUnits(strata.labels(), sizes, diagnostics);
        }
        mayBeEmpty(allocation.arms(), quota, spare, diagnostics);
        return new Resolution(urn, by.isEmpty() ? List.of() : List.of(strata.membership()), diagnostics);
    }

    // ---- numbers per stratum

    private static Quota[] quotas(Allocation allocation, List<String> labels, int[] sizes, boolean whole) {
        if (allocation instanceof Allocation.PerStratum per) {
            requireSameStrata(per, labels);
        }
        Map<Allocation, Map<Integer, Quota>> known = new HashMap<>();
        Quota[] quota = new Quota[sizes.length];
        for (int s = 0; s < sizes.length; s++) {
            Allocation own = allocation instanceof Allocation.PerStratum per
                    ? Objects.requireNonNull(per.strata().get(labels.get(s)))
                    : allocation;
            String name = whole ? "" : "stratum `" + labels.get(s) + "`";
            quota[s] = known.computeIfAbsent(own, a -> new HashMap<>())
                    .computeIfAbsent(sizes[s], n -> quota(own, n, name));
        }
        return quota;
    }

    private static Quota quota(Allocation allocation, int units, String stratum) {
        return switch (allocation) {
            case Allocation.Shares shares -> Quota.of(units, Ratio.of(shares.ratio()));
            case Allocation.Counts counts -> {
                long sum =
                        counts.counts().stream().mapToLong(Integer::longValue).sum();
                if (sum != units) {
                    throw DesignCode.WRONG_COUNTS.error(
                            "counts " + listed(counts) + " sum to " + sum + ", but "
                                    + (stratum.isEmpty() ? "there are " : stratum + " has ")
                                    + Words.count(units, "unit"),
                            "counts say exactly how many units each arm gets",
                            "correct the counts, or give a ratio: `arms: " + listed(counts) + "`");
                }
                yield Quota.of(counts.counts());
            }
            case Allocation.PerStratum per -> throw new IllegalArgumentException("within a stratum: " + per);
        };
    }

    private static String listed(Allocation.Counts counts) {
        return String.join(
                ", ",
                IntStream.range(0, counts.arms().size())
                        .mapToObj(k ->
                                counts.arms().get(k) + "=" + counts.counts().get(k))
                        .toList());
    }

    private static void requireSameStrata(Allocation.PerStratum per, List<String> labels) {
        for (String name : per.strata().keySet()) {
            if (!labels.contains(name)) {
                throw DesignCode.UNKNOWN_STRATUM.error(
                        "no stratum `" + name + "` among the units",
                        "the strata are " + some(labels),
                        Suggestion.didYouMean(name, labels, "leave it out of `per`"));
            }
        }
        for (String label : labels) {
            if (!per.strata().containsKey(label)) {
                throw DesignCode.UNKNOWN_STRATUM.error(
                        "no allocation for the stratum `" + label + "`",
                        "`per` names " + some(List.copyOf(per.strata().keySet())),
                        "add `" + label + "=arms(" + String.join(", ", per.arms()) + ")`");
            }
        }
    }

    private static String some(List<String> names) {
        int shown = Math.min(10, names.size());
        return String.join(", ", names.subList(0, shown))
                + (names.size() > shown ? " and " + (names.size() - shown) + " more" : "");
    }

    private static void requireEnoughUnits(Allocation allocation, int units) {
        List<String> used = new ArrayList<>();
        for (int k = 0; k < allocation.arms().size(); k++) {
            if (isUsed(allocation, k)) {
                used.add(allocation.arms().get(k));
            }
        }
        if (units < used.size()) {
            throw DesignCode.TOO_FEW_UNITS.error(
                    Words.count(units, "unit") + " for " + Words.count(used.size(), "arm") + ": " + some(used),
                    "each arm with a share above zero is to have at least one unit",
                    "use fewer arms, or randomise more units");
        }
    }

    private static boolean isUsed(Allocation allocation, int arm) {
        return switch (allocation) {
            case Allocation.Shares shares -> shares.ratio().get(arm) > 0;
            case Allocation.Counts counts -> counts.counts().get(arm) > 0;
            case Allocation.PerStratum per -> per.strata().values().stream().anyMatch(own -> isUsed(own, arm));
        };
    }

    // ---- what is to be known

    private static void loneUnits(List<String> labels, int[] sizes, List<Diagnostic> diagnostics) {
        List<String> lone = IntStream.range(0, sizes.length)
                .filter(s -> sizes[s] == 1)
                .mapToObj(labels::get)
                .toList();
        if (!lone.isEmpty()) {
            diagnostics.add(new Diagnostic(
                    DesignCode.LONE_UNIT.code(),
                    some(lone),
                    lone.size(),
                    0,
                    (lone.size() == 1 ? "One stratum has" : lone.size() + " strata have")
                            + " a single unit, which compares with nobody in its stratum; its arm is random with the"
                            + " stated probability.",
                    DesignCode.LONE_UNIT.advice()));
        }
    }

    /// Arms that get no whole unit anywhere, and spare ones not for sure.
    private static void mayBeEmpty(List<String> arms, Quota[] quota, Spare spare, List<Diagnostic> diagnostics) {
        for (int k = 0; k < arms.size(); k++) {
            int arm = k;
            double expected = 0;
            double none = 1;
            for (Quota own : quota) {
                expected += own.fraction(k);
                none *= 1 - own.fraction(k);
            }
            boolean whole = Arrays.stream(quota).anyMatch(q -> q.base(arm) > 0);
            double empty = spare == Spare.BALANCED ? Math.max(0, 1 - expected) : none;
            if (!whole && expected > 0 && empty >= UNLIKELY) {
                diagnostics.add(new Diagnostic(
                        DesignCode.MAY_BE_EMPTY.code(),
                        arms.get(k),
                        empty,
                        0,
                        "With probability " + Coins.digits(empty) + " the arm `" + arms.get(k) + "` gets no unit.",
                        "Use more units, a larger share, or counts."));
            }
        }
    }

    // ---- blocks

    static Resolution resolve(PermutedBlocks design, Units units) {
        requireEnoughUnits(design.allocation(), units.size());
        Strata strata = Strata.of(design.by(), units);
        int[] place = places(design, strata, units);
        int[] sizes = strata.sizes();
        List<Membership> memberships = new ArrayList<>();
        List<Diagnostic> diagnostics = new ArrayList<>();
        if (!design.by().isEmpty()) {
            memberships.add(strata.membership());
            loneUnits(strata.labels(), sizes, diagnostics);
        }
        Ratio ratio = Ratio.of(design.allocation().ratio());
        int[] start = new int[sizes.length + 1];
        for (int s = 0; s < sizes.length; s++) {
            start[s + 1] = start[s] + sizes[s];
        }
        if (design.sizes().stream().distinct().count() > 1) {
            Mechanism blocks = new RandomBlocks(place, start, design.sizes(), ratio, design.spare());
            return new Resolution(blocks, memberships, diagnostics);
        }
        int size = design.sizes().getFirst();
        List<String> labels = new ArrayList<>();
        List<Quota> quota = new ArrayList<>();
        Map<Integer, Quota> known = new HashMap<>();
        int[] block = new int[units.size()];
        for (int s = 0; s < sizes.length; s++) {
            for (int from = 0, number = 1; from < sizes[s]; from += size, number++) {
                int length = Math.min(size, sizes[s] - from);
                for (int i = 0; i < length; i++) {
                    block[place[start[s] + from + i]] = labels.size();
                }
                labels.add(design.by().isEmpty() ? "" + number : strata.labels().get(s) + ":" + number);
                quota.add(known.computeIfAbsent(length, n -> Quota.of(n, ratio)));
            }
        }
        memberships.add(new Membership("block", FactorColumn.wrap(block, Levels.of(labels))));
        Urn urn = new Urn(units.size(), block, quota.toArray(Quota[]::new), design.spare());
        return new Resolution(urn, memberships, diagnostics);
    }

    /// Units stratum after stratum, in the order of the column within each.
    private static int[] places(PermutedBlocks design, Strata strata, Units units) {
        if (design.order().isEmpty()) {
            return strata.order();
        }
        String name = design.order().get();
        Column column = units.column(name);
        Strata.requireComplete(name, column, units, "place in the order");
        double[] unit = IntStream.range(0, units.size()).asDoubleStream().toArray();
        double[] code = Arrays.stream(strata.code()).asDoubleStream().toArray();
        Frame sorted = Frame.of(
                        "stratum", NumericColumn.wrap(code, column.missing()),
                        "order", column,
                        "unit", NumericColumn.wrap(unit, column.missing()))
                .sortBy("stratum", "order");
        return IntStream.range(0, units.size())
                .map(i -> (int) sorted.numeric("unit").value(i))
                .toArray();
    }
}
