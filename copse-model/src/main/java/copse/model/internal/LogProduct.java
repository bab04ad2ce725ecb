package copse.model.internal;

/// The logarithm of a product of many positive numbers, of which only few logarithms are taken.
public final class LogProduct {
    // far from the largest double, so that factors up to the same size cannot overflow the product
    private static final double LIMIT = 0x1p500;

    private double product = 1;
    private double log;

    /// @param factor positive
    public void multiply(double factor) {
        if (factor > LIMIT || factor < 1 / LIMIT) {
            log += Math.log(factor);
            return;
        }
        product *= factor;
        if (product > LIMIT || product < 1 / LIMIT) {
            log += Math.log(product);
            product = 1;
        }
    }

    /// @return logarithm of the product
    public double log() {
        return log + Math.log(product);
    }
}
