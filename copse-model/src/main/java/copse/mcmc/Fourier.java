package copse.mcmc;

/// The discrete Fourier transform of a number of complex values that is a power of two, in place.
///
/// Holds the roots of unity of one length, and may be shared by threads. Cost: `5 n log₂ n` operations.
///
/// Source: Cooley and Tukey (1965), An algorithm for the machine calculation of complex Fourier series, Math.
/// Comput. 19(90). doi:10.1090/S0025-5718-1965-0178586-1
final class Fourier {
    private final int length;
    private final double[] cosine;
    private final double[] sine;

    private Fourier(int length) {
        this.length = length;
        this.cosine = new double[length / 2];
        this.sine = new double[length / 2];
        for (int i = 0; i < length / 2; i++) {
            double angle = 2 * Math.PI * i / length;
            cosine[i] = Math.cos(angle);
            sine[i] = Math.sin(angle);
        }
    }

    /// @param least a number, at least 1 and at most 2³⁰
    /// @return the transform of the first power of two that is at least this
    static Fourier atLeast(int least) {
        return new Fourier(least <= 1 ? 1 : Integer.highestOneBit(least - 1) << 1);
    }

    /// @return number of values
    int length() {
        return length;
    }

    /// Replaces values z by `Σ_t z_t exp(−2πi kt/n)` for k = 0 … n − 1.
    ///
    /// @param re real parts. *Modified.*
    /// @param im imaginary parts. *Modified.*
    void transform(double[] re, double[] im) {
        reverseBits(re, im);
        for (int half = 1; half < length; half *= 2) {
            int stride = length / (2 * half);
            for (int block = 0; block < length; block += 2 * half) {
                for (int j = 0; j < half; j++) {
                    double c = cosine[j * stride];
                    double s = sine[j * stride];
                    int low = block + j;
                    int high = low + half;
                    double x = re[high] * c + im[high] * s;
                    double y = im[high] * c - re[high] * s;
                    re[high] = re[low] - x;
                    im[high] = im[low] - y;
                    re[low] += x;
                    im[low] += y;
                }
            }
        }
    }

    private void reverseBits(double[] re, double[] im) {
        for (int i = 1, j = 0; i < length; i++) {
            int bit = length >> 1;
            for (; (j & bit) != 0; bit >>= 1) {
                j ^= bit;
            }
            j ^= bit;
            if (i < j) {
                double x = re[i];
                re[i] = re[j];
                re[j] = x;
                double y = im[i];
                im[i] = im[j];
                im[j] = y;
            }
        }
    }
}
