package copse.estimate;

import copse.frame.Words;

/// Whether outcomes are what their kind says.
final class OutcomeValues {
    // Sums are means times rows: rounding of a few units in the last place, far below the smallest fraction of data.
    private static final double ROUNDING = 1e-6;

    private OutcomeValues() {}

    /// @param outcome by row
    /// @param rows their number
    /// @param question with the kind of outcome
    /// @throws copse.error.InputException `E150` if a value is none of its kind
    static void require(RowValues outcome, int rows, Question question) {
        if (question.kind() == OutcomeKind.NUMBER) {
            return;
        }
        for (int row = 0; row < rows; row++) {
            double value = outcome.missing().get(row) ? 0 : outcome.value().applyAsDouble(row);
            boolean fits = question.kind() == OutcomeKind.BINARY
                    ? value == 0 || value == 1
                    : value >= 0 && value == Math.rint(value);
            if (!fits) {
                throw error(question, Words.number(value) + " in row " + (row + 1));
            }
        }
    }

    /// The sum of a unit's outcomes, as a whole number.
    ///
    /// @throws copse.error.InputException `E150` if they cannot be of their kind
    static double sum(UnitTotals totals, int unit, Question question) {
        double rows = totals.rows(unit);
        double mean = totals.mean(unit);
        double sum = Math.rint(rows * mean);
        boolean fits = Math.abs(sum - rows * mean) <= ROUNDING * Math.max(1, Math.abs(sum)) && sum >= 0;
        if (question.kind() == OutcomeKind.BINARY) {
            // of outcomes 0 and 1 the sum of squares about the mean is n m (1 − m), of others it is larger
            fits &= sum <= rows && Math.abs(totals.squares(unit) - rows * mean * (1 - mean)) <= ROUNDING * rows;
        }
        if (!fits) {
            throw error(question, "in `" + totals.units().id(unit) + "` they average " + Words.about(mean));
        }
        return sum;
    }

    private static RuntimeException error(Question question, String seen) {
        boolean binary = question.kind() == OutcomeKind.BINARY;
        return EffectCode.NOT_OF_KIND.error(
                "`" + question.outcome() + "` is not " + (binary ? "0 or 1" : "a count") + ": " + seen,
                binary
                        ? "shares and odds are those of outcomes that are yes or no"
                        : "rates are those of outcomes that count something: 0, 1, 2 …",
                binary
                        ? "take it as a number: `--family gaussian`"
                        : "round it, or take it as a number: `--family gaussian`");
    }
}
