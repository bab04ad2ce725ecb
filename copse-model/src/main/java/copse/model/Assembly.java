package copse.model;

import copse.math.Matrix;
import copse.model.internal.CompensatedSums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Makes cross-products of the sums of a part, and the other way round to merge them.
final class Assembly {
    private Assembly() {}

    /// Sorts levels by key and groupings by number of levels.
    static CrossProducts products(
            ModelSpec spec, Part part, CrossProducts.Dropped dropped, double[] shift, double[][] randomShift) {
        int groupings = part.groupings();
        int p = part.p;
        double[] gram = new double[(p + 1) * (p + 1)];
        for (int i = 0; i <= p; i++) {
            for (int j = 0; j <= i; j++) {
                double value = part.gram.value(i * (i + 1) / 2 + j);
                gram[i + j * (p + 1)] = value;
                gram[j + i * (p + 1)] = value;
            }
        }
        int[][] rank = new int[groupings][];
        CrossProducts.Products[] products = new CrossProducts.Products[groupings];
        for (int g = 0; g < groupings; g++) {
            rank[g] = ranks(part.levels[g]);
            products[g] = ofGrouping(spec.groupings().get(g), part, g, rank[g], randomShift[g]);
        }
        int[] order = IntStream.range(0, groupings)
                .boxed()
                .sorted(Comparator.comparingInt(g -> -products[g].levels()))
                .mapToInt(Integer::intValue)
                .toArray();
        CrossProducts.Pair[] pairs = new CrossProducts.Pair[groupings * groupings];
        for (int a = 0; a < groupings; a++) {
            for (int b = a + 1; b < groupings; b++) {
                pairs[a * groupings + b] = pair(part, order[a], order[b], rank);
            }
        }
        return new CrossProducts(
                spec,
                part.rows,
                dropped,
                part.logWeights.value(0),
                shift,
                gram,
                Arrays.stream(order).mapToObj(g -> products[g]).toList(),
                pairs);
    }

