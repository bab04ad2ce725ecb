package copse.design;

import copse.design.Argument.Pair;
import copse.design.Argument.Span;
import copse.design.Argument.Word;
import copse.design.Criterion.Threshold;
import copse.frame.NumericColumn;
import copse.match.Matching;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// From designs to trees. Everything that a design declares is written, defaults too: what is printed today
/// means the same when a default has changed.
final class DesignWriter {
    private final List<Argument> values = new ArrayList<>();
    private final SequencedMap<String, List<Argument>> named = new LinkedHashMap<>();

    private DesignWriter() {}

    static DesignTree write(Design design) {
        return switch (design) {
            case Simple simple ->
                new DesignWriter()
                        .allocation(simple.allocation())
                        .word("empty", Arguments.name(simple.emptyArm()))
                        .tree("simple");
            case Complete complete ->
                new DesignWriter().allocation(complete.allocation()).tree("complete");
            case Stratified stratified ->
                new DesignWriter()
                        .strata("by", stratified.by())
                        .allocation(stratified.allocation())
                        .spare(stratified.spare())
                        .tree("stratified");
            case PermutedBlocks blocks -> blocks(blocks);
            case MatchedGroups groups -> groups(groups);
            case Rerandomised rerandomised -> rerandomised(rerandomised);
            case GramSchmidtWalk walk ->
                new DesignWriter()
                        .words("on", walk.on())
                        .number("robustness", walk.robustness())
                        .allocation(walk.allocation())
                        .tree("walk");
            case Factorial factorial -> factorial(factorial);
            case SteppedWedge wedge ->
                new DesignWriter()
                        .number("sequences", wedge.sequences())
                        .number("baseline", wedge.baseline())
                        .number("every", wedge.every())
                        .strata("by", wedge.by())
                        .spare(wedge.spare())
                        .tree("wedge");
            case Crossover crossover ->
                new DesignWriter()
                        .put("sequences", crossover.sequences().stream().map(DesignWriter::order))
                        .strata("by", crossover.by())
                        .spare(crossover.spare())
                        .tree("crossover");
            case Saturation saturation -> saturation(saturation);
            case Mixed mixed ->
                new DesignWriter()
                        .word("by", mixed.by())
                        .number("share", mixed.share())
                        .allocation(mixed.allocation())
                        .word("units", Arguments.name(mixed.draw()))
                        .strata("strata", mixed.strata())
                        .spare(mixed.spare())
                        .tree("mixed");
            case GraphClusters clusters ->
                source(clusters.source())
                        .allocation(clusters.allocation())
                        .word("draw", Arguments.name(clusters.draw()))
                        .tree("graph_clusters");
            case Clustered clustered ->
                new DesignWriter()
                        .value(write(clustered.design()))
                        .words("by", List.of(clustered.by()))
                        .tree("clustered");
        };
    }

    private static DesignTree blocks(PermutedBlocks blocks) {
        return new DesignWriter()
                .put("sizes", blocks.sizes().stream().map(size -> word(Integer.toString(size))))
                .strata("by", blocks.by())
                .words("order", blocks.order().stream().toList())
                .allocation(blocks.allocation())
                .spare(blocks.spare())
                .tree("blocks");
    }

    private static DesignTree groups(MatchedGroups groups) {
        Matching matching = groups.matching();
        boolean pairs = matching.size() == 2;
        DesignWriter out = new DesignWriter();
        if (!pairs) {
            out.number("size", matching.size());
        }
        return out.weights("on", matching.on(), 1)
                .words("exact", matching.exact())
                .word("scale", Arguments.name(matching.scale()))
                .word("method", Arguments.name(matching.method()))
                .words(
                        "caliper",
                        matching.caliper().stream().map(NumericColumn::format).toList())
                .allocation(groups.allocation())
                .spare(groups.spare())
                .tree(pairs ? "pairs" : "groups");
    }

    private static DesignTree rerandomised(Rerandomised design) {
        DesignWriter out = new DesignWriter().value(write(design.base()));
        switch (design.criterion()) {
            case Criterion.Mahalanobis rule -> out.words("on", rule.columns()).threshold(rule.threshold());
            case Criterion.MeanDifference rule ->
                out.word("mean", rule.column()).threshold(rule.threshold());
            case Criterion.Limits rule -> out.weights("limits", rule.limits(), Double.NaN);
            case Criterion.Tiers rule ->
                out.put(
                        "tiers",
                        rule.tiers().stream()
                                .map(tier -> new DesignWriter()
                                        .words("on", tier.columns())
                                        .threshold(tier.threshold())
                                        .tree("tier")));
        }
        return out.number("cap", design.cap()).tree("rerandomised");
    }

    private static DesignTree factorial(Factorial factorial) {
        DesignWriter out = new DesignWriter();
        factorial.factors().forEach((name, levels) -> out.put(name, shares(levels).stream()));
        return out.strata("by", factorial.by()).spare(factorial.spare()).tree("factorial");
    }

