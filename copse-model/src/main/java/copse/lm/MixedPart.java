package copse.lm;

import java.util.Arrays;

/// Cross-products of `[X y]` by cluster of some of the rows of a mixed model, and in which cluster every level
/// lies.
final class MixedPart implements ParallelPass.Part<MixedPart> {
    private final ProductsPart products;
    private final LongIndex[] levels; // per grouping
    private final long[][] home; // per grouping and level, the key of its cluster
    private int cut = -1; // a grouping of which a level lies in two clusters
    private long cutLevel;

    MixedPart(double[] shift, boolean weighted, int groupings) {
        this.products = new ProductsPart(shift, weighted, false);
        this.levels = new LongIndex[groupings];
        Arrays.setAll(levels, g -> new LongIndex());
        this.home = new long[groupings][256];
    }

    @Override
    public void add(LmRows.Batch batch) {
        products.add(batch);
        for (int g = 0; g < levels.length; g++) {
            long[] keys = batch.keys()[1 + g];
            for (int i = 0; i < batch.count(); i++) {
                settle(g, keys[i], batch.keys()[0][i]);
            }
        }
    }

    private void settle(int g, long level, long cluster) {
        int known = levels[g].size();
        int number = levels[g].locate(level);
        if (number == known) {
            if (number == home[g].length) {
                home[g] = Arrays.copyOf(home[g], 2 * number);
            }
            home[g][number] = cluster;
        } else if (home[g][number] != cluster) {
            cut = g;
            cutLevel = level;
        }
    }

    @Override
    public void merge(MixedPart other) {
        products.merge(other.products);
        for (int g = 0; g < levels.length; g++) {
            for (int l = 0; l < other.levels[g].size(); l++) {
                settle(g, other.levels[g].key(l), other.home[g][l]);
            }
        }
        if (cut < 0) {
            cut = other.cut;
            cutLevel = other.cutLevel;
        }
    }

    ProductsPart products() {
        return products;
    }

    /// @return a grouping that the clusters cut through, −1 if there is none
    int cut() {
        return cut;
    }

    /// @return a level of it that lies in two clusters
    long cutLevel() {
        return cutLevel;
    }

    /// @return the key of the cluster in which a level lies
    long home(int grouping, long level) {
        return home[grouping][levels[grouping].find(level)];
    }
}
