package copse.scenario;

import copse.error.InputException;
import copse.error.Suggestion;
import copse.frame.NumericColumn;
import copse.network.GraphModel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A parameter of a scenario, as an option of the command line: `--name VALUE`.
///
/// @param name in kebab case, without dashes: `center-sd`
/// @param kind what its value is
/// @param standard the default, as text that parses back; empty for none
/// @param help one line, without a full stop
public record Parameter(String name, Kind kind, String standard, String help) {
    /// What a parameter's value is.
    public enum Kind {
        /// A whole number.
        WHOLE("N"),
        /// A decimal number; a fraction such as `2/3` is one too.
        NUMBER("X"),
        /// A decimal number that may be left out, which is not the same as 0.
        OPTIONAL_NUMBER("X"),
        /// Decimal numbers with commas between them; none is possible.
        NUMBERS("X,…"),
        /// One of a few words, which the help text names.
        WORD("WORD"),
        /// A model of random graphs in its text form, such as `erdos_renyi(nodes: 500, p: 0.1)`.
        GRAPH("MODEL"),
        /// On or off: `true` or `false`; on the command line its name alone.
        SWITCH("");

        private final String placeholder;

        Kind(String placeholder) {
            this.placeholder = placeholder;
        }

        /// @return what help texts show for the value, empty for a switch
        public String placeholder() {
            return placeholder;
        }
    }

    /// The parameter's value out of its text.
    Object parse(String text, Class<?> type) {
        String trimmed = text.trim();
        return switch (kind) {
            case WHOLE ->
                type == long.class ? (Object) whole(name, trimmed, standard) : wholeNumber(name, trimmed, standard);
            case NUMBER -> number(trimmed);
            case OPTIONAL_NUMBER -> trimmed.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(number(trimmed));
            case NUMBERS ->
                trimmed.isEmpty()
                        ? List.<Double>of()
                        : Arrays.stream(trimmed.split(",", -1))
                                .map(part -> number(part.trim()))
                                .toList();
            case WORD -> word(trimmed, type);
            case GRAPH -> GraphModel.parse(trimmed);
            case SWITCH ->
                switch (trimmed) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw notAValue(name, trimmed, "`true` or `false`", standard);
                };
        };
    }

    /// A component's value as text that parses back.
    static String text(Object value) {
        return switch (value) {
            case Double number -> NumericColumn.format(number);
            case OptionalDouble number -> number.isPresent() ? NumericColumn.format(number.getAsDouble()) : "";
            case Enum<?> word -> word(word);
            case GraphModel model -> model.text();
            case List<?> numbers -> numbers.stream().map(Parameter::text).collect(Collectors.joining(","));
            default -> value.toString();
        };
    }

    static Kind kind(Class<?> type) {
        if (type == int.class || type == long.class) {
            return Kind.WHOLE;
        }
        if (type == double.class) {
            return Kind.NUMBER;
        }
        if (type == boolean.class) {
            return Kind.SWITCH;
        }
        if (type.isEnum()) {
            return Kind.WORD;
        }
        if (type == GraphModel.class) {
            return Kind.GRAPH;
        }
        return type == OptionalDouble.class ? Kind.OPTIONAL_NUMBER : Kind.NUMBERS;
    }

    private Object word(String text, Class<?> type) {
        List<Enum<?>> words = Arrays.stream(type.getEnumConstants())
                .<Enum<?>>map(word -> (Enum<?>) word)
                .toList();
        return words.stream()
                .filter(word -> word(word).equals(text))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> texts = words.stream().map(Parameter::word).toList();
                    return notAValue(
                            name,
                            text,
                            "one of " + String.join(", ", texts),
                            Suggestion.closest(text, texts).orElse(standard));
                });
    }

    /// A constant as the command line spells it.
    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static int wholeNumber(String name, String text, String example) {
        long value = whole(name, text, example);
        if (value != (int) value) {
            throw notAValue(name, text, "a whole number of at most " + Integer.MAX_VALUE, example);
        }
        return (int) value;
    }

    private static long whole(String name, String text, String example) {
        try {
            return Long.parseLong(text.replace("_", ""));
        } catch (NumberFormatException notWhole) {
            throw notAValue(name, text, "a whole number", example);
        }
    }

    private double number(String text) {
        int slash = text.indexOf('/');
        try {
            return slash < 0
                    ? Double.parseDouble(text)
                    : Double.parseDouble(text.substring(0, slash)) / Double.parseDouble(text.substring(slash + 1));
        } catch (NumberFormatException notANumber) {
            throw notAValue(name, text, "a number with a decimal point", standard);
        }
    }

    private static InputException notAValue(String name, String text, String wanted, String example) {
        return ScenarioCode.NOT_A_VALUE.error(
                "`--" + name + "` cannot be `" + text + "`",
                "it is " + wanted,
                example.isEmpty() ? "give " + wanted : "for instance `--" + name + " " + example + "`");
    }

    /// `centerSd` as the command line spells it: `center-sd`.
    static String kebab(String component) {
        return component.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /// `center-sd` as the component's name: `centerSd`.
    static String camel(String name) {
        return Pattern.compile("-([a-z])")
                .matcher(name)
                .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    }
}
