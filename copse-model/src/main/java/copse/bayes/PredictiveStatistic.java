package copse.bayes;

/// What outcomes observed and outcomes replicated by a model are compared in.
public sealed interface PredictiveStatistic {
    /// @return as printed: `mean`, `mean where PPED = yes`, `sd of mean by SCHOOLID`
    String label();

    /// A summary of all rows.
    ///
    /// @param summary of the outcomes
    record Overall(RowSummary summary) implements PredictiveStatistic {
        @Override
        public String label() {
            return summary.label();
        }
    }

    /// A summary of the rows with one value of a column.
    ///
    /// @param summary of the outcomes
    /// @param column of the data
    /// @param value of the column, as it is printed
    record Within(RowSummary summary, String column, String value) implements PredictiveStatistic {
        @Override
        public String label() {
            return summary.label() + " where " + column + " = " + value;
        }
    }

    /// A summary of what groups have: the standard deviation of their means, say.
    ///
    /// @param outer summary of the groups' numbers
    /// @param inner summary of the outcomes of a group
    /// @param column whose values are the groups
    record Across(RowSummary outer, RowSummary inner, String column) implements PredictiveStatistic {
        @Override
        public String label() {
            return outer.label() + " of " + inner.label() + " by " + column;
        }
    }

    /// @param summary of the outcomes
    /// @return that of all rows
    static PredictiveStatistic of(RowSummary summary) {
        return new Overall(summary);
    }

    /// @param summary of the outcomes
    /// @param column of the data
    /// @param value of the column, as it is printed
    /// @return that of the rows with the value
    static PredictiveStatistic within(RowSummary summary, String column, String value) {
        return new Within(summary, column, value);
    }

    /// @param outer summary of the groups' numbers
    /// @param inner summary of the outcomes of a group
    /// @param column whose values are the groups
    /// @return that of the groups
    static PredictiveStatistic across(RowSummary outer, RowSummary inner, String column) {
        return new Across(outer, inner, column);
    }
}
