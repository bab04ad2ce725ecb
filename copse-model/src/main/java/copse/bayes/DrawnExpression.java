package copse.bayes;

import copse.error.InputException;
import copse.error.Place;
import copse.error.Problem;
import copse.error.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/// Reads an expression of parameters, and computes it at every draw.
///
/// Grammar, blanks anywhere:
/// ```
/// comparison = sum (("<" | ">" | "<=" | ">=") sum)+
/// sum        = product (("+" | "-") product)*
/// product    = power (("*" | "/") power)*
/// power      = ("-" | "+") power | atom ("^" power)?
/// atom       = number | parameter | function "(" sum ")" | "(" sum ")"
/// function   = exp | log | sqrt | abs
/// ```
/// A parameter is a name such as `age`, `sd(g,(Intercept))` or `coef(g)[a,age]`; where several fit, the
/// longest.
final class DrawnExpression {
    private static final List<String> FUNCTIONS = List.of("exp", "log", "sqrt", "abs");

    private final String text;
    private final List<String> names;
    private final Function<String, double[]> draws;
    private int at;

    private DrawnExpression(String text, List<String> names, Function<String, double[]> draws) {
        this.text = text;
        this.names = names;
        this.draws = draws;
    }

    /// Parts compared with each other, in the order of the text.
    ///
    /// @param operands draws of each
    /// @param operators between them, one fewer: `<`, `>`, `<=`, `>=`
    record Comparison(List<double[]> operands, List<String> operators) {
        /// @param draw its number
        /// @return whether all comparisons hold at the draw
        boolean holds(int draw) {
            boolean holds = true;
            for (int k = 0; k < operators.size(); k++) {
                double left = operands.get(k)[draw];
                double right = operands.get(k + 1)[draw];
                holds &= operators.get(k).startsWith("<")
                        ? left < right || operators.get(k).endsWith("=") && left <= right
                        : left > right || operators.get(k).endsWith("=") && left >= right;
            }
            return holds;
        }
    }

    /// @param text a comparison
    /// @param names of the parameters
    /// @param draws of a parameter by name; may be changed by whoever gets them
    /// @return the comparison at every draw
    /// @throws InputException `B332` if it cannot be read, `B333` if it says that numbers are equal
    static Comparison comparison(String text, List<String> names, Function<String, double[]> draws) {
        return new DrawnExpression(text, names, draws).comparison();
    }

    /// @param text an expression
    /// @param names of the parameters
    /// @param draws of a parameter by name; may be changed by whoever gets them
    /// @return its value at every draw
    /// @throws InputException `B332` if it cannot be read
    static double[] value(String text, List<String> names, Function<String, double[]> draws) {
        DrawnExpression reader = new DrawnExpression(text, names, draws);
        double[] value = reader.sum();
        if (reader.at < text.length()) {
            throw reader.unreadable("an operator, or the end");
        }
        return value;
    }

    private Comparison comparison() {
        List<double[]> operands = new ArrayList<>(List.of(sum()));
        List<String> operators = new ArrayList<>();
        while (at < text.length()) {
            int from = at;
            Optional<String> operator = List.of("<=", ">=", "<", ">", "=").stream()
                    .filter(own -> text.startsWith(own, from))
                    .findFirst();
            if (operator.isEmpty()) {
                throw unreadable("a comparison: < or >");
            }
            if (operator.get().equals("=")) {
                throw AnswerCode.equality(text, at);
            }
            at += operator.get().length();
            operators.add(operator.get());
            operands.add(sum());
        }
        if (operators.isEmpty()) {
            throw unreadable("a comparison: < or >");
        }
        return new Comparison(operands, operators);
    }

    private double[] sum() {
        double[] left = product();
        while (isNext('+') || isNext('-')) {
            boolean plus = text.charAt(at++) == '+';
            left = combine(left, product(), plus ? Double::sum : (a, b) -> a - b);
        }
        return left;
    }

    private double[] product() {
        double[] left = power();
        while (isNext('*') || isNext('/')) {
            boolean times = text.charAt(at++) == '*';
            left = combine(left, power(), times ? (a, b) -> a * b : (a, b) -> a / b);
        }
        return left;
    }

    private double[] power() {
        if (isNext('-') || isNext('+')) {
            boolean minus = text.charAt(at++) == '-';
            double[] value = power();
            return minus ? map(value, a -> -a) : value;
        }
        double[] base = atom();
        if (isNext('^')) {
            at++;
            return combine(base, power(), Math::pow);
        }
        return base;
    }

