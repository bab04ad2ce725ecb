package copse.loo;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// What all predictive densities share: their sum over rows and the mark of the data.
abstract sealed class SummedElpd implements Elpd permits Loo, Waic, CrossValidation, KeptElpd {
    private final RowTotals elpd;
    private final long fingerprint;

    SummedElpd(RowTotals elpd, long fingerprint) {
        this.elpd = elpd;
        this.fingerprint = fingerprint;
    }

    /// @param columns per distinct observation
    /// @param value of one of its rows
    /// @return the sum over all rows
    static RowTotals totals(List<LooColumn> columns, ToDoubleFunction<LooColumn> value) {
        return RowTotals.of(
                columns.stream().mapToDouble(value).toArray(),
                columns.stream().mapToDouble(LooColumn::multiplicity).toArray());
    }

    @Override
    public final double elpd() {
        return elpd.sum();
    }

    @Override
    public final double se() {
        return elpd.se();
    }

    @Override
    public final long fingerprint() {
        return fingerprint;
    }
}
