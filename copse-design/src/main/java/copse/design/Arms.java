package copse.design;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The arms of a design in their order; the first is the one that others are compared with.
///
/// Usually an arm is one word. The arm of a factorial design is a combination of one level per factor, that of
/// a saturation design a share and an arm within it: [#columns()] then has one column per part, in which the
/// assignment is written.
///
/// @param labels one per arm, distinct, at most 127
/// @param columns name of each part with its label per arm; `arm` and the labels themselves where arms have one
///     part
public record Arms(List<String> labels, SequencedMap<String, List<String>> columns) {
    /// Most arms of a design: their codes fit a byte.
    public static final int MOST = Byte.MAX_VALUE;

    /// The name of the only column where arms have one part.
    public static final String COLUMN = "arm";

    /// @param labels one per arm
    /// @param columns name of each part with its label per arm
    /// @throws copse.error.DesignException `D101` if labels repeat, or there are fewer than two or more than
    ///     127
    public Arms {
        labels = List.copyOf(labels);
        SequencedMap<String, List<String>> copy = new LinkedHashMap<>();
        columns.forEach((name, part) -> copy.put(name, List.copyOf(part)));
        columns = Collections.unmodifiableSequencedMap(copy);
        if (labels.size() < 2
                || labels.size() > MOST
                || labels.stream().distinct().count() != labels.size()) {
            throw DesignCode.BAD_ARMS.error(
                    labels.size() + (labels.size() == 1 ? " arm (" : " arms (") + String.join(", ", labels) + ")",
                    "a design has between 2 and " + MOST + " arms with distinct names",
                    "name them: `arms: control, treatment`");
        }
    }

    /// @param labels one per arm, distinct, the first is the reference
    /// @return arms of one part
    /// @throws copse.error.DesignException `D101` if labels repeat, or there are fewer than two or more than
    ///     127
    public static Arms of(List<String> labels) {
        SequencedMap<String, List<String>> columns = new LinkedHashMap<>();
        columns.put(COLUMN, labels);
        return new Arms(labels, columns);
    }

    /// @return how many
    public int size() {
        return labels.size();
    }

    /// @param name of a part
    /// @return its label per arm
    /// @throws IllegalArgumentException if the arms have no such part
    public List<String> column(String name) {
        List<String> part = columns.get(name);
        if (part == null) {
            throw new IllegalArgumentException("no part `" + name + "` among " + columns.keySet());
        }
        return part;
    }
}
