package copse.match;

import copse.match.Matching.Method;
import copse.match.Matching.Scale;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A matching and its result in words.
final class MatchSentence {
    private MatchSentence() {}

    static String of(Matches matches) {
        Matching matching = matches.matching();
        return method(matching) + " by " + scale(matching.scale()) + " of " + covariates(matching)
                + (matching.exact().isEmpty() ? "" : ", equal in " + String.join(", ", matching.exact()))
                + matching.caliper().map(c -> ", within a caliper of " + c).orElse("") + "; " + quality(matches);
    }

    private static String groups(int size) {
        return size == 2 ? "pairs" : "groups of " + size;
    }

    private static String method(Matching matching) {
        return switch (matching.method()) {
            case OPTIMAL -> "optimal " + groups(matching.size());
            case GREEDY -> "greedy " + groups(matching.size()) + " in the order of units";
            case GREEDY_SHORTEST -> "greedy " + groups(matching.size()) + ", closest first";
            case THRESHOLD -> "threshold blocks of at least " + matching.size();
        };
    }

    private static String scale(Scale scale) {
        return switch (scale) {
            case ZSCORE -> "z-scores";
            case MAHALANOBIS -> "Mahalanobis distance";
            case RANK_MAHALANOBIS -> "Mahalanobis distance of ranks";
            case MINMAX -> "range-scaled values";
            case NONE -> "plain values";
        };
    }

    private static String covariates(Matching matching) {
        return matching.on().entrySet().stream()
                .map(e -> e.getKey() + (e.getValue() == 1 ? "" : " (weight " + e.getValue() + ")"))
                .collect(Collectors.joining(", "));
    }

    private static String quality(Matches matches) {
        return switch (matches.optimality()) {
            case Optimality.Proven proven -> "proven to have the least total distance";
            case Optimality.Bounded bounded ->
                "at most " + percent(matches.gap().orElse(0)) + " above the least total distance";
            case Optimality.Bottleneck bottleneck ->
                matches.largest() > 0
                        ? "the largest distance within a group is at most "
                                + factor(matches.largest() / bottleneck.bound()) + " times the smallest possible"
                        : "no distance within a group";
            case Optimality.Unknown unknown ->
                matches.matching().method() == Method.THRESHOLD
                        ? "neighbours are approximate"
                        : "not proven to be the best";
        };
    }

    /// @param share of 1
    /// @return in percent, with two digits
    static String percent(double share) {
        return String.format(Locale.ROOT, share >= 0.1 ? "%.0f%%" : share >= 0.01 ? "%.1f%%" : "%.2g%%", 100 * share);
    }

    private static String factor(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /// @param names of units
    /// @param total how many there are
    /// @return the names, and how many more
    static String list(List<String> names, int total) {
        return String.join(", ", names) + (total > names.size() ? " and " + (total - names.size()) + " more" : "");
    }
}
