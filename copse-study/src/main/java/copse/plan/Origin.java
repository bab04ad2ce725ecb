package copse.plan;

import copse.error.Place;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The text that a plan was read from, so that what is found out later can still be shown in its line.
///
/// All origins are equal: two plans are equal if they say the same, wherever it stands.
public final class Origin {
    private static final Origin NONE = new Origin(null, null);

    private final @Nullable Path file;
    private final @Nullable TomlPlaces places;

    private Origin(@Nullable Path file, @Nullable TomlPlaces places) {
        this.file = file;
        this.places = places;
    }

    /// @return of a plan that was made in Java
    public static Origin none() {
        return NONE;
    }

    static Origin of(@Nullable Path file, TomlPlaces places) {
        return new Origin(file, places);
    }

    /// @return the file; empty for a plan that was made in Java or read from a text
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /// @return what the text is called in messages; empty for a plan that was made in Java
    Optional<String> name() {
        return Optional.ofNullable(places).map(TomlPlaces::source);
    }

    /// @param path such as `outcome[0].formula`
    /// @return where the value stands, else the key or the header of its table
    public Optional<Place> place(String path) {
        return places == null ? Optional.empty() : places.value(path).or(() -> places.key(path));
    }

    /// @param path of a key or a table
    /// @return where its name stands
    Optional<Place> key(String path) {
        return places == null ? Optional.empty() : places.key(path);
    }

    /// The place of a part of a text, such as a formula, within its line of the plan.
    ///
    /// @param path of the text
    /// @param value the text, as it was read
    /// @param from first character of the part, from 0
    /// @param to one past its last character
    /// @return the place of the part; of the whole value if it is not written as it is read
    Optional<Place> within(String path, String value, int from, int to) {
        return place(path).map(whole -> {
            int start = whole.from() + 1;
            boolean asWritten = start + value.length() <= whole.text().length()
                    && whole.text().startsWith(value, start);
            return asWritten
                    ? new Place(
                            whole.source(), whole.line(), whole.text(), start + from, Math.max(to, from + 1) + start)
                    : whole;
        });
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Origin;
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return file == null ? "" : file.toString();
    }
}
