package copse.design;

import copse.design.Argument.Pair;
import copse.design.Argument.Word;
import copse.design.Criterion.Threshold;
import copse.error.Suggestion;
import copse.match.Matching;
import copse.network.ClusteringMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// From trees to designs.
final class DesignReader {
    /// Names of designs in the order in which they are listed.
    static final List<String> NAMES = List.of(
            "simple",
            "complete",
            "stratified",
            "blocks",
            "pairs",
            "groups",
            "rerandomised",
            "walk",
            "factorial",
            "wedge",
            "crossover",
            "saturation",
            "mixed",
            "graph_clusters",
            "clustered");

    private static final int PAIR = 2;

    private DesignReader() {}

    static Design read(DesignTree tree) {
        return switch (tree.name()) {
            case "simple" -> simple(tree);
            case "complete" -> complete(tree);
            case "stratified" -> stratified(tree);
            case "blocks" -> blocks(tree);
            case "pairs", "groups" -> groups(tree);
            case "rerandomised" -> rerandomised(tree);
            case "walk" -> walk(tree);
            case "factorial" -> factorial(tree);
            case "wedge" -> wedge(tree);
            case "crossover" -> crossover(tree);
            case "saturation" -> saturation(tree);
            case "mixed" -> mixed(tree);
            case "graph_clusters" -> graphClusters(tree);
            case "clustered" -> clustered(tree);
            default ->
                throw tree.span()
                        .error(
                                DesignCode.UNKNOWN_DESIGN,
                                "no design `" + tree.name() + "`",
                                "designs are " + String.join(", ", NAMES),
                                Suggestion.didYouMean(tree.name(), NAMES, "take one of these"));
        };
    }

    private static Design simple(DesignTree tree) {
        Arguments given = keys(tree, "arms", "empty");
        return new Simple(
                given.shares("arms"), given.choice("empty", Simple.EmptyArm.values(), Simple.EmptyArm.REFUSE));
    }

    private static Design complete(DesignTree tree) {
        return new Complete(allocation(keys(tree, "arms", "counts")));
    }

    private static Design stratified(DesignTree tree) {
        Arguments given = keys(tree, "by", "arms", "counts", "per", "spare");
        given.require("by");
        return new Stratified(given.strata("by"), allocation(given), spare(given));
    }

    private static Design blocks(DesignTree tree) {
        Arguments given = keys(tree, "sizes", "by", "order", "arms", "spare");
        given.require("sizes");
        return new PermutedBlocks(
                given.wholes("sizes"), given.strata("by"), given.word("order"), given.shares("arms"), spare(given));
    }

    private static Design groups(DesignTree tree) {
        boolean pairs = tree.name().equals("pairs");
        Arguments given = pairs
                ? keys(tree, "on", "exact", "scale", "method", "caliper", "arms", "spare")
                : keys(tree, "size", "on", "exact", "scale", "method", "caliper", "arms", "spare");
        given.require("on");
        int size = pairs ? PAIR : given.whole("size").orElseThrow(() -> given.missing("size"));
        Matching matching = new Matching(
                given.weights("on", 1),
                given.words("exact"),
                given.choice("scale", Matching.Scale.values(), Matching.Scale.ZSCORE),
                size,
                given.choice("method", Matching.Method.values(), Matching.Method.OPTIMAL),
                given.number("caliper"));
        return new MatchedGroups(matching, given.shares("arms"), spare(given));
    }

    private static Design rerandomised(DesignTree tree) {
        Arguments given = new Arguments(tree, "of", "on", "mean", "limits", "tiers", "accept", "below", "cap");
        Criterion criterion = criterion(given);
        return new Rerandomised(
                inner(tree, given, tree.values()), criterion, given.whole("cap").orElse(Rerandomised.CAP));
    }

    private static Criterion criterion(Arguments given) {
        List<String> kinds = List.of("on", "mean", "limits", "tiers").stream()
                .filter(given::has)
                .toList();
        if (kinds.size() != 1) {
            throw given.missing(kinds.isEmpty() ? "on" : String.join(":` or `", kinds));
        }
        return switch (kinds.getFirst()) {
            case "on" -> new Criterion.Mahalanobis(given.words("on"), threshold(given));
            case "mean" -> new Criterion.MeanDifference(given.word("mean").orElseThrow(), threshold(given));
            case "limits" -> new Criterion.Limits(given.weights("limits", Double.NaN));
            default -> new Criterion.Tiers(given.map(given.values("tiers"), value -> tier(given, value)));
        };
    }

