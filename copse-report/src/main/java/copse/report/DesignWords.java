package copse.report;

import copse.design.Allocation;
import copse.design.Clustered;
import copse.design.Complete;
import copse.design.Criterion;
import copse.design.Crossover;
import copse.design.Design;
import copse.design.Factorial;
import copse.design.GramSchmidtWalk;
import copse.design.GraphClusters;
import copse.design.MatchedGroups;
import copse.design.Mixed;
import copse.design.PermutedBlocks;
import copse.design.Rerandomised;
import copse.design.Saturation;
import copse.design.Simple;
import copse.design.Spare;
import copse.design.SteppedWedge;
import copse.design.Stratified;
import copse.design.Stratifier;
import copse.frame.NumericColumn;
import copse.frame.Words;
import copse.match.Matching;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a design does, in plain words.
public final class DesignWords {
    private DesignWords() {}

    /// @param design any
    /// @return one to three sentences about who is randomised and how
    public static String of(Design design) {
        return of(design, "unit");
    }

    /// @param design any
    /// @param language of the sentences
    /// @return one to three sentences about who is randomised and how
    public static String of(Design design, Language language) {
        return Sayings.of(language).say(of(design));
    }

    private static String of(Design design, String unit) {
        return switch (design) {
            case Simple simple -> simple(simple, unit);
            case Complete(Allocation allocation) ->
                "All " + unit + "s together are divided at random into " + allocation(allocation, unit)
                        + ", each division as likely as any other.";
            case Stratified stratified ->
                "Within each stratum (" + strata(stratified.by()) + ") " + unit + "s are divided at random into "
                        + allocation(stratified.allocation(), unit) + "." + spare(stratified.spare(), unit, "stratum");
            case PermutedBlocks blocks -> blocks(blocks, unit);
            case MatchedGroups groups -> matched(groups, unit);
            case Rerandomised rerandomised ->
                of(rerandomised.base(), unit) + " Only assignments count in which "
                        + criterion(rerandomised.criterion()) + "; others are drawn again.";
            case GramSchmidtWalk walk ->
                "A Gram-Schmidt walk hands out " + allocation(walk.allocation(), unit) + " such that the arms agree in "
                        + and(walk.on()) + " (robustness " + NumericColumn.format(walk.robustness())
                        + ": 1 is a coin for each " + unit + ", towards 0 is balance above all).";
            case Factorial factorial -> factorial(factorial, unit);
            case SteppedWedge wedge -> wedge(wedge, unit);
            case Crossover crossover -> crossover(crossover, unit);
            case Saturation saturation -> saturation(saturation);
            case Mixed mixed -> mixed(mixed);
            case GraphClusters clusters -> graphClusters(clusters);
            case Clustered(String by, Design inner) ->
                "Clusters (" + by + ") are randomised, and each unit has the arm of its cluster. "
                        + of(inner, "cluster");
        };
    }

    private static String simple(Simple design, String unit) {
        return "Each " + unit + " gets its arm by itself, " + probabilities(design.allocation())
                + ", so that the numbers of " + unit + "s per arm are random; "
                + switch (design.emptyArm()) {
                    case REFUSE -> "an assignment with an empty arm is refused.";
                    case REDRAW -> "an assignment with an empty arm is drawn again.";
                };
    }

    private static String blocks(PermutedBlocks design, String unit) {
        String sizes = design.sizes().stream().map(Object::toString).collect(Collectors.joining(" or "));
        String order = design.order().map(column -> "In the order of " + column).orElse("In the order of ids");
        return order + (design.by().isEmpty() ? "" : ", within each stratum (" + strata(design.by()) + "),") + " "
                + unit
                + "s are cut into blocks of " + sizes + (design.sizes().size() > 1 ? ", drawn at random" : "")
                + "; each block is divided at random into " + allocation(design.allocation(), unit) + "."
                + spare(design.spare(), unit, "block");
    }

