package copse.mcmc;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The autocovariance of a stationary series, averaged over chains of equal length.
///
/// At lag t it is `Σ_i (x_i − x̄)(x_{i+t} − x̄) / n` with the chain's own mean: biased towards 0 at large lags,
/// which is what keeps a sum over lags in check. Chains that mix well need few lags: these are added up one by
/// one, and only when more are asked for are all of them computed at once by Fourier transforms.
final class MeanAutocovariance {
    // About what the transforms cost, in lags of chains of a thousand draws.
    private static final int ONE_BY_ONE = 32;

    private final double[][] centred;
    private final double[] means;
    private final int draws;
    private double @Nullable [] all;

    /// @param chains of equal length, at least one draw each; not modified
    MeanAutocovariance(double[][] chains) {
        this.draws = chains[0].length;
        this.means = new double[chains.length];
        this.centred = new double[chains.length][];
        for (int c = 0; c < chains.length; c++) {
            means[c] = mean(chains[c]);
            centred[c] = chains[c].clone();
            for (int i = 0; i < draws; i++) {
                centred[c][i] -= means[c];
            }
        }
    }

    private static double mean(double[] x) {
        double sum = 0;
        for (double value : x) {
            sum += value;
        }
        double mean = sum / x.length;
        // the second pass takes back what rounding lost of values that are large beside their spread
        double rest = 0;
        for (double value : x) {
            rest += value - mean;
        }
        return mean + rest / x.length;
    }

    /// @return mean of each chain
    double[] means() {
        return means;
    }

    /// @param lag from 0 to draws − 1
    /// @return the autocovariance
    double at(int lag) {
        if (all != null) {
            return all[lag];
        }
        if (lag < ONE_BY_ONE) {
            double sum = 0;
            for (double[] x : centred) {
                sum += product(x, lag);
            }
            return sum / ((double) draws * centred.length);
        }
        all = transformed();
        return all[lag];
    }

    // Four sums, since an addition cannot begin before the last one to the same sum has ended.
    private static double product(double[] x, int lag) {
        int end = x.length - lag;
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < end; i += 4) {
            a += x[i] * x[i + lag];
            b += x[i + 1] * x[i + 1 + lag];
            c += x[i + 2] * x[i + 2 + lag];
            d += x[i + 3] * x[i + 3 + lag];
        }
        for (; i < end; i++) {
            a += x[i] * x[i + lag];
        }
        return a + b + (c + d);
    }

    // The autocovariance is the transform of the squared absolute values of the series' transform, once so many zeros
    // follow the series that its end does not meet its beginning. Two chains make one complex series z, and
    // |A_k|² + |B_k|² = (|Z_k|² + |Z_{n−k}|²) / 2.
    private double[] transformed() {
        Fourier fourier = Fourier.atLeast(2 * draws);
        int length = fourier.length();
        double[] power = new double[length];
        double[] re = new double[length];
        double[] im = new double[length];
        for (int c = 0; c < centred.length; c += 2) {
            Arrays.fill(re, 0);
            Arrays.fill(im, 0);
            System.arraycopy(centred[c], 0, re, 0, draws);
            if (c + 1 < centred.length) {
                System.arraycopy(centred[c + 1], 0, im, 0, draws);
            }
            fourier.transform(re, im);
            for (int k = 0; k < length; k++) {
                int mirror = (length - k) & (length - 1);
                power[k] += 0.5 * (re[k] * re[k] + im[k] * im[k] + re[mirror] * re[mirror] + im[mirror] * im[mirror]);
            }
        }
        Arrays.fill(im, 0);
        fourier.transform(power, im);
        double[] covariances = new double[draws];
        double scale = 1.0 / ((double) length * draws * centred.length);
        for (int lag = 0; lag < draws; lag++) {
            covariances[lag] = power[lag] * scale;
        }
        return covariances;
    }
}
