package copse.formula;

/// The operators of formulas, loosest first.
///
/// Between terms they build terms (`a * b` is `a + b + a:b`); inside a function's parentheses they calculate.
public enum Operator {
    /// Adds terms, or numbers.
    PLUS("+", 1),
    /// Takes terms away, or subtracts.
    MINUS("-", 1),
    /// Main effects and interaction, or product.
    TIMES("*", 2),
    /// Nesting, or quotient.
    DIVIDE("/", 2),
    /// `a %in% b`: interaction with all of the right side.
    IN("%in%", 3),
    /// Interaction.
    INTERACTION(":", 4),
    /// Interactions up to a degree, or power.
    POWER("^", 6);

    /// Precedence of the sign: between `:` and `^`, as in R.
    static final int SIGN = 5;

    private final String symbol;
    private final int precedence;

    Operator(String symbol, int precedence) {
        this.symbol = symbol;
        this.precedence = precedence;
    }

    /// @return as written
    public String symbol() {
        return symbol;
    }

    int precedence() {
        return precedence;
    }
}
