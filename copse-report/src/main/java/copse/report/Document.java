package copse.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A result laid out for people: parts in reading order, the answer first.
///
/// @param parts in reading order
/// @param main name of the table that CSV shows, where there is more than one
public record Document(List<Part> parts, String main) {
    /// @param parts in reading order
    /// @param main name of the table that CSV shows
    public Document {
        parts = List.copyOf(parts);
    }

    /// @param parts in reading order; the first table is the main one
    public Document(List<Part> parts) {
        this(parts, "");
    }

    /// @return the table that CSV shows: the one named [#main()], else the first
    public Optional<Table> mainTable() {
        List<Table> tables = tables(parts).toList();
        return tables.stream()
                .filter(table -> table.name().equals(main))
                .findFirst()
                .or(() -> tables.stream().findFirst());
    }

    private static Stream<Table> tables(List<Part> parts) {
        return parts.stream().flatMap(part -> switch (part) {
            case Table table -> Stream.of(table);
            case Part.Details details -> tables(details.parts());
            case Part.Heading _,
                    Part.Sentence _,
                    Part.Items _,
                    Part.Command _,
                    Part.Code _,
                    Part.KeyValues _,
                    Part.Note _,
                    Part.Figure _ -> Stream.empty();
        });
    }
}
