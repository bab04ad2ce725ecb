package copse.formula;

/// Moves the ends of an expression's span.
final class Spans {
    private Spans() {}

    static Expr widen(Expr expr, Span span) {
        return switch (expr) {
            case Expr.Name name -> new Expr.Name(name.name(), span);
            case Expr.Literal literal -> new Expr.Literal(literal.value(), span);
            case Expr.Quoted quoted -> new Expr.Quoted(quoted.value(), span);
            case Expr.Flag flag -> new Expr.Flag(flag.value(), span);
            case Expr.Dot _ -> new Expr.Dot(span);
            case Expr.Call call -> new Expr.Call(call.function(), call.arguments(), span);
            case Expr.Negated negated -> new Expr.Negated(negated.operand(), span);
            case Expr.Binary binary -> new Expr.Binary(binary.operator(), binary.left(), binary.right(), span);
            case Expr.Bar bar -> new Expr.Bar(bar.terms(), bar.group(), bar.correlated(), span);
        };
    }
}
