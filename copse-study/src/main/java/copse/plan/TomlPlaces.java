package copse.plan;

import copse.error.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where keys and values stand in a TOML text, which the parser for their meaning does not tell.
///
/// Paths are keys joined by dots, elements of lists by number: `outcome[1].formula`. The text has been parsed
/// before, so that it is known to be TOML: nothing is checked here a second time.
final class TomlPlaces {
    private final String source;
    private final String text;
    private final Map<String, Place> keys = new HashMap<>();
    private final Map<String, Place> values = new HashMap<>();
    private final Map<String, Integer> elements = new HashMap<>();
    private int at;
    private int line = 1;
    private int lineStart;

    private TomlPlaces(String source, String text) {
        this.source = source;
        this.text = text;
    }

    /// @param source name of the file
    /// @param text valid TOML
    /// @return the places
    static TomlPlaces of(String source, String text) {
        TomlPlaces places = new TomlPlaces(source, text);
        places.document();
        return places;
    }

    /// @return name of the file
    String source() {
        return source;
    }

    /// @param path of a key or a table
    /// @return where its name stands; of a table its header
    Optional<Place> key(String path) {
        return Optional.ofNullable(keys.get(path));
    }

    /// @param path of a value
    /// @return where the value stands, quotes included; the first line of what goes over several
    Optional<Place> value(String path) {
        return Optional.ofNullable(values.get(path));
    }

    private void document() {
        String table = "";
        skip();
        while (at < text.length()) {
            if (text.charAt(at) == '[') {
                table = header();
            } else {
                pair(table);
            }
            skip();
        }
    }

    private String header() {
        int from = at;
        boolean array = text.startsWith("[[", at);
        at += array ? 2 : 1;
        List<String> names = dotted();
        blanks();
        at += array ? 2 : 1;
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            path.append(path.isEmpty() ? "" : ".").append(names.get(i));
            String name = path.toString();
            if (array && i == names.size() - 1) {
                elements.merge(name, 1, Integer::sum);
            }
            Integer count = elements.get(name);
            if (count != null) {
                path.append('[').append(count - 1).append(']');
            }
        }
        keys.put(path.toString(), place(from));
        return path.toString();
    }

    private void pair(String table) {
        int from = at;
        List<String> names = dotted();
        StringBuilder path = new StringBuilder(table);
        for (String name : names) {
            path.append(path.isEmpty() ? "" : ".").append(name);
            keys.putIfAbsent(path.toString(), place(from));
        }
        blanks();
        at++; // the sign `=`
        blanks();
        read(path.toString());
    }

    /// Keys joined by dots; stands behind the last of them afterwards.
    private List<String> dotted() {
        List<String> names = new ArrayList<>();
        do {
            at += names.isEmpty() ? 0 : 1;
            blanks();
            names.add(name());
            int end = at;
            blanks();
            if (at >= text.length() || text.charAt(at) != '.') {
                at = end;
                return names;
            }
        } while (true);
    }

    private String name() {
        char first = text.charAt(at);
        if (first == '"' || first == '\'') {
            int from = at;
            string();
            return text.substring(from + 1, at - 1);
        }
        int from = at;
        while (at < text.length() && " \t.=]".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    private void read(String path) {
        int from = at;
        int startLine = line;
        int start = lineStart;
        switch (text.charAt(at)) {
            case '"', '\'' -> string();
            case '[' -> list(path);
            case '{' -> inline(path);
            default -> {
                while (at < text.length() && ",]}#\n\r".indexOf(text.charAt(at)) < 0) {
                    at++;
                }
                while (at > from && text.charAt(at - 1) <= ' ') {
                    at--;
                }
            }
        }
        int end = startLine == line ? at : endOfLine(from);
        values.put(path, new Place(source, startLine, lineAt(start), from - start, Math.max(end, from + 1) - start));
    }

    private void list(String path) {
        at++;
        skip();
        for (int number = 0; text.charAt(at) != ']'; number++) {
            read(path + "[" + number + "]");
            skip();
            if (text.charAt(at) == ',') {
                at++;
                skip();
            }
        }
        at++;
    }

    private void inline(String path) {
        at++;
        skip();
        while (text.charAt(at) != '}') {
            pair(path);
            skip();
            if (text.charAt(at) == ',') {
                at++;
                skip();
            }
        }
        at++;
    }

    /// A string of any of the four kinds; stands behind its closing quote afterwards.
    private void string() {
        char quote = text.charAt(at);
        String three = String.valueOf(quote).repeat(3);
        boolean several = text.startsWith(three, at);
        at += several ? 3 : 1;
        while (several ? !text.startsWith(three, at) : text.charAt(at) != quote) {
            if (quote == '"' && text.charAt(at) == '\\') {
                at++;
            }
            step();
        }
        at += several ? 3 : 1;
        // up to two quotes may stand right before the closing three
        while (several && at < text.length() && text.charAt(at) == quote) {
            at++;
        }
    }

    private void step() {
        if (text.charAt(at) == '\n') {
            line++;
            lineStart = at + 1;
        }
        at++;
    }

    private void blanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    /// Blanks, ends of lines and comments.
    private void skip() {
        while (at < text.length() && (text.charAt(at) <= ' ' || text.charAt(at) == '#')) {
            if (text.charAt(at) == '#') {
                at = endOfLine(at);
            } else {
                step();
            }
        }
    }

    private int endOfLine(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private String lineAt(int start) {
        return text.substring(start, endOfLine(start)).stripTrailing();
    }

    private Place place(int from) {
        return new Place(source, line, lineAt(lineStart), from - lineStart, Math.max(at, from + 1) - lineStart);
    }
}
