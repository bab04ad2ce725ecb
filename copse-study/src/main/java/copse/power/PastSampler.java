package copse.power;

import copse.design.Clustered;
import copse.design.Design;
import copse.design.Randomisation;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import copse.math.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Draws experiments from the clusters of a frame.
///
/// Clusters without an effect have their totals from one pass over the rows; those of an added effect follow
/// from them. Only limits and outcomes of 0 and 1 need the rows again, limits of an effect that is the same
/// everywhere only once.
final class PastSampler implements Sampler {
    private static final String ROW = "copse_row";

    private final PastRows past;
    private final Design design;
    private final String cluster;
    private final List<String> columns;
    private final OptionalInt resampled;
    private final Randomisation own; // of the frame's clusters
    private final int[] rank; // per unit of `own`, its level among the clusters of the rows
    private final @Nullable Randomisation alike; // of resampled clusters, if the design reads nothing of them
    private final ClusterTotals untreated;
    private final AtomicReference<@Nullable Clipped> clipped = new AtomicReference<>();

    /// @param design over clusters
    /// @param covariates that estimators use
    PastSampler(
            Frame rows, String cluster, String outcome, OptionalInt resampled, Design design, List<String> covariates) {
        this.past = PastRows.of(rows, cluster, outcome, covariates);
        this.design = design;
        this.cluster = cluster;
        this.resampled = resampled;
        columns = new ArrayList<>(covariates);
        columns.add(outcome);
        double[] number = new double[past.rows()];
        Arrays.setAll(number, row -> row + 1);
        Frame numbered = past.complete().with(ROW, NumericColumn.of(number));
        own = new Clustered(cluster, design).over(numbered, ROW).clusters().orElseThrow();
        rank = new int[own.units().size()];
        Levels levels = past.of().levels();
        Arrays.setAll(rank, u -> levels.code(own.units().id(u)).orElseThrow());
        alike = resampled.isPresent() && own.units().names().size() == 1
                ? design.over(Frame.of(cluster, numbers(resampled.getAsInt())), cluster)
                : null;
        untreated = new ClusterTotals(past.clusters(), columns.size());
        double[] value = new double[columns.size()];
        for (int level = 0; level < past.clusters(); level++) {
            begin(level, value, untreated);
            for (int place = past.start()[level]; place < past.start()[level + 1]; place++) {
                read(place, value);
                untreated.add(value);
            }
            untreated.finish(level);
        }
    }

    private static NumericColumn numbers(int clusters) {
        double[] id = new double[clusters];
        Arrays.setAll(id, u -> u + 1);
        return NumericColumn.of(id);
    }

    private void begin(int level, double[] value, ClusterTotals totals) {
        read(past.start()[level], value);
        totals.begin(value);
    }

    private void read(int place, double[] value) {
        for (int i = 0; i < value.length; i++) {
            value[i] = past.values()[i][place];
        }
    }

    @Override
    public boolean keepsOutcomes() {
        return resampled.isEmpty();
    }

    @Override
    public Sample draw(RandomStream stream) {
        if (resampled.isEmpty()) {
            return new Drawn(own, rank);
        }
        int[] unit = new int[resampled.getAsInt()];
        int[] level = new int[unit.length];
        for (int u = 0; u < unit.length; u++) {
            unit[u] = stream.nextInt(rank.length);
            level[u] = rank[unit[u]];
        }
        if (alike != null) {
            return new Drawn(alike, level);
        }
        Frame drawn = own.units().frame().rows(unit).with(cluster, numbers(unit.length));
        return new Drawn(design.over(drawn, cluster), level);
    }

    /// Totals of all clusters of the frame with an effect that is the same everywhere, cut at limits.
    private record Clipped(
            double effect, AddedEffect.Limits limits, ClusterTotals without, ClusterTotals with, double[] gained) {
        boolean holds(Treatment treatment) {
            return limits.equals(treatment.limits())
                    && Arrays.stream(treatment.effect()).allMatch(each -> each == effect);
        }
    }

    private Clipped clipped(double effect, AddedEffect.Limits limits) {
        int c = columns.size();
        ClusterTotals without = new ClusterTotals(past.clusters(), c);
        ClusterTotals with = new ClusterTotals(past.clusters(), c);
        double[] gained = new double[past.clusters()];
        double[] value = new double[c];
        for (int level = 0; level < past.clusters(); level++) {
            begin(level, value, without);
            begin(level, value, with);
            for (int place = past.start()[level]; place < past.start()[level + 1]; place++) {
                read(place, value);
                double y = value[c - 1];
                value[c - 1] = limits.clip(y);
                without.add(value);
                double before = value[c - 1];
                value[c - 1] = limits.clip(y + effect);
                with.add(value);
                gained[level] += value[c - 1] - before;
            }
            without.finish(level);
            with.finish(level);
        }
        return new Clipped(effect, limits, without, with, gained);
    }

    /// The clusters of one experiment.
    private final class Drawn implements Sample {
        private final Randomisation randomisation;
        private final int[] level; // of each unit

        Drawn(Randomisation randomisation, int[] level) {
            this.randomisation = randomisation;
            this.level = level;
        }

        @Override
        public Randomisation randomisation() {
            return randomisation;
        }

