package copse.formula;

import java.util.List;

/// The left side of a formula.
public sealed interface Response {
    /// @return the columns in it, in order of appearance
    List<String> columns();

    /// One number per row: a column or an expression such as `log(y)`.
    ///
    /// @param expr what is explained
    record Value(Expr expr) implements Response {
        @Override
        public List<String> columns() {
            return expr.columns();
        }

        @Override
        public String toString() {
            return expr.toString();
        }
    }

    /// Counts of two outcomes: `cbind(success, failure)`.
    ///
    /// @param success number of successes
    /// @param failure number of failures
    record Counts(Expr success, Expr failure) implements Response {
        @Override
        public List<String> columns() {
            return Expr.call("cbind", success, failure).columns();
        }

        @Override
        public String toString() {
            return Expr.call("cbind", success, failure).toString();
        }
    }

    /// Successes out of a number of trials: `success | trials(n)`.
    ///
    /// @param success number of successes
    /// @param trials number of trials
    record Trials(Expr success, Expr trials) implements Response {
        @Override
        public List<String> columns() {
            return Expr.call("cbind", success, trials).columns();
        }

        @Override
        public String toString() {
            return success + " | " + Expr.call("trials", trials);
        }
    }
}