    private static String matched(MatchedGroups design, String unit) {
        Matching matching = design.matching();
        boolean pairs = matching.size() == 2;
        String exact = matching.exact().isEmpty() ? "" : " and agree in " + and(matching.exact());
        return "The " + unit + "s most alike in " + and(matching.on().keySet()) + exact + " make "
                + (pairs ? "pairs" : "groups of " + matching.size())
                + (matching.caliper().isPresent()
                        ? " (none wider than "
                                + NumericColumn.format(matching.caliper().orElseThrow()) + ")"
                        : "")
                + "; each " + (pairs ? "pair" : "group") + " is divided at random into "
                + allocation(design.allocation(), unit) + ".";
    }

    private static String factorial(Factorial design, String unit) {
        String factors = design.factors().entrySet().stream()
                .map(factor -> factor.getKey() + " ("
                        + String.join(", ", factor.getValue().arms()) + ")")
                .collect(Collectors.joining(" and "));
        return Words.capital(within(design.by(), unit)) + " are divided at random among the combinations of " + factors
                + "." + spare(design.by(), design.spare(), unit);
    }

    private static String wedge(SteppedWedge design, String unit) {
        return Words.capital(within(design.by(), unit)) + " are divided at random into " + design.sequences()
                + " sequences. All begin under control; sequence 1 crosses over to treatment after period "
                + design.baseline() + ", the others each " + periods(design.every()) + " later."
                + spare(design.by(), design.spare(), unit);
    }

    private static String crossover(Crossover design, String unit) {
        String sequences = design.sequences().stream()
                .map(sequence -> String.join(" then ", sequence))
                .collect(Collectors.joining("; "));
        return Words.capital(within(design.by(), unit)) + " are divided at random among these orders of conditions: "
                + sequences
                + "."
                + spare(design.by(), design.spare(), unit);
    }

    private static String saturation(Saturation design) {
        String levels = design.levels().stream()
                .map(level -> Numbers.percent(level.saturation()))
                .collect(Collectors.joining(", "));
        return Words.capital(within(design.strata(), "cluster")) + " (" + design.by()
                + ") draw at random the share of their units that gets "
                + design.within().getLast() + ": " + levels
                + ". Then that share of the units of each cluster is drawn, "
                + switch (design.rounding()) {
                    case RANDOM -> "parts of a unit rounded up or down at random.";
                    case NEAREST -> "rounded to the nearest whole number.";
                    case DOWN -> "rounded down.";
                };
    }

    private static String graphClusters(GraphClusters design) {
        return switch (design.source()) {
                    case GraphClusters.Drawn(String neighbours, var method) ->
                        "Clusters are drawn with each assignment from the neighbours of units (" + neighbours + "), by "
                                + method.text();
                    case GraphClusters.OneOf(List<String> columns) ->
                        "The clusters are drawn with each assignment: those of one of " + and(columns)
                                + ", each as likely";
                }
                + "; each unit has the arm of its cluster. "
                + switch (design.draw()) {
                    case COINS -> "Each cluster gets its arm by itself, " + probabilities(design.allocation()) + ".";
                    case COMPLETE ->
                        "The clusters are divided at random into " + allocation(design.allocation(), "cluster")
                                + ", spare ones going to random arms.";
                };
    }

    private static String mixed(Mixed design) {
        return Words.capital(within(design.strata(), "cluster")) + " (" + design.by() + ") are divided at random: "
                + Numbers.percent(design.share()) + " get an arm as wholes, in the others units get arms by themselves."
                + " Both give " + probabilities(design.allocation()) + "; within a cluster units draw "
                + switch (design.draw()) {
                    case COMPLETE -> "in fixed numbers, a spare unit at random.";
                    case COINS -> "independently of each other.";
                };
    }

    private static String criterion(Criterion criterion) {
        return switch (criterion) {
            case Criterion.MeanDifference(String column, Criterion.Threshold threshold) ->
                "the means of " + column + " differ by "
                        + switch (threshold) {
                            case Criterion.Threshold.Value(double value) -> "at most " + NumericColumn.format(value);
                            case Criterion.Threshold.Acceptance(double share) ->
                                "as little as in the closest " + Numbers.percent(share) + " of assignments";
                        };
            case Criterion.Mahalanobis mahalanobis -> distance(mahalanobis);
            case Criterion.Tiers(List<Criterion.Mahalanobis> tiers) ->
                tiers.stream().map(DesignWords::distance).collect(Collectors.joining(", and after that "));
            case Criterion.Limits limits ->
                "standardised differences are at most "
                        + limits.limits().entrySet().stream()
                                .map(limit -> NumericColumn.format(limit.getValue()) + " in " + limit.getKey())
                                .collect(Collectors.joining(", "));
        };
    }

