package copse.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/// Holds what copse computed against what a case expects, and keeps the count and the worst ratio of each
/// quantity.
///
/// A ratio is the difference divided by the distance allowed: up to 1 is right.
final class Comparison {
    /// So many failures are spelled out; a case that is wrong is often wrong everywhere.
    private static final int SHOWN = 12;

    private final Set<String> leftOut;
    private final Map<String, Score> scores = new LinkedHashMap<>();
    private final List<Miss> misses = new ArrayList<>();

    private static final class Score {
        private int checks;
        private double worst;
    }

    private record Miss(double ratio, String text) {}

    /// @param leftOut quantities that are not checked in this case, out of `coverage.txt`
    Comparison(Set<String> leftOut) {
        this.leftOut = leftOut;
    }

    /// Compares two numbers.
    ///
    /// @param quantity name of the quantity, such as `fixef`
    /// @param where which of them, such as a coefficient's name
    /// @param got what copse says
    /// @param expected the reference
    /// @param allowed the largest difference that is right; NaN: the case does not want the quantity compared
    void check(String quantity, String where, double got, double expected, double allowed) {
        if (Double.isNaN(allowed) || leftOut.contains(quantity)) {
            return;
        }
        double difference = Math.abs(got - expected);
        // infinities that agree differ by NaN; a NaN that was got must never pass, hence the negated comparison
        double ratio = got == expected ? 0 : difference / allowed;
        record(
                quantity,
                Double.isNaN(ratio) ? Double.POSITIVE_INFINITY : ratio,
                () -> String.format(
                        Locale.ROOT,
                        "%s %s: got %s, expected %s, differs by %.3g, allowed %.3g",
                        quantity,
                        where,
                        got,
                        expected,
                        difference,
                        allowed));
    }

    /// Compares a maximum with what another program reached: a larger one is right, where its value is sure.
    ///
    /// @param quantity name of the quantity
    /// @param where which of them
    /// @param got what copse says
    /// @param reached the largest value that the reference found
    /// @param allowed how far below is right
    void checkMaximum(String quantity, String where, double got, double reached, double allowed) {
        check(quantity, where, Math.min(got, reached), reached, allowed);
    }

    /// Compares things that are equal or not: names, counts, truth values.
    ///
    /// @param quantity name of the quantity
    /// @param where which of them
    /// @param got what copse says
    /// @param expected the reference
    void checkSame(String quantity, String where, Object got, Object expected) {
        if (!leftOut.contains(quantity)) {
            double ratio = Objects.equals(got, expected) ? 0 : Double.POSITIVE_INFINITY;
            record(quantity, ratio, () -> quantity + " " + where + ": got " + got + ", expected " + expected);
        }
    }

    private void record(String quantity, double ratio, Supplier<String> text) {
        Score score = scores.computeIfAbsent(quantity, name -> new Score());
        score.checks++;
        score.worst = Math.max(score.worst, ratio);
        if (!(ratio <= 1)) {
            misses.add(new Miss(ratio, text.get()));
        }
    }

    /// @return number of checks made
    int checks() {
        return scores.values().stream().mapToInt(score -> score.checks).sum();
    }

    /// @param quantity a quantity
    /// @return its worst ratio so far, 0 if it was never checked
    double worst(String quantity) {
        Score score = scores.get(quantity);
        return score == null ? 0 : score.worst;
    }

    /// @return the quantities checked, in order
    List<String> quantities() {
        return List.copyOf(scores.keySet());
    }

    /// @return one line: number of checks, then each quantity with its worst ratio to the tolerance
    String summary() {
        if (scores.isEmpty()) {
            return "no checks";
        }
        StringBuilder line = new StringBuilder().append(checks()).append(" checks; worst ratio to tolerance:");
        scores.forEach((quantity, score) ->
                line.append(' ').append(quantity).append(' ').append(ratio(score.worst)));
        return line.toString();
    }

    private static String ratio(double ratio) {
        return ratio == 0 ? "0" : String.format(Locale.ROOT, ratio < 0.01 ? "%.0e" : "%.2g", ratio);
    }

    /// @throws AssertionError naming the worst misses, if there are any, or if nothing was checked at all
    void verify() {
        if (scores.isEmpty()) {
            throw new AssertionError("nothing was checked");
        }
        if (!misses.isEmpty()) {
            StringBuilder text = new StringBuilder()
                    .append(misses.size())
                    .append(" of ")
                    .append(checks())
                    .append(" checks failed");
            misses.stream()
                    .sorted((a, b) -> Double.compare(b.ratio(), a.ratio()))
                    .limit(SHOWN)
                    .forEach(miss -> text.append("\n  ").append(miss.text()));
            throw new AssertionError(text.toString());
        }
    }
}
