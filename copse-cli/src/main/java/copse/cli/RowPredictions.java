package copse.cli;

import copse.bayes.BayesPredictions;
import copse.frame.Frame;
import copse.frame.LogicalColumn;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.glmm.GlmmPredictions;
import copse.lmm.Predictions;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;

/// Predictions of rows by a fit of any kind.
///
/// @param count number of rows predicted
/// @param row of the frame, by prediction; rows with a missing predictor have none
/// @param seen whether the fit has seen all groups of a row, by prediction
/// @param grouped whether there are groups
/// @param columns what is predicted
record RowPredictions(int count, IntUnaryOperator row, IntPredicate seen, boolean grouped, List<Named> columns) {
    /// A column of predictions.
    ///
    /// @param name of the column
    /// @param value by prediction
    record Named(String name, IntToDoubleFunction value) {}

    /// @param of a linear model
    /// @param groups number of its grouping factors
    static RowPredictions of(Predictions of, int groups) {
        return new RowPredictions(
                of.count(),
                of::row,
                i -> all(groups, g -> of.known(i, g)),
                groups > 0,
                List.of(
                        new Named("prediction", of::value),
                        new Named("prediction_se", of::se),
                        new Named("prediction_lower", of::lower),
                        new Named("prediction_upper", of::upper)));
    }

    /// @param of a generalised model
    /// @param groups number of its grouping factors
    static RowPredictions of(GlmmPredictions of, int groups) {
        return new RowPredictions(
                of.count(),
                of::row,
                i -> all(groups, g -> of.known(i, g)),
                groups > 0,
                List.of(
                        new Named("prediction", of::value),
                        new Named("prediction_se", of::se),
                        new Named("prediction_lower", of::lower),
                        new Named("prediction_upper", of::upper),
                        new Named("prediction_link", of::link),
                        new Named("prediction_link_se", of::linkSe)));
    }

    /// @param of a sampled model
    /// @param groups number of its grouping factors
    static RowPredictions of(BayesPredictions of, int groups) {
        return new RowPredictions(
                of.count(),
                of::row,
                of::isKnown,
                groups > 0,
                List.of(
                        new Named("prediction", of::mean),
                        new Named("prediction_sd", of::sd),
                        new Named("prediction_median", of::median),
                        new Named("prediction_lower", of::lower),
                        new Named("prediction_upper", of::upper)));
    }

    private static boolean all(int groups, IntPredicate known) {
        for (int g = 0; g < groups; g++) {
            if (!known.test(g)) {
                return false;
            }
        }
        return true;
    }

    /// @return number of rows with a group that the fit has not seen
    int unseen() {
        int unseen = 0;
        for (int i = 0; i < count; i++) {
            unseen += seen.test(i) ? 0 : 1;
        }
        return unseen;
    }

    /// @param rows that were predicted
    /// @return the rows as they are with the predictions beside them, missing where a predictor is
    Frame beside(Frame rows) {
        int n = rows.rows();
        BitSet known = new BitSet(n);
        BitSet unseen = new BitSet(n);
        for (int i = 0; i < count; i++) {
            known.set(row.applyAsInt(i));
            if (!seen.test(i)) {
                unseen.set(row.applyAsInt(i));
            }
        }
        Mask missing = Mask.of(n, at -> !known.get(at));
        Frame result = rows;
        for (Named column : columns) {
            double[] values = new double[n];
            for (int i = 0; i < count; i++) {
                values[row.applyAsInt(i)] = column.value().applyAsDouble(i);
            }
            result = result.with(column.name(), NumericColumn.of(values, missing));
        }
        return grouped ? result.with("new_group", LogicalColumn.of(Mask.of(n, unseen::get), missing)) : result;
    }
}
