package copse.lmm;

import copse.infer.DfMethod;
import copse.infer.FTest;
import copse.math.Matrix;

/// Degrees of freedom that are the same for every combination: n − p in a linear model, infinite for normal
/// statistics.
///
/// @param method the name of the method
/// @param vcov covariance matrix of β
/// @param degrees degrees of freedom
record FixedDegrees(DfMethod method, Matrix vcov, double degrees) implements DegreesOfFreedom {
    @Override
    public double df(double[] weights) {
        return degrees;
    }

    @Override
    public FTest test(String name, Matrix hypothesis, double[] beta) {
        QuadraticForm form = QuadraticForm.of(hypothesis, vcov, beta);
        return FTest.of(name, form.rank(), degrees, form.value() / form.rank(), method);
    }
}