    private double[] atom() {
        skip();
        Optional<double[]> parameter = parameter();
        if (parameter.isPresent()) {
            return parameter.get();
        }
        int from = at;
        Optional<String> function = FUNCTIONS.stream()
                .filter(own -> text.startsWith(own, from) && isOpened(from + own.length()))
                .findFirst();
        if (function.isPresent()) {
            at += function.get().length();
            skip();
            return map(parenthesised(), function(function.get()));
        }
        if (at < text.length() && text.charAt(at) == '(') {
            return parenthesised();
        }
        return number();
    }

    private boolean isOpened(int from) {
        return text.substring(from).stripLeading().startsWith("(");
    }

    private double[] parenthesised() {
        at++;
        double[] value = sum();
        if (!isNext(')')) {
            throw unreadable("`)`");
        }
        at++;
        skip();
        return value;
    }

    private static DoubleUnaryOperator function(String name) {
        return switch (name) {
            case "exp" -> Math::exp;
            case "log" -> Math::log;
            case "sqrt" -> Math::sqrt;
            case "abs" -> Math::abs;
            default -> throw new IllegalArgumentException(name);
        };
    }

    private Optional<double[]> parameter() {
        String longest = "";
        int end = at;
        for (String name : names) {
            int to = end(name);
            if (to > end) {
                longest = name;
                end = to;
            }
        }
        if (longest.isEmpty()) {
            return Optional.empty();
        }
        at = end;
        skip();
        return Optional.of(draws.apply(longest));
    }

    /// Where a name ends that begins here, blanks in either of no account; −1 if it does not begin here.
    private int end(String name) {
        int p = at;
        for (int k = 0; k < name.length(); k++) {
            if (name.charAt(k) == ' ') {
                continue;
            }
            while (k > 0 && p < text.length() && text.charAt(p) == ' ') {
                p++;
            }
            if (p >= text.length() || text.charAt(p) != name.charAt(k)) {
                return -1;
            }
            p++;
        }
        boolean goesOn = p < text.length()
                && isWord(name.charAt(name.length() - 1))
                && (isWord(text.charAt(p)) || text.charAt(p) == '[' || text.charAt(p) == ':');
        return goesOn ? -1 : p;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.';
    }

    private double[] number() {
        int end = at;
        while (end < text.length() && (isWord(text.charAt(end)) || isSign(end))) {
            end++;
        }
        double value;
        try {
            value = Double.parseDouble(text.substring(at, end));
        } catch (NumberFormatException e) {
            throw unknown(end);
        }
        at = end;
        skip();
        double[] values = new double[draws.apply(names.get(0)).length];
        Arrays.fill(values, value);
        return values;
    }

    /// Whether a sign belongs to an exponent: 1e-3.
    private boolean isSign(int p) {
        return (text.charAt(p) == '-' || text.charAt(p) == '+')
                && p > at + 1
                && Character.toLowerCase(text.charAt(p - 1)) == 'e'
                && Character.isDigit(text.charAt(p - 2));
    }

    private InputException unknown(int after) {
        int close = text.indexOf(']', after);
        int end = after < text.length() && text.charAt(after) == '[' && close > 0 ? close + 1 : after;
        String word = text.substring(at, Math.max(at, end));
        if (word.isEmpty() || Character.isDigit(word.charAt(0))) {
            return unreadable("a parameter or a number");
        }
        return new InputException(new Problem(
                AnswerCode.HYPOTHESIS.code(),
                "no parameter `" + word + "`",
                "a hypothesis is about parameters of the fit, such as "
                        + String.join(", ", names.stream().limit(6).toList()),
                Suggestion.didYouMean(word, names, "copse bayes prints their names"),
                place(at, end)));
    }

    private InputException unreadable(String expected) {
        return new InputException(new Problem(
                AnswerCode.HYPOTHESIS.code(),
                at < text.length() ? "cannot read the hypothesis from here on" : "the hypothesis ends too early",
                "here should be " + expected,
                "write a comparison of parameters, such as `a - b > 0` or `-0.1 < a < 0.1`",
                place(at, at + 1)));
    }

    private Place place(int from, int to) {
        return new Place("hypothesis", 0, text, from, Math.max(to, from + 1));
    }

    private boolean isNext(char c) {
        skip();
        return at < text.length() && text.charAt(at) == c;
    }

    private void skip() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private static double[] combine(double[] left, double[] right, DoubleBinaryOperator by) {
        for (int s = 0; s < left.length; s++) {
            left[s] = by.applyAsDouble(left[s], right[s]);
        }
        return left;
    }

    private static double[] map(double[] values, DoubleUnaryOperator by) {
        for (int s = 0; s < values.length; s++) {
            values[s] = by.applyAsDouble(values[s]);
        }
        return values;
    }
}
