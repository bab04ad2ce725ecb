package copse.formula;

import copse.error.Place;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// Reads the side right of the bar.
final class Groups {
    private final String text;
    private final Expr.Bar bar;

    private Groups(String text, Expr.Bar bar) {
        this.text = text;
        this.bar = bar;
    }

    static List<List<Expr>> of(Expr.Bar bar, String text) {
        return new Groups(text, bar).read(bar.group());
    }

    private List<List<Expr>> read(Expr group) {
        if (group instanceof Expr.Binary(Operator operator, Expr left, Expr right, Span _)
                && operator == Operator.DIVIDE) {
            List<List<Expr>> outer = new ArrayList<>(read(left));
            List<Expr> inner = new ArrayList<>(crossed(right));
            inner.addAll(outer.getLast());
            outer.add(List.copyOf(new LinkedHashSet<>(inner)));
            return outer;
        }
        return List.of(List.copyOf(new LinkedHashSet<>(crossed(group))));
    }

    private List<Expr> crossed(Expr group) {
        return switch (group) {
            case Expr.Name _ -> List.of(group);
            case Expr.Call call
            when call.function().equals("factor") ->
                List.of(call.arguments().getFirst().value());
            case Expr.Binary(Operator operator, Expr left, Expr right, Span _)
            when operator == Operator.INTERACTION -> {
                List<Expr> all = new ArrayList<>(crossed(left));
                all.addAll(crossed(right));
                yield all;
            }
            case Expr.Binary(Operator operator, Expr left, Expr right, Span span)
            when operator == Operator.PLUS || operator == Operator.TIMES ->
                throw FormulaCode.NO_GROUP.at(
                        "`" + operator.symbol() + "` between groups",
                        "a random term varies by one group",
                        operator == Operator.PLUS
                                ? "write `" + bar(left) + " + " + bar(right) + "`"
                                : "write `" + bar(left) + " + " + bar(right) + " + "
                                        + bar(left.with(Operator.INTERACTION, right)) + "`",
                        place(span));
            default ->
                throw FormulaCode.NO_GROUP.at(
                        "`" + group + "` is no group",
                        "groups are columns, joined by `:` or `/`",
                        "make the column before fitting, and name it here",
                        place(group.span()));
        };
    }

    private String bar(Expr group) {
        return new Expr.Bar(bar.terms(), group, bar.correlated(), Span.NONE).toString();
    }

    private Place place(Span span) {
        return Place.inFormula(text, span.from(), span.to());
    }
}
