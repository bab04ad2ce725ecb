package copse.network;

import copse.error.DesignException;
import copse.error.Place;
import copse.error.Problem;
import copse.error.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// A name with arguments, such as `leiden(resolution: 1, starts: 10)`: the text form of ways to cluster and of
/// models of graphs.
///
/// ```text
/// call     = word [ "(" [ argument { "," argument } ] ")" ]
/// argument = [ word ":" ] word           a key holds until the next one
/// word     = characters other than blanks and ( ) , : " | "…" with \" and \\
/// ```
final class Call {
    private static final String PUNCTUATION = "(),:\"";
    private static final Pattern PLAIN = Pattern.compile("[^\\s\\p{Z}(),:\"]+");

    private final String source;
    private final String text;
    private final Word name;
    private final List<Word> values = new ArrayList<>();
    private final SequencedMap<String, List<Word>> named = new LinkedHashMap<>();
    private final List<Word> keys = new ArrayList<>();
    private int at;

    /// A word and where it stands.
    ///
    /// @param text without quotes
    /// @param from its first character
    /// @param to one past its last
    record Word(String text, int from, int to) {}

    private Call(String source, String text) {
        this.source = source;
        this.text = text;
        this.name = word();
        if (eat('(')) {
            arguments(at - 1);
        }
        skipBlanks();
        if (at < text.length()) {
            throw syntax(at, "`" + text.charAt(at) + "` after the end", "remove what follows");
        }
    }

    /// @param source what the text is, for messages: `clustering`
    /// @param text one name with its arguments
    /// @return its parts
    /// @throws DesignException `G120` with the place in the text
    static Call parse(String source, String text) {
        return new Call(source, text);
    }

    private void arguments(int bracket) {
        List<Word> current = values;
        while (!eat(')')) {
            if (at >= text.length()) {
                throw syntax(bracket, "a bracket is never closed", "add `)` at the end");
            }
            Word word = word();
            if (eat(':')) {
                current = new ArrayList<>();
                keys.add(word);
                if (named.put(word.text(), current) != null) {
                    throw error(
                            word, ClusteringCode.SYNTAX, "`" + word.text() + ":` is given twice", "", "give it once");
                }
                word = word();
            }
            current.add(word);
            skipBlanks();
            if (!eat(',') && at < text.length() && text.charAt(at) != ')') {
                throw syntax(at, "a comma is missing", "separate arguments by commas");
            }
        }
    }

