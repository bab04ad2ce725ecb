package copse.exposure;

import copse.frame.NumericColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Names of conditions, and what their numbers have to be.
final class Conditions {
    /// Two sides, and nothing but nodes whose neighbours take their side.
    static final List<String> SIDES = List.of("control", "treated");

    /// Those of Aronow and Samii.
    static final List<String> FOUR = List.of("dir_ind1", "isol_dir", "ind1", "no");

    /// Most classes of a side, so that all conditions fit a byte.
    private static final int MOST = 60;

    private Conditions() {}

    static List<String> bySide(List<String> classes) {
        return SIDES.stream()
                .flatMap(side -> classes.stream().map(name -> side + ":" + name))
                .toList();
    }

    static List<String> intervals(List<Double> cuts, Exposure.Side closed) {
        boolean right = closed == Exposure.Side.RIGHT;
        List<String> names = new ArrayList<>();
        for (int k = 0; k <= cuts.size(); k++) {
            double from = k == 0 ? 0 : cuts.get(k - 1);
            double to = k == cuts.size() ? 1 : cuts.get(k);
            names.add(
                    from == to
                            ? NumericColumn.format(from)
                            : (k == 0 || !right ? "[" : "(") + NumericColumn.format(from) + ","
                                    + NumericColumn.format(to) + (k == cuts.size() || right ? "]" : ")"));
        }
        return names;
    }

    static List<String> classes(List<Integer> least) {
        List<String> names = new ArrayList<>();
        for (int k = 0; k <= least.size(); k++) {
            int from = k == 0 ? 0 : least.get(k - 1);
            if (k == least.size()) {
                names.add(from + "+");
            } else {
                int to = least.get(k) - 1;
                names.add(from == to ? Integer.toString(from) : from + "-" + to);
            }
        }
        return names;
    }

    static void requireShare(double q) {
        if (!(q > 0 && q <= 1)) {
            throw ExposureCode.BAD_EXPOSURE.error(
                    "exposure to the share q = " + NumericColumn.format(q) + " of neighbours",
                    "q is above 0 and at most 1; without any share of neighbours the exposure is `own`",
                    "write `fraction(q: 0.75)`");
        }
    }

    static void requireCuts(List<Double> cuts, Exposure.Side closed) {
        boolean right = closed == Exposure.Side.RIGHT;
        boolean inRange = cuts.stream().allMatch(cut -> right ? cut >= 0 && cut < 1 : cut > 0 && cut <= 1);
        if (!inRange || !ascending(cuts) || cuts.isEmpty() || cuts.size() >= MOST) {
            throw ExposureCode.BAD_EXPOSURE.error(
                    "shares of treated neighbours cut at "
                            + cuts.stream().map(NumericColumn::format).collect(Collectors.joining(", ")),
                    "cuts are between 1 and " + (MOST - 1) + " ascending numbers "
                            + (right
                                    ? "of at least 0 and below 1, a share equal to a cut belonging below it"
                                    : "above 0 and of at most 1, a share equal to a cut belonging above it"),
                    right ? "write `share(cuts: 0, 0.5)`" : "write `share(cuts: 0.5, 1, closed: left)`");
        }
    }

    static void requireCounts(List<Integer> least) {
        if (least.isEmpty() || least.getFirst() < 1 || !ascending(least) || least.size() >= MOST) {
            throw ExposureCode.BAD_EXPOSURE.error(
                    "numbers of treated neighbours from "
                            + least.stream().map(String::valueOf).collect(Collectors.joining(", ")),
                    "they are between 1 and " + (MOST - 1) + " ascending whole numbers of at least 1",
                    "write `count(least: 2)`");
        }
    }

    static void requireHops(int hops) {
        if (hops < 1) {
            throw ExposureCode.BAD_EXPOSURE.error(
                    "exposure over " + hops + " hops",
                    "it is over at least one; over none the exposure is `own`",
                    "write `khop(hops: 2)`");
        }
    }

    private static <T extends Comparable<T>> boolean ascending(List<T> values) {
        return Stream.iterate(1, k -> k < values.size(), k -> k + 1)
                .allMatch(k -> values.get(k - 1).compareTo(values.get(k)) < 0);
    }
}
