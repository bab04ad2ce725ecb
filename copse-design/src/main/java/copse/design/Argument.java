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
    /// @param place in the file that it was read from; null if that is not known, or the text is all there is
    public record Span(
            @Nullable String text,
            int from,
            int to,
            @Nullable Place place) {
        /// Of what was not read from a text.
        public static final Span NOWHERE = new Span(null, 0, 0);

        /// @param text the whole text; null where it was made or read from a file of another form
        /// @param from first character, from 0
        /// @param to one past the last character
        public Span(@Nullable String text, int from, int to) {
            this(text, from, to, inLine(text, from, to));
        }

        /// @param place in a file
        /// @return what was read there
        public static Span at(Place place) {
            return new Span(null, place.from(), place.to(), place);
        }

        private static @Nullable Place inLine(@Nullable String text, int from, int to) {
            return text == null || text.contains("\n")
                    ? null
                    : new Place("design", 0, text, from, Math.max(to, from + 1));
        }

        /// @param code entry of a catalogue
        /// @param what names the thing
        /// @param why the reason, or the empty text
        /// @param fix something that works
        /// @return the exception to throw, with carets below this part
        public DesignException error(copse.error.Explained code, String what, String why, String fix) {
            return new DesignException(new Problem(code.code(), what, why, fix, place));
        }
    }
}