        @Override
        public Observed observe(Treatment treatment, RandomStream stream, boolean withRows) {
            ClusterTotals totals = new ClusterTotals(level.length, columns.size());
            long rows = 0;
            for (int each : level) {
                rows += past.size(each);
            }
            RowStore store = withRows ? new RowStore(rows, columns.size()) : null;
            AddedEffect.Limits limits = treatment.limits();
            double gained;
            if (past.binary()) {
                gained = binary(treatment, stream, totals, store);
            } else if (store != null) {
                gained = rows(treatment, totals, store);
            } else if (limits == null) {
                gained = shifted(treatment, totals);
            } else {
                Clipped memo = clipped.get();
                if (memo == null || !memo.holds(treatment)) {
                    double first = treatment.effect()[0];
                    memo = Arrays.stream(treatment.effect()).allMatch(each -> each == first)
                            ? clipped(first, limits)
                            : null;
                    clipped.set(memo);
                }
                gained = memo == null ? rows(treatment, totals, null) : remembered(memo, treatment, totals);
            }
            return new Observed(
                    columns,
                    totals.rows,
                    totals.mean,
                    totals.product,
                    gained / rows,
                    store == null ? null : frame(store));
        }

        private Frame frame(RowStore store) {
            int[] row = new int[store.cluster.length];
            int next = 0;
            for (int each : level) {
                int size = past.size(each);
                System.arraycopy(past.order(), past.start()[each], row, next, size);
                next += size;
            }
            Map<String, Column> before = new LinkedHashMap<>();
            Levels ids = Levels.of(IntStream.range(0, level.length)
                    .mapToObj(randomisation.units()::id)
                    .toList());
            for (String name : past.complete().names()) {
                if (!columns.contains(name) && !name.equals(cluster)) {
                    before.put(name, past.complete().column(name).select(row));
                }
            }
            before.put(cluster, FactorColumn.wrap(store.cluster, ids));
            return store.frame(columns, before);
        }

        private double shifted(Treatment treatment, ClusterTotals totals) {
            int c = columns.size();
            double gained = 0;
            for (int u = 0; u < level.length; u++) {
                copy(untreated, u, totals);
                gained += totals.rows[u] * treatment.effect()[u];
                totals.mean[u * c + c - 1] += treatment.treated()[u] ? treatment.effect()[u] : 0;
            }
            return gained;
        }

        private double remembered(Clipped memo, Treatment treatment, ClusterTotals totals) {
            double gained = 0;
            for (int u = 0; u < level.length; u++) {
                copy(treatment.treated()[u] ? memo.with() : memo.without(), u, totals);
                gained += memo.gained()[level[u]];
            }
            return gained;
        }

        private void copy(ClusterTotals from, int u, ClusterTotals to) {
            int c = columns.size();
            int triangle = c * (c + 1) / 2;
            to.rows[u] = from.rows[level[u]];
            System.arraycopy(from.mean, level[u] * c, to.mean, u * c, c);
            System.arraycopy(from.product, level[u] * triangle, to.product, u * triangle, triangle);
        }

        private double rows(Treatment treatment, ClusterTotals totals, @Nullable RowStore store) {
            AddedEffect.Limits limits = treatment.limits();
            double gained = 0;
            double[] value = new double[columns.size()];
            int last = value.length - 1;
            for (int u = 0; u < level.length; u++) {
                begin(level[u], value, totals);
                double effect = treatment.effect()[u];
                for (int place = past.start()[level[u]]; place < past.start()[level[u] + 1]; place++) {
                    read(place, value);
                    double without = limits == null ? value[last] : limits.clip(value[last]);
                    double with = limits == null ? value[last] + effect : limits.clip(value[last] + effect);
                    gained += limits == null ? effect : with - without;
                    value[last] = treatment.treated()[u] ? with : without;
                    totals.add(value);
                    if (store != null) {
                        store.add(u, value);
                    }
                }
                totals.finish(u);
            }
            return gained;
        }

        /// A raised share turns each 0 into 1 with the same probability, a lowered one each 1 into 0.
        private double binary(
                Treatment treatment, RandomStream stream, ClusterTotals totals, @Nullable RowStore store) {
            int c = columns.size();
            double ones = 0;
            double rows = 0;
            for (int each : level) {
                ones += untreated.rows[each] * untreated.mean[each * c + c - 1];
                rows += untreated.rows[each];
            }
            double share = ones / rows;
            double gained = 0;
            double[] value = new double[c];
            for (int u = 0; u < level.length; u++) {
                double effect = treatment.effect()[u];
                int from = effect > 0 ? 0 : 1;
                double there = effect > 0 ? 1 - share : share;
                double turned = there > 0 ? Math.min(1, Math.abs(effect) / there) : 0;
                begin(level[u], value, totals);
                for (int place = past.start()[level[u]]; place < past.start()[level[u] + 1]; place++) {
                    read(place, value);
                    if (value[c - 1] == from) {
                        gained += (1 - 2 * from) * turned;
                        if (treatment.treated()[u] && effect != 0 && stream.nextDouble() < turned) {
                            value[c - 1] = 1 - from;
                        }
                    }
                    totals.add(value);
                    if (store != null) {
                        store.add(u, value);
                    }
                }
                totals.finish(u);
            }
            return gained;
        }
    }
}
