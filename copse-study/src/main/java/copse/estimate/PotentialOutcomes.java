package copse.estimate;

/// The outcomes that every unit would have under either arm: known in simulations and thought experiments only.
///
/// @param control outcome of each unit without treatment
/// @param treated outcome of each unit with treatment
public record PotentialOutcomes(double[] control, double[] treated) {
    /// @param control outcome of each unit without treatment; copied
    /// @param treated outcome of each unit with treatment; copied
    public PotentialOutcomes {
        if (control.length != treated.length || control.length < 2) {
            throw new IllegalArgumentException(control.length + " and " + treated.length + " outcomes");
        }
        control = control.clone();
        treated = treated.clone();
    }

    @Override
    public double[] control() {
        return control.clone();
    }

    @Override
    public double[] treated() {
        return treated.clone();
    }

    /// @return mean of treated less control
    public double averageEffect() {
        return mean(treated) - mean(control);
    }

    /// Variance of the difference in means over all assignments that treat n₁ of the n units:
    /// `S₁² / n₁ + S₀² / n₀ − S_τ² / n`, the last being the variance of the effects.
    ///
    /// Source: Neyman (1923, transl. 1990), Stat. Sci. 5(4), 465-472.
    ///
    /// @param treatedUnits n₁, at least 1 and below n
    /// @return the exact variance
    public double varianceOfDifference(int treatedUnits) {
        int n = control.length;
        double[] effect = new double[n];
        for (int i = 0; i < n; i++) {
            effect[i] = treated[i] - control[i];
        }
        return variance(treated) / treatedUnits + variance(control) / (n - treatedUnits) - variance(effect) / n;
    }

    /// What each unit shows under an assignment.
    ///
    /// @param isTreated by unit
    /// @return its outcome
    public double[] observed(boolean[] isTreated) {
        double[] y = new double[control.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = isTreated[i] ? treated[i] : control[i];
        }
        return y;
    }

    private static double mean(double[] values) {
        double mean = 0;
        for (int i = 0; i < values.length; i++) {
            mean += (values[i] - mean) / (i + 1);
        }
        return mean;
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares / (values.length - 1);
    }
}
