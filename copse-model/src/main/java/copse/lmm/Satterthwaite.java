package copse.lmm;

import copse.infer.DfMethod;
import copse.infer.FTest;
import copse.math.Matrix;

/// Degrees of freedom such that the estimated variance of a combination has the mean and variance of a scaled
/// χ².
///
/// `df = 2 v² / (∇vᵀ A ∇v)` for `v = lᵀ V(β) l`, with A the covariance matrix of the estimated (θ, σ). Tests of
/// several combinations go along the eigenvectors of their covariance matrix; the df of the F statistic is that
/// whose mean equals the mean of the squared t statistics (Fai and Cornelius).
///
/// Sources: Satterthwaite (1946), An approximate distribution of estimates of variance components, Biom. Bull.
/// 2(6). doi:10.2307/3002019; Fai and Cornelius (1996), Approximate F-tests of multiple degree of freedom
/// hypotheses in generalized least squares analyses of unbalanced split-plot experiments, J. Stat. Comput.
/// Simul. 54(4). doi:10.1080/00949659608811740; Kuznetsova, Brockhoff and Christensen (2017), lmerTest package:
/// tests in linear mixed effects models, J. Stat. Softw. 82(13). doi:10.18637/jss.v082.i13
record Satterthwaite(VarianceInformation information) implements DegreesOfFreedom {
    // Directions whose df agree to rounding share them; the mean of F then is the same.
    private static final double SAME = 1e-8;
    // An F statistic has a mean only for more than two denominator degrees of freedom.
    private static final double LEAST = 2;

    static Satterthwaite of(LmmFit fit) {
        return new Satterthwaite(VarianceInformation.of(fit));
    }

    @Override
    public DfMethod method() {
        return DfMethod.SATTERTHWAITE;
    }

    @Override
    public Matrix vcov() {
        return information.vcov();
    }

    @Override
    public double df(double[] weights) {
        double variance = quadratic(vcov(), weights);
        if (variance == 0) {
            return Double.POSITIVE_INFINITY; // the constant 0 is known exactly
        }
        Matrix[] derivatives = information.derivatives();
        double[] gradient = new double[derivatives.length];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = quadratic(derivatives[i], weights);
        }
        double spread = 0;
        for (int i = 0; i < gradient.length; i++) {
            for (int j = 0; j < gradient.length; j++) {
                spread += gradient[i] * information.covariance()[i][j] * gradient[j];
            }
        }
        return 2 * variance * variance / spread;
    }

    @Override
    public FTest test(String name, Matrix hypothesis, double[] beta) {
        QuadraticForm form = QuadraticForm.of(hypothesis, vcov(), beta);
        int rank = form.rank();
        double[] df = new double[rank];
        for (int m = 0; m < rank; m++) {
            df[m] = df(form.directions()[m]);
        }
        return FTest.of(name, rank, jointDf(df), form.value() / rank, method());
    }

    private static double jointDf(double[] df) {
        double first = df[0];
        boolean same = true;
        double smallest = first;
        for (double value : df) {
            same &= Math.abs(value - first) <= SAME * first;
            smallest = Math.min(smallest, value);
        }
        if (same) {
            return first;
        }
        if (smallest <= LEAST) {
            return LEAST;
        }
        double mean = 0;
        for (double value : df) {
            mean += value / (value - 2);
        }
        return 2 * mean / (mean - df.length);
    }

    static double quadratic(Matrix matrix, double[] weights) {
        double[] product = matrix.times(weights);
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * product[i];
        }
        return sum;
    }
}
