package copse.model;

import copse.frame.Levels;
import java.util.List;

/// A grouping factor, a column or several crossed, with all random terms that vary by it.
///
/// @param name `g`; `rep:center` for the inner factor of `(1 | center/rep)`; `a:b` as written for `(1 | a:b)`
/// @param factors the columns in the order of the name
/// @param levels the levels of each factor
/// @param terms the random terms in order of appearance
public record Grouping(String name, List<String> factors, List<Levels> levels, List<RandomTerm> terms) {
    /// @param name name as printed
    /// @param factors the columns in the order of the name
    /// @param levels the levels of each factor
    /// @param terms the random terms
    public Grouping {
        factors = List.copyOf(factors);
        levels = List.copyOf(levels);
        terms = List.copyOf(terms);
    }

    /// @return number of columns of Z per level, over all terms
    public int columns() {
        return terms.stream().mapToInt(term -> term.columns().size()).sum();
    }

    /// @return number of possible keys: the product of the factors' numbers of levels
    public long cells() {
        return levels.stream().mapToLong(Levels::size).reduce(1, Math::multiplyExact);
    }

    /// The label of a combination of levels, such as `r17:c3`.
    ///
    /// @param key mixed-radix code, the first factor most significant, at least 0 and below [#cells()]
    /// @return the factors' labels joined by `:`
    public String label(long key) {
        String[] parts = new String[levels.size()];
        long left = key;
        for (int i = levels.size() - 1; i >= 0; i--) {
            int size = levels.get(i).size();
            parts[i] = levels.get(i).label((int) (left % size));
            left /= size;
        }
        return String.join(":", parts);
    }
}
