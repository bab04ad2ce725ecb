package copse.formula;

import copse.error.FormulaException;
import copse.error.Place;
import copse.error.Suggestion;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The functions of the grammar and what they may be given. Checked while parsing, so that a formula that
/// exists is well formed.
final class Functions {
    /// Elementwise functions of numbers.
    static final Set<String> MATH = Set.of("log", "log2", "log10", "exp", "sqrt", "abs");
    /// One number out of a whole column.
    static final Set<String> AGGREGATE = Set.of("mean", "sd", "min", "max");
    /// Functions whose value is a number per row.
    private static final Set<String> NUMERIC = Set.of("I", "scale", "center");
    /// Functions with a meaning of their own.
    private static final Set<String> SPECIAL = Set.of("poly", "factor", "C", "offset", "cbind", "trials");

    static final List<String> ALL = List.of(
            "C", "I", "abs", "cbind", "center", "exp", "factor", "log", "log10", "log2", "max", "mean", "min", "offset",
            "poly", "scale", "sd", "sqrt", "trials");

    private Functions() {}

    static void check(Token name, String text) {
        if (!ALL.contains(name.text())) {
            throw FormulaCode.UNKNOWN_FUNCTION.at(
                    "no function `" + name.text() + "` in formulas",
                    "known are " + String.join(", ", ALL),
                    Suggestion.didYouMean(name.text(), ALL, "leave it out or make the column before fitting"),
                    place(text, name.span()));
        }
    }

    static void checkArguments(Expr.Call call, String text) {
        switch (call.function()) {
            case "I", "exp", "log2", "log10", "sqrt", "abs", "mean", "sd", "min", "max", "center", "offset", "trials" ->
                one(call, text);
            case "log" -> count(call, 1, 2, "`log(x)` or `log(x, base)`", text, "base");
            case "scale" -> count(call, 1, 2, "`scale(x)` or `scale(x, scale = FALSE)`", text, "scale");
            case "poly" -> count(call, 2, 3, "`poly(x, 2)` or `poly(x, 2, raw = TRUE)`", text, "degree", "raw");
            case "factor" -> count(call, 1, 1, "`factor(x)`", text);
            case "C" -> count(call, 2, 3, "`C(x, sum)` or `C(x, treatment, base = \"level\")`", text, "contr", "base");
            case "cbind" -> count(call, 1, Integer.MAX_VALUE, "`cbind(success, failure)`", text);
            default -> throw new IllegalArgumentException(call.function());
        }
        List<Expr.Argument> arguments = call.arguments();
        Expr first = arguments.getFirst().value();
        switch (call.function()) {
            case "factor", "C" -> checkFactor(call, text);
            case "poly" -> {
                arithmetic(first, text);
                degree(call, text);
                rawFlag(call, text);
            }
            case "scale" -> {
                arithmetic(first, text);
                scaleFlag(call, text);
            }
            default -> arguments.forEach(argument -> arithmetic(argument.value(), text));
        }
    }

    private static void one(Expr.Call call, String text) {
        count(call, 1, 1, "`" + call.function() + "(x)`", text);
    }

    private static void count(Expr.Call call, int least, int most, String usage, String text, String... names) {
        int n = call.arguments().size();
        if (n < least || n > most) {
            throw wrong(call, call.function() + "() with " + n + (n == 1 ? " argument" : " arguments"), usage, text);
        }
        for (int i = 0; i < n; i++) {
            String name = call.arguments().get(i).name();
            if (name != null && !List.of(names).contains(name)) {
                throw wrong(call, call.function() + "() has no argument `" + name + "`", usage, text);
            }
            if (name != null && i == 0) {
                throw wrong(call, "the first argument has no name", usage, text);
            }
        }
    }

    private static FormulaException wrong(Expr.Call call, String what, String usage, String text) {
        return FormulaCode.ARGUMENT.at(what, "", "write " + usage, place(text, call.span()));
    }

