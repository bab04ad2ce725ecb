package copse.error;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Did you mean: the candidate that a mistyped word was probably meant to be.
///
/// Tried in this order, the first that finds something wins:
///
/// 1. the same word but for case, blanks and punctuation (`Call csat` is `call_CSAT`);
/// 2. the smallest number of typing slips (insertion, deletion, replacement, swap of neighbours), if it is at
/// most a third of the longer word; case counts only between candidates equally close;
/// 3. the only candidate that holds the word, or is held by it, if the shorter has at least three letters
///    (`csat` is `call_CSAT`).
///
/// A suggestion that is no better than a guess is worse than none, hence the limits.
///
/// Source: the distance is the restricted edit distance (optimal string alignment) of Damerau (1964), Commun.
/// ACM 7(3). doi:10.1145/363958.363994
public final class Suggestion {
    /// One slip per this many characters of the longer word is forgiven.
    private static final int CHARACTERS_PER_SLIP = 3;

    /// Shorter fragments occur in other words by chance.
    private static final int SHORTEST_FRAGMENT = 3;

    private Suggestion() {}

    /// @param word what was typed
    /// @param candidates what there is, in the order that breaks ties
    /// @return the candidate meant, if one is close enough
    public static Optional<String> closest(String word, Collection<String> candidates) {
        String bare = bare(word);
        Optional<String> same = candidates.stream()
                .filter(candidate -> bare(candidate).equals(bare))
                .findFirst();
        if (same.isPresent() && !bare.isEmpty()) {
            return same;
        }
        Optional<String> near = nearest(word, candidates);
        return near.isPresent() ? near : holding(bare, candidates);
    }

    /// The question for a problem's `fix`.
    ///
    /// @param word what was typed
    /// @param candidates what there is
    /// @param otherwise the text if nothing is close enough
    /// @return ``did you mean `treatment`?`` or `otherwise`
    public static String didYouMean(String word, Collection<String> candidates, String otherwise) {
        return closest(word, candidates)
                .map(candidate -> "did you mean `" + candidate + "`?")
                .orElse(otherwise);
    }

    private static Optional<String> nearest(String word, Collection<String> candidates) {
        String best = null;
        int fewest = Integer.MAX_VALUE;
        int fewestWithCase = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int allowed = Math.max(word.length(), candidate.length()) / CHARACTERS_PER_SLIP;
            if (Math.abs(word.length() - candidate.length()) > allowed) {
                continue;
            }
            int slips = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (slips > allowed || slips > fewest) {
                continue;
            }
            int withCase = distance(word, candidate);
            if (slips < fewest || withCase < fewestWithCase) {
                best = candidate;
                fewest = slips;
                fewestWithCase = withCase;
            }
        }
        return Optional.ofNullable(best);
    }

    private static Optional<String> holding(String bare, Collection<String> candidates) {
        List<String> holding = candidates.stream()
                .filter(candidate -> {
                    String other = bare(candidate);
                    return Math.min(bare.length(), other.length()) >= SHORTEST_FRAGMENT
                            && (other.contains(bare) || bare.contains(other));
                })
                .toList();
        return holding.size() == 1 ? Optional.of(holding.getFirst()) : Optional.empty();
    }

    private static String bare(String word) {
        StringBuilder out = new StringBuilder(word.length());
        word.codePoints()
                .filter(Character::isLetterOrDigit)
                .map(Character::toLowerCase)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    /// Number of slips that turn one word into the other; swapping two neighbours is one slip.
    ///
    /// Cost: the product of the lengths.
    ///
    /// @param a a word
    /// @param b a word
    /// @return the optimal string alignment distance, 0 for equal words
    static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            int[] spare = before;
            before = last;
            last = row;
            row = spare;
        }
        return last[b.length()];
    }

    /// The option that leaves out rows in which a column is missing, as it can be pasted into a shell.
    ///
    /// @param column any name
    /// @return such as `` `--where 'size IS NOT NULL'` ``, with the name quoted where SQL or the shell need it
    public static String whereNotMissing(String column) {
        return where(column, "IS NOT NULL");
    }

    /// The option that keeps rows of which a column fulfils a condition, as it can be pasted into a shell.
    ///
    /// @param column any name
    /// @param condition what follows the name: `> 0`
    /// @return such as `` `--where 'size > 0'` ``, with the name quoted where SQL or the shell need it
    public static String where(String column, String condition) {
        String name = column.matches("[A-Za-z_]\\w*") ? column : "\"" + column.replace("\"", "\"\"") + "\"";
        return "`--where '" + name.replace("'", "'\\''") + " " + condition + "'`";
    }
}
