package copse.plan;

import java.util.List;
import java.util.Locale;

/// What a column may be for, by its name.
enum ColumnRole {
    /// Tells units apart.
    ID("id", "unit", "user", "pupil", "student", "patient", "person", "customer", "subject", "participant"),
    /// What units come in.
    CLUSTER(
            "school",
            "class",
            "classroom",
            "cluster",
            "center",
            "centre",
            "clinic",
            "hospital",
            "site",
            "village",
            "ward",
            "store",
            "shop",
            "team",
            "household",
            "practice",
            "community",
            "district",
            "branch",
            "instructor",
            "teacher"),
    /// What was handed out before.
    ARM("arm", "arms", "treatment", "treat", "treated", "trt", "condition", "variant", "grp", "cooler"),
    /// What is to be changed.
    OUTCOME(
            "outcome",
            "y",
            "score",
            "result",
            "response",
            "post",
            "csat",
            "repeat",
            "profit",
            "revenue",
            "sales",
            "test",
            "grade",
            "after"),
    /// What was measured before.
    BEFORE("pre", "before", "baseline", "prior", "gpa", "past"),
    /// When a row was measured.
    TIME("month", "week", "day", "date", "year", "period", "time", "wave", "visit");

    /// Shorter words occur inside of others by chance.
    private static final int SHORTEST_PART = 5;

    private final List<String> words;

    ColumnRole(String... words) {
        this.words = List.of(words);
    }

    /// @param column its name
    /// @return whether the name speaks for this role: one of its words is one of those, or `SCHOOLID` begins
    ///     with one
    boolean isNamed(String column) {
        String spaced = column.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        List<String> parts = List.of(spaced.split("[^\\p{L}]+"));
        return words.stream()
                .anyMatch(word -> parts.contains(word)
                        || parts.stream().anyMatch(part -> word.length() >= SHORTEST_PART && part.startsWith(word)));
    }
}
