package copse.design;

import copse.error.DesignException;
import copse.error.Place;
import copse.error.Problem;
import org.jspecify.annotations.Nullable;

/// What stands in the brackets of a [DesignTree].
public sealed interface Argument permits Argument.Word, Argument.Pair, DesignTree {
    /// @return where it was read
    Span span();

    /// A word or a number.
    ///
    /// @param text without quotes
    /// @param span where it was read
    public record Word(String text, Span span) implements Argument {}

    /// A name that has a value, such as `treatment=2`.
    ///
    /// @param name left of the sign
    /// @param value right of it
    /// @param span where it was read
    public record Pair(String name, Argument value, Span span) implements Argument {}

    /// A part of a text, for messages.
    ///
    /// @param text the whole text; null where it was made or read from a file of another form
    /// @param from first character, from 0
    /// @param to one past the last character
    public record Span(@Nullable String text, int from, int to) {
        /// Of what was not read from a text.
        public static final Span NOWHERE = new Span(null, 0, 0);

        /// @param code entry of a catalogue
        /// @param what names the thing
        /// @param why the reason, or the empty text
        /// @param fix something that works
        /// @return the exception to throw, with carets below this part
        public DesignException error(copse.error.Explained code, String what, String why, String fix) {
            String line = text;
            Place place = line == null || line.contains("\n")
                    ? null
                    : new Place("design", 0, line, from, Math.max(to, from + 1));
            return new DesignException(new Problem(code.code(), what, why, fix, place));
        }
    }
}
