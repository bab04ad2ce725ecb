package copse.math;

/// [DotKernel] by plain loops.
///
/// Reductions of doubles do not vectorise by themselves, since that would change the order of the additions. Several
/// independent sums side by side keep the processor busy instead.
final class PlainDots implements DotKernel {
    @Override
    public double sum(double[] a, int from, int to) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            s0 += a[i];
            s1 += a[i + 1];
            s2 += a[i + 2];
            s3 += a[i + 3];
        }
        for (; i < to; i++) {
            s0 += a[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    @Override
    public double dot(double[] a, double[] b, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < n; i++) {
            s0 += a[i] * b[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    @Override
    public void dots(double[] a, double[] b, double[] c, double[] d, int n, double[] into, int at) {
        double b0 = 0;
        double b1 = 0;
        double c0 = 0;
        double c1 = 0;
        double d0 = 0;
        double d1 = 0;
        int i = 0;
        for (; i + 1 < n; i += 2) {
            double a0 = a[i];
            double a1 = a[i + 1];
            b0 += a0 * b[i];
            b1 += a1 * b[i + 1];
            c0 += a0 * c[i];
            c1 += a1 * c[i + 1];
            d0 += a0 * d[i];
            d1 += a1 * d[i + 1];
        }
        if (i < n) {
            b0 += a[i] * b[i];
            c0 += a[i] * c[i];
            d0 += a[i] * d[i];
        }
        into[at] = b0 + b1;
        into[at + 1] = c0 + c1;
        into[at + 2] = d0 + d1;
    }
}
