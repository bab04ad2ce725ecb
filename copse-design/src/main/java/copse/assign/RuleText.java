package copse.assign;

import copse.design.Allocation;
import copse.design.Argument;
import copse.design.Argument.Pair;
import copse.design.Argument.Span;
import copse.design.Argument.Word;
import copse.design.Arguments;
import copse.design.Design;
import copse.design.DesignTree;
import copse.design.PermutedBlocks;
import copse.design.Simple;
import copse.design.Stratifier;
import copse.error.Suggestion;
import copse.frame.NumericColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Rules of enrolment as text, in the short form of designs.
final class RuleText {
    private static final List<String> NAMES = List.of("blocks", "minimise", "coin", "simple");

    /// Efron's lean.
    private static final double LEAN = 2.0 / 3;

    private RuleText() {}

    static EnrolmentRule parse(String text) {
        DesignTree tree = DesignTree.parse(text);
        return switch (tree.name()) {
            case "blocks" -> new BlockEnrolment((PermutedBlocks) Design.parse(text));
            case "simple" -> new CoinEnrolment((Simple) Design.parse(text));
            case "coin" -> coin(arguments(tree, "p", "by", "arms"));
            case "minimise" -> minimisation(tree, arguments(tree, "on", "weights", "total", "p", "measure", "arms"));
            default ->
                throw tree.span()
                        .error(
                                AssignCode.BAD_RULE,
                                "`" + tree.name() + "` is no rule for those who arrive one at a time",
                                "rules are " + String.join(", ", NAMES)
                                        + "; other designs have to know all units beforehand",
                                Suggestion.didYouMean(
                                        tree.name(), NAMES, "write `blocks(sizes: 4, 6)`, or use copse assign"));
        };
    }

    private static Arguments arguments(DesignTree tree, String... known) {
        Arguments given = new Arguments(tree, known);
        given.keysOnly();
        return given;
    }

    private static BiasedCoin coin(Arguments given) {
        return new BiasedCoin(given.number("p").orElse(LEAN), given.strata("by"), given.shares("arms"));
    }

    private static Minimisation minimisation(DesignTree tree, Arguments given) {
        List<Stratifier> on = given.require("on").strata("on");
        Map<String, Double> weights = given.weights("weights", 1);
        for (String column : weights.keySet()) {
            if (on.stream().noneMatch(factor -> factor.column().equals(column))) {
                List<String> known = on.stream().map(Stratifier::column).toList();
                throw tree.span()
                        .error(
                                AssignCode.BAD_RULE,
                                "a weight for `" + column + "`, which is no factor",
                                "factors are " + String.join(", ", known),
                                Suggestion.didYouMean(column, known, "add it to `on:`"));
            }
        }
        return new Minimisation(
                on.stream()
                        .map(by -> new Minimisation.Factor(by, weights.getOrDefault(by.column(), 1.0)))
                        .toList(),
                given.number("total").orElse(0.0),
                given.number("p").orElse(Minimisation.P),
                given.choice("measure", Minimisation.Measure.values(), Minimisation.Measure.RANGE),
                given.shares("arms"));
    }

    static String print(EnrolmentRule rule) {
        return switch (rule) {
            case BlockEnrolment(PermutedBlocks design) -> design.print();
            case CoinEnrolment(Simple design) -> design.print();
            case BiasedCoin(double p, List<Stratifier> by, Allocation.Shares allocation) -> {
                SequencedMap<String, List<Argument>> named = new LinkedHashMap<>();
                named.put("p", List.of(number(p)));
                put(named, "by", Arguments.of(by));
                named.put("arms", Arguments.of(allocation));
                yield tree("coin", named);
            }
            case Minimisation minimisation -> print(minimisation);
        };
    }

    private static String print(Minimisation rule) {
        SequencedMap<String, List<Argument>> named = new LinkedHashMap<>();
        named.put("on", Arguments.of(rule.by()));
        List<Argument> weights = new ArrayList<>();
        rule.factors().stream()
                .filter(factor -> factor.weight() != 1)
                .forEach(factor -> weights.add(new Pair(factor.by().column(), number(factor.weight()), Span.NOWHERE)));
        put(named, "weights", weights);
        if (rule.total() > 0) {
            named.put("total", List.of(number(rule.total())));
        }
        named.put("p", List.of(number(rule.p())));
        named.put("measure", List.of(new Word(Arguments.name(rule.measure()), Span.NOWHERE)));
        named.put("arms", Arguments.of(rule.allocation()));
        return tree("minimise", named);
    }

    private static String tree(String name, SequencedMap<String, List<Argument>> named) {
        return new DesignTree(name, List.of(), named, Span.NOWHERE).print();
    }

    private static void put(SequencedMap<String, List<Argument>> named, String key, List<Argument> values) {
        if (!values.isEmpty()) {
            named.put(key, values);
        }
    }

    private static Word number(double value) {
        return new Word(NumericColumn.format(value), Span.NOWHERE);
    }
}
