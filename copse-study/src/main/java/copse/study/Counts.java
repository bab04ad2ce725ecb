package copse.study;

import java.util.List;
import java.util.Locale;

/// Counts and lists in sentences.
final class Counts {
    /// Most names that are written out.
    private static final int NAMED = 3;

    private Counts() {}

    /// @param count a whole number
    /// @return with separators of thousands
    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /// @param count how many
    /// @param noun in the singular
    /// @return such as `1 row`, `1,200 rows`
    static String of(long count, String noun) {
        return number(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /// @param count how many
    /// @return the verb that goes with them
    static String are(long count) {
        return count == 1 ? "is" : "are";
    }

    /// @param names any number
    /// @return the first of them, then how many more there are
    static String some(List<String> names) {
        return names.size() <= NAMED + 1
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, NAMED)) + " and " + number(names.size() - NAMED) + " more";
    }
}