    private static String distance(Criterion.Mahalanobis criterion) {
        return switch (criterion.threshold()) {
            case Criterion.Threshold.Acceptance(double share) ->
                "the arms are as close in " + and(criterion.columns()) + " as in the closest " + Numbers.percent(share)
                        + " (Mahalanobis distance of means)";
            case Criterion.Threshold.Value(double value) ->
                "the Mahalanobis distance of the arms' means of " + and(criterion.columns()) + " is at most "
                        + NumericColumn.format(value);
        };
    }

    private static String within(List<Stratifier> by, String unit) {
        return by.isEmpty() ? unit + "s" : "within each stratum (" + strata(by) + ") " + unit + "s";
    }

    private static String strata(List<Stratifier> by) {
        return by.stream()
                .map(stratifier -> switch (stratifier) {
                    case Stratifier.Values(String column) -> column;
                    case Stratifier.Cut(String column, var bins) ->
                        column + " cut at "
                                + bins.breaks().stream()
                                        .map(NumericColumn::format)
                                        .collect(Collectors.joining(", "));
                    case Stratifier.Quantiles(String column, int count) -> column + " in " + count + " equal parts";
                })
                .collect(Collectors.joining(", "));
    }

    private static String allocation(Allocation allocation, String unit) {
        return switch (allocation) {
            case Allocation.Shares shares
            when isEqual(shares) -> (shares.arms().size() == 2 ? "halves: " : "equal parts: ") + and(shares.arms());
            case Allocation.Shares shares -> "parts in the ratio " + ratio(shares);
            case Allocation.Counts counts ->
                and(IntStream.range(0, counts.arms().size())
                        .mapToObj(arm -> counts.counts().get(arm) + " " + unit
                                + (counts.counts().get(arm) == 1 ? "" : "s") + " for "
                                + counts.arms().get(arm))
                        .toList());
            case Allocation.PerStratum perStratum ->
                "parts of its own: "
                        + perStratum.strata().entrySet().stream()
                                .map(stratum -> stratum.getKey() + " " + allocation(stratum.getValue(), unit))
                                .collect(Collectors.joining("; "));
        };
    }

    private static String ratio(Allocation.Shares shares) {
        return IntStream.range(0, shares.arms().size())
                .mapToObj(arm -> shares.arms().get(arm) + " "
                        + NumericColumn.format(shares.ratio().get(arm)))
                .collect(Collectors.joining(" : "));
    }

    private static String probabilities(Allocation.Shares shares) {
        return IntStream.range(0, shares.arms().size())
                .mapToObj(arm -> shares.arms().get(arm) + " with probability " + Numbers.brief(shares.share(arm), 4))
                .collect(Collectors.joining(", "));
    }

    private static boolean isEqual(Allocation.Shares shares) {
        return shares.ratio().stream().distinct().count() == 1;
    }

    private static String spare(List<Stratifier> by, Spare spare, String unit) {
        return by.isEmpty() ? " Spare " + unit + "s go to random ones." : spare(spare, unit, "stratum");
    }

    private static String spare(Spare spare, String unit, String where) {
        return switch (spare) {
            case BALANCED ->
                " Where a " + where + " does not divide evenly, its spare " + unit
                        + "s go to random arms, evened out over all of them.";
            case INDEPENDENT ->
                " Where a " + where + " does not divide evenly, its spare " + unit
                        + "s go to random arms, whatever the others do.";
        };
    }

    private static String periods(int every) {
        return every == 1 ? "one period" : every + " periods";
    }

    private static String and(Collection<String> names) {
        List<String> list = List.copyOf(names);
        return list.size() < 2
                ? String.join("", list)
                : String.join(", ", list.subList(0, list.size() - 1)) + " and " + list.getLast();
    }
}
