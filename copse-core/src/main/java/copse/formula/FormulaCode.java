package copse.formula;

import copse.error.Explained;
import copse.error.Explanation;
import copse.error.FormulaException;
import copse.error.Place;
import copse.error.Problem;
import org.jspecify.annotations.Nullable;

/// What can be wrong with a formula, by itself or with the data it is applied to.
public enum FormulaCode implements Explained {
    /// A parenthesis, quote or backtick without its partner.
    UNBALANCED(
            "F101",
            "unbalanced parenthesis or quote",
            "Every `(` needs its `)`, every quote and backtick a second one.",
            "Add the one that is missing, or take the surplus one away."),
    /// Something stands where it cannot stand.
    SYNTAX(
            "F102",
            "not a formula",
            "A formula reads `response ~ term + term + (term | group)`; at the mark something else stands.",
            "Compare with the table of the grammar in docs/reference/formula.md."),
    /// A column that the data do not have.
    UNKNOWN_COLUMN(
            "F103",
            "no such column",
            "Every name in a formula that is not followed by `(` is a column of the data; upper and lower case count.",
            "Use one of the data's columns; names with blanks or signs go in backticks: `my column`."),
    /// A function outside the grammar.
    UNKNOWN_FUNCTION(
            "F104",
            "no such function",
            "Formulas know a fixed list of functions; nothing else is ever evaluated.",
            "Use a function of the list, or make the column before fitting."),
    /// A bar outside parentheses.
    BARE_BAR(
            "F105",
            "a random term without parentheses",
            "The bar binds more loosely than `+`, so that `x + 1 | g` would put x into the random part too.",
            "Put the random term in parentheses: `x + (1 | g)`."),
    /// `(x | )`, or no group that makes sense.
    NO_GROUP(
            "F106",
            "a random term without a group",
            "Right of the bar stands what the effects vary by: a column, or columns joined by `:` or `/`.",
            "Write `(1 | group)`; for two groups write two terms: `(1 | a) + (1 | b)`."),
    /// A bar within a random term or a function.
    NESTED_BARS(
            "F107",
            "a bar where none may be",
            "Random terms stand by themselves, joined by `+`; they are never inside one another, inside a function, or in a product.",
            "Nested groups are written `(1 | a/b)`, interactions of groups `(1 | a:b)`."),
    /// Nothing left or right of the tilde.
    EMPTY_SIDE(
            "F108",
            "a side of the formula is empty",
            "Right of `~` stand the terms, left of it the response.",
            "A model with the mean only is `y ~ 1`."),
    /// A factor where numbers are calculated.
    FACTOR_IN_ARITHMETIC(
            "F109",
            "a category in arithmetic",
            "Functions such as `log()` and everything inside `I()` calculate with numbers; this column holds categories.",
            "Use the column by itself, or read it as numbers (`--numeric COLUMN`)."),
    /// A group with non-whole numbers.
    CONTINUOUS_GROUP(
            "F110",
            "a group that is a measurement",
            "The column right of the bar holds numbers that are not whole, so hardly two rows would share a group.",
            "Swap the sides of the bar if they are the wrong way round; a measured column can be a slope: `(x | group)`. Make classes of it first if it really groups."),
    /// A factor of the fixed part with one level.
    ONE_LEVEL(
            "F111",
            "a factor with one level",
            "A category that is the same in all rows used cannot explain a difference.",
            "Leave it out of the formula, or check why the other levels went (filter, missing values)."),
    /// A text column whose every row is different.
    ALL_DIFFERENT(
            "F112",
            "a text with as many values as rows",
            "As a category this column would have one coefficient per row.",
            "Leave it out, or read it as numbers if it holds numbers (`--numeric COLUMN`)."),
    /// Wrong arguments.
    ARGUMENT(
            "F113",
            "wrong arguments of a function",
            "The function does not take these arguments.",
            "Compare with the table of functions in docs/reference/formula.md."),
    /// A number where a term belongs.
    NUMBER(
            "F114",
            "a number that is no term",
            "Between terms only `0`, `1` and `-1` have a meaning (without, with intercept), and `^` takes a small whole number.",
            "To calculate, write `I(x + 2)` or `I(x^2)`; to fix a coefficient at 1 write `offset(x)`."),
    /// An expression whose value is no number.
    NOT_FINITE(
            "F115",
            "an expression without a finite value",
            "In at least one row the expression is not a finite number: a logarithm of zero, a root of a negative number, a division by zero, an overflow.",
            "Leave such rows out on purpose (`--where 'x > 0'`), or change the expression."),
    /// A response that this model cannot have.
    RESPONSE(
            "F116",
            "a response that does not fit the model",
            "A gaussian model explains one number per row, a model of counts one count; only a binomial family explains categories of two levels and successes out of trials.",
            "Use a numeric column or an expression of such left of `~`; categories of two levels and counts of successes need a binomial family."),
    /// A level the model has not seen.
    UNSEEN_LEVEL(
            "F117",
            "a level that the model has not seen",
            "A fixed effect has no coefficient for a level that was not there when it was fitted.",
            "Leave such rows out, or fit again with data that have the level."),
    /// Weights or offsets that cannot be used.
    WEIGHT(
            "F118",
            "weights that cannot be used",
            "Weights are positive finite numbers: the variance of a row is sigma² divided by its weight. Rows of weight 0 are left out and counted.",
            "Check how the weights were made; leave negative ones out (`--where 'w > 0'`) if they mean nothing."),
    /// Too much of something.
    TOO_LARGE(
            "F119",
            "a formula that is too large",
            "Its terms, levels or nesting exceed what can be held.",
            "Write the terms you need one by one; use a random term for factors with very many levels."),
    /// A transform of a constant column.
    NO_SPREAD(
            "F120",
            "a transform that needs more distinct values",
            "`scale(x)` divides by the standard deviation of x and `poly(x, k)` needs more than k distinct values.",
            "Leave the column out, or lower the degree."),
    /// A contrast asked for something that is no factor of the model.
    CONTRAST(
            "F121",
            "a contrast for something that is no factor",
            "Contrasts are named for columns that the formula uses as categories in its fixed or random effects.",
            "Name a factor of the formula, or make one: `factor(x)`."),
    /// A formula of a further linear predictor that has what it cannot have.
    PART(
            "F122",
            "a formula of zero inflation that has more than fixed effects",
            "A further linear predictor, such as that of zero inflation, has fixed effects only and explains the response of the model.",
            "Write a one-sided formula of fixed effects, such as `~ x + z`; `~ 1` for a constant.");

    private final Explanation explanation;

    FormulaCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }

    /// The exception for a case of this problem.
    ///
    /// @param what names the thing
    /// @param why the reason, or the empty text
    /// @param fix something that works
    /// @param place where in the formula, null if nowhere in particular
    /// @return to be thrown
    public FormulaException at(String what, String why, String fix, @Nullable Place place) {
        return new FormulaException(new Problem(code(), what, why, fix, place));
    }
}
