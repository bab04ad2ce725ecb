package copse.exposure;

import copse.design.Argument;
import copse.design.Argument.Span;
import copse.design.Argument.Word;
import copse.design.Arguments;
import copse.design.DesignTree;
import copse.error.Suggestion;
import copse.frame.NumericColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Exposures as text, in the short form of designs.
final class ExposureText {
    private static final List<String> NAMES = List.of("own", "full", "fraction", "share", "count", "four-way", "khop");

    private ExposureText() {}

    static Exposure parse(String text) {
        DesignTree tree = DesignTree.parse(text);
        return switch (tree.name()) {
            case "own" -> {
                arguments(tree);
                yield new Exposure.Own();
            }
            case "full" -> {
                arguments(tree);
                yield new Exposure.Full();
            }
            case "fraction" -> {
                Arguments given = arguments(tree, "q", "weights").require("q");
                yield new Exposure.Fraction(given.number("q").orElseThrow(), weights(given));
            }
            case "share" -> {
                Arguments given = arguments(tree, "cuts", "closed", "weights").require("cuts");
                yield new Exposure.Share(
                        given.numbers("cuts"),
                        given.choice("closed", Exposure.Side.values(), Exposure.Side.RIGHT),
                        weights(given));
            }
            case "count" ->
                new Exposure.Count(arguments(tree, "least").require("least").wholes("least"));
            case "four-way" -> {
                arguments(tree);
                yield new Exposure.FourWay();
            }
            case "khop" ->
                new Exposure.KHop(
                        arguments(tree, "hops").require("hops").whole("hops").orElseThrow());
            default ->
                throw tree.span()
                        .error(
                                ExposureCode.NO_EXPOSURE,
                                "no exposure `" + tree.name() + "`",
                                "exposures are " + String.join(", ", NAMES),
                                Suggestion.didYouMean(tree.name(), NAMES, "write `fraction(q: 0.75)`"));
        };
    }

    private static Arguments arguments(DesignTree tree, String... known) {
        Arguments given = new Arguments(tree, known);
        given.keysOnly();
        return given;
    }

    private static Exposure.Weights weights(Arguments given) {
        return given.choice("weights", Exposure.Weights.values(), Exposure.Weights.EDGES);
    }

    static String print(Exposure exposure) {
        return switch (exposure) {
            case Exposure.Own _ -> "own";
            case Exposure.Full _ -> "full";
            case Exposure.Fraction(double q, Exposure.Weights weights) -> {
                SequencedMap<String, List<Argument>> named = new LinkedHashMap<>();
                named.put("q", List.of(number(q)));
                named.put("weights", List.of(word(weights)));
                yield tree("fraction", named);
            }
            case Exposure.Share(List<Double> cuts, Exposure.Side closed, Exposure.Weights weights) -> {
                SequencedMap<String, List<Argument>> named = new LinkedHashMap<>();
                named.put("cuts", cuts.stream().map(ExposureText::number).toList());
                named.put("closed", List.of(word(closed)));
                named.put("weights", List.of(word(weights)));
                yield tree("share", named);
            }
            case Exposure.Count(List<Integer> least) -> {
                SequencedMap<String, List<Argument>> named = new LinkedHashMap<>();
                named.put("least", least.stream().map(ExposureText::number).toList());
                yield tree("count", named);
            }
            case Exposure.FourWay _ -> "four-way";
            case Exposure.KHop(int hops) -> {
                SequencedMap<String, List<Argument>> named = new LinkedHashMap<>();
                named.put("hops", List.of(number(hops)));
                yield tree("khop", named);
            }
        };
    }

    private static String tree(String name, SequencedMap<String, List<Argument>> named) {
        return new DesignTree(name, List.of(), named, Span.NOWHERE).print();
    }

    private static Argument number(double value) {
        return new Word(NumericColumn.format(value), Span.NOWHERE);
    }

    private static Argument word(Enum<?> choice) {
        return new Word(Arguments.name(choice), Span.NOWHERE);
    }
}
