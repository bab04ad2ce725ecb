package copse.design;

import copse.design.Argument.Pair;
import copse.design.Argument.Word;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Prints the short form.
final class ShortFormPrinter {
    private static final Pattern PLAIN = Pattern.compile("[^\\s\\p{Z}(),;:=\"]+");

    private ShortFormPrinter() {}

    static String print(DesignTree tree) {
        StringBuilder out = new StringBuilder(word(tree.name())).append('(').append(list(tree.values()));
        tree.named().forEach((key, values) -> {
            if (out.charAt(out.length() - 1) != '(') {
                out.append(", ");
            }
            out.append(word(key)).append(": ").append(list(values));
        });
        return out.append(')').toString();
    }

    private static String list(List<Argument> values) {
        return values.stream().map(ShortFormPrinter::value).collect(Collectors.joining(", "));
    }

    private static String value(Argument value) {
        return switch (value) {
            case Word word -> word(word.text());
            case Pair pair -> word(pair.name()) + "=" + value(pair.value());
            case DesignTree tree -> print(tree);
        };
    }

    private static String word(String text) {
        return PLAIN.matcher(text).matches()
                ? text
                : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
