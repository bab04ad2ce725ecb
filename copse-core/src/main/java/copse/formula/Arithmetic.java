package copse.formula;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// An expression such as `log(x + 1)` or `I(x - mean(x))` compiled to loops over arrays. Immutable, so any
/// number of threads may evaluate it, each with its own scratch.
///
/// Values learned from a whole column (`mean(x)`, the mean and standard deviation of `scale(x)`) are constants
/// that are handed in when compiling; [#learned(Expr)] says which are needed.
///
/// Cost: one loop over the rows per operation, no allocation and no branch per row.
public final class Arithmetic {
    private static final Set<String> SCALING = Set.of("scale", "center");

    private final Node root;
    private final List<String> columns;

    private Arithmetic(Node root, List<String> columns) {
        this.root = root;
        this.columns = columns;
    }

    /// @param expr numbers, columns, signs and numeric functions
    /// @param constants the numbers of each call that [#learned(Expr)] names: `mean`, `sd`, `min`, `max` one;
    ///     `center` the mean; `scale` mean and standard deviation
    /// @return the compiled expression
    public static Arithmetic of(Expr expr, Function<Expr.Call, double[]> constants) {
        List<String> columns = columns(expr);
        return new Arithmetic(compile(expr, columns, constants), columns);
    }

    /// The calls in an expression whose numbers are learned from a whole column, inner ones first.
    ///
    /// @param expr an expression
    /// @return calls of `mean`, `sd`, `min`, `max`, `center`, `scale`, without duplicates
    public static List<Expr.Call> learned(Expr expr) {
        List<Expr.Call> found = new ArrayList<>();
        expr.walk(part -> {
            if (part instanceof Expr.Call call && isLearned(call)) {
                found.add(call);
            }
        });
        return found.reversed().stream().distinct().toList();
    }

    /// @param call a call
    /// @return whether its numbers are learned from a whole column
    public static boolean isLearned(Expr.Call call) {
        return Functions.AGGREGATE.contains(call.function()) || SCALING.contains(call.function());
    }

    /// @param call a call of `scale`
    /// @return whether it divides by the standard deviation, as it does unless told `scale = FALSE`
    static boolean divides(Expr.Call call) {
        return call.function().equals("scale") && Functions.flag(call, "scale", true);
    }

    /// The columns whose values are needed row by row. In `x - mean(z)` that is x only, for `mean(z)` is a
    /// constant.
    ///
    /// @param expr an expression
    /// @return names in order of appearance
    public static List<String> columns(Expr expr) {
        List<String> names = new ArrayList<>();
        collect(expr, names);
        return names.stream().distinct().toList();
    }

    private static void collect(Expr expr, List<String> names) {
        switch (expr) {
            case Expr.Name name -> names.add(name.name());
            case Expr.Negated negated -> collect(negated.operand(), names);
            case Expr.Binary binary -> {
                collect(binary.left(), names);
                collect(binary.right(), names);
            }
            case Expr.Call call -> {
                if (SCALING.contains(call.function())) {
                    collect(call.arguments().getFirst().value(), names);
                } else if (!Functions.AGGREGATE.contains(call.function())) {
                    call.arguments().forEach(argument -> collect(argument.value(), names));
                }
            }
            case Expr.Literal _, Expr.Quoted _, Expr.Flag _, Expr.Dot _, Expr.Bar _ -> {}
        }
    }

    /// @return the columns to hand in, in that order
    public List<String> columns() {
        return columns;
    }

    /// @return number of scratch arrays that [#evaluate] needs
    public int scratch() {
        return root.depth();
    }

    /// Evaluates rows `0 ≤ i < count`. Values that are no finite numbers come out as such.
    ///
    /// @param inputs the columns of [#columns()], at least `count` long; not modified
    /// @param count number of rows
    /// @param into the values; must not be one of the inputs. *Modified.*
    /// @param scratch [#scratch()] arrays of at least `count`. *Modified.*
    public void evaluate(double[][] inputs, int count, double[] into, double[][] scratch) {
        root.evaluate(inputs, count, into, scratch, 0);
    }

    private static Node compile(Expr expr, List<String> columns, Function<Expr.Call, double[]> constants) {
        return switch (expr) {
            case Expr.Name name -> new Column(columns.indexOf(name.name()));
            case Expr.Literal literal -> new Constant(literal.value());
            case Expr.Negated negated -> new Applied(Step.NEGATE, compile(negated.operand(), columns, constants));
            case Expr.Binary binary ->
                new Combined(
                        binary.operator(),
                        compile(binary.left(), columns, constants),
                        compile(binary.right(), columns, constants));
            case Expr.Call call -> compile(call, columns, constants);
            case Expr.Quoted _, Expr.Flag _, Expr.Dot _, Expr.Bar _ -> throw new IllegalArgumentException("" + expr);
        };
    }

    private static Node compile(Expr.Call call, List<String> columns, Function<Expr.Call, double[]> constants) {
        if (Functions.AGGREGATE.contains(call.function())) {
            return new Constant(constants.apply(call)[0]);
        }
        Node first = compile(call.arguments().getFirst().value(), columns, constants);
        return switch (call.function()) {
            case "I" -> first;
            case "log" ->
                call.arguments().size() == 1
                        ? new Applied(Step.LOG, first)
                        : new Combined(
                                Operator.DIVIDE,
                                new Applied(Step.LOG, first),
                                new Applied(
                                        Step.LOG,
                                        compile(call.arguments().get(1).value(), columns, constants)));
            case "log2" -> new Applied(Step.LOG2, first);
            case "log10" -> new Applied(Step.LOG10, first);
            case "exp" -> new Applied(Step.EXP, first);
            case "sqrt" -> new Applied(Step.SQRT, first);
            case "abs" -> new Applied(Step.ABS, first);
            case "center", "scale" -> {
                double[] numbers = constants.apply(call);
                Node centred = new Combined(Operator.MINUS, first, new Constant(numbers[0]));
                yield divides(call) ? new Combined(Operator.DIVIDE, centred, new Constant(numbers[1])) : centred;
            }
            default -> throw new IllegalArgumentException(call.function());
        };
    }