    private static DesignTree saturation(Saturation design) {
        return new DesignWriter()
                .word("by", design.by())
                .put(
                        "levels",
                        design.levels().stream()
                                .map(level -> pair(number(level.saturation()), word(number(level.ratio())))))
                .words("within", design.within())
                .word("rounding", Arguments.name(design.rounding()))
                .strata("strata", design.strata())
                .spare(design.spare())
                .tree("saturation");
    }

    private static DesignWriter source(GraphClusters.Source source) {
        return switch (source) {
            case GraphClusters.Drawn drawn ->
                new DesignWriter()
                        .word("neighbours", drawn.neighbours())
                        .put(
                                "clusters",
                                Stream.of(DesignTree.parse(drawn.method().text())));
            case GraphClusters.OneOf one ->
                new DesignWriter()
                        .put(
                                "clusters",
                                Stream.of(function(
                                        "one_of",
                                        one.columns().stream()
                                                .map(DesignWriter::column)
                                                .toList())));
        };
    }

    private DesignTree tree(String name) {
        return new DesignTree(name, values, named, Span.NOWHERE);
    }

    private DesignWriter value(Argument value) {
        values.add(value);
        return this;
    }

    /// Leaves the key out if it has no values.
    private DesignWriter put(String key, Stream<? extends Argument> list) {
        List<Argument> copy = new ArrayList<>(list.toList());
        if (!copy.isEmpty()) {
            named.put(key, copy);
        }
        return this;
    }

    private DesignWriter word(String key, String text) {
        return words(key, List.of(text));
    }

    private DesignWriter words(String key, List<String> texts) {
        return put(key, texts.stream().map(DesignWriter::column));
    }

    private DesignWriter number(String key, double number) {
        return word(key, number(number));
    }

    private DesignWriter weights(String key, Map<String, Double> weights, double silent) {
        return put(
                key,
                weights.entrySet().stream()
                        .map(entry -> entry.getValue() == silent
                                ? column(entry.getKey())
                                : pair(entry.getKey(), word(number(entry.getValue())))));
    }

    private DesignWriter spare(Spare spare) {
        return word("spare", Arguments.name(spare));
    }

    private DesignWriter threshold(Threshold threshold) {
        return switch (threshold) {
            case Threshold.Acceptance accept -> number("accept", accept.probability());
            case Threshold.Value below -> number("below", below.value());
        };
    }

    private DesignWriter strata(String key, List<Stratifier> by) {
        return put(key, by.stream().map(DesignWriter::stratifier));
    }

    private DesignWriter allocation(Allocation allocation) {
        return switch (allocation) {
            case Allocation.Shares shares -> put("arms", shares(shares).stream());
            case Allocation.Counts counts -> put("counts", counts(counts).stream());
            case Allocation.PerStratum strata ->
                put("per", strata.strata().entrySet().stream().map(e -> pair(e.getKey(), function(e.getValue()))));
        };
    }

    private static Argument function(Allocation allocation) {
        return switch (allocation) {
            case Allocation.Shares shares -> function("arms", shares(shares));
            case Allocation.Counts counts -> function("counts", counts(counts));
            case Allocation.PerStratum strata ->
                throw new IllegalArgumentException("strata within strata: " + strata); // its constructor refuses these
        };
    }

    static List<? extends Argument> shares(Allocation.Shares shares) {
        boolean equal = shares.ratio().stream().allMatch(ratio -> ratio == 1);
        return IntStream.range(0, shares.arms().size())
                .mapToObj(arm -> equal
                        ? word(shares.arms().get(arm))
                        : pair(
                                shares.arms().get(arm),
                                word(number(shares.ratio().get(arm)))))
                .toList();
    }

    private static List<? extends Argument> counts(Allocation.Counts counts) {
        return IntStream.range(0, counts.arms().size())
                .mapToObj(arm -> pair(
                        counts.arms().get(arm),
                        word(Integer.toString(counts.counts().get(arm)))))
                .toList();
    }

    static Argument stratifier(Stratifier stratifier) {
        return switch (stratifier) {
            case Stratifier.Values by -> column(by.column());
            case Stratifier.Quantiles by ->
                function("quantiles", List.of(column(by.column()), word(Integer.toString(by.count()))));
            case Stratifier.Cut by -> cut(by);
        };
    }

    private static Argument cut(Stratifier.Cut by) {
        DesignWriter out = new DesignWriter().value(column(by.column()));
        by.bins().breaks().forEach(at -> out.value(word(number(at))));
        return out.word("closed", Arguments.name(by.bins().closed())).tree("cut");
    }

    private static Argument order(List<String> conditions) {
        return function("order", conditions.stream().map(DesignWriter::word).toList());
    }

    private static DesignTree function(String name, List<? extends Argument> values) {
        return new DesignTree(name, List.copyOf(values), new LinkedHashMap<>(), Span.NOWHERE);
    }

    private static Word word(String text) {
        return new Word(text, Span.NOWHERE);
    }

    private static Argument column(String name) {
        return word(name);
    }

    private static Pair pair(String name, Argument value) {
        return new Pair(name, value, Span.NOWHERE);
    }

    private static String number(double value) {
        return NumericColumn.format(value);
    }
}
