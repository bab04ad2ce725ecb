package copse.bayes;

import copse.model.RandomTerm;
import java.util.List;

/// The columns of a linear predictor in the coordinates in which it is sampled, and the way back.
///
/// Beside an intercept the other columns are centred: with a column `(x_j − mean_j) / scale_j` and a response
/// (if it is scaled) `(y − shift) / unit`, `β_j = unit · β_s[j] / scale_j`, and the intercept where every
/// column is at its mean is `unit · β_s[0] + shift`, that at x = 0 less `Σ mean_j β_j`. The part at x = 0 takes
/// no other way than this.
///
/// @param names of the columns kept, the intercept first if there is one
/// @param intercept whether the first column is the constant 1, which is neither centred nor scaled
/// @param mean per column, about which it is centred; 0 without an intercept. Kept: must not change.
/// @param scale per column, positive; 1 for the intercept. Kept: must not change.
/// @param unit what the linear predictor is divided by
/// @param shift what is taken off it, 0 without an intercept
record CentredColumns(List<String> names, boolean intercept, double[] mean, double[] scale, double unit, double shift) {
    CentredColumns {
        names = List.copyOf(names);
        if (mean.length != names.size() || scale.length != names.size()) {
            throw new IllegalArgumentException(mean.length + " means and " + scale.length + " scales of " + names);
        }
    }

    /// @param map whose T is diagonal but for the first row of a model with an intercept
    static CentredColumns of(FixedMap map) {
        List<String> names = map.names();
        int p = names.size();
        boolean intercept = p > 0 && names.getFirst().equals(RandomTerm.INTERCEPT);
        double[] mean = new double[p];
        double[] scale = new double[p];
        double unit = intercept ? map.back().at(0, 0) : 1;
        for (int j = 0; j < p; j++) {
            scale[j] = unit / map.back().at(j, j);
            mean[j] = intercept && j > 0 ? -map.back().at(0, j) / map.back().at(j, j) : 0;
        }
        return new CentredColumns(names, intercept, mean, scale, unit, intercept ? map.shift()[0] : 0);
    }

    int count() {
        return names.size();
    }

    /// @param standard β_s. Not modified.
    /// @param beta filled with β, the intercept at x = 0. *Modified.*
    void back(double[] standard, double[] beta) {
        int from = intercept ? 1 : 0;
        double constant = intercept ? unit * standard[0] + shift : 0;
        for (int j = from; j < scale.length; j++) {
            beta[j] = unit * standard[j] / scale[j];
            constant -= mean[j] * beta[j];
        }
        if (intercept) {
            beta[0] = constant;
        }
    }
}
