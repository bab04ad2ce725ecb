package copse.lmm;

import copse.infer.DfMethod;
import copse.infer.FTest;
import copse.math.Matrix;

/// A way to judge linear combinations of the fixed effects: their covariance matrix and the degrees of freedom
/// that its estimate has. Coordinates are those of [copse.model.Fit#beta()].
sealed interface DegreesOfFreedom permits Satterthwaite, KenwardRoger, FixedDegrees {
    /// @return the name of the method
    DfMethod method();

    /// @return covariance matrix of β that goes with the method
    Matrix vcov();

    /// @param weights one per coefficient
    /// @return degrees of freedom of the estimate `weightsᵀβ`; infinite for a normal statistic
    double df(double[] weights);

    /// @param name of the test
    /// @param hypothesis rows of linear combinations, independent
    /// @param beta the coefficients
    /// @return the test that all combinations are 0
    FTest test(String name, Matrix hypothesis, double[] beta);
}
