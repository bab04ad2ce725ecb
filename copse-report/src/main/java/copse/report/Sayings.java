package copse.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What engines say in English (methods, estimands, reasons, findings of checks), said in the language of a
/// report.
///
/// Engines know no language: they say what they did in English, with names and numbers in it. Here stand
/// patterns of what they say, `sayings_zh.txt`: a line of English with places such as `{0}`, below it the same
/// in Chinese, then an empty line. A text that fits no pattern as a whole is taken clause by clause; what fits
/// none even then stays as it is. A test walks over analyses of all designs and demands that nothing stays.
public final class Sayings {
    /// Stands before a heading of a column whose word is a name in the data elsewhere.
    private static final String COLUMN = "[column] ";

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    private final Language language;
    private final List<Saying> sayings;
    private final Map<String, String> columns;

    /// @param english pattern of the whole text
    /// @param other with the same places
    private record Saying(Pattern english, String other) {}

    private Sayings(Language language, List<Saying> sayings, Map<String, String> columns) {
        this.language = language;
        this.sayings = List.copyOf(sayings);
        this.columns = Map.copyOf(columns);
    }

    /// @param language to say it in
    /// @return its sayings
    public static Sayings of(Language language) {
        return switch (language) {
            case ENGLISH -> new Sayings(language, List.of(), Map.of());
            case CHINESE -> Chinese.SAYINGS;
        };
    }

    /// Read when the first Chinese report is written.
    private static final class Chinese {
        static final Sayings SAYINGS = read(Language.CHINESE, "sayings_zh.txt");
    }

    private static Sayings read(Language language, String name) {
        try (InputStream in = Sayings.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name + " beside " + Sayings.class.getName());
            }
            List<String> lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
            List<Saying> sayings = new ArrayList<>();
            Map<String, String> columns = new HashMap<>();
            for (int i = 0; i + 1 < lines.size(); i += 2) {
                if (lines.get(i).startsWith(COLUMN)) {
                    columns.put(lines.get(i).substring(COLUMN.length()), lines.get(i + 1));
                } else {
                    sayings.add(new Saying(pattern(lines.get(i)), lines.get(i + 1)));
                }
            }
            return new Sayings(language, sayings, columns);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Pattern pattern(String english) {
        StringBuilder regex = new StringBuilder();
        Matcher places = PLACE.matcher(english);
        int end = 0;
        while (places.find()) {
            regex.append(Pattern.quote(english.substring(end, places.start())));
            regex.append("(?<p").append(places.group(1)).append(">.+?)");
            end = places.end();
        }
        return Pattern.compile(
                regex.append(Pattern.quote(english.substring(end))).toString());
    }

    /// @param english what an engine said
    /// @return the same in the language of the report, or in English where there are no words for it
    public String say(String english) {
        return language == Language.ENGLISH || english.isEmpty()
                ? english
                : said(english).orElse(english);
    }

    /// @param part of a document in English
    /// @return the same part in the language of the report: its words, headings of tables and cells
    public Part say(Part part) {
        if (language == Language.ENGLISH) {
            return part;
        }
        return switch (part) {
            case Part.Heading(int level, String text) -> new Part.Heading(level, say(text));
            case Part.Sentence(String text) -> new Part.Sentence(say(text));
            case Part.Items(List<String> texts) ->
                new Part.Items(texts.stream().map(this::say).toList());
            case Part.KeyValues(List<Part.Entry> entries) ->
                new Part.KeyValues(entries.stream()
                        .map(entry -> new Part.Entry(say(entry.key()), say(entry.value())))
                        .toList());
            case Part.Note(String label, String text) -> new Part.Note(heading(label), say(text));
            case Part.Details(String summary, List<Part> parts) ->
                new Part.Details(say(summary), parts.stream().map(this::say).toList());
            case Table table -> say(table);
            case Part.Command _, Part.Code _, Part.Figure _ -> part;
        };
    }

    /// A column's heading may be a word that is a name in the data elsewhere.
    private String heading(String english) {
        String own = columns.get(english);
        return own == null ? say(english) : own;
    }

    private Table say(Table table) {
        Table said = Table.of(
                table.name(),
                table.columns().stream()
                        .map(column -> new TableColumn(heading(column.name()), column.alignment()))
                        .toList());
        // only words that are known: cells hold names of the data too
        table.rows()
                .forEach(row -> said.row(row.stream()
                        .map(cell -> new Cell(inside(cell.shown()), cell.exact()))
                        .toList()));
        return said.captioned(say(table.caption()));
    }

    /// @param english what an engine said
    /// @return the same in the language of the report; empty if neither the whole nor each clause fits a
    ///     pattern
    Optional<String> said(String english) {
        return whole(english).or(() -> clauses(english));
    }

    private Optional<String> whole(String english) {
        for (Saying saying : sayings) {
            Matcher found = saying.english.matcher(english);
            if (found.matches()) {
                return Optional.of(PLACE.matcher(saying.other)
                        .replaceAll(place -> Matcher.quoteReplacement(inside(found.group("p" + place.group(1))))));
            }
        }
        return Optional.empty();
    }

    /// Words of engines stand within others; names and numbers fit no pattern and stay.
    private String inside(String text) {
        return said(text).orElse(text);
    }

    private Optional<String> clauses(String english) {
        for (Joint joint : Joint.values()) {
            String[] clauses = english.split(Pattern.quote(joint.english));
            if (clauses.length > 1) {
                List<Optional<String>> said = IntStream.range(0, clauses.length)
                        .mapToObj(i -> said(joint.clause(clauses[i], i == clauses.length - 1)))
                        .toList();
                return said.stream().allMatch(Optional::isPresent)
                        ? Optional.of(
                                said.stream().map(Optional::orElseThrow).collect(Collectors.joining(joint.chinese)))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /// What stands between clauses, the widest first.
    private enum Joint {
        SENTENCE(". ", ""),
        HALF("; ", "；"),
        PART(", ", "，");

        private final String english;
        private final String chinese;

        Joint(String english, String chinese) {
            this.english = english;
            this.chinese = chinese;
        }

        /// A sentence keeps the full stop that the cut took away.
        String clause(String text, boolean last) {
            return this == SENTENCE && !last ? text + "." : text;
        }
    }
}
