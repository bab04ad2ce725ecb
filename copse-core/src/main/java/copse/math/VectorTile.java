package copse.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// [Tile] by the Vector API: two vectors of rows of the four columns stay in registers while all terms are subtracted.
final class VectorTile implements Tile {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LENGTH = SPECIES.length();

    @Override
    public void subtract(double[][] c, double[][] b, double[][] f, int from, int to, int j, int low, int high) {
        double[] factors = new double[WIDTH * (to - from)];
        for (int k = from; k < to; k++) {
            for (int t = 0; t < WIDTH; t++) {
                factors[WIDTH * (k - from) + t] = -f[k][j + t];
            }
        }
        int i = low;
        for (; i + 2 * LENGTH <= high; i += 2 * LENGTH) {
            rows(c[j], c[j + 1], c[j + 2], c[j + 3], b, factors, from, to, i);
        }
        for (; i < high; i++) {
            for (int t = 0; t < WIDTH; t++) {
                double sum = c[j + t][i];
                for (int k = from; k < to; k++) {
                    sum = Math.fma(factors[WIDTH * (k - from) + t], b[k][i], sum);
                }
                c[j + t][i] = sum;
            }
        }
    }

    private static void rows(
            double[] c0, double[] c1, double[] c2, double[] c3, double[][] b, double[] f, int from, int to, int i) {
        DoubleVector a0 = DoubleVector.fromArray(SPECIES, c0, i);
        DoubleVector a1 = DoubleVector.fromArray(SPECIES, c1, i);
        DoubleVector a2 = DoubleVector.fromArray(SPECIES, c2, i);
        DoubleVector a3 = DoubleVector.fromArray(SPECIES, c3, i);
        DoubleVector e0 = DoubleVector.fromArray(SPECIES, c0, i + LENGTH);
        DoubleVector e1 = DoubleVector.fromArray(SPECIES, c1, i + LENGTH);
        DoubleVector e2 = DoubleVector.fromArray(SPECIES, c2, i + LENGTH);
        DoubleVector e3 = DoubleVector.fromArray(SPECIES, c3, i + LENGTH);
        int at = 0;
        for (int k = from; k < to; k++) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, b[k], i);
            DoubleVector y = DoubleVector.fromArray(SPECIES, b[k], i + LENGTH);
            DoubleVector f0 = DoubleVector.broadcast(SPECIES, f[at]);
            DoubleVector f1 = DoubleVector.broadcast(SPECIES, f[at + 1]);
            DoubleVector f2 = DoubleVector.broadcast(SPECIES, f[at + 2]);
            DoubleVector f3 = DoubleVector.broadcast(SPECIES, f[at + 3]);
            a0 = x.fma(f0, a0);
            e0 = y.fma(f0, e0);
            a1 = x.fma(f1, a1);
            e1 = y.fma(f1, e1);
            a2 = x.fma(f2, a2);
            e2 = y.fma(f2, e2);
            a3 = x.fma(f3, a3);
            e3 = y.fma(f3, e3);
            at += WIDTH;
        }
        a0.intoArray(c0, i);
        a1.intoArray(c1, i);
        a2.intoArray(c2, i);
        a3.intoArray(c3, i);
        e0.intoArray(c0, i + LENGTH);
        e1.intoArray(c1, i + LENGTH);
        e2.intoArray(c2, i + LENGTH);
        e3.intoArray(c3, i + LENGTH);
    }
}
