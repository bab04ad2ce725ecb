package copse.lm;

import copse.error.InputException;
import copse.error.Problem;
import copse.model.RandomTerm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// A linear model and its rows made of arrays, for callers who build the columns of X themselves. Immutable.
///
/// ```java
/// LmFit fit = LmArrays.of(y).intercept().column("treated", t).column("x_c", x).clusters("school",
/// school).fit();
/// ```
///
/// Columns are as given: nothing is coded or centred.
public final class LmArrays {
    private final double[] y;
    private final double @Nullable [] weights;
    private final Map<String, double[]> x;
    private final Map<String, Codes> groups;
    private final @Nullable String cluster;
    private final @Nullable String absorb;
    private final boolean intercept;

    /// Name of the constant column.
    private static final String INTERCEPT = RandomTerm.INTERCEPT;

    private record Codes(long[] code, List<String> labels) {}

    private LmArrays(
            double[] y,
            double @Nullable [] weights,
            Map<String, double[]> x,
            Map<String, Codes> groups,
            @Nullable String cluster,
            @Nullable String absorb,
            boolean intercept) {
        this.y = y;
        this.weights = weights;
        this.x = x;
        this.groups = groups;
        this.cluster = cluster;
        this.absorb = absorb;
        this.intercept = intercept;
    }

    /// @param y the response; copied
    /// @return a model without any column
    /// @throws InputException `N114` if a value is not finite
    public static LmArrays of(double... y) {
        return new LmArrays(checked("y", y.clone()), null, Map.of(), Map.of(), null, null, false);
    }

