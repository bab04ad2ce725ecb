package copse.glmm;

import copse.family.Outcomes;
import copse.math.Lanes;
import copse.math.Matrix;
import copse.model.Cells;
import copse.model.Grouping;
import copse.model.RandomTerm;
import copse.model.internal.CovarianceTemplate;
import copse.model.internal.StandardColumns;
import copse.model.internal.Structure;
import copse.model.internal.SystemValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cells as the solver wants them: in standard coordinates, sorted by the level of the first grouping factor
/// and cut into blocks of whole levels, with the pattern of the penalised system. Immutable; shared by threads.
///
/// A sum over cells is taken block by block for the first factor, and level by level, each level's cells in
/// order, for the others: it does not depend on the number of threads.
final class CellSystem {
    // A block's work arrays stay in the second-level cache.
    private static final int BLOCK = 1024;
    // Cells from which a second thread pays for itself.
    private static final int PARALLEL = 8_000;

    final Cells cells;
    final int n;
    /// Fixed effects kept.
    final int p;
    /// Coefficients of zero inflation kept.
    final int r;
    final int groupings;
    final StandardColumns fixed;
    final StandardColumns inflation;
    /// Standard columns of X, p by cells.
    final double[][] x;
    /// Standard columns of zero inflation.
    final double[][] zi;
    final double[] offset;
    /// Per grouping and column of Z its standard values; null for the constant 1.
    final double[][] @Nullable [] z;
    /// Per grouping, the level of each cell.
    final int[][] level;
    /// Per grouping N of `b = N b_s`.
    final List<Matrix> random;
    final CovarianceTemplate template;
    final Structure structure;
    private final Structure.Meeting[] meetings;
    /// Where each block begins; one more at the end.
    final int[] blockStart;
    /// Cells of the largest block.
    final int largestBlock;
    /// Outcomes of each block.
    final Outcomes[] outcomes;
    private final int[] sorted; // original cell at each position
    private final int[][] byLevel; // per grouping but the first: positions, level by level
    private final int[][] levelStart; // per grouping: where a level's positions begin
    private final int[] @Nullable [] entry; // per pair g < h: the entry of each position
    private final boolean parallel;

    CellSystem(Cells cells) {
        this(cells, cells.x());
    }

    /// @param cells the data
    /// @param columns of X by cells, in place of those of the cells
    CellSystem(Cells cells, double[][] columns) {
        this.cells = cells;
        this.n = cells.count();
        List<Cells.Factor> factors = cells.factors();
        this.groupings = factors.size();
        int[] levels = factors.stream().mapToInt(factor -> factor.keys().length).toArray();
        this.sorted = groupings == 0 ? identity(n) : sort(factors.getFirst().level(), levels[0]);
        this.fixed = StandardColumns.of(columns, sorted);
        this.inflation = StandardColumns.of(cells.inflation(), sorted);
        this.x = fixed.columns();
        this.zi = inflation.columns();
        this.p = x.length;
        this.r = zi.length;
        this.offset = permuted(cells.offset());
        this.level = new int[groupings][n];
        this.z = new double[groupings][][];
        this.random = new ArrayList<>();
        for (int g = 0; g < groupings; g++) {
            Cells.Factor factor = factors.get(g);
            for (int i = 0; i < n; i++) {
                level[g][i] = factor.level()[sorted[i]];
            }
            random.add(standardise(g, factor));
        }
        List<Grouping> all = factors.stream().map(Cells.Factor::grouping).toList();
        this.template = new CovarianceTemplate(all);
        this.byLevel = new int[groupings][];
        this.levelStart = new int[groupings][];
        for (int g = 0; g < groupings; g++) {
            levelStart[g] = starts(level[g], levels[g]);
            byLevel[g] = g == 0 ? identity(n) : sort(level[g], levels[g]);
        }
        this.entry = new int[groupings * groupings][];
        this.meetings = new Structure.Meeting[groupings * groupings];
        for (int g = 0; g < groupings; g++) {
            for (int h = g + 1; h < groupings; h++) {
                meetings[g * groupings + h] = meet(g, h, levels[h]);
            }
        }
        int[] q = all.stream().mapToInt(Grouping::columns).toArray();
        this.structure = new Structure(q, levels, 0, meetings, GlmmCode.TOO_LARGE);
        turnEntries();
        this.blockStart = blocks(levels);
        int largest = 0;
        this.outcomes = new Outcomes[blockStart.length - 1];
        for (int block = 0; block < outcomes.length; block++) {
            largest = Math.max(largest, blockStart[block + 1] - blockStart[block]);
        }
        cut(cells.outcomes(), outcomes);
        this.largestBlock = largest;
        this.parallel = n >= PARALLEL;
    }

