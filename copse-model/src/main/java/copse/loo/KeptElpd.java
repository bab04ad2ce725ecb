package copse.loo;

import java.util.Arrays;

/// Predictive densities that were found before and kept, such as in a saved result.
public final class KeptElpd extends SummedElpd {
    private final String method;
    private final String kind;
    private final double[] densities;

    private KeptElpd(String method, String kind, double[] densities, long fingerprint) {
        super(RowTotals.of(densities), fingerprint);
        this.method = method;
        this.kind = kind;
        this.densities = densities.clone();
    }

    /// @param method as it was printed
    /// @param kind what it was, as in [Elpd#kind()]
    /// @param densities log predictive density of each observation, [Elpd#pointwise()]; copied
    /// @param fingerprint mark of the data
    /// @return the densities, to be compared with others
    public static KeptElpd of(String method, String kind, double[] densities, long fingerprint) {
        return new KeptElpd(method, kind, densities, fingerprint);
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public int rows() {
        return densities.length;
    }

    @Override
    public double elpd(int row) {
        return densities[row];
    }

    @Override
    public double[] pointwise() {
        return Arrays.copyOf(densities, densities.length);
    }
}
