package copse.model;

import copse.formula.Arithmetic;
import copse.formula.Expr;
import copse.formula.FormulaCode;
import copse.frame.Column;
import copse.frame.Frame;
import copse.frame.Mask;
import copse.frame.RowSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Learns the constants of transforms: means, standard deviations, extremes, orthogonal polynomials.
///
/// Each uses the rows in which its own argument is there, whatever is missing elsewhere, as R's `scale()` does.
/// Sums are compensated and deviations taken from the mean of a pass before, so that columns far from zero keep
/// their digits.
///
/// Cost: two passes over the rows for all means and standard deviations together, `k + 1` for `poly(x, k)`, and
/// as many again for each level of transforms inside transforms; none if the formula has no such transform.
final class ConstantScan {
    private final Uses uses;
    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    private ConstantScan(Uses uses) {
        this.uses = uses;
    }

    static Constants learn(Uses uses, RowSource data) {
        ConstantScan scan = new ConstantScan(uses);
        List<Expr.Call> wanted = scan.wanted();
        while (!wanted.isEmpty()) {
            // those whose arguments are known by now
            List<Learner> ready = new ArrayList<>();
            List<Expr.Call> later = new ArrayList<>();
            for (Expr.Call call : wanted) {
                Expr argument = call.arguments().getFirst().value();
                boolean known = Arithmetic.learned(argument).stream()
                        .allMatch(inner -> scan.values.containsKey(inner.toString()));
                if (known) {
                    ready.add(new Learner(call, scan.compile(argument)));
                } else {
                    later.add(call);
                }
            }
            scan.passes(ready, data);
            wanted = later;
        }
        return new Constants(scan.values);
    }

    private List<Expr.Call> wanted() {
        Set<Expr.Call> all = new LinkedHashSet<>();
        for (Expr expr : uses.expressions()) {
            all.addAll(Arithmetic.learned(expr));
            if (expr instanceof Expr.Call call
                    && call.function().equals("poly")
                    && !Polynomial.of(call).raw()) {
                all.add(call);
            }
        }
        return List.copyOf(all);
    }

    private Arithmetic compile(Expr argument) {
        return Arithmetic.of(argument, call -> new Constants(values).of(call.toString()));
    }

    private void passes(List<Learner> learners, RowSource data) {
        List<Learner> open = learners;
        while (!open.isEmpty()) {
            try (RowSource.Chunks chunks = data.open()) {
                for (Frame chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
                    for (Learner learner : open) {
                        learner.add(chunk);
                    }
                }
            }
            open.forEach(Learner::endOfPass);
            open = open.stream().filter(learner -> !learner.isDone()).toList();
        }
        for (Learner learner : learners) {
            values.put(learner.call.toString(), learner.numbers(uses));
        }
    }

    /// Learns the numbers of one call, pass by pass.
    private static final class Learner {
        private static final int CHUNK = 4096;

        private final Expr.Call call;
        private final Arithmetic argument;
        private final double[][] inputs;
        private final double[][] scratch;
        private final double[] value = new double[CHUNK];
        private final boolean polynomial;
        private final OrthogonalPolynomialFit fit;
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;

        Learner(Expr.Call call, Arithmetic argument) {
            this.call = call;
            this.argument = argument;
            this.inputs = new double[argument.columns().size()][CHUNK];
            this.scratch = new double[argument.scratch()][CHUNK];
            this.polynomial = call.function().equals("poly");
            // the mean is α₀ and the sum of squares about it ν₁ of the polynomials of degree 1
            this.fit =
                    new OrthogonalPolynomialFit(polynomial ? Polynomial.of(call).degree() : 1);
        }

        void add(Frame chunk) {
            List<String> names = argument.columns();
            List<Column> columns =
                    names.stream().map(name -> chunk.find(name).orElseThrow()).toList();
            List<Mask> masks = columns.stream()
                    .map(Column::missing)
                    .filter(mask -> !mask.isEmpty())
                    .toList();
            for (int from = 0; from < chunk.rows(); from += CHUNK) {
                int count = Math.min(CHUNK, chunk.rows() - from);
                for (int c = 0; c < inputs.length; c++) {
                    NumberInput.load(names.get(c), columns.get(c), from, count, inputs[c]);
                }
                int complete = masks.isEmpty() ? count : squeeze(masks, from, count);
                argument.evaluate(inputs, complete, value, scratch);
                extremes(complete);
                fit.add(value, complete);
            }
        }

        private int squeeze(List<Mask> masks, int from, int count) {
            int complete = 0;
            for (int i = 0; i < count; i++) {
                boolean there = true;
                for (int m = 0; m < masks.size(); m++) {
                    there &= !masks.get(m).get(from + i);
                }
                if (there) {
                    for (double[] input : inputs) {
                        input[complete] = input[i];
                    }
                    complete++;
                }
            }
            return complete;
        }

        private void extremes(int count) {
            for (int i = 0; i < count; i++) {
                if (!Double.isFinite(value[i])) {
                    String label = call.arguments().getFirst().value().toString();
                    throw Finite.problem(value[i], "", label, argument.columns(), inputs, i);
                }
                min = Math.min(min, value[i]);
                max = Math.max(max, value[i]);
            }
        }

        void endOfPass() {
            fit.endOfPass();
        }

        boolean isDone() {
            return fit.isDone();
        }

        List<Double> numbers(Uses uses) {
            long rows = fit.count();
            boolean spread = polynomial
                    || call.function().equals("scale")
                    || call.function().equals("sd");
            if (rows == 0 || spread && !fit.isDetermined() && !call.function().equals("sd")) {
                throw FormulaCode.NO_SPREAD.at(
                        "`" + call + "` needs more distinct values",
                        rows == 0
                                ? "no row has a value"
                                : polynomial
                                        ? "there are not more distinct values than the degree"
                                        : "all values are equal, the standard deviation is 0",
                        "leave it out of the formula" + (polynomial ? ", or lower the degree" : ""),
                        uses.formula().place(call.span()));
            }
            return switch (call.function()) {
                case "mean", "center" -> List.of(fit.mean());
                case "min" -> List.of(min);
                case "max" -> List.of(max);
                case "sd" -> List.of(sd(rows));
                case "scale" -> List.of(fit.mean(), sd(rows));
                case "poly" -> Arrays.stream(fit.polynomial().numbers()).boxed().toList();
                default -> throw new IllegalStateException(call.function());
            };
        }

        private double sd(long rows) {
            double squares = fit.polynomial().norms()[1];
            return rows < 2 ? 0 : Math.sqrt(squares / (rows - 1));
        }
    }
}