    /// Position of each level when sorted by key.
    private static int[] ranks(LevelIndex levels) {
        int[] sorted = IntStream.range(0, levels.size())
                .boxed()
                .sorted(Comparator.comparingLong(levels::key))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] rank = new int[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            rank[sorted[i]] = i;
        }
        return rank;
    }

    private static CrossProducts.Products ofGrouping(Grouping grouping, Part part, int g, int[] rank, double[] shift) {
        int q = part.q[g];
        int columns = part.p + 1;
        int levels = rank.length;
        long[] keys = new long[levels];
        long[] counts = new long[levels];
        double[] ztz = new double[Math.multiplyExact(levels, q * q)];
        double[] ztx = new double[Math.multiplyExact(levels, q * columns)];
        CompensatedSums sums = part.levelSums[g];
        int width = part.levelWidth(g);
        for (int level = 0; level < levels; level++) {
            int to = rank[level];
            int from = level * width;
            keys[to] = part.levels[g].key(level);
            counts[to] = Math.round(sums.value(from));
            for (int i = 0; i < q; i++) {
                int row = from + 1 + i * (q + columns);
                for (int j = 0; j < q; j++) {
                    ztz[to * q * q + i + j * q] = sums.value(row + j);
                }
                for (int j = 0; j < columns; j++) {
                    ztx[(to * q + i) * columns + j] = sums.value(row + q + j);
                }
            }
        }
        return new CrossProducts.Products(grouping, q, keys, counts, ztz, ztx, shift);
    }

    /// The pair of groupings g (rows) and h (columns) of the model, which may be the other way round in the
    /// part.
    private static CrossProducts.Pair pair(Part part, int g, int h, int[][] rank) {
        boolean turned = g > h;
        int pair = turned ? h * part.groupings() + g : g * part.groupings() + h;
        LevelIndex index = part.pairs[pair];
        int entries = index.size();
        long[] key = new long[entries];
        for (int k = 0; k < entries; k++) {
            int first = (int) (index.key(k) >>> 32);
            int second = (int) index.key(k);
            long row = turned ? rank[g][second] : rank[g][first];
            long column = turned ? rank[h][first] : rank[h][second];
            key[k] = row << 32 | column;
        }
        int[] sorted = sortedByKey(key);
        int q = part.q[g];
        int r = part.q[h];
        int[] start = new int[rank[g].length + 1];
        int[] level = new int[entries];
        double[] blocks = new double[Math.multiplyExact(entries, q * r)];
        for (int k = 0; k < entries; k++) {
            int from = sorted[k];
            start[(int) (key[from] >>> 32) + 1]++;
            level[k] = (int) key[from];
            for (int i = 0; i < q; i++) {
                for (int j = 0; j < r; j++) {
                    blocks[k * q * r + i * r + j] =
                            part.pairSums[pair].value(from * q * r + (turned ? j * q + i : i * r + j));
                }
            }
        }
        for (int row = 0; row < rank[g].length; row++) {
            start[row + 1] += start[row];
        }
        return new CrossProducts.Pair(start, level, blocks);
    }

    private static int[] sortedByKey(long[] key) {
        return IntStream.range(0, key.length)
                .boxed()
                .sorted(Comparator.comparingLong(k -> key[k]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    static CrossProducts merge(CrossProducts a, CrossProducts b) {
        if (!a.spec().equals(b.spec())) {
            throw new IllegalArgumentException("products of two models cannot be merged");
        }
        Part sum = part(a);
        sum.add(part(reshifted(b, a)));
        CrossProducts.Dropped dropped = a.dropped().plus(b.dropped());
        double[][] randomShift = new double[a.groupings().size()][];
        for (CrossProducts.Products products : a.groupings()) {
            randomShift[a.spec().groupings().indexOf(products.grouping())] = products.shift();
        }
        return products(a.spec(), sum, dropped, a.shift(), randomShift);
    }

    /// Shifts the columns of b as those of a are: `x − s_a = (x − s_b) + (s_b − s_a)`, with the constant's
    /// help.
    private static CrossProducts reshifted(CrossProducts b, CrossProducts a) {
        int p = b.p();
        double[] m = Matrix.identity(p + 1).toArray();
        double[] own = b.shift();
        double[] wanted = a.shift();
        for (int j = 0; j <= p; j++) {
            if (own[j] != wanted[j]) {
                m[j * (p + 1)] = own[j] - wanted[j];
            }
        }
        List<Matrix> random = new ArrayList<>();
        for (CrossProducts.Products products : b.groupings()) {
            CrossProducts.Products target = a.groupings().stream()
                    .filter(candidate -> candidate.grouping().equals(products.grouping()))
                    .findFirst()
                    .orElseThrow();
            int q = products.q();
            double[] n = Matrix.identity(q).toArray();
            int column = 0;
            for (RandomTerm term : products.grouping().terms()) {
                int constant = column + term.columns().indexOf(RandomTerm.INTERCEPT);
                for (int c = column; c < column + term.columns().size(); c++) {
                    double difference = products.shift()[c] - target.shift()[c];
                    if (difference != 0) {
                        n[constant + c * q] = difference;
                    }
                }
                column += term.columns().size();
            }
            random.add(Matrix.wrap(q, q, n));
        }
        return b.transformed(Matrix.wrap(p + 1, p + 1, m), random);
    }

    /// The sums of products that are there already.
    private static Part part(CrossProducts products) {
        ModelSpec spec = products.spec();
        Part part = Part.of(spec);
        int p = products.p();
        int groupings = part.groupings();
        part.rows = products.rows();
        Matrix gram = products.gram();
        for (int i = 0; i <= p; i++) {
            for (int j = 0; j <= i; j++) {
                part.gram.add(i * (i + 1) / 2 + j, gram.at(i, j));
            }
        }
        part.logWeights.add(0, products.logWeights());
        int[] source = new int[groupings]; // the model's number of each grouping of the products
        int[][] number = new int[groupings][];
        for (int a = 0; a < groupings; a++) {
            CrossProducts.Products own = products.groupings().get(a);
            int g = spec.groupings().indexOf(own.grouping());
            source[a] = g;
            number[a] = new int[own.levels()];
            int q = own.q();
            int width = part.levelWidth(g);
            part.levelSums[g].ensure(own.levels() * width);
            for (int level = 0; level < own.levels(); level++) {
                number[a][level] = part.levels[g].locate(own.keys()[level]);
                int to = number[a][level] * width;
                part.levelSums[g].add(to, (double) own.counts()[level]);
                for (int i = 0; i < q; i++) {
                    int row = to + 1 + i * (q + p + 1);
                    for (int j = 0; j < q; j++) {
                        part.levelSums[g].add(row + j, own.ztz()[level * q * q + i + j * q]);
                    }
                    for (int j = 0; j <= p; j++) {
                        part.levelSums[g].add(row + q + j, own.ztx()[(level * q + i) * (p + 1) + j]);
                    }
                }
            }
        }
        for (int a = 0; a < groupings; a++) {
            for (int b = a + 1; b < groupings; b++) {
                addPair(part, products.pair(a, b), source[a], source[b], number[a], number[b]);
            }
        }
        return part;
    }

    private static void addPair(Part part, CrossProducts.Pair pair, int g, int h, int[] numberG, int[] numberH) {
        boolean turned = g > h;
        int slotPair = turned ? h * part.groupings() + g : g * part.groupings() + h;
        int q = part.q[g];
        int r = part.q[h];
        for (int row = 0; row + 1 < pair.start().length; row++) {
            for (int k = pair.start()[row]; k < pair.start()[row + 1]; k++) {
                long first = turned ? numberH[pair.level()[k]] : numberG[row];
                long second = turned ? numberG[row] : numberH[pair.level()[k]];
                int slot = part.pairs[slotPair].locate(first << 32 | second);
                part.pairSums[slotPair].ensure((slot + 1) * q * r);
                for (int i = 0; i < q; i++) {
                    for (int j = 0; j < r; j++) {
                        part.pairSums[slotPair].add(
                                slot * q * r + (turned ? j * q + i : i * r + j), pair.blocks()[k * q * r + i * r + j]);
                    }
                }
            }
        }
    }
}
