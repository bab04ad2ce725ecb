package copse.frame;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/// The distinct labels of a factor in their order; the first is the reference of treatment contrasts.
/// Immutable.
///
/// The order that [#sorted(Set)] gives is by number if every label is an integer, else by code point; it does
/// not depend on the machine's language.
public final class Levels {
    private static final Pattern INTEGER = Pattern.compile("[-+]?\\d{1,18}");

    private final List<String> labels;
    private final Map<String, Integer> index;

    private Levels(List<String> labels) {
        this.labels = labels;
        this.index = HashMap.newHashMap(labels.size());
        for (String label : labels) {
            if (index.put(label, index.size()) != null) {
                throw FrameCode.DUPLICATE_LEVEL.error(
                        "level `" + label + "` occurs twice", "", "leave out one of the two");
            }
        }
    }

    /// @param labels distinct labels in the order wanted
    /// @return the levels
    /// @throws copse.error.InputException `I107` if a label occurs twice
    public static Levels of(List<String> labels) {
        return new Levels(List.copyOf(labels));
    }

    /// @param labels distinct labels in the order wanted
    /// @return the levels
    public static Levels of(String... labels) {
        return of(Arrays.asList(labels));
    }

    /// @param labels labels in any order
    /// @return the levels by number if all are integers, else by code point
    public static Levels sorted(Set<String> labels) {
        return sorted(labels.toArray(String[]::new));
    }

    /// @param labels distinct labels in any order
    /// @return the levels by number if all are integers, else by code point
    /// @throws copse.error.InputException `I107` if a label occurs twice
    public static Levels sorted(String... labels) {
        boolean integers =
                Arrays.stream(labels).allMatch(label -> INTEGER.matcher(label).matches());
        return new Levels(
                integers
                        ? Arrays.stream(labels)
                                .sorted(Comparator.<String>comparingLong(Long::parseLong)
                                        .thenComparing(Levels::byCodePoint))
                                .toList()
                        : Arrays.stream(TextOrder.of(labels))
                                .mapToObj(label -> labels[label])
                                .toList());
    }

    /// Order of two texts by code point.
    ///
    /// [String#compareTo(String)] orders by UTF-16 unit, which puts supplementary characters (written with
    /// surrogates) before the last part of the basic plane.
    ///
    /// @param a a text
    /// @param b a text
    /// @return negative, 0 or positive as the first comes before the second, is equal, or comes after it
    public static int byCodePoint(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean alike = Character.isSurrogate(x) == Character.isSurrogate(y);
                return alike ? Character.compare(x, y) : Character.isSurrogate(x) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /// @return number of levels
    public int size() {
        return labels.size();
    }

    /// @param code from 0
    /// @return the label
    public String label(int code) {
        return labels.get(code);
    }

    /// @param label a label
    /// @return its code, if it is one of the levels
    public OptionalInt code(String label) {
        Integer code = index.get(label);
        return code == null ? OptionalInt.empty() : OptionalInt.of(code);
    }

    /// @return the labels in order
    public List<String> labels() {
        return labels;
    }

    /// @param other more levels
    /// @return these levels followed by those of the other that are new
    public Levels union(Levels other) {
        Set<String> all = new LinkedHashSet<>(labels);
        return all.addAll(other.labels) ? of(List.copyOf(all)) : this;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Levels levels && levels.labels.equals(labels);
    }

    @Override
    public int hashCode() {
        return labels.hashCode();
    }

    @Override
    public String toString() {
        return labels.toString();
    }
}