    private CellSystem(CellSystem other, Cells cells) {
        this.cells = cells;
        this.n = other.n;
        this.p = other.p;
        this.r = other.r;
        this.groupings = other.groupings;
        this.fixed = other.fixed;
        this.inflation = other.inflation;
        this.x = other.x;
        this.zi = other.zi;
        this.offset = other.offset;
        this.z = other.z;
        this.level = other.level;
        this.random = other.random;
        this.template = other.template;
        this.structure = other.structure;
        this.meetings = other.meetings;
        this.blockStart = other.blockStart;
        this.largestBlock = other.largestBlock;
        this.outcomes = new Outcomes[other.outcomes.length];
        this.sorted = other.sorted;
        this.byLevel = other.byLevel;
        this.levelStart = other.levelStart;
        this.entry = other.entry;
        this.parallel = other.parallel;
        cut(cells.outcomes(), outcomes);
    }

    /// The same cells with other outcomes; everything else is shared.
    CellSystem withOutcomes(Cells next) {
        return new CellSystem(this, next);
    }

    private static int[] identity(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        return order;
    }

    private static int[] starts(int[] level, int levels) {
        int[] start = new int[levels + 1];
        for (int one : level) {
            start[one + 1]++;
        }
        for (int l = 0; l < levels; l++) {
            start[l + 1] += start[l];
        }
        return start;
    }

    // positions in order of their level, ties in order of position
    private static int[] sort(int[] level, int levels) {
        int[] next = starts(level, levels);
        int[] order = new int[level.length];
        for (int i = 0; i < level.length; i++) {
            order[next[level[i]]++] = i;
        }
        return order;
    }

