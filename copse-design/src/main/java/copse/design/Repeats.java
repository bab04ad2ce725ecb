package copse.design;

import copse.error.DesignException;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.NumericColumn;
import copse.frame.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntBinaryOperator;

/// Ids that occur more than once.
///
/// @param ids the column of all ids
/// @param pairs rows of two occurrences of one id that follow one another; ids in their order
record Repeats(Column ids, List<Pair> pairs) {
    /// Two rows of one id.
    ///
    /// @param first the row above, from 0
    /// @param second the row below
    record Pair(int first, int second) {}

    /// Finds the words for ids that occur more than once.
    @FunctionalInterface
    interface Teller {
        /// @param repeats at least one
        /// @return the exception to throw
        DesignException error(Repeats repeats);
    }

    /// @param ids a column without missing values
    /// @param order rows in the order of their ids, ties in the order of rows; empty if ids ascend strictly
    /// @return the repeats, if there are any
    static Optional<Repeats> of(Column ids, int[] order) {
        IntBinaryOperator differ = switch (ids) {
            case NumericColumn numbers -> (a, b) -> numbers.value(a) == numbers.value(b) ? 0 : 1;
            case FactorColumn factor -> (a, b) -> factor.code(a) - factor.code(b);
            default -> (a, b) -> ids.text(a).equals(ids.text(b)) ? 0 : 1;
        };
        List<Pair> pairs = new ArrayList<>();
        for (int i = 1; i < order.length; i++) {
            if (differ.applyAsInt(order[i - 1], order[i]) == 0) {
                pairs.add(new Pair(order[i - 1], order[i]));
            }
        }
        return pairs.isEmpty() ? Optional.empty() : Optional.of(new Repeats(ids, pairs));
    }

    /// The plain words: an id twice.
    ///
    /// @param name of the id column
    /// @return the teller
    static Teller plainly(String name) {
        return repeats -> {
            Pair first = repeats.pairs().getFirst();
            return DesignCode.DUPLICATE_ID.error(
                    "id `" + repeats.text(first) + "` in column `" + name + "` occurs twice, in the rows "
                            + (first.first() + 1) + " and " + (first.second() + 1)
                            + Words.andMore(repeats.pairs().size() - 1, "repeated row"),
                    "each row is a unit with an id of its own; otherwise one unit could get two arms",
                    "remove the repeated rows; or, if a row is not what is randomised, name the column that tells rows"
                            + " apart as the id and randomise `" + name + "`: `clustered(by: " + name
                            + ", complete())`");
        };
    }

    /// The words for designs of clusters: a unit that is in two of them is told as such, since no arm of a
    /// cluster could be the unit's.
    ///
    /// @param name of the id column
    /// @param by name of the cluster column
    /// @param clusters of each row
    /// @return the teller
    static Teller ofClusters(String name, String by, Column clusters) {
        return repeats -> {
            List<Pair> torn = repeats.pairs().stream()
                    .filter(pair -> !clusters.text(pair.first()).equals(clusters.text(pair.second())))
                    .toList();
            if (torn.isEmpty()) {
                return plainly(name).error(repeats);
            }
            Pair first = torn.getFirst();
            return DesignCode.TORN_UNIT.error(
                    "unit `" + repeats.text(first) + "` is in two clusters: `" + by + "` is "
                            + clusters.text(first.first()) + " in row " + (first.first() + 1) + " and "
                            + clusters.text(first.second()) + " in row " + (first.second() + 1)
                            + Words.andMore(torn.size() - 1, "such pair of rows", "such pairs of rows"),
                    "a unit gets the arm of its cluster, and of two clusters it could get two arms",
                    "decide for one cluster per unit: keep the row that holds for the time of the experiment");
        };
    }

    private String text(Pair pair) {
        return ids.text(pair.first());
    }
}
