package copse.design;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A name with arguments, before it is known to mean a design: what the short form, TOML and JSON are spellings
/// of.
///
/// @param name such as `pairs`
/// @param values arguments without a key, in order
/// @param named values by key, in order; each key with one value or several
/// @param span where it was read
public record DesignTree(String name, List<Argument> values, SequencedMap<String, List<Argument>> named, Span span)
        implements Argument {
    /// Copies the collections.
    public DesignTree {
        values = List.copyOf(values);
        SequencedMap<String, List<Argument>> copy = new LinkedHashMap<>();
        named.forEach((key, list) -> copy.put(key, List.copyOf(list)));
        named = Collections.unmodifiableSequencedMap(copy);
    }

    /// Reads the short form, such as `pairs(on: nreps, avg_csat)`.
    ///
    /// @param text one name with its arguments
    /// @return the tree
    /// @throws copse.error.DesignException `D151` with the place in the text
    public static DesignTree parse(String text) {
        return new ShortFormParser(text).parse();
    }

    /// @return the short form; `parse(print())` is this tree but for the spans
    public String print() {
        return ShortFormPrinter.print(this);
    }
}
