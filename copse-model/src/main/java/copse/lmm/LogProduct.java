package copse.lmm;

/// The logarithm of a product of many numbers from 1 up, of which only few logarithms are taken.
final class LogProduct {
    // far from the largest double, so that factors up to the same size cannot overflow the product
    private static final double LIMIT = 0x1p500;

    private double product = 1;
    private double log;

    /// @param factor at least 1
    void multiply(double factor) {
        if (factor > LIMIT) {
            log += Math.log(factor);
            return;
        }
        product *= factor;
        if (product > LIMIT) {
            log += Math.log(product);
            product = 1;
        }
    }

    double log() {
        return log + Math.log(product);
    }
}
