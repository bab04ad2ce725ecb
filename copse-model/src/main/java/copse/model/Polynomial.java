package copse.model;

import copse.formula.Expr;
import copse.formula.Span;

/// What a call of `poly` says.
///
/// @param variable the number whose powers are meant
/// @param degree the highest power, at least 1
/// @param raw whether plain powers are meant instead of orthogonal polynomials
record Polynomial(Expr variable, int degree, boolean raw) {
    static Polynomial of(Expr.Call call) {
        int degree = 0;
        boolean raw = false;
        for (Expr.Argument argument :
                call.arguments().subList(1, call.arguments().size())) {
            switch (argument.value()) {
                case Expr.Literal(double value, Span _) -> degree = (int) value;
                case Expr.Flag(boolean value, Span _) -> raw = value;
                default -> throw new IllegalArgumentException("" + call);
            }
        }
        return new Polynomial(call.arguments().getFirst().value(), degree, raw);
    }
}
