package copse.model.internal;

import copse.model.CrossProducts;
import java.util.List;

/// The numbers of a penalised system on the pattern of a [Structure]: `ZᵀWZ`, `ZᵀW[X y]` and `[X y]ᵀW[X y]`.
///
/// Arrays may be filled anew between two factorisations.
public final class SystemValues {
    /// Per grouping and level `ZᵀWZ`, q×q column-major.
    final double[][] own;
    /// Per grouping and level `ZᵀW[X y]`, q×(p+1) row by row.
    final double[][] fixed;
    /// Per pair of [Structure#pair] and entry `Z_gᵀWZ_h`, q×r row by row.
    final double[][] pair;
    /// `[X y]ᵀW[X y]`, (p+1)×(p+1).
    final double[] gram;

    private SystemValues(double[][] own, double[][] fixed, double[][] pair, double[] gram) {
        this.own = own;
        this.fixed = fixed;
        this.pair = pair;
        this.gram = gram;
    }

    /// @param structure pattern of the products
    /// @param products whose arrays are kept, but for pairs that the structure has turned round
    /// @return their values
    public static SystemValues of(Structure structure, CrossProducts products) {
        List<CrossProducts.Products> all = products.groupings();
        int count = all.size();
        double[][] pair = new double[count * count][];
        for (int g = 0; g < count; g++) {
            for (int h = g + 1; h < count; h++) {
                double[] blocks = products.pair(g, h).blocks();
                int[] from = structure.turnedFrom[h * count + g];
                if (from == null) {
                    pair[g * count + h] = blocks;
                } else {
                    pair[h * count + g] = turned(blocks, from, structure.q[g], structure.q[h]);
                }
            }
        }
        return new SystemValues(
                all.stream().map(CrossProducts.Products::ztz).toArray(double[][]::new),
                all.stream().map(CrossProducts.Products::ztx).toArray(double[][]::new),
                pair,
                products.gram().toArray());
    }

    /// @param structure the pattern
    /// @return zeros, to be filled
    public static SystemValues zeros(Structure structure) {
        int count = structure.groupings;
        int width = structure.p + 1;
        double[][] own = new double[count][];
        double[][] fixed = new double[count][];
        double[][] pair = new double[count * count][];
        for (int g = 0; g < count; g++) {
            own[g] = new double[structure.levels[g] * structure.q[g] * structure.q[g]];
            fixed[g] = new double[structure.levels[g] * structure.q[g] * width];
            for (int h = 0; h < count; h++) {
                Structure.Meeting met = structure.pair[g * count + h];
                if (met != null) {
                    pair[g * count + h] = new double[met.level().length * structure.q[g] * structure.q[h]];
                }
            }
        }
        return new SystemValues(own, fixed, pair, new double[width * width]);
    }

    /// @param g a grouping
    /// @return per level `ZᵀWZ`, q×q column-major; to be filled
    public double[] own(int g) {
        return own[g];
    }

    /// @param g a grouping
    /// @return per level `ZᵀW[X y]`, q×(p+1) row by row; to be filled
    public double[] fixed(int g) {
        return fixed[g];
    }

    /// @param index g * groupings + h of a pair that [Structure#meeting(int)] has
    /// @return per entry `Z_gᵀWZ_h`, q×r row by row; to be filled
    public double[] pair(int index) {
        return pair[index];
    }

    /// @return `[X y]ᵀW[X y]`, (p+1)×(p+1); to be filled
    public double[] gram() {
        return gram;
    }

    // q×r blocks become r×q
    private static double[] turned(double[] blocks, int[] from, int q, int r) {
        double[] out = new double[blocks.length];
        for (int to = 0; to < from.length; to++) {
            for (int i = 0; i < q; i++) {
                for (int j = 0; j < r; j++) {
                    out[to * q * r + j * q + i] = blocks[from[to] * q * r + i * r + j];
                }
            }
        }
        return out;
    }
}
