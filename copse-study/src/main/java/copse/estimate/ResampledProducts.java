package copse.estimate;

import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.math.Dots;
import copse.math.RandomStream;
import copse.model.CrossProducts;
import copse.model.ModelRows;
import copse.model.ModelSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Cross-products of rows that are drawn with replacement within groups, over and over, under one arm or
/// another.
///
/// The rows come in variants, one per arm: the same rows as they would be if their unit had that arm, so with
/// that arm and with the outcome that the arm would have made of them (an effect added, clipped). A draw says
/// how often each row counts. From it come, for every cell of rows that share all levels of the model and the
/// unit, the sums of products of columns, in every variant that is asked for; an assignment of arms to units
/// then picks for each cell the sums of its variant, and adds. Thirty assignments of one draw cost thirty
/// additions over cells and no rows.
///
/// Cost of a draw: one random number per row drawn, and one multiplication per row that is there and product of
/// two columns that vary within a cell. Cost of an assignment: cells × products. Groups are worked at in
/// parallel; a draw depends on the stream, the number of the group and the number of the draw, never on
/// threads.
///
/// The resampling is that of the call-centre notebook (`groupby(rep).sample(replace=True)`). It leaves units as
/// they are: see [BootstrapLevel] for what that costs.
public final class ResampledProducts {
    private final CrossProducts template;
    private final int columns; // distinct ones
    private final int products; // of two columns
    private final int[] fixed; // column of each of [X y]
    private final int[][] random; // per grouping of the template, column of each of Z
    private final int units;
    private final int[] cellStart;
    private final int[] groupStart; // first cell of each group
    private final int[] cellUnit;
    private final int[][] cellLevel; // per grouping of the template
    private final int[][] cellPair; // per pair of groupings, entry
    private final double[][][] values; // per variant and distinct column, rows by group and cell

    private ResampledProducts(
            CrossProducts template, List<double[][]> variants, int[] column, int distinct, int units, Cells cells) {
        this.template = template;
        this.columns = distinct;
        this.products = distinct * (distinct + 1) / 2;
        this.units = units;
        int p = template.p() + 1;
        this.fixed = Arrays.copyOf(column, p);
        int groupings = template.groupings().size();
        this.random = new int[groupings][];
        int at = p;
        for (int g = 0; g < groupings; g++) {
            int q = template.groupings().get(g).q();
            random[g] = Arrays.copyOfRange(column, at, at + q);
            at += q;
        }
        this.cellStart = cells.start;
        this.groupStart = cells.groupStart;
        this.cellUnit = cells.unit;
        this.cellLevel = cells.level;
        this.cellPair = new int[groupings * groupings][];
        for (int g = 0; g < groupings; g++) {
            for (int h = g + 1; h < groupings; h++) {
                CrossProducts.Pair pair = template.pair(g, h);
                int[] entries = new int[cellUnit.length];
                for (int cell = 0; cell < entries.length; cell++) {
                    int from = pair.start()[cellLevel[g][cell]];
                    int to = pair.start()[cellLevel[g][cell] + 1];
                    entries[cell] = Arrays.binarySearch(pair.level(), from, to, cellLevel[h][cell]);
                }
                cellPair[g * groupings + h] = entries;
            }
        }
        this.values = variants.stream()
                .map(own -> ordered(own, column, distinct, cells.rows))
                .toArray(double[][][]::new);
    }

    private static double[][] ordered(double[][] own, int[] column, int distinct, int[] rows) {
        double[][] ordered = new double[distinct][rows.length];
        for (int j = 0; j < column.length; j++) {
            double[] from = own[j];
            double[] to = ordered[column[j]];
            for (int i = 0; i < rows.length; i++) {
                to[i] = from[rows[i]];
            }
        }
        return ordered;
    }

    /// @param spec a Gaussian model without weights that knows all arms
    /// @param variants the same rows in the same order, one frame per arm
    /// @param within the group in which each row is drawn, such as its representative; nothing missing
    /// @param unit the unit of each row, whose arm decides on the variant; nothing missing
    /// @return rows ready to be drawn
    /// @throws copse.error.InputException `E306` if a row is complete in one variant and not in another, if the
    ///     model has weights, or if no row is complete
    public static ResampledProducts of(ModelSpec spec, List<Frame> variants, FactorColumn within, FactorColumn unit) {
        if (spec.hasWeights()) {
            throw BootstrapCode.BAD_RULE.error(
                    "`" + spec.roles().weights() + "` holds weights, and rows are to be drawn",
                    "a row that is drawn counts once for each time, whatever its precision",
                    "leave out the weights");
        }
        CrossProducts template = CrossProducts.of(spec, variants.getFirst());
        List<ModelRows> rows = variants.stream().map(spec::rows).toList();
        int[] source = rows.getFirst().source();
        for (ModelRows own : rows) {
            if (!Arrays.equals(own.source(), source)) {
                throw BootstrapCode.BAD_RULE.error(
                        "rows of `" + spec.response() + "` that are complete under one arm only",
                        "the same rows are compared under each arm",
                        "make the outcome of a row missing under all arms or under none");
            }
        }
        if (source.length == 0) {
            throw BootstrapCode.BAD_RULE.error(
                    "no row has all variables of `" + spec + "`",
                    "rows with a missing value are left out",
                    "look for the variable that is missing: `copse describe DATA`");
        }
        List<double[][]> columns =
                rows.stream().map(own -> columns(own, template)).toList();
        int[] column = distinct(columns);
        Cells cells = Cells.of(rows.getFirst(), template, within, unit);
        return new ResampledProducts(
                template,
                columns,
                column,
                1 + IntStream.of(column).max().orElseThrow(),
                unit.levels().size(),
                cells);
    }

