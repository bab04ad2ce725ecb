package copse.model;

import copse.error.InputException;
import copse.family.OutcomeType;
import copse.formula.Expr;
import copse.frame.NumericColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads outcomes of blocks: the response, trials and weights of each row become what a family explains, and
/// values that no family of the kind can explain are refused by row.
///
/// Belongs to one thread.
final class OutcomeReader {
    /// Shares are stored with few digits: the product with the trials may miss a whole number by so much, as in
    /// R.
    private static final double WHOLE = 1e-3;

    private final OutcomeType type;
    private final Expr expr;
    private final @Nullable Expr trialsExpr;
    private final int trials;
    private final boolean wholeTrials;

    /// Successes, counts or values of the block read last.
    final double[] y;
    /// Trials; prior weights of numbers; 1 of counts. A row of 0 trials says nothing.
    final double[] size;
    /// What the log likelihood of the row is multiplied by.
    final double[] multiplicity;

    /// @param spec the model
    /// @param capacity rows of a block
    /// @param wholeTrials whether weights that are trials must be whole
    OutcomeReader(ModelSpec spec, int capacity, boolean wholeTrials) {
        this.type = spec.outcome();
        this.expr = spec.uses().response();
        this.trialsExpr = spec.uses().trials();
        this.trials = spec.layout().trials;
        this.wholeTrials = wholeTrials;
        this.y = new double[capacity];
        this.size = new double[capacity];
        this.multiplicity = new double[capacity];
    }

    /// @return whether the left side holds successes and trials
    boolean hasTrials() {
        return trials >= 0;
    }

    /// @param block rows with response and weights
    /// @throws InputException `O102` to `O109` if a value cannot be an outcome of the kind
    void read(Block block) {
        int n = block.rows;
        block.response.read(n, 0, y);
        double[] weight = block.weight;
        switch (type) {
            case NUMBER -> weights(weight, n, size, multiplicity);
            case POSITIVE -> {
                weights(weight, n, size, multiplicity);
                positive(block);
            }
            case COUNT -> {
                weights(weight, n, multiplicity, size);
                counts(block);
            }
            case SHARE -> {
                if (trials >= 0) {
                    System.arraycopy(block.workspace.slots[trials], 0, size, 0, n);
                    fill(weight, n, multiplicity);
                    successes(block);
                } else {
                    weights(weight, n, size, multiplicity);
                    shares(block, weight != null);
                }
            }
        }
    }

    /// @param into the weights, 1 without
    /// @param ones filled with 1
    private static void weights(double @Nullable [] weight, int n, double[] into, double[] ones) {
        fill(weight, n, into);
        fill(null, n, ones);
    }

    private static void fill(double @Nullable [] weight, int n, double[] into) {
        if (weight == null) {
            Arrays.fill(into, 0, n, 1);
        } else {
            System.arraycopy(weight, 0, into, 0, n);
        }
    }

    private void positive(Block block) {
        for (int i = 0; i < block.rows; i++) {
            if (!(y[i] > 0)) {
                throw OutcomeCode.NOT_POSITIVE.at(
                        row(block, i) + is(expr, y[i]),
                        "a Gamma family explains numbers above 0",
                        leaveOut(expr, " > 0", "or use a gaussian model: leave `--family` out"),
                        null);
            }
        }
    }

    private void counts(Block block) {
        for (int i = 0; i < block.rows; i++) {
            double value = y[i];
            if (value < 0) {
                throw OutcomeCode.NEGATIVE.at(
                        row(block, i) + is(expr, value),
                        "a count is 0 or more",
                        leaveOut(expr, " >= 0", "or use a gaussian model: leave `--family` out"),
                        null);
            }
            if (value != Math.rint(value)) {
                throw OutcomeCode.NOT_WHOLE.at(
                        row(block, i) + is(expr, value),
                        "a count is a whole number",
                        "if it is a rate, put the count left of `~` and add `offset(log(exposure))`; if it is a"
                                + " positive measurement, use `--family Gamma`",
                        null);
            }
        }
    }

