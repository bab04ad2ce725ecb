package copse.match;

import copse.error.DesignException;
import copse.error.Diagnostic;
import copse.frame.Frame;
import copse.frame.Words;
import copse.match.Matching.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// From a matching and the units to groups.
final class Finder {
    /// A message stays readable with this many units in a row.
    private static final int LISTED = 20;

    private final Matching matching;
    private final Frame rows;
    private final IntFunction<String> unit;
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    /// @param matching what is asked for
    /// @param rows one per unit
    /// @param unit names a unit in messages
    Finder(Matching matching, Frame rows, IntFunction<String> unit) {
        this.matching = matching;
        this.rows = rows;
        this.unit = unit;
    }

    /// @return the groups
    Matches matches() {
        if (rows.rows() < matching.size()) {
            throw MatchCode.TOO_FEW_UNITS.error(
                    "groups of " + matching.size() + " from " + Words.count(rows.rows(), "unit"),
                    "a group takes " + matching.size() + " units",
                    rows.rows() < 2 ? "add units" : "use groups of at most " + rows.rows());
        }
        List<String> names = List.copyOf(matching.on().keySet());
        List<Covariate> covariates = names.stream()
                .map(name -> Covariate.of(name, rows.column(name), unit))
                .toList();
        List<int[]> strata = Exact.strata(rows, matching.exact(), unit);
        requireVariation(names, covariates);
        Scaling scaling = new Scaling(
                covariates,
                matching.on().values().stream().mapToDouble(Double::doubleValue).toArray(),
                matching.scale(),
                rows.rows());
        if (!Double.isFinite(scaling.points().extent())) {
            throw MatchCode.TOO_LARGE.error(
                    "distances of " + String.join(", ", names) + " are beyond the range of numbers",
                    "plain values are squared and added",
                    "let them be scaled: `scale: zscore`");
        }
        Found found = found(scaling.points(), strata);
        List<Contribution> contributions = contributions(covariates, scaling, found.groups());
        contributions.stream().filter(Contribution::isConstant).forEach(this::noteConstant);
        noteLeftOver(found, strata);
        Matches matches = new Matches(matching, scaling.points(), found, contributions, List.of());
        noteQuality(matches);
        return matches.with(diagnostics);
    }

    private void requireVariation(List<String> names, List<Covariate> covariates) {
        if (covariates.stream().allMatch(Covariate::isConstant)) {
            throw MatchCode.ALL_CONSTANT.error(
                    (names.size() == 1 ? "`" + names.getFirst() + "` has" : String.join(", ", names) + " have")
                            + " the same value for all " + rows.rows() + " units",
                    "all units are equally near, so there is nothing to match on",
                    "match on a covariate that varies, or randomise without: `complete()`");
        }
    }

    private Found found(Points points, List<int[]> strata) {
        List<int[]> groups = new ArrayList<>();
        Optimality optimality = null;
        double cost = 0;
        for (int[] stratum : strata) {
            if (stratum.length >= matching.size()) {
                Points within = strata.size() == 1 ? points : points.select(stratum);
                Found found = found(within, stratum);
                double more = found.groups().stream().mapToDouble(within::cost).sum();
                optimality = optimality == null ? found.optimality() : optimality.with(cost, found.optimality(), more);
                cost += more;
                groups.addAll(found.named(stratum).groups());
            }
        }
        if (optimality == null) {
            throw MatchCode.TOO_FEW_UNITS.error(
                    "no group of " + matching.size() + ": the largest stratum of "
                            + String.join(", ", matching.exact()) + " has "
                            + Words.count(
                                    strata.stream()
                                            .mapToInt(s -> s.length)
                                            .max()
                                            .orElse(0),
                                    "unit"),
                    "members of a group agree in " + String.join(", ", matching.exact()),
                    "use smaller groups or fewer exact columns");
        }
        if (groups.isEmpty()) {
            throw nothingNear(points, strata);
        }
        groups.sort(Comparator.comparingInt(group -> group[0]));
        return new Found(groups, optimality);
    }

    private Found found(Points points, int[] stratum) {
        double caliper = matching.caliper().orElse(Double.POSITIVE_INFINITY);
        int size = matching.size();
        return switch (matching.method()) {
            case OPTIMAL -> {
                if (points.dimensions == 1) {
                    yield SortedLine.of(points, size, caliper);
                }
                requireAtMost(OptimalPairs.MOST, stratum);
                if (size == 2) {
                    yield OptimalPairs.of(points, caliper);
                }
                yield SubsetSearch.suits(points.size, size)
                        ? SubsetSearch.of(points, size, caliper)
                        : GroupSearch.of(points, size, caliper);
            }
            case GREEDY -> {
                requireAtMost(Greedy.MOST, stratum);
                yield Greedy.inOrder(points, size, caliper);
            }
            case GREEDY_SHORTEST -> {
                requireAtMost(Greedy.MOST, stratum);
                yield Greedy.shortest(points, size, caliper);
            }
            case THRESHOLD -> ThresholdBlocks.of(points, size);
        };
    }