    private static void checkFactor(Expr.Call call, String text) {
        Expr first = call.arguments().getFirst().value();
        boolean nested = call.function().equals("C")
                && first instanceof Expr.Call inner
                && inner.function().equals("factor");
        if (!(first instanceof Expr.Name) && !nested) {
            throw FormulaCode.ARGUMENT.at(
                    call.function() + "() takes a column, not `" + first + "`",
                    "",
                    "make the column before fitting, and name it here",
                    place(text, first.span()));
        }
        if (call.function().equals("C")) {
            Coding.of(call, text);
        }
    }

    private static void degree(Expr.Call call, String text) {
        if (!(degree(call) instanceof Expr.Literal(double value, Span _))
                || value != Math.rint(value)
                || value < 1
                || value > MAX_DEGREE) {
            throw wrong(call, "the degree of poly() is a whole number from 1 to " + MAX_DEGREE, "`poly(x, 2)`", text);
        }
    }

    // beyond this no polynomial is sensible, and each degree is a pass over the rows
    private static final int MAX_DEGREE = 25;

    static @Nullable Expr degree(Expr.Call poly) {
        return poly.arguments().stream()
                .skip(1)
                .filter(argument -> !"raw".equals(argument.name()))
                .map(Expr.Argument::value)
                .findFirst()
                .orElse(null);
    }

    private static void rawFlag(Expr.Call call, String text) {
        Expr raw = named(call, "raw");
        if (call.arguments().size() == 3 && !(raw instanceof Expr.Flag)) {
            throw wrong(
                    call,
                    "the third argument of poly() is `raw = TRUE` or `raw = FALSE`",
                    "`poly(x, 2, raw = TRUE)`",
                    text);
        }
    }

    private static void scaleFlag(Expr.Call call, String text) {
        if (call.arguments().size() == 2 && !(named(call, "scale") instanceof Expr.Flag)) {
            throw wrong(
                    call, "the second argument of scale() is `scale = TRUE` or `scale = FALSE`", "`scale(x)`", text);
        }
    }

    static @Nullable Expr named(Expr.Call call, String name) {
        return call.arguments().stream()
                .filter(argument -> name.equals(argument.name()))
                .map(Expr.Argument::value)
                .findFirst()
                .orElse(null);
    }

    static boolean flag(Expr.Call call, String name, boolean otherwise) {
        return named(call, name) instanceof Expr.Flag(boolean value, Span _) ? value : otherwise;
    }

    /// Refuses what is not arithmetic: numbers, columns, signs, and functions of such.
    private static void arithmetic(Expr expr, String text) {
        switch (expr) {
            case Expr.Name _, Expr.Literal _ -> {}
            case Expr.Negated negated -> arithmetic(negated.operand(), text);
            case Expr.Binary binary -> {
                switch (binary.operator()) {
                    case PLUS, MINUS, TIMES, DIVIDE, POWER -> {}
                    case INTERACTION, IN ->
                        throw FormulaCode.ARGUMENT.at(
                                "`" + binary.operator().symbol() + "` inside a function",
                                "inside parentheses of a function numbers are calculated",
                                "for a product write `*`; an interaction goes outside the function",
                                place(text, binary.span()));
                }
                arithmetic(binary.left(), text);
                arithmetic(binary.right(), text);
            }
            case Expr.Call call -> {
                String name = call.function();
                if (SPECIAL.contains(name)) {
                    throw FormulaCode.ARGUMENT.at(
                            name + "() inside a function",
                            "its value is not one number per row",
                            "use it as a term by itself",
                            place(text, call.span()));
                }
            }
            case Expr.Quoted _, Expr.Flag _, Expr.Dot _, Expr.Bar _ ->
                throw FormulaCode.ARGUMENT.at(
                        "`" + expr + "` is no number",
                        "inside parentheses of a function numbers are calculated",
                        "write columns and numbers only",
                        place(text, expr.span()));
        }
    }

    /// @return whether a call is one number per row
    static boolean isNumeric(Expr.Call call) {
        return MATH.contains(call.function()) || NUMERIC.contains(call.function());
    }

    static Place place(String text, Span span) {
        return Place.inFormula(text, span.from(), span.to());
    }
}