    private static Criterion.Mahalanobis tier(Arguments given, Argument value) {
        if (!(value instanceof DesignTree tree && tree.name().equals("tier"))) {
            throw given.wrong(
                    value, "a tier that is none", "write `tiers: tier(on: a, accept: 0.01), tier(on: b, accept: 0.1)`");
        }
        Arguments inside = keys(tree, "on", "accept", "below");
        return new Criterion.Mahalanobis(inside.require("on").words("on"), threshold(inside));
    }

    private static Threshold threshold(Arguments given) {
        if (given.has("accept") == given.has("below")) {
            throw given.missing(given.has("accept") ? "accept:` or `below" : "accept");
        }
        return given.has("accept")
                ? new Threshold.Acceptance(given.number("accept").orElseThrow())
                : new Threshold.Value(given.number("below").orElseThrow());
    }

    private static Design walk(DesignTree tree) {
        Arguments given = keys(tree, "on", "robustness", "arms");
        return new GramSchmidtWalk(
                given.require("on").words("on"),
                given.number("robustness").orElse(GramSchmidtWalk.ROBUSTNESS),
                given.shares("arms"));
    }

    private static Design factorial(DesignTree tree) {
        SequencedMap<String, Allocation.Shares> factors = new LinkedHashMap<>();
        Arguments given = keys(tree, tree.named().keySet().toArray(String[]::new));
        for (String key : tree.named().keySet()) {
            if (!key.equals("by") && !key.equals("spare")) {
                factors.put(key, given.shares(key));
            }
        }
        return new Factorial(factors, given.strata("by"), spare(given));
    }

    private static Design wedge(DesignTree tree) {
        Arguments given = keys(tree, "sequences", "baseline", "every", "by", "spare");
        return new SteppedWedge(
                given.whole("sequences").orElseThrow(() -> given.missing("sequences")),
                given.whole("baseline").orElse(1),
                given.whole("every").orElse(1),
                given.strata("by"),
                spare(given));
    }

    private static Design crossover(DesignTree tree) {
        Arguments given = keys(tree, "sequences", "by", "spare");
        given.require("sequences");
        List<List<String>> sequences = new ArrayList<>();
        for (Argument value : given.values("sequences")) {
            if (!(value instanceof DesignTree order && order.name().equals("order"))) {
                throw given.wrong(
                        value,
                        "a sequence is the treatments of its periods, in order",
                        "write `sequences: order(a, b), order(b, a)`");
            }
            sequences.add(order.values().stream().map(given::column).toList());
        }
        return new Crossover(sequences, given.strata("by"), spare(given));
    }

    private static Design saturation(DesignTree tree) {
        Arguments given = keys(tree, "by", "levels", "within", "rounding", "strata", "spare");
        given.require("by").require("levels");
        List<Saturation.Level> levels = given.map(given.values("levels"), value -> switch (value) {
            case Pair pair ->
                new Saturation.Level(
                        given.number(new Word(pair.name(), pair.span()), "levels"),
                        given.number(pair.value(), "levels"));
            case Argument share -> new Saturation.Level(given.number(share, "levels"), 1);
        });
        return new Saturation(
                given.word("by").orElseThrow(),
                levels,
                given.has("within") ? given.words("within") : Allocation.CONTROL_TREATMENT,
                given.choice("rounding", Saturation.Rounding.values(), Saturation.Rounding.RANDOM),
                given.strata("strata"),
                spare(given));
    }

    private static Design mixed(DesignTree tree) {
        Arguments given = keys(tree, "by", "share", "arms", "units", "strata", "spare");
        given.require("by");
        return new Mixed(
                given.word("by").orElseThrow(),
                given.number("share").orElse(0.5),
                given.shares("arms"),
                given.choice("units", Mixed.Draw.values(), Mixed.Draw.COMPLETE),
                given.strata("strata"),
                spare(given));
    }

    private static Design graphClusters(DesignTree tree) {
        Arguments given = keys(tree, "neighbours", "clusters", "arms", "draw");
        return new GraphClusters(
                source(given),
                given.shares("arms"),
                given.choice("draw", GraphClusters.Draw.values(), GraphClusters.Draw.COINS));
    }