    private enum Step {
        NEGATE,
        LOG,
        LOG2,
        LOG10,
        EXP,
        SQRT,
        ABS
    }

    private sealed interface Node {
        /// Scratch arrays needed below this node.
        int depth();

        void evaluate(double[][] inputs, int count, double[] into, double[][] scratch, int free);
    }

    private record Column(int index) implements Node {
        @Override
        public int depth() {
            return 0;
        }

        @Override
        public void evaluate(double[][] inputs, int count, double[] into, double[][] scratch, int free) {
            System.arraycopy(inputs[index], 0, into, 0, count);
        }
    }

    private record Constant(double value) implements Node {
        @Override
        public int depth() {
            return 0;
        }

        @Override
        public void evaluate(double[][] inputs, int count, double[] into, double[][] scratch, int free) {
            Arrays.fill(into, 0, count, value);
        }
    }

    private record Applied(Step step, Node operand) implements Node {
        private static final double LN2 = Math.log(2);

        @Override
        public int depth() {
            return operand.depth();
        }

        @Override
        public void evaluate(double[][] inputs, int count, double[] into, double[][] scratch, int free) {
            operand.evaluate(inputs, count, into, scratch, free);
            switch (step) {
                case NEGATE -> {
                    for (int i = 0; i < count; i++) {
                        into[i] = -into[i];
                    }
                }
                case LOG -> {
                    for (int i = 0; i < count; i++) {
                        into[i] = Math.log(into[i]);
                    }
                }
                case LOG2 -> {
                    for (int i = 0; i < count; i++) {
                        into[i] = log2(into[i]);
                    }
                }
                case LOG10 -> {
                    for (int i = 0; i < count; i++) {
                        into[i] = Math.log10(into[i]);
                    }
                }
                case EXP -> {
                    for (int i = 0; i < count; i++) {
                        into[i] = Math.exp(into[i]);
                    }
                }
                case SQRT -> {
                    for (int i = 0; i < count; i++) {
                        into[i] = Math.sqrt(into[i]);
                    }
                }
                case ABS -> {
                    for (int i = 0; i < count; i++) {
                        into[i] = Math.abs(into[i]);
                    }
                }
            }
        }

        // exact for powers of two, where log(x) / log(2) misses by an ulp
        private static double log2(double x) {
            if (!(x >= Double.MIN_NORMAL) || Double.isInfinite(x)) {
                return Math.log(x) / LN2;
            }
            int exponent = Math.getExponent(x);
            return exponent + Math.log(Math.scalb(x, -exponent)) / LN2;
        }
    }

    private record Combined(Operator operator, Node left, Node right) implements Node {
        @Override
        public int depth() {
            return right instanceof Constant || right instanceof Column
                    ? left.depth()
                    : Math.max(left.depth(), 1 + right.depth());
        }

        @Override
        public void evaluate(double[][] inputs, int count, double[] into, double[][] scratch, int free) {
            left.evaluate(inputs, count, into, scratch, free);
            switch (right) {
                case Constant constant -> withConstant(constant.value(), count, into);
                case Column column -> withColumn(inputs[column.index()], count, into);
                case Applied _, Combined _ -> {
                    double[] other = scratch[free];
                    right.evaluate(inputs, count, other, scratch, free + 1);
                    withColumn(other, count, into);
                }
            }
        }

        private void withColumn(double[] other, int count, double[] into) {
            switch (operator) {
                case PLUS -> {
                    for (int i = 0; i < count; i++) {
                        into[i] += other[i];
                    }
                }
                case MINUS -> {
                    for (int i = 0; i < count; i++) {
                        into[i] -= other[i];
                    }
                }
                case TIMES -> {
                    for (int i = 0; i < count; i++) {
                        into[i] *= other[i];
                    }
                }
                case DIVIDE -> {
                    for (int i = 0; i < count; i++) {
                        into[i] /= other[i];
                    }
                }
                case POWER -> {
                    for (int i = 0; i < count; i++) {
                        into[i] = Math.pow(into[i], other[i]);
                    }
                }
                case INTERACTION, IN -> throw new IllegalStateException();
            }
        }

        private void withConstant(double value, int count, double[] into) {
            switch (operator) {
                case PLUS -> {
                    for (int i = 0; i < count; i++) {
                        into[i] += value;
                    }
                }
                case MINUS -> {
                    for (int i = 0; i < count; i++) {
                        into[i] -= value;
                    }
                }
                case TIMES -> {
                    for (int i = 0; i < count; i++) {
                        into[i] *= value;
                    }
                }
                case DIVIDE -> {
                    for (int i = 0; i < count; i++) {
                        into[i] /= value;
                    }
                }
                case POWER -> power(value, count, into);
                case INTERACTION, IN -> throw new IllegalStateException();
            }
        }

        private static void power(double exponent, int count, double[] into) {
            if (exponent == 2) {
                for (int i = 0; i < count; i++) {
                    into[i] *= into[i];
                }
            } else {
                for (int i = 0; i < count; i++) {
                    into[i] = Math.pow(into[i], exponent);
                }
            }
        }
    }
}
