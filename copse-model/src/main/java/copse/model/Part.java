package copse.model;

import copse.model.internal.CompensatedSums;

/// The compensated sums of one part of the rows.
///
/// Groupings are in the order of the model, levels in the order met.
final class Part {
    final int p;
    final int[] q;
    /// Lower triangle of `[X y]ᵀ[X y]`, row i at `i (i + 1) / 2`.
    final CompensatedSums gram;
    final CompensatedSums logWeights = new CompensatedSums(1);
    final LevelIndex[] levels;
    /// Per grouping and level: rows, then `Zᵀ[Z | X y]` row by row.
    final CompensatedSums[] levelSums;
    final LevelIndex[] pairs;
    /// Per pair of groupings and pair of levels that meet: `Z_gᵀZ_h` row by row.
    final CompensatedSums[] pairSums;
    long rows;

    private Part(int p, int[] q, long[] keySpace) {
        int groupings = q.length;
        this.p = p;
        this.q = q;
        gram = new CompensatedSums((p + 1) * (p + 2) / 2);
        levels = new LevelIndex[groupings];
        levelSums = new CompensatedSums[groupings];
        pairs = new LevelIndex[groupings * groupings];
        pairSums = new CompensatedSums[groupings * groupings];
        for (int g = 0; g < groupings; g++) {
            levels[g] = new LevelIndex(keySpace[g]);
            levelSums[g] = new CompensatedSums(0);
            for (int h = g + 1; h < groupings; h++) {
                pairs[g * groupings + h] = new LevelIndex(Long.MAX_VALUE);
                pairSums[g * groupings + h] = new CompensatedSums(0);
            }
        }
    }

    /// No rows yet.
    static Part of(ModelSpec spec) {
        return new Part(
                spec.fixedNames().size(),
                spec.groupings().stream().mapToInt(Grouping::columns).toArray(),
                keySpace(spec));
    }

    /// Number of possible keys per grouping.
    static long[] keySpace(ModelSpec spec) {
        return spec.groupings().stream()
                .mapToLong(grouping -> Math.max(1, grouping.cells()))
                .toArray();
    }

    /// Numbers summed per level of a grouping.
    int levelWidth(int g) {
        return 1 + q[g] * (q[g] + p + 1);
    }

    int groupings() {
        return q.length;
    }

    /// Adds the cells of a chunk.
    void drain(CellTable cells, ProductLayout layout) {
        int groupings = groupings();
        drainColumnSums(cells, layout);
        int[][] level = new int[groupings][];
        for (int g = 0; g < groupings; g++) {
            level[g] = locate(cells, g);
        }
        for (int g = 0; g < groupings; g++) {
            drainLevels(cells, layout, g, level[g]);
            for (int h = g + 1; h < groupings; h++) {
                drainPair(cells, layout, g, h, level);
            }
        }
    }

    private void drainColumnSums(CellTable cells, ProductLayout layout) {
        double[] sums = cells.sums();
        for (int i = 0; i < layout.columnSums.length; i++) {
            for (int cell = 0; cell < cells.size(); cell++) {
                gram.add(i * (i + 1) / 2, sums[cell * layout.width + layout.columnSums[i]]);
            }
        }
    }

    private int[] locate(CellTable cells, int g) {
        int[] level = new int[cells.size()];
        for (int cell = 0; cell < level.length; cell++) {
            level[cell] = levels[g].locate(cells.key(cell, g));
        }
        return level;
    }

    private void drainLevels(CellTable cells, ProductLayout layout, int g, int[] level) {
        int levelWidth = levelWidth(g);
        int[] products = layout.levelProducts[g];
        double[] sums = cells.sums();
        CompensatedSums into = levelSums[g];
        into.ensure(levels[g].size() * levelWidth);
        for (int cell = 0; cell < level.length; cell++) {
            int at = level[cell] * levelWidth;
            int from = cell * layout.width;
            into.add(at, sums[from]);
            for (int k = 0; k < products.length; k++) {
                into.add(at + 1 + k, sums[from + products[k]]);
            }
        }
    }

    private void drainPair(CellTable cells, ProductLayout layout, int g, int h, int[][] level) {
        int pair = g * groupings() + h;
        int width = layout.width;
        int[] products = layout.pairProducts[pair];
        double[] sums = cells.sums();
        for (int cell = 0; cell < cells.size(); cell++) {
            int slot = pairs[pair].locate((long) level[g][cell] << 32 | level[h][cell]);
            pairSums[pair].ensure((slot + 1) * products.length);
            for (int k = 0; k < products.length; k++) {
                pairSums[pair].add(slot * products.length + k, sums[cell * width + products[k]]);
            }
        }
    }

    /// Adds another part of the rows, whose columns are shifted by the same amounts.
    void add(Part other) {
        int groupings = groupings();
        rows += other.rows;
        gram.add(0, other.gram, 0, (p + 1) * (p + 2) / 2);
        logWeights.add(0, other.logWeights, 0, 1);
        int[][] numbers = new int[groupings][];
        for (int g = 0; g < groupings; g++) {
            int width = levelWidth(g);
            numbers[g] = new int[other.levels[g].size()];
            for (int level = 0; level < numbers[g].length; level++) {
                numbers[g][level] = levels[g].locate(other.levels[g].key(level));
                levelSums[g].ensure(levels[g].size() * width);
                levelSums[g].add(numbers[g][level] * width, other.levelSums[g], level * width, width);
            }
        }
        for (int g = 0; g < groupings; g++) {
            for (int h = g + 1; h < groupings; h++) {
                int pair = g * groupings + h;
                int width = q[g] * q[h];
                for (int from = 0; from < other.pairs[pair].size(); from++) {
                    long key = other.pairs[pair].key(from);
                    int slot = pairs[pair].locate((long) numbers[g][(int) (key >>> 32)] << 32 | numbers[h][(int) key]);
                    pairSums[pair].ensure((slot + 1) * width);
                    pairSums[pair].add(slot * width, other.pairSums[pair], from * width, width);
                }
            }
        }
    }
}
