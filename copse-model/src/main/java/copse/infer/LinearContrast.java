package copse.infer;

import java.util.Arrays;

/// Weights of a linear combination, with a name.
///
/// @param name as printed, such as `A - B`
/// @param weights one per mean or coefficient
public record LinearContrast(String name, double[] weights) {
    /// @param name as printed
    /// @param weights one per mean or coefficient; copied
    public LinearContrast {
        weights = weights.clone();
    }

    /// @param values as many as there are weights
    /// @return the combination
    public double of(double[] values) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * values[i];
        }
        return sum;
    }

    @Override
    public double[] weights() {
        return weights.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinearContrast contrast
                && contrast.name.equals(name)
                && Arrays.equals(contrast.weights, weights);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(weights);
    }
}