    private static double[] checked(String name, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw bad(
                        "`" + name + "` is " + values[i] + " in row " + (i + 1),
                        "only finite numbers can be added up",
                        "leave that row out of every array");
            }
        }
        return values;
    }

    private static InputException bad(String what, String why, String fix) {
        return new InputException(new Problem(LmCode.BAD_ARRAYS.code(), what, why, fix));
    }

    private void checkLength(String name, int length) {
        if (length != y.length) {
            throw bad(
                    "`" + name + "` has " + length + " values for " + y.length + " rows",
                    "every column has one value per row of the response",
                    "pass arrays of one length");
        }
    }

    /// @return this model with the constant column, before all others
    public LmArrays intercept() {
        return new LmArrays(y, weights, x, groups, cluster, absorb, true);
    }

    /// @param name a new name
    /// @param values one per row; copied
    /// @return this model with a column of X more
    /// @throws InputException `N114` if a value is not finite, the length differs or the name is taken
    public LmArrays column(String name, double... values) {
        checkLength(name, values.length);
        if (x.containsKey(name) || name.equals(INTERCEPT)) {
            throw bad("two columns are called `" + name + "`", "coefficients go by name", "give it another name");
        }
        Map<String, double[]> next = new LinkedHashMap<>(x);
        next.put(name, checked(name, values.clone()));
        return new LmArrays(y, weights, next, groups, cluster, absorb, intercept);
    }

    /// @param values the variance of a row is σ² divided by its weight; copied. Rows of weight 0 are left out.
    /// @return this model with weights
    /// @throws InputException `N114` if a weight is negative or not finite, or the length differs
    public LmArrays weights(double... values) {
        checkLength("weights", values.length);
        double[] own = checked("weights", values.clone());
        for (int i = 0; i < own.length; i++) {
            if (own[i] < 0) {
                throw bad("the weight of row " + (i + 1) + " is " + own[i], "variances are positive", "leave it out");
            }
        }
        return new LmArrays(y, own, x, groups, cluster, absorb, intercept);
    }

    /// @param name of the group factor
    /// @param codes the level of each row, any numbers; copied
    /// @return this model, to be read cluster by cluster
    /// @throws InputException `N114` if the length differs
    public LmArrays clusters(String name, int... codes) {
        return group(name, codes).with(name, absorb);
    }

    /// @param name of the group factor
    /// @param labels the level of each row; copied
    /// @return this model, to be read cluster by cluster
    /// @throws InputException `N114` if the length differs
    public LmArrays clusters(String name, String... labels) {
        return group(name, labels).with(name, absorb);
    }

    /// @param name of the group factor
    /// @param codes the level of each row, any numbers; copied
    /// @return this model with a constant of its own for every level, taken out before the fit
    /// @throws InputException `N114` if the length differs
    public LmArrays absorb(String name, int... codes) {
        return group(name, codes).with(cluster, name);
    }

    /// Adds a group factor that a covariance may ask for later, such as the second of two ways.
    ///
    /// @param name of the group factor
    /// @param codes the level of each row, any numbers; copied
    /// @return this model with the factor
    /// @throws InputException `N114` if the length differs
    public LmArrays group(String name, int... codes) {
        checkLength(name, codes.length);
        long[] own = new long[codes.length];
        for (int i = 0; i < own.length; i++) {
            own[i] = codes[i];
        }
        return group(name, new Codes(own, List.of()));
    }

    private LmArrays group(String name, String... labels) {
        checkLength(name, labels.length);
        List<String> sorted = List.copyOf(new TreeSet<>(Arrays.asList(labels)));
        Map<String, Integer> number = new LinkedHashMap<>();
        for (String label : sorted) {
            number.put(label, number.size());
        }
        ToIntFunction<String> code = label -> number.getOrDefault(label, -1);
        long[] own = new long[labels.length];
        for (int i = 0; i < own.length; i++) {
            own[i] = code.applyAsInt(labels[i]);
        }
        return group(name, new Codes(own, sorted));
    }

    private LmArrays group(String name, Codes codes) {
        Map<String, Codes> next = new LinkedHashMap<>(groups);
        next.put(name, codes);
        return new LmArrays(y, weights, x, next, cluster, absorb, intercept);
    }

    private LmArrays with(@Nullable String newCluster, @Nullable String newAbsorb) {
        return new LmArrays(y, weights, x, groups, newCluster, newAbsorb, intercept);
    }

    /// Reads the rows once and fits.
    ///
    /// @return the fit
    /// @throws InputException `N101`, `N102` if there are too few rows
    public LmFit fit() {
        return LmFit.of(new Rows(), cluster, absorb, 1, List.of());
    }

    private final class Rows implements LmRows {
        private final double[][] columns;
        private final double[] response;
        private final double @Nullable [] positive;
        private final int @Nullable [] used; // rows of positive weight, null if all are

        Rows() {
            double[][] all = x.values().toArray(double[][]::new);
            if (intercept) {
                double[][] more = new double[all.length + 1][];
                more[0] = new double[y.length];
                Arrays.fill(more[0], 1);
                System.arraycopy(all, 0, more, 1, all.length);
                all = more;
            }
            int[] keep = null;
            if (weights != null && Arrays.stream(weights).anyMatch(w -> w == 0)) {
                int[] rows = new int[y.length];
                int count = 0;
                for (int i = 0; i < y.length; i++) {
                    if (weights[i] > 0) {
                        rows[count++] = i;
                    }
                }
                keep = Arrays.copyOf(rows, count);
            }
            used = keep;
            columns = Arrays.stream(all).map(this::chosen).toArray(double[][]::new);
            response = chosen(y);
            positive = weights == null ? null : chosen(weights);
        }

        private double[] chosen(double[] values) {
            return used == null
                    ? values
                    : Arrays.stream(used).mapToDouble(i -> values[i]).toArray();
        }

        private long[] chosen(long[] values) {
            return used == null
                    ? values
                    : Arrays.stream(used).mapToLong(i -> values[i]).toArray();
        }

        @Override
        public List<String> names() {
            List<String> names = new ArrayList<>(x.keySet());
            if (intercept) {
                names.addFirst(INTERCEPT);
            }
            return names;
        }

        @Override
        public boolean intercept() {
            return intercept;
        }

        @Override
        public boolean weighted() {
            return weights != null;
        }

        @Override
        public Grouped by(List<String> factors) {
            List<Codes> codes = factors.stream().map(LmArrays.this::codes).toList();
            return new Grouped() {
                @Override
                public Reading open() {
                    long[][] keys =
                            codes.stream().map(code -> chosen(code.code())).toArray(long[][]::new);
                    Batch batch = new Batch(response.length, columns, response, positive, keys);
                    return new Reading() {
                        private boolean read;

                        @Override
                        public @Nullable Pending next() {
                            if (read || batch.count() == 0) {
                                return null;
                            }
                            read = true;
                            return () -> batch;
                        }

                        @Override
                        public void close() {}
                    };
                }

                @Override
                public String label(int factor, long key) {
                    List<String> labels = codes.get(factor).labels();
                    return labels.isEmpty() ? Long.toString(key) : labels.get((int) key);
                }

                @Override
                public Dropped dropped() {
                    return new Dropped(0, y.length - response.length);
                }
            };
        }
    }

    private Codes codes(String factor) {
        Codes codes = groups.get(factor);
        if (codes == null) {
            throw bad(
                    "no group factor `" + factor + "` among the arrays",
                    groups.isEmpty() ? "no group factor was given" : "there are: " + String.join(", ", groups.keySet()),
                    "add it with `.group(\"" + factor + "\", codes)`");
        }
        return codes;
    }
}
