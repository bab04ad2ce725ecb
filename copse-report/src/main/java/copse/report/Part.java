package copse.report;

import java.util.ArrayList;
import java.util.List;

/// One element of a [Document].
public sealed interface Part
        permits Part.Heading,
                Part.Sentence,
                Part.Items,
                Part.Command,
                Part.Code,
                Part.KeyValues,
                Part.Note,
                Part.Figure,
                Part.Details,
                Table {
    /// A title above what follows.
    ///
    /// @param level from 1, the document's own title, down to 6
    /// @param text one line
    record Heading(int level, String text) implements Part {
        /// A title of level 2, that of a section.
        ///
        /// @param text one line
        public Heading(String text) {
            this(2, text);
        }
    }

    /// Running text, wrapped to the width at hand.
    ///
    /// @param text one or more sentences
    record Sentence(String text) implements Part {}

    /// A list with a mark before each entry.
    ///
    /// @param texts one or more sentences each
    record Items(List<String> texts) implements Part {
        /// @param texts one or more sentences each
        public Items {
            texts = List.copyOf(texts);
        }
    }

    /// A command to be pasted into a shell: never wrapped.
    ///
    /// @param line one line
    record Command(String line) implements Part {}

    /// Lines to be copied as they stand, such as a bibliography or a plan.
    ///
    /// @param language what Markdown calls it, such as `bibtex`; empty for none
    /// @param text lines
    record Code(String language, String text) implements Part {}

    /// Names with values, one pair per line.
    ///
    /// @param entries in order
    record KeyValues(List<Entry> entries) implements Part {
        /// @param entries in order
        public KeyValues {
            entries = List.copyOf(entries);
        }

        /// @param pairs key, value, key, value…
        /// @return the pairs in order
        public static KeyValues of(String... pairs) {
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < pairs.length; i += 2) {
                entries.add(new Entry(pairs[i], pairs[i + 1]));
            }
            return new KeyValues(entries);
        }
    }

    /// A name with its value.
    ///
    /// @param key a few words
    /// @param value formatted
    record Entry(String key, String value) {}

    /// Something to know about the result: a diagnostic, a missing piece. Set apart from the result itself.
    ///
    /// @param label a word in front, such as `note` or `singular`
    /// @param text one or more sentences
    record Note(String label, String text) implements Part {}

    /// A picture.
    ///
    /// @param chart what it shows
    record Figure(Chart chart) implements Part {}

    /// What few want to see at once: folded behind a line where the form can fold, in place where it cannot.
    ///
    /// @param summary the line
    /// @param parts what is folded, without headings
    record Details(String summary, List<Part> parts) implements Part {
        /// @param summary the line
        /// @param parts what is folded, without headings
        public Details {
            parts = List.copyOf(parts);
        }
    }
}
