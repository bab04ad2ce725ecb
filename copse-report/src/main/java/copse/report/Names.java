package copse.report;

import java.util.List;

/// Lists of names for people.
final class Names {
    private Names() {}

    /// @param names any number
    /// @param most that are written out
    /// @return the first of them, then how many more there are
    static String some(List<String> names, int most) {
        return names.size() <= most
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, most)) + " and " + Numbers.count(names.size() - most) + " more";
    }
}