    /// `[X y Z₁ … Z_F]` with the template's shifts taken off, groupings in the template's order.
    private static double[][] columns(ModelRows own, CrossProducts template) {
        double[] shift = template.shift();
        double[] response = java.util.Objects.requireNonNull(own.response());
        List<double[]> all = new ArrayList<>();
        for (int j = 0; j < own.x().length; j++) {
            all.add(less(own.x()[j], shift[j]));
        }
        double[] y = new double[response.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = response[i] - own.offset()[i] - shift[own.x().length];
        }
        all.add(y);
        for (CrossProducts.Products grouping : template.groupings()) {
            double[][] z = own.z()[template.spec().groupings().indexOf(grouping.grouping())];
            for (int c = 0; c < z.length; c++) {
                all.add(less(z[c], grouping.shift()[c]));
            }
        }
        return all.toArray(double[][]::new);
    }

    private static double[] less(double[] values, double shift) {
        double[] out = new double[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i] - shift;
        }
        return out;
    }

    /// Number of the first column that is equal in all variants, renumbered without gaps.
    private static int[] distinct(List<double[][]> variants) {
        int count = variants.getFirst().length;
        int[] number = new int[count];
        int next = 0;
        for (int j = 0; j < count; j++) {
            number[j] = -1;
            for (int k = 0; k < j && number[j] < 0; k++) {
                int a = j;
                int b = k;
                if (variants.stream().allMatch(own -> Arrays.equals(own[a], own[b]))) {
                    number[j] = number[k];
                }
            }
            if (number[j] < 0) {
                number[j] = next++;
            }
        }
        return number;
    }

    /// Rows in the order of group and cell, and where each cell belongs.
    private record Cells(int[] rows, int[] start, int[] groupStart, int[] unit, int[][] level) {
        static Cells of(ModelRows data, CrossProducts template, FactorColumn within, FactorColumn unit) {
            int n = data.count();
            int groupings = template.groupings().size();
            int[][] levels = new int[groupings][n];
            for (int g = 0; g < groupings; g++) {
                CrossProducts.Products own = template.groupings().get(g);
                long[] keys = data.keys()[template.spec().groupings().indexOf(own.grouping())];
                for (int i = 0; i < n; i++) {
                    levels[g][i] = Arrays.binarySearch(own.keys(), keys[i]);
                }
            }
            // cells in order of first appearance within groups: the number of a cell does not matter, that of its group
            // does
            Map<List<Integer>, Integer> index = new HashMap<>();
            int[] cellOf = new int[n];
            List<int[]> cells = new ArrayList<>(); // group, unit, levels …
            List<Integer> size = new ArrayList<>();
            int[] last = new int[0];
            int lastCell = -1;
            for (int i = 0; i < n; i++) {
                int[] key = new int[2 + groupings];
                key[0] = within.code(data.source()[i]);
                key[1] = unit.code(data.source()[i]);
                for (int g = 0; g < groupings; g++) {
                    key[2 + g] = levels[g][i];
                }
                if (!Arrays.equals(key, last)) {
                    lastCell = index.computeIfAbsent(Arrays.stream(key).boxed().toList(), _ -> {
                        cells.add(key);
                        size.add(0);
                        return cells.size() - 1;
                    });
                    last = key;
                }
                cellOf[i] = lastCell;
                size.set(lastCell, size.get(lastCell) + 1);
            }
            int[] order = IntStream.range(0, cells.size())
                    .boxed()
                    .sorted(Comparator.comparing((Integer c) -> cells.get(c), Arrays::compare))
                    .mapToInt(Integer::intValue)
                    .toArray();
            int[] start = new int[order.length + 1];
            int[] next = new int[order.length];
            int[] units = new int[order.length];
            int[][] level = new int[groupings][order.length];
            List<Integer> groupStart = new ArrayList<>();
            for (int k = 0; k < order.length; k++) {
                int[] key = cells.get(order[k]);
                start[k + 1] = start[k] + size.get(order[k]);
                next[order[k]] = start[k];
                units[k] = key[1];
                for (int g = 0; g < groupings; g++) {
                    level[g][k] = key[2 + g];
                }
                if (k == 0 || cells.get(order[k - 1])[0] != key[0]) {
                    groupStart.add(k);
                }
            }
            groupStart.add(order.length);
            int[] rows = new int[n];
            for (int i = 0; i < n; i++) {
                rows[next[cellOf[i]]++] = i;
            }
            return new Cells(
                    rows, start, groupStart.stream().mapToInt(Integer::intValue).toArray(), units, level);
        }
    }

    /// @return number of arms
    public int variants() {
        return values.length;
    }

    /// @return number of groups within which rows are drawn
    public int groups() {
        return groupStart.length - 1;
    }

    /// @return numbers that a draw keeps, in all variants together
    public int sums() {
        return cellUnit.length * products * values.length;
    }

    /// @return complete rows
    public int rows() {
        return cellStart[cellStart.length - 1];
    }

    /// Whether a draw is wanted under an arm.
    public interface Wanted {
        /// @param draw number of the draw
        /// @param unit code of the unit
        /// @param variant number of the arm
        /// @return whether some assignment of this draw gives the unit this arm
        boolean is(int draw, int unit, int variant);
    }

    /// The rows as they are, each once.
    ///
    /// @return one draw, wanted under all arms
    public Drawn observed() {
        return draw(1, 0, (_, _, _) -> true, copse.math.Seed.of(0).stream());
    }

    /// Draws rows.
    ///
    /// @param draws how many times
    /// @param size rows to draw in each group; 0 takes every row once instead
    /// @param wanted which sums to keep
    /// @param stream whose children the groups take
    /// @return the sums
    public Drawn draw(int draws, int size, Wanted wanted, RandomStream stream) {
        double[][][] sums = new double[draws][values.length][];
        long[][] counts = new long[draws][cellUnit.length];
        for (int draw = 0; draw < draws; draw++) {
            for (int variant = 0; variant < values.length; variant++) {
                if (wantedAtAll(wanted, draw, variant)) {
                    sums[draw][variant] = new double[cellUnit.length * products];
                }
            }
        }
        IntStream.range(0, groups())
                .parallel()
                .forEach(group -> draw(group, draws, size, wanted, stream.split(group), sums, counts));
        return new Drawn(this, sums, counts);
    }

    private boolean wantedAtAll(Wanted wanted, int draw, int variant) {
        for (int unit = 0; unit < units; unit++) {
            if (wanted.is(draw, unit, variant)) {
                return true;
            }
        }
        return false;
    }

    private void draw(
            int group, int draws, int size, Wanted wanted, RandomStream stream, double[][][] sums, long[][] counts) {
        int firstCell = groupStart[group];
        int lastCell = groupStart[group + 1];
        int from = cellStart[firstCell];
        int n = cellStart[lastCell] - from;
        CellProducts[][] own = new CellProducts[lastCell - firstCell][values.length];
        double[] times = new double[n];
        double[] part = new double[n];
        for (int draw = 0; draw < draws; draw++) {
            if (size == 0) {
                Arrays.fill(times, 1);
            } else {
                Arrays.fill(times, 0);
                RandomStream numbers = stream.split(draw);
                for (int k = 0; k < size; k++) {
                    times[numbers.nextInt(n)]++;
                }
            }
            for (int cell = firstCell; cell < lastCell; cell++) {
                int begin = cellStart[cell] - from;
                int rows = cellStart[cell + 1] - cellStart[cell];
                double[] weights = times;
                if (rows != n) {
                    System.arraycopy(times, begin, part, 0, rows);
                    weights = part;
                }
                double total = Dots.sum(weights, rows);
                counts[draw][cell] = (long) total;
                for (int variant = 0; variant < values.length; variant++) {
                    if (wanted.is(draw, cellUnit[cell], variant)) {
                        CellProducts of = own[cell - firstCell][variant];
                        if (of == null) {
                            of = new CellProducts(values[variant], cellStart[cell], cellStart[cell + 1]);
                            own[cell - firstCell][variant] = of;
                        }
                        of.sums(weights, total, sums[draw][variant], cell * products);
                    }
                }
            }
        }
    }

    /// The products of a cell's columns, row by row; columns that do not vary within the cell are numbers.
    private static final class CellProducts {
        private final double[] constant; // per column, its value if it does not vary
        private final int[] varying; // columns that vary
        private final int[] place; // per column, its place among these, -1 if constant
        private final double[][] rows; // varying columns, then their products, the second not above the first
        private final double[] work;

        CellProducts(double[][] columns, int from, int to) {
            int c = columns.length;
            int n = to - from;
            constant = new double[c];
            place = new int[c];
            int count = 0;
            int[] found = new int[c];
            for (int j = 0; j < c; j++) {
                constant[j] = columns[j][from];
                place[j] = -1;
                for (int i = from + 1; i < to; i++) {
                    if (columns[j][i] != constant[j]) {
                        place[j] = count;
                        found[count++] = j;
                        break;
                    }
                }
            }
            varying = Arrays.copyOf(found, count);
            rows = new double[count + count * (count + 1) / 2][];
            for (int a = 0; a < count; a++) {
                double[] left = columns[varying[a]];
                rows[a] = Arrays.copyOfRange(left, from, to);
                for (int b = 0; b <= a; b++) {
                    double[] right = columns[varying[b]];
                    double[] product = new double[n];
                    for (int i = 0; i < n; i++) {
                        product[i] = left[from + i] * right[from + i];
                    }
                    rows[count + a * (a + 1) / 2 + b] = product;
                }
            }
            work = new double[rows.length];
        }

        /// @param times how often each row counts
        /// @param total their sum
        /// @param into the products of all columns, a lower triangle by rows, from `at` on. *Modified.*
        void sums(double[] times, double total, double[] into, int at) {
            int count = varying.length;
            Dots.dots(times, rows, 0, rows.length, rows.length == 0 ? 0 : rows[0].length, work, 0);
            int next = at;
            for (int a = 0; a < constant.length; a++) {
                for (int b = 0; b <= a; b++) {
                    int i = place[a];
                    int j = place[b];
                    into[next++] = i < 0 && j < 0
                            ? constant[a] * constant[b] * total
                            : i < 0
                                    ? constant[a] * work[j]
                                    : j < 0 ? constant[b] * work[i] : work[count + i * (i + 1) / 2 + j];
                }
            }
        }
    }

    /// Draws, from which assignments take what they need.
    public static final class Drawn {
        private final ResampledProducts of;
        private final double[][][] sums;
        private final long[][] counts;

        Drawn(ResampledProducts of, double[][][] sums, long[][] counts) {
            this.of = of;
            this.sums = sums;
            this.counts = counts;
        }

        /// The products of a draw under an assignment.
        ///
        /// @param draw number of the draw
        /// @param variant per unit, its arm; one that was wanted
        /// @return the products of the model
        public CrossProducts products(int draw, int[] variant) {
            return of.assemble(sums[draw], counts[draw], variant);
        }
    }

    private CrossProducts assemble(double[][] sums, long[] counts, int[] variant) {
        int p = fixed.length;
        int groupings = random.length;
        double[] triangle = new double[products];
        long[][] levelCounts = new long[groupings][];
        double[][] ztz = new double[groupings][];
        double[][] ztx = new double[groupings][];
        double[][] blocks = new double[groupings * groupings][];
        for (int g = 0; g < groupings; g++) {
            CrossProducts.Products own = template.groupings().get(g);
            levelCounts[g] = new long[own.levels()];
            ztz[g] = new double[own.ztz().length];
            ztx[g] = new double[own.ztx().length];
            for (int h = g + 1; h < groupings; h++) {
                blocks[g * groupings + h] = new double[template.pair(g, h).blocks().length];
            }
        }
        long rows = 0;
        for (int cell = 0; cell < cellUnit.length; cell++) {
            double[] own = sums[variant[cellUnit[cell]]];
            int at = cell * products;
            rows += counts[cell];
            for (int k = 0; k < products; k++) {
                triangle[k] += own[at + k];
            }
            for (int g = 0; g < groupings; g++) {
                int q = random[g].length;
                int level = cellLevel[g][cell];
                levelCounts[g][level] += counts[cell];
                for (int i = 0; i < q; i++) {
                    for (int j = 0; j < q; j++) {
                        ztz[g][level * q * q + i + j * q] += own[at + index(random[g][i], random[g][j])];
                    }
                    for (int j = 0; j < p; j++) {
                        ztx[g][(level * q + i) * p + j] += own[at + index(random[g][i], fixed[j])];
                    }
                }
                for (int h = g + 1; h < groupings; h++) {
                    int r = random[h].length;
                    int entry = cellPair[g * groupings + h][cell] * q * r;
                    double[] into = blocks[g * groupings + h];
                    for (int i = 0; i < q; i++) {
                        for (int j = 0; j < r; j++) {
                            into[entry + i * r + j] += own[at + index(random[g][i], random[h][j])];
                        }
                    }
                }
            }
        }
        double[] gram = new double[p * p];
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < p; j++) {
                gram[i + j * p] = triangle[index(fixed[i], fixed[j])];
            }
        }
        return template.withSums(rows, gram, levelCounts, ztz, ztx, blocks);
    }

    private static int index(int a, int b) {
        return a >= b ? a * (a + 1) / 2 + b : b * (b + 1) / 2 + a;
    }
}
