package copse.formula;

import copse.frame.NumericColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Prints expressions with as few parentheses as parse back to the same tree.
final class Printer {
    // what the lexer reads as one name without backticks
    private static final Pattern PLAIN_NAME = Pattern.compile("(?:[\\p{L}_]|\\.(?![\\p{Nd}]))[\\p{L}\\p{M}\\p{Nd}_.]*");

    private Printer() {}

    static String print(Expr expr) {
        StringBuilder out = new StringBuilder();
        print(expr, 0, out);
        return out.toString();
    }

    /// @param floor the loosest operator that may stand here without parentheses
    private static void print(Expr expr, int floor, StringBuilder out) {
        switch (expr) {
            case Expr.Name(String name, var _) -> out.append(quoteName(name));
            case Expr.Literal(double value, var _) -> out.append(NumericColumn.format(value));
            case Expr.Quoted(String value, var _) ->
                out.append('"')
                        .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
            case Expr.Flag(boolean value, var _) -> out.append(value ? "TRUE" : "FALSE");
            case Expr.Dot _ -> out.append('.');
            case Expr.Call call -> print(call, out);
            case Expr.Bar(Expr terms, Expr group, boolean correlated, var _) -> {
                out.append('(');
                print(terms, 0, out);
                out.append(correlated ? " | " : " || ");
                print(group, 0, out);
                out.append(')');
            }
            case Expr.Negated(Expr operand, var _) -> {
                open(floor > Operator.SIGN, out);
                out.append('-');
                print(operand, Operator.SIGN, out);
                close(floor > Operator.SIGN, out);
            }
            case Expr.Binary binary -> {
                int own = binary.operator().precedence();
                open(floor > own, out);
                print(binary, out);
                close(floor > own, out);
            }
        }
    }

    private static void print(Expr.Binary binary, StringBuilder out) {
        int own = binary.operator().precedence();
        if (binary.operator() == Operator.POWER) { // groups from the right
            print(binary.left(), own + 1, out);
            out.append('^');
            print(binary.right(), Operator.SIGN, out);
            return;
        }
        // everything else groups from the left; in a loop, for a sum of n terms is n deep there
        List<Expr.Binary> chain = new ArrayList<>(List.of(binary));
        while (chain.getLast().left() instanceof Expr.Binary left
                && left.operator().precedence() == own) {
            chain.add(left);
        }
        print(chain.getLast().left(), own, out);
        for (Expr.Binary link : chain.reversed()) {
            String symbol = link.operator().symbol();
            out.append(spaced(link.operator()) ? " " + symbol + " " : symbol);
            print(link.right(), own + 1, out);
        }
    }

    private static void print(Expr.Call call, StringBuilder out) {
        out.append(call.function()).append('(');
        String separator = "";
        for (Expr.Argument argument : call.arguments()) {
            out.append(separator);
            if (argument.name() != null) {
                out.append(argument.name()).append(" = ");
            }
            print(argument.value(), 0, out);
            separator = ", ";
        }
        out.append(')');
    }

    private static boolean spaced(Operator operator) {
        return switch (operator) {
            case PLUS, MINUS, TIMES, IN -> true;
            case DIVIDE, INTERACTION, POWER -> false;
        };
    }

    private static void open(boolean needed, StringBuilder out) {
        if (needed) {
            out.append('(');
        }
    }

    private static void close(boolean needed, StringBuilder out) {
        if (needed) {
            out.append(')');
        }
    }

    static String quoteName(String name) {
        boolean plain = PLAIN_NAME.matcher(name).matches()
                && !name.equals(".")
                && !name.equals("TRUE")
                && !name.equals("FALSE");
        return plain ? name : "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`";
    }
}
