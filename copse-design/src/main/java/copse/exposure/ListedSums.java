package copse.exposure;

import java.util.List;

/// Sums of weights that are no small whole numbers: one by one.
///
/// Clusters of one block and weight are counted together, so that there are as many sums as ways to choose a
/// number for each weight.
final class ListedSums {
    private final BlockSums sums;

    /// @param sums numbers of clusters hit
    ListedSums(BlockSums sums) {
        this.sums = sums;
    }

    /// @param groups clusters by block
    /// @return number of sums
    static double cost(List<Pattern.Group> groups) {
        double ways = 1;
        for (Pattern.Group group : groups) {
            for (int times : group.times()) {
                ways *= times + 1.0;
            }
        }
        return ways;
    }

    /// @param groups clusters by block, that of the own cluster first
    /// @param task what is to be summed
    /// @return probability of each class
    double[] classes(List<Pattern.Group> groups, SumTask task) {
        Walk walk = new Walk(groups, task);
        walk.group(0, task.weight(), 1);
        return walk.classes;
    }

    private final class Walk {
        private final List<Pattern.Group> groups;
        private final SumTask task;
        private final BlockSums.Tilt[] tilt;
        private final double[][][] mass;
        private final double[] classes;

        Walk(List<Pattern.Group> groups, SumTask task) {
            this.groups = groups;
            this.task = task;
            this.tilt = new BlockSums.Tilt[groups.size()];
            this.mass = new double[groups.size()][][];
            this.classes = new double[task.condition().length];
            for (int g = 0; g < tilt.length; g++) {
                Pattern.Group group = groups.get(g);
                tilt[g] = BlockSums.Tilt.of(sums.hits(group, task, g == 0));
                mass[g] = new double[group.weight().length][];
                for (int i = 0; i < mass[g].length; i++) {
                    mass[g][i] = Hypergeometric.binomial(group.times()[i], tilt[g].p());
                }
            }
        }

        void group(int g, double sum, double probability) {
            if (probability <= 0) {
                return;
            }
            if (g < groups.size()) {
                weight(g, 0, 0, sum, probability);
                return;
            }
            int k = 0;
            while (k < task.edges().length && sum >= task.edges()[k]) {
                k++;
            }
            classes[k] += probability;
        }

        private void weight(int g, int i, int hit, double sum, double probability) {
            Pattern.Group group = groups.get(g);
            if (i == mass[g].length) {
                group(g + 1, sum, probability * tilt[g].ratio()[hit]);
                return;
            }
            for (int j = 0; j < mass[g][i].length; j++) {
                weight(g, i + 1, hit + j, sum + j * group.weight()[i], probability * mass[g][i][j]);
            }
        }
    }
}