    private void shares(Block block, boolean hasWeights) {
        for (int i = 0; i < block.rows; i++) {
            double value = y[i];
            if (value * (value - 1) == 0) { // 0 or 1, without a branch between them
                y[i] = value * size[i];
            } else if (!(value > 0 && value < 1)) {
                throw outside(block, i);
            } else if (!hasWeights) {
                throw OutcomeCode.TRIALS.at(
                        row(block, i) + is(expr, value) + ", a share, and the trials are not known",
                        "how far a share can be trusted hangs on the number of trials",
                        "name their column: `--weights n`; a share without trials is a number: leave `--family` out",
                        null);
            } else {
                double product = value * size[i];
                y[i] = Math.rint(product);
                if (!(Math.abs(product - y[i]) <= WHOLE)) {
                    throw OutcomeCode.WHOLE_SUCCESSES.at(
                            row(block, i) + is(expr, value) + " of " + NumericColumn.format(size[i])
                                    + " trials, which is " + NumericColumn.format(product) + " successes",
                            "successes are counted: the share times its trials is whole",
                            "give the successes, `s | trials(n)`, or the share with more digits",
                            null);
                }
            }
            if (wholeTrials && size[i] != Math.rint(size[i])) {
                throw OutcomeCode.WHOLE_TRIALS.at(
                        row(block, i) + "the weight is " + NumericColumn.format(size[i])
                                + ", and weights of a share are its trials",
                        "a beta-binomial outcome has a whole number of trials",
                        "use `--family binomial`, or leave `--weights` out",
                        null);
            }
        }
    }

    private InputException outside(Block block, int i) {
        double value = y[i];
        String fix = !(expr instanceof Expr.Name)
                ? "make it 0 and 1, or write successes out of n as `s | trials(n)`"
                : value == Math.rint(value)
                        ? "two codes are read by `factor(" + expr + ")`, successes out of n by `" + expr
                                + " | trials(n)`, percent by `I(" + expr
                                + " / 100)` with `--weights n`; counts want `--family poisson`"
                        : "percent of n trials are read by `I(" + expr
                                + " / 100)` with `--weights n`; a number that is no share wants another family";
        return OutcomeCode.SHARE.at(
                row(block, i) + is(expr, value) + ", which is no share",
                "a binomial family explains yes/no (0 and 1, two levels) and shares between 0 and 1",
                fix,
                null);
    }

    private void successes(Block block) {
        Expr all = trialsExpr == null ? expr : trialsExpr;
        for (int i = 0; i < block.rows; i++) {
            double success = Math.rint(y[i]);
            double tried = Math.rint(size[i]);
            boolean counted = Math.abs(success - y[i]) <= WHOLE && Math.abs(tried - size[i]) <= WHOLE;
            if (!counted) {
                boolean first = !(Math.abs(success - y[i]) <= WHOLE);
                throw OutcomeCode.WHOLE_SUCCESSES.at(
                        row(block, i) + (first ? is(expr, y[i]) : is(all, size[i])),
                        "successes and trials are counted, so they are whole",
                        first
                                ? "for a share of trials name the trials as weights: `" + expr
                                        + " ~ …` with `--weights n`"
                                : "give the number of trials that were made; weights go into `--weights`",
                        null);
            }
            if (success < 0) {
                throw OutcomeCode.NEGATIVE.at(
                        row(block, i) + is(expr, success),
                        "a count is 0 or more",
                        leaveOut(expr, " >= 0", "or check how the column was made"),
                        null);
            }
            if (tried < success) {
                throw OutcomeCode.TOO_FEW_TRIALS.at(
                        row(block, i) + is(expr, success) + ", and `" + all + "` is " + NumericColumn.format(tried),
                        "there cannot be more successes than trials",
                        "`cbind(s, f)` takes successes and failures, `s | trials(n)` successes and all trials: check"
                                + " which of them your columns hold",
                        null);
            }
            y[i] = success;
            size[i] = tried;
        }
    }

    private static String row(Block block, int i) {
        return "row " + block.number(i) + ": ";
    }

    private static String is(Expr expr, double value) {
        return "`" + expr + "` is " + NumericColumn.format(value);
    }

    private static String leaveOut(Expr expr, String condition, String otherwise) {
        return expr instanceof Expr.Name
                ? "leave such rows out: `--where '" + expr + condition + "'`, " + otherwise
                : "leave such rows out with `--where`, " + otherwise;
    }
}