    private static GraphClusters.Source source(Arguments given) {
        Optional<String> neighbours = given.word("neighbours");
        Argument clusters = given.one("clusters").orElse(new Word("one_hop_max", Argument.Span.NOWHERE));
        if (clusters instanceof DesignTree function && function.name().equals("one_of")) {
            if (neighbours.isPresent()) {
                throw given.wrong(
                        given.values("neighbours").getFirst(),
                        "`neighbours:` beside clusters that are there already",
                        "leave it out: `one_of(…)` reads columns of clusters, not edges");
            }
            Arguments columns = new Arguments(function);
            return new GraphClusters.OneOf(
                    function.values().stream().map(columns::column).toList());
        }
        String method = clusters instanceof DesignTree function ? function.print() : given.column(clusters);
        if (ClusteringMethod.parse(method) instanceof ClusteringMethod.Redrawn redrawn) {
            return new GraphClusters.Drawn(neighbours.orElse(GraphClusters.NEIGHBOURS), redrawn);
        }
        throw clusters.span()
                .error(
                        DesignCode.BAD_CLUSTERS,
                        "clusters by `" + method + "` in a design that draws them with each assignment",
                        "such clusters are made once: drawing them again gives nearly the same, at a high cost",
                        "make them with `copse network cluster` and write `clustered(by: cluster, complete())`; or take"
                                + " `clusters: one_hop_max()` or `clusters: net(radius: 2)`");
    }

    private static Design clustered(DesignTree tree) {
        Arguments given = new Arguments(tree, "by", "of");
        List<Argument> by = given.require("by").values("by");
        // `clustered(by: school, complete())`: what follows the column is the design
        List<Argument> inside = new ArrayList<>(tree.values());
        inside.addAll(by.subList(1, by.size()));
        return new Clustered(given.column(by.getFirst()), inner(tree, given, inside));
    }

    /// The design inside: the only argument without a key, or `of:`.
    private static Design inner(DesignTree tree, Arguments given, List<Argument> keyless) {
        List<Argument> inside = new ArrayList<>(keyless);
        inside.addAll(given.values("of"));
        if (inside.size() != 1) {
            throw inside.isEmpty()
                    ? given.missing("of")
                    : given.wrong(inside.get(1), "`" + tree.name() + "` around more than one design", "leave one");
        }
        return switch (inside.getFirst()) {
            case DesignTree design -> read(design);
            case Word word -> read(new DesignTree(word.text(), List.of(), new LinkedHashMap<>(), word.span()));
            case Pair pair -> throw given.wrong(pair, "`=` where a design is expected", "write `complete()`");
        };
    }

    private static Allocation allocation(Arguments given) {
        List<String> kinds =
                List.of("arms", "counts", "per").stream().filter(given::has).toList();
        if (kinds.size() > 1) {
            throw given.wrong(
                    given.values(kinds.get(1)).getFirst(),
                    "both `" + kinds.get(0) + "` and `" + kinds.get(1) + "`",
                    "one of them says how many units each arm gets; leave out the other");
        }
        return switch (kinds.isEmpty() ? "arms" : kinds.getFirst()) {
            case "counts" -> counts(given, given.values("counts"));
            case "per" -> perStratum(given);
            default -> given.shares("arms");
        };
    }

    private static Allocation counts(Arguments given, List<Argument> values) {
        SequencedMap<String, Double> counts = given.weights(values, "counts", Double.NaN);
        if (counts.values().stream().anyMatch(count -> count != Math.rint(count))) {
            throw given.wrong(
                    values.getFirst(), "counts that are not whole numbers", "write `counts: control=30, treatment=10`");
        }
        return new Allocation.Counts(
                List.copyOf(counts.keySet()),
                counts.values().stream().map(Double::intValue).toList());
    }

    private static Allocation perStratum(Arguments given) {
        SequencedMap<String, Allocation> strata = new LinkedHashMap<>();
        for (Argument value : given.values("per")) {
            if (!(value instanceof Pair pair
                    && pair.value() instanceof DesignTree tree
                    && List.of("arms", "counts").contains(tree.name()))) {
                throw given.wrong(
                        value,
                        "an allocation of a stratum that is none",
                        "write `per: north=counts(control=1, treatment=3), south=arms(control, treatment)`");
            }
            strata.put(
                    pair.name(),
                    tree.name().equals("arms") ? given.shares(tree.values()) : counts(given, tree.values()));
        }
        return new Allocation.PerStratum(strata);
    }

    private static Spare spare(Arguments given) {
        return given.choice("spare", Spare.values(), Spare.BALANCED);
    }

    private static Arguments keys(DesignTree tree, String... known) {
        Arguments given = new Arguments(tree, known);
        given.keysOnly();
        return given;
    }
}
