package copse.glmm;

import copse.infer.LinearContrast;
import copse.math.Matrix;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// A number computed from the parameters, with its gradient: what the delta method needs.
///
/// @param value the number
/// @param gradient by every parameter; after these by every random effect, if the number is one of given groups
record Functional(double value, double[] gradient) {
    /// @param vcov covariance of the parameters; the number is not one of given groups
    /// @return standard error of the number
    double se(Matrix vcov) {
        double[] product = vcov.times(gradient);
        double variance = 0;
        for (int k = 0; k < gradient.length; k++) {
            variance += gradient[k] * product[k];
        }
        return Math.sqrt(Math.max(0, variance));
    }

    static Functional combine(LinearContrast contrast, List<Functional> parts) {
        return combine(contrast.weights(), parts);
    }

    static Functional combine(double[] weights, List<Functional> parts) {
        double[] gradient = new double[parts.get(0).gradient.length];
        double value = 0;
        for (int i = 0; i < weights.length; i++) {
            Functional part = parts.get(i);
            value += weights[i] * part.value;
            for (int k = 0; k < gradient.length; k++) {
                gradient[k] += weights[i] * part.gradient[k];
            }
        }
        return new Functional(value, gradient);
    }

    /// @param f a function of one variable
    /// @param slope its derivative
    /// @return f of this number
    Functional map(DoubleUnaryOperator f, DoubleUnaryOperator slope) {
        double[] scaled = gradient.clone();
        double by = slope.applyAsDouble(value);
        for (int k = 0; k < scaled.length; k++) {
            scaled[k] *= by;
        }
        return new Functional(f.applyAsDouble(value), scaled);
    }

    Functional log() {
        return map(Math::log, x -> 1 / x);
    }

    Functional logit() {
        return map(p -> Math.log(p) - Math.log1p(-p), p -> 1 / (p * (1 - p)));
    }
}