    private void requireAtMost(int most, int[] stratum) {
        if (stratum.length > most) {
            String among = matching.exact().isEmpty() ? "" : " with " + Exact.words(rows, matching.exact(), stratum[0]);
            throw MatchCode.TOO_MANY_UNITS.error(
                    stratum.length + " units" + among + " for "
                            + (matching.method() == Method.OPTIMAL ? "optimal" : "greedy") + " matching",
                    "it compares every unit with every other, which is feasible up to " + most,
                    "use `method: threshold`, or divide the units further by `exact: column`");
        }
    }

    private DesignException nothingNear(Points points, List<int[]> strata) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int[] stratum : strata) {
            if (stratum.length >= 2) {
                Points within = points.select(stratum);
                int[] neighbour =
                        new KdTree(within).nearest(1, Integer.MAX_VALUE).index();
                nearest = Math.min(
                        nearest,
                        IntStream.range(0, within.size)
                                .mapToDouble(i -> within.distance(i, neighbour[i]))
                                .min()
                                .orElse(nearest));
            }
        }
        return MatchCode.NO_GROUP.error(
                "no " + (matching.size() == 2 ? "pair" : "group of " + matching.size()) + " within the caliper of "
                        + matching.caliper().orElse(Double.POSITIVE_INFINITY),
                "the smallest distance of two units is " + nearest,
                "raise the caliper, or leave it out");
    }

    private List<Contribution> contributions(List<Covariate> covariates, Scaling scaling, List<int[]> groups) {
        int[] everyone = IntStream.range(0, rows.rows()).toArray();
        double[] all = shares(scaling.contributions(List.of(everyone)));
        double[] within = shares(scaling.contributions(groups));
        List<Contribution> contributions = new ArrayList<>();
        matching.on().forEach((name, weight) -> {
            int c = contributions.size();
            contributions.add(new Contribution(
                    name, weight, all[c], within[c], covariates.get(c).isConstant()));
        });
        return contributions;
    }

    private static double[] shares(double[] parts) {
        double sum = Arrays.stream(parts).sum();
        return Arrays.stream(parts).map(part -> sum > 0 ? part / sum : 0).toArray();
    }

    private void noteConstant(Contribution constant) {
        diagnostics.add(MatchCode.CONSTANT_COVARIATE.diagnostic(
                constant.covariate(),
                0,
                0,
                "`" + constant.covariate() + "` has the same value for all " + rows.rows()
                        + " units and contributes nothing to any distance."));
    }

    private void noteLeftOver(Found found, List<int[]> strata) {
        boolean[] grouped = new boolean[rows.rows()];
        found.groups().forEach(group -> Arrays.stream(group).forEach(i -> grouped[i] = true));
        int[] left = IntStream.range(0, grouped.length).filter(i -> !grouped[i]).toArray();
        if (left.length > 0) {
            List<String> named =
                    Arrays.stream(left).limit(LISTED).mapToObj(unit).toList();
            String what = matching.size() == 2 ? "pair" : "group";
            diagnostics.add(new Diagnostic(
                    MatchCode.LEFT_OVER.code(),
                    "units",
                    left.length,
                    0,
                    Words.count(left.length, "unit") + (left.length == 1 ? " is" : " are") + " in no " + what + ": "
                            + MatchSentence.list(named, left.length) + "." + reason(left.length, strata),
                    "They get no arm and are no part of the experiment. If they are needed, " + remedy() + "."));
        }
    }

    private String reason(int left, List<int[]> strata) {
        int remainder =
                strata.stream().mapToInt(s -> s.length % matching.size()).sum();
        if (matching.caliper().isPresent() && left > remainder) {
            return " No free unit is within the caliper of them.";
        }
        return strata.size() == 1
                ? " " + rows.rows() + " is no multiple of " + matching.size() + "."
                : " Strata of " + String.join(", ", matching.exact()) + " are no multiples of " + matching.size() + ".";
    }

    private String remedy() {
        if (matching.caliper().isPresent()) {
            return "raise the caliper";
        }
        return matching.exact().isEmpty() ? "add units until another group is whole" : "use fewer exact columns";
    }

    private void noteQuality(Matches matches) {
        if (matches.optimality() instanceof Optimality.Bounded bounded) {
            diagnostics.add(MatchCode.NOT_PROVEN.diagnostic(
                    "distance",
                    matches.cost(),
                    bounded.bound(),
                    "The groups come from a search. Another grouping may have a total distance that is smaller, but by no"
                            + " more than "
                            + MatchSentence.percent(matches.gap().orElse(0)) + "."));
        }
        if (matching.method() == Method.THRESHOLD && matches.optimality() instanceof Optimality.Unknown) {
            diagnostics.add(MatchCode.APPROXIMATE_NEIGHBOURS.diagnostic(
                    "neighbours",
                    matching.on().size(),
                    0,
                    "Nearest neighbours are approximate with " + rows.rows()
                            + " units and these covariates; the largest distance within a group need not be within"
                            + " four times the smallest possible."));
        }
    }
}