    private double[] permuted(double[] values) {
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            out[i] = values[sorted[i]];
        }
        return out;
    }

    private Matrix standardise(int g, Cells.Factor factor) {
        double[][] columns = factor.z();
        int q = columns.length;
        double[] map = new double[q * q];
        int from = 0;
        for (RandomTerm term : factor.grouping().terms()) {
            int to = from + term.columns().size();
            int at = term.columns().indexOf(RandomTerm.INTERCEPT);
            StandardColumns.random(columns, from, to, at < 0 ? -1 : from + at, map);
            from = to;
        }
        z[g] = new double[q][];
        for (int c = 0; c < q; c++) {
            if (StandardColumns.isConstant(columns[c])) {
                continue;
            }
            double[] standard = new double[n];
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int d = 0; d < q; d++) {
                    sum += columns[d][sorted[i]] * map[d + c * q];
                }
                standard[i] = sum;
            }
            z[g][c] = standard;
        }
        return Matrix.wrap(q, q, map);
    }

    // which levels of h meet each level of g, and the entry of each position
    private Structure.Meeting meet(int g, int h, int columns) {
        int rows = levelStart[g].length - 1;
        int[] start = new int[rows + 1];
        int[] seen = new int[columns]; // entry + 1 of a level of h in the present row
        int[] found = new int[Math.min(n, columns)];
        int[] of = new int[n];
        int[] met = new int[16];
        int entries = 0;
        for (int row = 0; row < rows; row++) {
            int count = 0;
            for (int k = levelStart[g][row]; k < levelStart[g][row + 1]; k++) {
                int other = level[h][byLevel[g][k]];
                if (seen[other] == 0) {
                    seen[other] = 1;
                    found[count++] = other;
                }
            }
            Arrays.sort(found, 0, count);
            if (entries + count > met.length) {
                met = Arrays.copyOf(met, Math.max(2 * met.length, entries + count));
            }
            for (int k = 0; k < count; k++) {
                met[entries + k] = found[k];
                seen[found[k]] = entries + k + 1;
            }
            for (int k = levelStart[g][row]; k < levelStart[g][row + 1]; k++) {
                int position = byLevel[g][k];
                of[position] = seen[level[h][position]] - 1;
            }
            for (int k = 0; k < count; k++) {
                seen[found[k]] = 0;
            }
            entries += count;
            start[row + 1] = entries;
        }
        entry[g * groupings + h] = of;
        return new Structure.Meeting(start, Arrays.copyOf(met, entries));
    }

    private void turnEntries() {
        for (int g = 0; g < groupings; g++) {
            for (int h = g + 1; h < groupings; h++) {
                int[] from = structure.turnedFrom(h * groupings + g);
                if (from == null) {
                    continue;
                }
                int[] to = new int[from.length];
                for (int k = 0; k < from.length; k++) {
                    to[from[k]] = k;
                }
                int[] of = entries(g, h);
                for (int i = 0; i < n; i++) {
                    of[i] = to[of[i]];
                }
            }
        }
    }

    private int[] entries(int g, int h) {
        int[] of = entry[g * groupings + h];
        if (of == null) {
            throw new IllegalArgumentException("no pair " + g + ", " + h);
        }
        return of;
    }

    private int[] blocks(int[] levels) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        if (groupings == 0) {
            for (int at = BLOCK; at < n; at += BLOCK) {
                starts.add(at);
            }
        } else {
            for (int l = 1; l < levels[0]; l++) {
                if (levelStart[0][l] - starts.getLast() >= BLOCK) {
                    starts.add(levelStart[0][l]);
                }
            }
        }
        if (n > 0) {
            starts.add(n);
        }
        return starts.stream().mapToInt(Integer::intValue).toArray();
    }

    private void cut(Outcomes all, Outcomes[] into) {
        double[] y = permuted(all.y());
        double[] size = permuted(all.size());
        double[] multiplicity = permuted(all.multiplicity());
        for (int block = 0; block < into.length; block++) {
            int from = blockStart[block];
            int to = blockStart[block + 1];
            into[block] = new Outcomes(
                    Arrays.copyOfRange(y, from, to),
                    Arrays.copyOfRange(size, from, to),
                    Arrays.copyOfRange(multiplicity, from, to));
        }
    }

    /// Values per position in the order of the cells they were made from.
    double[] unsorted(double[] values) {
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            out[sorted[i]] = values[i];
        }
        return out;
    }

    int levels(int g) {
        return levelStart[g].length - 1;
    }

    /// Where the positions of a level of the first grouping begin.
    int firstStart(int l) {
        return levelStart[0][l];
    }

    /// Shares the blocks between threads.
    void overBlocks(Lanes.Work work) {
        Lanes.run(parallel, work);
    }

    int blocks() {
        return outcomes.length;
    }

    /// Level of the first grouping at which a block begins; for the number of blocks, the number of levels.
    int firstLevel(int block) {
        return block == outcomes.length ? levels(0) : level[0][blockStart[block]];
    }

    /// Zeros, one per level and column of Z, per grouping.
    double[][] zeros() {
        double[][] out = new double[groupings][];
        for (int g = 0; g < groupings; g++) {
            out[g] = new double[levels(g) * z[g].length];
        }
        return out;
    }

    /// Adds Zb to `into` for the positions of a block.
    ///
    /// @param into from the block's first position on, at 0. *Modified.*
    void addEffects(int block, double[][] b, double[] into) {
        int from = blockStart[block];
        int to = blockStart[block + 1];
        for (int g = 0; g < groupings; g++) {
            int q = z[g].length;
            int[] of = level[g];
            double[] effects = b[g];
            for (int c = 0; c < q; c++) {
                double @Nullable [] column = z[g][c];
                if (column == null) {
                    for (int i = from; i < to; i++) {
                        into[i - from] += effects[of[i] * q + c];
                    }
                } else {
                    for (int i = from; i < to; i++) {
                        into[i - from] += column[i] * effects[of[i] * q + c];
                    }
                }
            }
        }
    }

    /// Σ columns times coefficients.
    ///
    /// @param into per position. *Modified.*
    void addColumns(double[][] columns, double[] coefficients, double[] into) {
        overBlocks((first, stride) -> {
            for (int block = first; block < outcomes.length; block += stride) {
                for (int j = 0; j < coefficients.length; j++) {
                    double[] column = columns[j];
                    double factor = coefficients[j];
                    for (int i = blockStart[block]; i < blockStart[block + 1]; i++) {
                        into[i] += factor * column[i];
                    }
                }
            }
        });
    }

    /// Columnsᵀ times a vector.
    double[] transposedTimes(double[][] columns, double[] vector) {
        double[][] parts = new double[outcomes.length][columns.length];
        overBlocks((first, stride) -> {
            for (int block = first; block < outcomes.length; block += stride) {
                for (int j = 0; j < columns.length; j++) {
                    double sum = 0;
                    double[] column = columns[j];
                    for (int i = blockStart[block]; i < blockStart[block + 1]; i++) {
                        sum += column[i] * vector[i];
                    }
                    parts[block][j] = sum;
                }
            }
        });
        double[] total = new double[columns.length];
        for (double[] part : parts) {
            for (int j = 0; j < total.length; j++) {
                total[j] += part[j];
            }
        }
        return total;
    }

    /// Zᵀ times a vector, for the first grouping and the levels of a block.
    ///
    /// @param into q per level of the first grouping. *Modified.*
    void transposedFirst(int block, double[] vector, double[] into) {
        int q = z[0].length;
        for (int l = firstLevel(block); l < firstLevel(block + 1); l++) {
            for (int c = 0; c < q; c++) {
                double @Nullable [] column = z[0][c];
                double sum = 0;
                for (int i = levelStart[0][l]; i < levelStart[0][l + 1]; i++) {
                    sum += column == null ? vector[i] : column[i] * vector[i];
                }
                into[l * q + c] = sum;
            }
        }
    }

    /// Zᵀ times a vector, for all groupings but the first.
    ///
    /// @param into per grouping, q per level. *Modified.*
    void transposedOthers(double[] vector, double[][] into) {
        for (int g = 1; g < groupings; g++) {
            int q = z[g].length;
            int own = g;
            Lanes.run(parallel, (first, stride) -> {
                for (int l = first; l < levels(own); l += stride) {
                    for (int c = 0; c < q; c++) {
                        double @Nullable [] column = z[own][c];
                        double sum = 0;
                        for (int k = levelStart[own][l]; k < levelStart[own][l + 1]; k++) {
                            int i = byLevel[own][k];
                            sum += column == null ? vector[i] : column[i] * vector[i];
                        }
                        into[own][l * q + c] = sum;
                    }
                }
            });
        }
    }

    /// Zᵀ times a vector.
    double[][] transposedTimes(double[] vector) {
        double[][] into = zeros();
        if (groupings > 0) {
            overBlocks((first, stride) -> {
                for (int block = first; block < outcomes.length; block += stride) {
                    transposedFirst(block, vector, into[0]);
                }
            });
            transposedOthers(vector, into);
        }
        return into;
    }

    /// Fills what belongs to a block's levels of the first grouping: its `ZᵀWZ`, and its pairs with the others.
    void fillFirst(int block, double[] w, SystemValues into) {
        fillOwn(0, firstLevel(block), firstLevel(block + 1), 1, w, into.own(0));
        for (int h = 1; h < groupings; h++) {
            fillPair(0, h, firstLevel(block), firstLevel(block + 1), 1, w, into);
        }
    }

    /// Fills `ZᵀWZ`.
    void fill(double[] w, SystemValues into) {
        overBlocks((first, stride) -> {
            for (int block = first; block < blocks(); block += stride) {
                fillFirst(block, w, into);
            }
        });
        fillOthers(w, into);
    }

    /// Fills what [#fillFirst] leaves out. Pairs with the first grouping are in place by then.
    void fillOthers(double[] w, SystemValues into) {
        for (int g = 1; g < groupings; g++) {
            int own = g;
            Lanes.run(parallel, (first, stride) -> {
                fillOwn(own, first, levels(own), stride, w, into.own(own));
                for (int h = own + 1; h < groupings; h++) {
                    fillPair(own, h, first, levels(own), stride, w, into);
                }
            });
        }
    }

    private void fillOwn(int g, int from, int to, int stride, double[] w, double[] into) {
        int q = z[g].length;
        for (int l = from; l < to; l += stride) {
            for (int a = 0; a < q; a++) {
                for (int b = 0; b <= a; b++) {
                    double @Nullable [] left = z[g][a];
                    double @Nullable [] right = z[g][b];
                    double sum = 0;
                    for (int k = levelStart[g][l]; k < levelStart[g][l + 1]; k++) {
                        int i = g == 0 ? k : byLevel[g][k];
                        double value = w[i];
                        if (left != null) {
                            value *= left[i];
                        }
                        if (right != null) {
                            value *= right[i];
                        }
                        sum += value;
                    }
                    into[l * q * q + a + b * q] = sum;
                    into[l * q * q + b + a * q] = sum;
                }
            }
        }
    }

    // an entry of a pair belongs to one level of g, whichever way round it is kept
    private void fillPair(int g, int h, int from, int to, int stride, double[] w, SystemValues into) {
        boolean turned = structure.turnedFrom(h * groupings + g) != null;
        double[] blocks = into.pair(turned ? h * groupings + g : g * groupings + h);
        int[] of = entries(g, h);
        int q = z[g].length;
        int s = z[h].length;
        int size = q * s;
        for (int l = from; l < to; l += stride) {
            for (int k = levelStart[g][l]; k < levelStart[g][l + 1]; k++) {
                int at = of[g == 0 ? k : byLevel[g][k]] * size;
                Arrays.fill(blocks, at, at + size, 0);
            }
            for (int k = levelStart[g][l]; k < levelStart[g][l + 1]; k++) {
                int i = g == 0 ? k : byLevel[g][k];
                int at = of[i] * size;
                for (int a = 0; a < q; a++) {
                    double left = w[i] * value(g, a, i);
                    for (int c = 0; c < s; c++) {
                        blocks[at + (turned ? c * q + a : a * s + c)] += left * value(h, c, i);
                    }
                }
            }
        }
    }

    private double value(int g, int c, int i) {
        double @Nullable [] column = z[g][c];
        return column == null ? 1 : column[i];
    }

    /// `z_iᵀ C z_i` for the positions of a block, C on the pattern of the system.
    ///
    /// @param covariances own and pair blocks of C
    /// @param into at 0 for the block's first position. *Modified.*
    void quadraticForms(int block, SystemValues covariances, double[] into) {
        int from = blockStart[block];
        int to = blockStart[block + 1];
        Arrays.fill(into, 0, to - from, 0);
        for (int g = 0; g < groupings; g++) {
            int q = z[g].length;
            double[] own = covariances.own(g);
            int[] of = level[g];
            if (q == 1 && z[g][0] == null) {
                for (int i = from; i < to; i++) {
                    into[i - from] += own[of[i]];
                }
            } else {
                for (int i = from; i < to; i++) {
                    double sum = 0;
                    for (int a = 0; a < q; a++) {
                        for (int b = 0; b < q; b++) {
                            sum += value(g, a, i) * value(g, b, i) * own[of[i] * q * q + a * q + b];
                        }
                    }
                    into[i - from] += sum;
                }
            }
            for (int h = g + 1; h < groupings; h++) {
                addPairForms(g, h, block, covariances, into);
            }
        }
    }

    private void addPairForms(int g, int h, int block, SystemValues covariances, double[] into) {
        boolean turned = structure.turnedFrom(h * groupings + g) != null;
        double[] blocks = covariances.pair(turned ? h * groupings + g : g * groupings + h);
        int[] of = entries(g, h);
        int q = z[g].length;
        int s = z[h].length;
        int from = blockStart[block];
        for (int i = from; i < blockStart[block + 1]; i++) {
            int at = of[i] * q * s;
            double sum = 0;
            for (int a = 0; a < q; a++) {
                for (int c = 0; c < s; c++) {
                    sum += value(g, a, i) * value(h, c, i) * blocks[at + (turned ? c * q + a : a * s + c)];
                }
            }
            into[i - from] += 2 * sum;
        }
    }

    /// The pattern of the system with X beside the effects.
    Structure withFixed() {
        int[] q = new int[groupings];
        int[] levels = new int[groupings];
        for (int g = 0; g < groupings; g++) {
            q[g] = z[g].length;
            levels[g] = levels(g);
        }
        return new Structure(q, levels, p, meetings, GlmmCode.TOO_LARGE);
    }

    /// Fills a system with X: `ZᵀWZ`, `ZᵀW[X y]` and `XᵀW[X y]`.
    ///
    /// @param w weights per position
    /// @param wy weights times y per position
    void fillWithFixed(double[] w, double[] wy, SystemValues into) {
        double[][] grams = new double[blocks()][];
        overBlocks((first, stride) -> {
            for (int block = first; block < blocks(); block += stride) {
                if (groupings > 0) {
                    fillFirst(block, w, into);
                    fillFixed(0, firstLevel(block), firstLevel(block + 1), 1, w, wy, into.fixed(0));
                }
                grams[block] = gram(block, w, wy);
            }
        });
        fillOthers(w, into);
        for (int g = 1; g < groupings; g++) {
            int own = g;
            Lanes.run(parallel, (first, stride) -> fillFixed(own, first, levels(own), stride, w, wy, into.fixed(own)));
        }
        double[] gram = into.gram();
        Arrays.fill(gram, 0);
        for (double[] part : grams) {
            for (int k = 0; k < gram.length; k++) {
                gram[k] += part[k];
            }
        }
    }

    private void fillFixed(int g, int from, int to, int stride, double[] w, double[] wy, double[] into) {
        int q = z[g].length;
        for (int l = from; l < to; l += stride) {
            for (int a = 0; a < q; a++) {
                int at = (l * q + a) * (p + 1);
                Arrays.fill(into, at, at + p + 1, 0);
                for (int k = levelStart[g][l]; k < levelStart[g][l + 1]; k++) {
                    int i = g == 0 ? k : byLevel[g][k];
                    double left = value(g, a, i);
                    double weighted = left * w[i];
                    for (int j = 0; j < p; j++) {
                        into[at + j] += weighted * x[j][i];
                    }
                    into[at + p] += left * wy[i];
                }
            }
        }
    }

    private double[] gram(int block, double[] w, double[] wy) {
        int width = p + 1;
        double[] out = new double[width * width];
        for (int j = 0; j < p; j++) {
            for (int k = 0; k <= p; k++) {
                if (k < j) {
                    continue;
                }
                double sum = 0;
                for (int i = blockStart[block]; i < blockStart[block + 1]; i++) {
                    sum += k == p ? x[j][i] * wy[i] : x[j][i] * x[k][i] * w[i];
                }
                out[j + k * width] = sum;
                out[k + j * width] = sum;
            }
        }
        return out;
    }

    /// All outcomes in the order of the positions.
    Outcomes sorted(Outcomes all) {
        return new Outcomes(permuted(all.y()), permuted(all.size()), permuted(all.multiplicity()));
    }

    /// Λ times the spherical effects of every level, or Λᵀ times.
    double[][] times(double[][] lambda, boolean transposed, double[][] u) {
        double[][] out = new double[groupings][];
        for (int g = 0; g < groupings; g++) {
            int q = z[g].length;
            out[g] = new double[u[g].length];
            for (int at = 0; at < u[g].length; at += q) {
                for (int a = 0; a < q; a++) {
                    double sum = 0;
                    for (int c = transposed ? a : 0; c < (transposed ? q : a + 1); c++) {
                        sum += (transposed ? lambda[g][c + a * q] : lambda[g][a + c * q]) * u[g][at + c];
                    }
                    out[g][at + a] = sum;
                }
            }
        }
        return out;
    }
}