    private Word word() {
        skipBlanks();
        int from = at;
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted(from);
        }
        while (at < text.length() && PUNCTUATION.indexOf(text.charAt(at)) < 0 && !isBlank(text.charAt(at))) {
            at++;
        }
        if (at == from) {
            throw syntax(
                    from,
                    at < text.length() ? "`" + text.charAt(at) + "` where a word is expected" : "the text ends early",
                    "write it as `name(key: value)`");
        }
        return new Word(text.substring(from, at), from, at);
    }

    private Word quoted(int from) {
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
        return new Word(word.toString(), from, at);
    }

    private boolean eat(char c) {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c); // pasted text has no-break spaces
    }

    /// @return the name before the brackets
    String name() {
        return name.text();
    }

    /// Refuses keys that are not known.
    ///
    /// @param known every key that the name understands
    /// @return this call
    /// @throws DesignException `G122` naming the first
    Call knowing(String... known) {
        for (Word key : keys) {
            if (!List.of(known).contains(key.text())) {
                throw error(
                        key,
                        ClusteringCode.ARGUMENT,
                        "`" + name() + "` has no argument `" + key.text() + "`",
                        known.length == 0 ? "it has none" : "it has " + String.join(", ", known),
                        Suggestion.didYouMean(key.text(), List.of(known), "remove it"));
            }
        }
        return this;
    }

    /// Refuses arguments without a key.
    ///
    /// @return this call
    /// @throws DesignException `G122` naming the first
    Call keysOnly() {
        if (!values.isEmpty()) {
            throw wrong(
                    values.getFirst(),
                    "`" + values.getFirst().text() + "` in `" + name() + "` has no key",
                    "say what it is, as `key: " + values.getFirst().text() + "`");
        }
        return this;
    }

    /// @return the arguments without a key, in order
    List<String> values() {
        return values.stream().map(Word::text).toList();
    }

    /// @param key of an argument
    /// @return whether it is given
    boolean has(String key) {
        return named.containsKey(key);
    }

    /// @param key of an argument
    /// @return its values in order, empty if it is not given
    List<String> words(String key) {
        return named.getOrDefault(key, List.of()).stream().map(Word::text).toList();
    }

    /// @param key of an argument with one value
    /// @return the value, if it is given
    /// @throws DesignException `G122` if there are several
    Optional<String> word(String key) {
        return one(key).map(Word::text);
    }

    /// @param key of an argument with one value
    /// @param otherwise the number if it is not given
    /// @param least smallest number allowed
    /// @param most largest number allowed
    /// @return the number
    /// @throws DesignException `G122` if it is no number or out of range
    double number(String key, double otherwise, double least, double most) {
        return one(key).map(word -> number(word, key, least, most)).orElse(otherwise);
    }

    /// @param key of an argument with one value
    /// @param otherwise the number if it is not given
    /// @return the number
    /// @throws DesignException `G122` if it is no number above 0
    double positive(String key, double otherwise) {
        double number = number(key, otherwise, 0, Double.MAX_VALUE);
        if (number == 0) {
            throw wrong(one(key).orElseThrow(), "`" + key + "` wants a number above 0", "give a number above 0");
        }
        return number;
    }

    /// @param key of an argument
    /// @param least smallest number allowed
    /// @param most largest number allowed
    /// @return its numbers, empty if it is not given
    /// @throws DesignException `G122` if one is no number or out of range
    double[] numbers(String key, double least, double most) {
        return named.getOrDefault(key, List.of()).stream()
                .mapToDouble(word -> number(word, key, least, most))
                .toArray();
    }

    /// @param key of an argument with one value
    /// @param otherwise the number if it is not given
    /// @param least smallest number allowed
    /// @return the whole number
    /// @throws DesignException `G122` if it is no whole number or too small
    int whole(String key, int otherwise, int least) {
        return one(key).map(word -> {
                    double number = number(word, key, least, Integer.MAX_VALUE);
                    if (number != Math.rint(number)) {
                        throw wrong(word, "`" + key + "` wants a whole number", "round it");
                    }
                    return (int) number;
                })
                .orElse(otherwise);
    }

    /// @param key of an argument with one value
    /// @param choices what it may be; written in lower case with `-` for `_`
    /// @param otherwise the choice if it is not given
    /// @return the choice
    /// @throws DesignException `G122` if it is none of them
    <E extends Enum<E>> E choice(String key, E[] choices, E otherwise) {
        Optional<Word> word = one(key);
        if (word.isEmpty()) {
            return otherwise;
        }
        List<String> names = Arrays.stream(choices).map(Call::print).toList();
        int index = names.indexOf(word.get().text());
        if (index < 0) {
            throw wrong(
                    word.get(),
                    "`" + key + ": " + word.get().text() + "` is not among " + String.join(", ", names),
                    Suggestion.didYouMean(word.get().text(), names, "write `" + key + ": " + names.getFirst() + "`"));
        }
        return choices[index];
    }

    /// @param what names it
    /// @param fix something that works
    /// @return the exception for arguments that do not go together
    DesignException wrong(String what, String fix) {
        return wrong(name, what, fix);
    }

    /// @param known every name there is
    /// @return the exception for a name that is none of them
    DesignException unknown(List<String> known) {
        return error(
                name,
                ClusteringCode.UNKNOWN,
                "no " + source + " is called `" + name() + "`",
                "there are " + String.join(", ", known),
                Suggestion.didYouMean(name(), known, "take one of these"));
    }

    /// @param constant of an enum
    /// @return as it is written: lower case with `-` for `_`
    static String print(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @param word any text
    /// @return as it is written, in quotes where it has to be
    static String print(String word) {
        return PLAIN.matcher(word).matches()
                ? word
                : '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /// @param number finite
    /// @return as it is written: whole numbers without a decimal point
    static String print(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    private double number(Word word, String key, double least, double most) {
        double number;
        try {
            number = Double.parseDouble(word.text());
        } catch (NumberFormatException e) {
            throw wrong(word, "`" + key + "` wants a number", "write one, such as `" + key + ": " + print(least) + "`");
        }
        if (!(number >= least && number <= most)) {
            String range = most == Double.MAX_VALUE || most == Integer.MAX_VALUE
                    ? "at least " + print(least)
                    : "between " + print(least) + " and " + print(most);
            throw wrong(word, "`" + key + ": " + word.text() + "` is not " + range, "give a number " + range);
        }
        return number;
    }

    private Optional<Word> one(String key) {
        List<Word> words = named.getOrDefault(key, List.of());
        if (words.size() > 1) {
            throw wrong(words.get(1), "`" + key + "` wants one value, not " + words.size(), "leave one");
        }
        return words.stream().findFirst();
    }

    private DesignException wrong(Word word, String what, String fix) {
        return error(word, ClusteringCode.ARGUMENT, what, "", fix);
    }

    private DesignException syntax(int from, String what, String fix) {
        return error(new Word("", from, from + 1), ClusteringCode.SYNTAX, what, "", fix);
    }

    private DesignException error(Word word, ClusteringCode code, String what, String why, String fix) {
        int from = Math.clamp(word.from(), 0, Math.max(0, text.length() - 1));
        Place place = new Place(source, 0, text, from, Math.max(from + 1, word.to()));
        return new DesignException(new Problem(code.code(), what, why, fix, place));
    }
}
