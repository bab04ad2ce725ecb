package copse.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// [DotKernel] by the Vector API: two vectors of sums side by side, added up at the end.
final class VectorDots implements DotKernel {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LENGTH = SPECIES.length();

    @Override
    public double sum(double[] a, int from, int to) {
        DoubleVector s = DoubleVector.zero(SPECIES);
        DoubleVector t = DoubleVector.zero(SPECIES);
        int i = from;
        for (; i + 2 * LENGTH <= to; i += 2 * LENGTH) {
            s = s.add(DoubleVector.fromArray(SPECIES, a, i));
            t = t.add(DoubleVector.fromArray(SPECIES, a, i + LENGTH));
        }
        double sum = total(s, t);
        for (; i < to; i++) {
            sum += a[i];
        }
        return sum;
    }

    @Override
    public double dot(double[] a, double[] b, int n) {
        DoubleVector s = DoubleVector.zero(SPECIES);
        DoubleVector t = DoubleVector.zero(SPECIES);
        int i = 0;
        for (; i + 2 * LENGTH <= n; i += 2 * LENGTH) {
            s = DoubleVector.fromArray(SPECIES, a, i).fma(DoubleVector.fromArray(SPECIES, b, i), s);
            t = DoubleVector.fromArray(SPECIES, a, i + LENGTH).fma(DoubleVector.fromArray(SPECIES, b, i + LENGTH), t);
        }
        double sum = total(s, t);
        for (; i < n; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Override
    public void dots(double[] a, double[] b, double[] c, double[] d, int n, double[] into, int at) {
        DoubleVector b0 = DoubleVector.zero(SPECIES);
        DoubleVector b1 = DoubleVector.zero(SPECIES);
        DoubleVector c0 = DoubleVector.zero(SPECIES);
        DoubleVector c1 = DoubleVector.zero(SPECIES);
        DoubleVector d0 = DoubleVector.zero(SPECIES);
        DoubleVector d1 = DoubleVector.zero(SPECIES);
        int i = 0;
        for (; i + 2 * LENGTH <= n; i += 2 * LENGTH) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, a, i);
            DoubleVector y = DoubleVector.fromArray(SPECIES, a, i + LENGTH);
            b0 = x.fma(DoubleVector.fromArray(SPECIES, b, i), b0);
            b1 = y.fma(DoubleVector.fromArray(SPECIES, b, i + LENGTH), b1);
            c0 = x.fma(DoubleVector.fromArray(SPECIES, c, i), c0);
            c1 = y.fma(DoubleVector.fromArray(SPECIES, c, i + LENGTH), c1);
            d0 = x.fma(DoubleVector.fromArray(SPECIES, d, i), d0);
            d1 = y.fma(DoubleVector.fromArray(SPECIES, d, i + LENGTH), d1);
        }
        double sumB = total(b0, b1);
        double sumC = total(c0, c1);
        double sumD = total(d0, d1);
        for (; i < n; i++) {
            sumB += a[i] * b[i];
            sumC += a[i] * c[i];
            sumD += a[i] * d[i];
        }
        into[at] = sumB;
        into[at + 1] = sumC;
        into[at + 2] = sumD;
    }

    // The API leaves the order within a vector open, and compilers differ in it: fixed here, so that warm and cold
    // runs agree to the last bit.
    private static double total(DoubleVector s, DoubleVector t) {
        DoubleVector both = s.add(t);
        double sum = 0;
        for (int lane = 0; lane < LENGTH; lane++) {
            sum += both.lane(lane);
        }
        return sum;
    }
}
