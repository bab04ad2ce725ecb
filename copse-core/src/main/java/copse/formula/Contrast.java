package copse.formula;

import java.util.Locale;
import java.util.Optional;

/// How the levels of a factor become columns.
public enum Contrast {
    /// Each level against a base level; columns `g[b]`.
    TREATMENT,
    /// Each level but the last against the mean of all levels; columns `g[S.a]`.
    SUM,
    /// Each level but the first against the mean of the levels before it, times (k - 1)/k of the k levels so
    /// far, as in R; columns `g[H.b]`.
    HELMERT,
    /// Orthogonal polynomials of the level's number; columns `g[P.1]` (linear), `g[P.2]` (quadratic) and so on.
    POLY;

    /// @return the name used in formulas: `treatment`, `sum`, `helmert`, `poly`
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @param word `sum`, or R's `contr.sum`
    /// @return the contrast of that name, if there is one
    public static Optional<Contrast> of(String word) {
        String name = word.startsWith("contr.") ? word.substring("contr.".length()) : word;
        for (Contrast contrast : values()) {
            if (contrast.word().equals(name)) {
                return Optional.of(contrast);
            }
        }
        return Optional.empty();
    }
}
