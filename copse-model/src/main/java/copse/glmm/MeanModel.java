package copse.glmm;

import copse.family.Family;
import copse.infer.Estimate;
import copse.math.Matrix;
import copse.model.Cells;
import copse.model.ModelSpec;
import copse.model.Roles;
import copse.model.internal.CovarianceTemplate;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// What means on the outcome scale are made of: coefficients, factors of the random effects' covariance, and
/// the covariance of all parameters `ψ = (θ, β, ω, γ)`.
///
/// @param cells the data
/// @param family with its link
/// @param kept columns of X that have coefficients
/// @param beta their coefficients
/// @param template how θ fills the factors of the covariance of the random effects
/// @param lambda these factors per grouping, most levels first, q×q column-major
/// @param shapes number of shape parameters, 0 or 1
/// @param inflated columns of the formula of zero inflation that have coefficients
/// @param inflation their coefficients, none without zero inflation
/// @param vcov covariance of ψ
/// @param df degrees of freedom of the number with a given gradient; infinite for normal statistics
/// @param method how standard errors came about, as printed
/// @param modes of the random effects, made when asked for
@SuppressWarnings("ArrayRecordComponent") // made once per question, never compared
record MeanModel(
        Cells cells,
        Family family,
        int[] kept,
        double[] beta,
        CovarianceTemplate template,
        double[][] lambda,
        int shapes,
        int[] inflated,
        double[] inflation,
        Matrix vcov,
        ToDoubleFunction<double[]> df,
        String method,
        Supplier<Modes> modes) {
    static MeanModel of(GlmmFit fit) {
        CovarianceTemplate template = new CovarianceTemplate(
                fit.cells().factors().stream().map(Cells.Factor::grouping).toList());
        double[] beta = fit.beta();
        return new MeanModel(
                fit.cells(),
                fit.family(),
                kept(fit.spec(), fit.fixedNames()),
                beta,
                template,
                template.factors(fit.theta()),
                fit.family().hasShape() ? 1 : 0,
                inflated(fit),
                fit.inflation(),
                fit.jointVcov(),
                _ -> Double.POSITIVE_INFINITY,
                "delta method",
                Modes.later(fit));
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
                new CovarianceTemplate(List.of()),
                new double[0][],
                0,
                new int[0],
                new double[0],
                vcov,
                df,
                method,
                MeanModel::noModes);
    }

    private static Modes noModes() {
        throw new IllegalArgumentException("a model without random effects has no modes");
    }

    private static int[] kept(ModelSpec spec, List<String> names) {
        return names.stream().mapToInt(spec.fixedNames()::indexOf).toArray();
    }

    private static int[] inflated(GlmmFit fit) {
        List<String> names = fit.inflationNames();
        return names.isEmpty()
                ? new int[0]
                : names.stream()
                        .mapToInt(fit.spec().partNames(Roles.ZERO_INFLATION)::indexOf)
                        .toArray();
    }

    ModelSpec spec() {
        return cells.spec();
    }

    /// An estimate with limits by the delta method.
    Estimate estimate(String name, Functional number, double level) {
        return Estimate.of(name, number.value(), se(number), df.applyAsDouble(number.gradient()), level, method);
    }

    /// Standard error of a number, of given groups or not.
    double se(Functional number) {
        double[] gradient = number.gradient();
        return gradient.length == parameters()
                ? number.se(vcov)
                : Math.sqrt(modes.get().variance(gradient, parameters(), vcov));
    }

    int parameters() {
        return firstInflation() + inflation.length;
    }

    int firstBeta() {
        return template.size();
    }

    int firstInflation() {
        return template.size() + beta.length + shapes;
    }
}
