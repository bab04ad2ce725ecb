package copse.lmm;

import copse.error.FormulaException;
import copse.error.NumericException;
import copse.error.Problem;
import copse.formula.Contrast;
import copse.frame.Frame;
import copse.math.Matrix;
import copse.model.Fit;
import copse.model.FixedTerm;
import copse.model.ModelRows;
import copse.model.ModelSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The coefficients that a model would have with sum-to-zero contrasts for every factor, as linear combinations
/// of those it has.
///
/// Both codings span the same columns, so `X_sum B = X` for rows of any values; B is found by least squares on
/// made-up rows, as many as it takes to have full rank. Contrasts that the formula itself fixes, `C(g,
/// treatment)`, stay.
final class SumCoding {
    // X_sum B must reproduce X to rounding; more than this means the codings do not span the same columns.
    private static final double SAME_SPAN = 1e-6;
    private static final int MOST_DOUBLINGS = 4;
    // Domains in which to make up numbers until no transform of the formula fails: log and sqrt want the first, logit
    // the second.
    private static final double[][] DOMAINS = {{1, 2}, {0.1, 0.9}, {-0.9, -0.1}, {10, 1000}};

    private SumCoding() {}

    /// Whether some term has a factor that a term it is part of does not have: only then does the coding
    /// matter.
    static boolean matters(Fit fit) {
        List<String> factors = fit.spec().factors();
        List<FixedTerm> terms = fit.spec().fixedTerms();
        for (FixedTerm larger : terms) {
            for (FixedTerm smaller : terms) {
                if (!Terms.isIntercept(smaller) && Terms.contains(larger, smaller)) {
                    boolean moreFactors = larger.variables().stream()
                            .filter(variable -> !smaller.variables().contains(variable))
                            .anyMatch(variable -> isFactor(variable, factors));
                    if (moreFactors) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isFactor(String variable, List<String> factors) {
        // factor(x) and C(x, …) are printed with the column inside
        return factors.stream().anyMatch(factor -> variable.equals(factor) || variable.contains("(" + factor));
    }

    /// @return B over the estimated coefficients, p×p
    static Matrix map(Fit fit) {
        ModelSpec spec = fit.spec();
        Map<String, Contrast> contrasts = new LinkedHashMap<>();
        spec.factors().forEach(factor -> contrasts.put(factor, Contrast.SUM));
        ModelSpec other = spec.withContrasts(contrasts);
        int[] kept = Terms.kept(fit);
        int rows = 4 * kept.length + 20;
        for (int doubling = 0; doubling <= MOST_DOUBLINGS; doubling++) {
            Frame frame = MadeUpRows.of(spec, rows, domain(spec));
            double[][] from = columns(spec.predictors(frame), kept);
            double[][] to = columns(other.predictors(frame), kept);
            LeastSquares solver = LeastSquares.of(to);
            if (solver.fullRank()) {
                double[] b = new double[kept.length * kept.length];
                for (int j = 0; j < kept.length; j++) {
                    double[] solution = solver.solve(from[j]);
                    if (solver.residual(from[j]) > SAME_SPAN) {
                        throw failure("the columns with sum-to-zero contrasts do not span those that were fitted");
                    }
                    System.arraycopy(solution, 0, b, j * kept.length, kept.length);
                }
                return Matrix.wrap(kept.length, kept.length, b);
            }
            rows *= 2;
        }
        throw failure("some combinations of levels have no rows, so that a mean over all of them is not estimable");
    }

    private static NumericException failure(String why) {
        return new NumericException(new Problem(
                LmmCode.NO_TYPE_THREE.code(),
                "type III tests of this model",
                why,
                "ask for type II tests, which do not average over levels"));
    }

    private static double[] domain(ModelSpec spec) {
        for (double[] domain : DOMAINS) {
            if (defined(spec, domain)) {
                return domain;
            }
        }
        throw failure("no values could be made up for which all transforms of the formula are defined");
    }

    private static boolean defined(ModelSpec spec, double[] domain) {
        try {
            return spec.predictors(MadeUpRows.of(spec, 10, domain)).count() > 0;
        } catch (FormulaException e) {
            return false; // a transform has no value there
        }
    }

    private static double[][] columns(ModelRows rows, int[] kept) {
        double[][] out = new double[kept.length][];
        for (int k = 0; k < kept.length; k++) {
            out[k] = rows.x()[kept[k]];
        }
        return out;
    }
}
