package copse.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// [Tile] by the Vector API: two vectors of rows of the eight columns stay in registers while all terms are
/// added.
final class VectorTile implements Tile {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LENGTH = SPECIES.length();

    @Override
    public int rows() {
        return 2 * LENGTH;
    }

    @Override
    public void add(double[][] c, int i, double[] b, double[] f, int at, int terms) {
        DoubleVector a0 = DoubleVector.fromArray(SPECIES, c[0], i);
        DoubleVector e0 = DoubleVector.fromArray(SPECIES, c[0], i + LENGTH);
        DoubleVector a1 = DoubleVector.fromArray(SPECIES, c[1], i);
        DoubleVector e1 = DoubleVector.fromArray(SPECIES, c[1], i + LENGTH);
        DoubleVector a2 = DoubleVector.fromArray(SPECIES, c[2], i);
        DoubleVector e2 = DoubleVector.fromArray(SPECIES, c[2], i + LENGTH);
        DoubleVector a3 = DoubleVector.fromArray(SPECIES, c[3], i);
        DoubleVector e3 = DoubleVector.fromArray(SPECIES, c[3], i + LENGTH);
        DoubleVector a4 = DoubleVector.fromArray(SPECIES, c[4], i);
        DoubleVector e4 = DoubleVector.fromArray(SPECIES, c[4], i + LENGTH);
        DoubleVector a5 = DoubleVector.fromArray(SPECIES, c[5], i);
        DoubleVector e5 = DoubleVector.fromArray(SPECIES, c[5], i + LENGTH);
        DoubleVector a6 = DoubleVector.fromArray(SPECIES, c[6], i);
        DoubleVector e6 = DoubleVector.fromArray(SPECIES, c[6], i + LENGTH);
        DoubleVector a7 = DoubleVector.fromArray(SPECIES, c[7], i);
        DoubleVector e7 = DoubleVector.fromArray(SPECIES, c[7], i + LENGTH);
        int g = at;
        int row = 0;
        for (int k = 0; k < terms; k++) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, b, row);
            DoubleVector y = DoubleVector.fromArray(SPECIES, b, row + LENGTH);
            DoubleVector f0 = DoubleVector.broadcast(SPECIES, f[g + 0]);
            a0 = x.fma(f0, a0);
            e0 = y.fma(f0, e0);
            DoubleVector f1 = DoubleVector.broadcast(SPECIES, f[g + 1]);
            a1 = x.fma(f1, a1);
            e1 = y.fma(f1, e1);
            DoubleVector f2 = DoubleVector.broadcast(SPECIES, f[g + 2]);
            a2 = x.fma(f2, a2);
            e2 = y.fma(f2, e2);
            DoubleVector f3 = DoubleVector.broadcast(SPECIES, f[g + 3]);
            a3 = x.fma(f3, a3);
            e3 = y.fma(f3, e3);
            DoubleVector f4 = DoubleVector.broadcast(SPECIES, f[g + 4]);
            a4 = x.fma(f4, a4);
            e4 = y.fma(f4, e4);
            DoubleVector f5 = DoubleVector.broadcast(SPECIES, f[g + 5]);
            a5 = x.fma(f5, a5);
            e5 = y.fma(f5, e5);
            DoubleVector f6 = DoubleVector.broadcast(SPECIES, f[g + 6]);
            a6 = x.fma(f6, a6);
            e6 = y.fma(f6, e6);
            DoubleVector f7 = DoubleVector.broadcast(SPECIES, f[g + 7]);
            a7 = x.fma(f7, a7);
            e7 = y.fma(f7, e7);
            g += WIDTH;
            row += 2 * LENGTH;
        }
        a0.intoArray(c[0], i);
        e0.intoArray(c[0], i + LENGTH);
        a1.intoArray(c[1], i);
        e1.intoArray(c[1], i + LENGTH);
        a2.intoArray(c[2], i);
        e2.intoArray(c[2], i + LENGTH);
        a3.intoArray(c[3], i);
        e3.intoArray(c[3], i + LENGTH);
        a4.intoArray(c[4], i);
        e4.intoArray(c[4], i + LENGTH);
        a5.intoArray(c[5], i);
        e5.intoArray(c[5], i + LENGTH);
        a6.intoArray(c[6], i);
        e6.intoArray(c[6], i + LENGTH);
        a7.intoArray(c[7], i);
        e7.intoArray(c[7], i + LENGTH);
    }
}
