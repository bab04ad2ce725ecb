package copse.design;

import copse.design.Argument.Pair;
import copse.design.Argument.Span;
import copse.design.Argument.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Reads the short form by recursive descent.
///
/// ```text
/// tree     = word [ "(" [ argument { ("," | ";") argument } ] ")" ]
/// argument = [ word ":" ] value          a key holds until the next one
/// value    = word "=" value | tree       a tree without brackets is a word
/// word     = characters other than blanks, brackets of any kind and , ; : = " | "…" with \" and \\
/// ```
final class ShortFormParser {
    private static final String PUNCTUATION = "(),;:=\"[]{}";
    // The deepest design that means anything has about five; a pasted wall of brackets must not exhaust the stack.
    private static final int DEEPEST = 100;

    private final String text;
    private int at;
    private int depth;

    ShortFormParser(String text) {
        this.text = text;
    }

    DesignTree parse() {
        Argument value = value();
        skipBlanks();
        if (at < text.length()) {
            throw syntax(at, "`" + text.charAt(at) + "` after the end of the design", "remove what follows");
        }
        return switch (value) {
            case DesignTree tree -> tree;
            case Word word -> new DesignTree(word.text(), List.of(), new LinkedHashMap<>(), word.span());
            case Pair pair ->
                throw syntax(pair.span().from(), "`=` outside of a design", "begin with its name: `complete(…)`");
        };
    }

    private Argument value() {
        int from = start();
        if (++depth > DEEPEST) {
            throw syntax(from, "more than " + DEEPEST + " designs or `=` within each other", "remove the outer ones");
        }
        Argument value = valueAt(from);
        depth--;
        return value;
    }

    private Argument valueAt(int from) {
        boolean quoted = at < text.length() && text.charAt(at) == '"';
        String word = word();
        if (eat('=')) {
            return new Pair(word, value(), span(from));
        }
        if (!quoted && eat('(')) {
            return tree(word, from);
        }
        return new Word(word, span(from));
    }

    private DesignTree tree(String name, int from) {
        int bracket = at - 1;
        List<Argument> values = new ArrayList<>();
        SequencedMap<String, List<Argument>> named = new LinkedHashMap<>();
        List<Argument> current = values;
        while (!eat(')')) {
            if (start() >= text.length()) {
                throw syntax(bracket, "a bracket is never closed", "add `)` at the end");
            }
            int before = at;
            if (isKey()) {
                String key = word();
                eat(':');
                if (named.containsKey(key)) {
                    throw syntax(
                            before, "`" + key + ":` is given twice", "list all its values after one `" + key + ":`");
                }
                current = new ArrayList<>();
                named.put(key, current);
                start();
            }
            current.add(value());
            start();
            if (!eat(',') && !eat(';') && at < text.length() && text.charAt(at) != ')') {
                throw syntax(at, "a comma is missing before `" + rest() + "`", "separate arguments by commas");
            }
        }
        return new DesignTree(name, values, named, span(from));
    }

    /// Whether a word followed by a colon comes next.
    private boolean isKey() {
        int back = at;
        boolean key = false;
        if (at < text.length() && PUNCTUATION.indexOf(text.charAt(at)) < 0) {
            word();
            start();
            key = at < text.length() && text.charAt(at) == ':';
        }
        at = back;
        return key;
    }

    private String word() {
        int from = start();
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted(from);
        }
        while (at < text.length() && PUNCTUATION.indexOf(text.charAt(at)) < 0 && !isBlank(text.charAt(at))) {
            at++;
        }
        if (at < text.length() && "[]{}".indexOf(text.charAt(at)) >= 0) {
            throw syntax(
                    at,
                    "`" + text.charAt(at) + "` in a design",
                    "write lists without brackets, `pairs(on: size, pre)`; a name that has them stands in double quotes");
        }
        if (at == from) {
            String found =
                    at < text.length() ? "`" + text.charAt(at) + "` where a word is expected" : "the design ends early";
            throw syntax(
                    Math.min(at, Math.max(0, text.length() - 1)),
                    found,
                    "write a name here, such as `complete(arms: control, treatment)`");
        }
        return text.substring(from, at);
    }

    private String quoted(int from) {
        StringBuilder word = new StringBuilder();
        for (at = from + 1; at < text.length() && text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            word.append(text.charAt(at));
        }
        if (at >= text.length()) {
            throw syntax(from, "a quote is never closed", "add the second \"");
        }
        at++;
        return word.toString();
    }

    private boolean eat(char c) {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private int start() {
        skipBlanks();
        return at;
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c); // pasted text has no-break spaces
    }

    private String rest() {
        return text.substring(at, Math.min(text.length(), at + 12));
    }

    private Span span(int from) {
        return new Span(text, from, at);
    }

    private RuntimeException syntax(int from, String what, String fix) {
        return new Span(text, from, from + 1).error(DesignCode.SYNTAX, what, "", fix);
    }
}
