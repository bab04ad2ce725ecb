package copse.glmm;

import copse.family.Family;
import copse.math.Matrix;
import copse.model.Cells;
import copse.model.ModelSpec;
import copse.model.RandomTerm;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What means on the outcome scale are made of: coefficients, factors of the random effects' covariance, and the
/// covariance of all parameters `ψ = (θ, β, ω, γ)`.
///
/// @param cells the data
/// @param family with its link
/// @param kept columns of X that have coefficients
/// @param beta their coefficients
/// @param factors per grouping factor Λ and where θ stands in it, most levels first
/// @param inflation coefficients of zero inflation, none without
/// @param shapes number of shape parameters, 0 or 1
/// @param vcov covariance of ψ
/// @param df degrees of freedom of the number with a given gradient; infinite for normal statistics
/// @param method how standard errors came about, as printed
record MeanModel(
        Cells cells,
        Family family,
        int[] kept,
        double[] beta,
        List<Factor> factors,
        double[] inflation,
        int shapes,
        Matrix vcov,
        ToDoubleFunction<double[]> df,
        String method) {
    /// Λ of a grouping factor.
    ///
    /// @param lambda q×q, lower triangular
    /// @param rows row of each of its elements of θ
    /// @param columns their columns
    /// @param first position of the first one in θ
    record Factor(Matrix lambda, int[] rows, int[] columns, int first) {}

    static MeanModel of(GlmmFit fit) {
        double[] theta = fit.theta();
        List<Factor> factors = new ArrayList<>();
        int at = 0;
        for (Cells.Factor factor : fit.cells().factors()) {
            int q = factor.grouping().columns();
            double[] lambda = new double[q * q];
            List<int[]> places = new ArrayList<>();
            int first = at;
            int from = 0;
            for (RandomTerm term : factor.grouping().terms()) {
                int to = from + term.columns().size();
                for (int column = from; column < to; column++) {
                    for (int row = column; row < to; row++) {
                        lambda[row + column * q] = theta[at++];
                        places.add(new int[] {row, column});
                    }
                }
                from = to;
            }
            factors.add(new Factor(
                    Matrix.wrap(q, q, lambda),
                    places.stream().mapToInt(place -> place[0]).toArray(),
                    places.stream().mapToInt(place -> place[1]).toArray(),
                    first));
        }
        return new MeanModel(
                fit.cells(),
                fit.family(),
                kept(fit.spec(), fit.fixedNames()),
                fit.beta(),
                factors,
                fit.inflation(),
                fit.psi().length - theta.length - fit.beta().length - fit.inflation().length,
                fit.jointVcov(),
                _ -> Double.POSITIVE_INFINITY,
                "delta method");
    }

    /// A model without random effects, with whatever covariance of its coefficients.
    ///
    /// @param cells the data
    /// @param family with its link
    /// @param names of the coefficients
    /// @param beta the coefficients
    /// @param vcov their covariance
    /// @param df degrees of freedom of a linear combination
    /// @param method as printed
    /// @return the model
    static MeanModel of(
            Cells cells,
            Family family,
            List<String> names,
            double[] beta,
            Matrix vcov,
            ToDoubleFunction<double[]> df,
            String method) {
        return new MeanModel(
                cells,
                family,
                kept(cells.spec(), names),
                beta.clone(),
                List.of(),
                new double[0],
                0,
                vcov,
                df,
                method);
    }

    private static int[] kept(ModelSpec spec, List<String> names) {
        return names.stream().mapToInt(spec.fixedNames()::indexOf).toArray();
    }

    int parameters() {
        return firstInflation() + inflation.length;
    }

    int firstBeta() {
        return factors.stream().mapToInt(factor -> factor.rows().length).sum();
    }

    int firstInflation() {
        return firstBeta() + beta.length + shapes;
    }
}
