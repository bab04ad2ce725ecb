package copse.assign;

import copse.design.Stratifier;
import copse.error.Suggestion;
import copse.frame.NumericColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a rule reads of an arrival.
final class Attributes {
    /// Longest id or value: a line of the ledger stays a line.
    private static final int LONGEST = 1000;

    private Attributes() {}

    /// @param by of a rule
    /// @throws copse.error.DesignException `D340` if a column occurs twice, or bins depend on those still to
    ///     come
    static void checkStratifiers(List<Stratifier> by) {
        Set<String> seen = new HashSet<>();
        for (Stratifier stratifier : by) {
            if (stratifier instanceof Stratifier.Quantiles(String column, int count)) {
                throw AssignCode.BAD_RULE.error(
                        "strata of `" + column + "` between quantiles",
                        "quantiles of those who are still to come are not known",
                        "give cut points, such as `cut(" + column + ", 30, 50)`");
            }
            if (!seen.add(stratifier.column())) {
                throw AssignCode.BAD_RULE.error(
                        "`" + stratifier.column() + "` twice in a rule", "one mention is enough", "leave one out");
            }
        }
    }

    /// The level of an arrival in each stratifier.
    ///
    /// @param by of a rule
    /// @param arrival who comes
    /// @return one level per stratifier: the value itself, or the label of its interval
    /// @throws copse.error.DesignException `D335` if an attribute is missing, `D337` if a value is no number
    ///     where one is cut into intervals
    static List<String> levels(List<Stratifier> by, Arrival arrival) {
        List<String> levels = new ArrayList<>(by.size());
        for (Stratifier stratifier : by) {
            String column = stratifier.column();
            String value = arrival.attributes().get(column);
            if (value == null) {
                throw AssignCode.MISSING_ATTRIBUTE.error(
                        "`" + arrival.id() + "` comes without `" + column + "`",
                        "the rule needs " + names(by) + " of each arrival",
                        "copse enroll LEDGER " + arrival.id() + " --attribute " + column + "=VALUE");
            }
            levels.add(
                    switch (stratifier) {
                        case Stratifier.Values _, Stratifier.Quantiles _ -> value;
                        case Stratifier.Cut cut ->
                            cut.bins()
                                    .cut(column, NumericColumn.of(number(column, value, arrival)))
                                    .text(0);
                    });
        }
        return levels;
    }

    private static double number(String column, String value, Arrival arrival) {
        try {
            double number = Double.parseDouble(value);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, as for infinity
        }
        throw AssignCode.BAD_TEXT.error(
                "`" + arrival.id() + "` comes with `" + column + "=" + value + "`",
                "`" + column + "` is cut into intervals, so that it is a number",
                "give a number: --attribute " + column + "=35");
    }

    /// @param rule of a ledger
    /// @param values declared per attribute
    /// @throws copse.error.DesignException `D344` if one is for an attribute whose values the rule does not
    ///     tell apart, `D337` if a value cannot be kept
    static void checkDeclared(EnrolmentRule rule, Map<String, List<String>> values) {
        List<String> known = valueColumns(rule.by());
        values.forEach((column, list) -> {
            if (!known.contains(column)) {
                throw AssignCode.UNKNOWN_ATTRIBUTE.error(
                        "values declared for `" + column + "`",
                        known.isEmpty()
                                ? "the rule tells values of no attribute apart"
                                : "the rule tells apart values of " + String.join(", ", known),
                        Suggestion.didYouMean(column, known, "leave it out"));
            }
            list.forEach(value -> checkText("a value of `" + column + "`", value));
        });
    }

    /// @param by of a rule
    /// @return the columns whose values are told apart, not cut into intervals
    static List<String> valueColumns(List<Stratifier> by) {
        return by.stream()
                .filter(Stratifier.Values.class::isInstance)
                .map(Stratifier::column)
                .toList();
    }

    /// Refuses what could not be told apart, and attributes that no rule reads.
    ///
    /// @param arrival who comes
    /// @param known names of the attributes that the rule reads
    /// @throws copse.error.DesignException `D337` or `D344`
    static void check(Arrival arrival, List<String> known) {
        checkText("an id", arrival.id());
        for (Map.Entry<String, String> attribute : arrival.attributes().entrySet()) {
            if (!known.contains(attribute.getKey())) {
                throw AssignCode.UNKNOWN_ATTRIBUTE.error(
                        "`" + arrival.id() + "` comes with `" + attribute.getKey() + "`, which the rule does not read",
                        known.isEmpty() ? "it reads no attributes" : "it reads " + String.join(", ", known),
                        Suggestion.didYouMean(attribute.getKey(), known, "leave it out"));
            }
            checkText("a value of `" + attribute.getKey() + "`", attribute.getValue());
        }
    }

    static void checkText(String what, String text) {
        String reason = text.isEmpty()
                ? "it is empty"
                : !text.strip().equals(text)
                        ? "it begins or ends with a blank"
                        : text.codePoints().anyMatch(Character::isISOControl)
                                ? "it holds a line break or another control character"
                                : text.codePoints()
                                                .anyMatch(c ->
                                                        c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                                        ? "it holds half a character"
                                        : text.length() > LONGEST ? "it is longer than " + LONGEST + " characters" : "";
        if (!reason.isEmpty()) {
            String shown = text.length() > LONGEST ? text.substring(0, 40) + "…" : text;
            throw AssignCode.BAD_TEXT.error(
                    what + " that cannot be kept: `" + shown.replaceAll("\\p{Cntrl}", "�") + "`",
                    reason + ", and ids and values are compared character by character",
                    "write it without");
        }
    }

    private static String names(List<Stratifier> by) {
        return String.join(", ", by.stream().map(Stratifier::column).toList());
    }
}
