package copse.glmm;

import copse.math.SymmetricEigen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a Hessian of −2 log likelihood says about the parameters: their covariance, and which of them it leaves
/// undetermined.
final class ObservedInformation {
    // Of the Hessian with a unit diagonal: not curving at all.
    private static final double FLAT = 1e-9;
    // A standard error of this many units of the link, per standard deviation of the predictor: the likelihood is flat.
    private static final double UNDETERMINED = 100;
    // Share of its own scale by which a parameter moves along a flat direction, and not by rounding alone.
    private static final double MOVES = 0.01;

    private final double[] scale;
    private final double[][] covariance;
    private final List<double[]> flat = new ArrayList<>();

    /// @param hessian not modified
    /// @param fixed which parameters are at a limit
    ObservedInformation(double[][] hessian, boolean[] fixed) {
        int size = fixed.length;
        this.scale = new double[size];
        this.covariance = new double[size][size];
        Arrays.fill(scale, 1);
        int[] free = new int[size];
        int count = 0;
        for (int j = 0; j < size; j++) {
            if (!fixed[j] && hessian[j][j] > 0) {
                scale[j] = 1 / Math.sqrt(hessian[j][j]);
                free[count++] = j;
            } else if (!fixed[j]) {
                double[] alone = new double[size];
                alone[j] = 1;
                flat.add(alone);
            }
        }
        if (count > 0) {
            take(hessian, Arrays.copyOf(free, count));
        }
    }

    private void take(double[][] hessian, int[] free) {
        int count = free.length;
        double[][] scaled = new double[count][count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                scaled[i][j] = hessian[free[i]][free[j]] * scale[free[i]] * scale[free[j]];
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(scaled);
        for (int v = 0; v < count; v++) {
            double value = eigen.values()[v];
            double[] vector = eigen.vector(v);
            double[] direction = new double[scale.length];
            for (int i = 0; i < count; i++) {
                direction[free[i]] = vector[i] * scale[free[i]];
            }
            if (value <= FLAT * eigen.largest()) {
                flat.add(direction);
                continue;
            }
            for (int i : free) {
                for (int j : free) {
                    covariance[i][j] += 2 * direction[i] * direction[j] / value;
                }
            }
        }
    }

    /// Twice the inverse over the parameters that are not fixed and the directions that are not flat, as those
    /// between elements of θ beside a variance of 0 are.
    ///
    /// @return rows and columns of fixed parameters are 0
    double[][] covariance() {
        return covariance;
    }

    /// @param weights of the parameters in a sum of them, in standard coordinates
    /// @return whether the likelihood does not change over any distance that matters when the sum does
    boolean isUndetermined(double[] weights) {
        double size = 0;
        double reach = 0;
        double variance = 0;
        for (int i = 0; i < weights.length; i++) {
            size += Math.abs(weights[i]);
            reach += Math.abs(weights[i]) * scale[i];
            for (int j = 0; j < weights.length; j++) {
                variance += weights[i] * covariance[i][j] * weights[j];
            }
        }
        double least = MOVES * reach;
        return variance > UNDETERMINED * UNDETERMINED * size * size
                || flat.stream().anyMatch(direction -> moves(direction, weights) > least);
    }

    private static double moves(double[] direction, double[] weights) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += direction[i] * weights[i];
        }
        return Math.abs(sum);
    }
}
