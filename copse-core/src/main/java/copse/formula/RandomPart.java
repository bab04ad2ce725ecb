package copse.formula;

import java.util.List;

/// A random term of a formula: what varies, and by what.
///
/// `(x | a/b)` is two of them, by `a` and by `b:a`; `(x + z || g)` is three, one each for the intercept, x and z.
///
/// @param terms the columns that vary
/// @param group the columns whose combinations of levels they vary by; for the inner part of `a/b` the inner
///     one first
/// @param span where the random term stands in the formula's text
public record RandomPart(Terms terms, List<Expr> group, Span span) {
    /// @param terms the columns that vary
    /// @param group the columns whose combinations of levels they vary by
    /// @param span where the random term stands
    public RandomPart {
        group = List.copyOf(group);
    }

    /// @return the group's name as lme4 gives it: `g`, `a:b`, and `b:a` for the inner part of `a/b`
    public String name() {
        return new Term(group).label();
    }
}
