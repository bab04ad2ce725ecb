package copse.lm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows of a linear model that can be read again and again, in order, with the groups one asks for.
interface LmRows {
    /// Some complete rows, column by column. Not changed by who reads them.
    ///
    /// @param count number of rows
    /// @param x columns of X
    /// @param y the response, the offset taken off
    /// @param weights null if there are none
    /// @param keys per group factor asked for, the key of each row's level
    record Batch(int count, double[][] x, double[] y, double @Nullable [] weights, long[][] keys) {}

    /// A batch yet to be made, so that threads can share that work.
    @FunctionalInterface
    interface Pending {
        Batch make();
    }

    /// Batches in order.
    interface Reading extends AutoCloseable {
        /// @return the next batch, null after the last
        @Nullable
        Pending next();

        @Override
        void close();
    }

    /// Rows with their groups.
    interface Grouped {
        Reading open();

        /// @param factor which group factor
        /// @param key of a level
        /// @return the level's name
        String label(int factor, long key);

        /// What was left out in all readings so far; meant to be asked after the first.
        Dropped dropped();
    }

    /// Rows left out.
    ///
    /// @param missing because a variable is missing
    /// @param zeroWeight because their weight is 0
    record Dropped(long missing, long zeroWeight) {}

    /// @return names of the columns of X
    List<String> names();

    /// @return whether the first column of X is the constant 1
    boolean intercept();

    boolean weighted();

    /// @param factors names of columns, or several joined by `:`
    /// @return the rows with the groups
    Grouped by(List<String> factors);
}
