package copse.lmm;

import copse.math.Matrix;
import copse.model.CrossProducts;
import java.util.Arrays;
import java.util.List;

/// The coefficients of every level of one grouping factor: fixed effect plus mode. Immutable.
///
/// A random effect without a fixed effect of the same name has the mode alone. Only this factor's modes are added: with
/// several factors a row's own coefficients are the fixed effects plus the modes of all its groups.
///
/// The standard error is that of the sum of the two errors, of the coefficient and of the mode, which are correlated:
/// shrunken groups borrow from the coefficient. Variance parameters are taken as known.
///
/// Source: Henderson (1975), Best linear unbiased estimation and prediction under a selection model, Biometrics 31(2).
/// doi:10.2307/2529430
public final class GroupCoefficients {
    private final GroupEffects effects;
    private final double[] fixed; // per term, 0 if there is none
    private final double[] se;

    private GroupCoefficients(GroupEffects effects, double[] fixed, double[] se) {
        this.effects = effects;
        this.fixed = fixed;
        this.se = se;
    }

    static GroupCoefficients of(LmmFit fit, String group) {
        int g = fit.groups().indexOf(group);
        if (g < 0) {
            throw Terms.unknownGroup(fit, group);
        }
        GroupEffects effects = fit.effects().get(g);
        List<String> terms = effects.terms();
        int q = terms.size();
        double[] fixed = new double[q];
        double[] beta = fit.beta();
        double[][] x = new double[q][beta.length];
        for (int c = 0; c < q; c++) {
            int j = fit.fixedNames().indexOf(terms.get(c));
            if (j >= 0) {
                fixed[c] = beta[j];
                x[c][j] = 1;
            }
        }
        return new GroupCoefficients(effects, fixed, standardErrors(fit, g, x));
    }

    private static double[] standardErrors(LmmFit fit, int g, double[][] x) {
        Criterion criterion = fit.criterionCopy();
        criterion.evaluate(fit.optimum().theta());
        CrossProducts.Products products = fit.standard().products().groupings().get(g);
        int q = products.q();
        double scale = fit.standard().yScale();
        double sigma = fit.sigma() / scale;
        Matrix loadings = fit.standard()
                .random(g)
                .times(Matrix.wrap(
                        q, q, criterion.template().factors(fit.optimum().theta())[g]))
                .times(scale);
        Matrix map = fit.standard().betaMap().transpose();
        int[] level = new int[fit.groups().size()];
        Arrays.fill(level, -1);
        double[][] u = new double[level.length][];
        double[] se = new double[products.levels() * q];
        for (int c = 0; c < q; c++) {
            double[] standard = map.times(x[c]);
            u[g] = new double[q];
            for (int k = 0; k < q; k++) {
                u[g][k] = loadings.at(c, k);
            }
            for (int l = 0; l < products.levels(); l++) {
                level[g] = l;
                se[l * q + c] = sigma * Math.sqrt(criterion.cholesky().inverseForm(level, u, standard));
            }
        }
        return se;
    }

    /// @return name of the grouping factor
    public String group() {
        return effects.group();
    }

    /// @return names of the coefficients
    public List<String> terms() {
        return effects.terms();
    }

    /// @return number of levels
    public int levels() {
        return effects.levels();
    }

    /// @param level from 0
    /// @return the level's name
    public String label(int level) {
        return effects.label(level);
    }

    /// @param level from 0
    /// @param term from 0
    /// @return fixed effect plus mode
    public double value(int level, int term) {
        return fixed[term] + effects.mode(level, term);
    }

    /// @param level from 0
    /// @param term from 0
    /// @return standard error of the sum
    public double se(int level, int term) {
        return se[level * terms().size() + term];
    }
}
