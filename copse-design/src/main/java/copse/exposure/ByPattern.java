package copse.exposure;

import copse.math.Tasks;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Probabilities by pattern of touched clusters: each pattern that occurs is summed up once, the cheapest first
/// as far as the effort goes; nodes of the others are counted among random assignments.
final class ByPattern {
    /// Nodes that a thread reads at a time.
    private static final int CHUNK = 1 << 13;

    /// Patterns that a thread sums up at a time.
    private static final int BLOCK = 1 << 4;

    /// A look at a cluster somewhere in memory takes as long as some additions and multiplications.
    private static final double LOOK = 4;

    private final ExposureProbabilities.Setting setting;
    private final SideLaw law;
    private final int[] kind;
    private final List<Pattern> patterns;

    private ByPattern(ExposureProbabilities.Setting setting, SideLaw law, int[] kind, List<Pattern> patterns) {
        this.setting = setting;
        this.law = law;
        this.kind = kind;
        this.patterns = patterns;
    }

    /// @param setting what the probabilities are of
    /// @param law of the clusters
    /// @return the probabilities
    static ExposureProbabilities.Table of(ExposureProbabilities.Setting setting, SideLaw law) {
        return read(setting, law).table();
    }

    /// @param setting what the probabilities are of
    /// @param law of the clusters
    /// @return the probabilities, all by sums; empty if these take more than the effort
    static Optional<ExposureProbabilities.Table> exactly(ExposureProbabilities.Setting setting, SideLaw law) {
        ByPattern patterns = read(setting, law);
        return patterns.cost() <= setting.options().effort()
                ? Optional.of(patterns.table()).filter(table -> table.error().length == 0)
                : Optional.empty();
    }

    /// @param setting what the probabilities are of
    /// @param law of the clusters
    /// @return additions and multiplications of all sums; infinite if a node has too many clusters for any
    static double cost(ExposureProbabilities.Setting setting, SideLaw law) {
        return read(setting, law).cost();
    }

    private double cost() {
        if (Arrays.stream(kind).anyMatch(k -> k < 0)) {
            return Double.POSITIVE_INFINITY;
        }
        ExactSums sums = new ExactSums(setting.map().rule(), law, setting.conditions());
        double cost = 0;
        for (Pattern pattern : patterns) {
            cost += sums.cost(pattern);
        }
        return cost;
    }

    private static ByPattern read(ExposureProbabilities.Setting setting, SideLaw law) {
        ExposureMap map = setting.map();
        int[] kind = new int[setting.nodes()];
        Optional<Reach> reach = map.local()
                ? Optional.of(Reach.NONE)
                : Reach.of(map.graph(), law, map.hops() - 1)
                        .filter(found -> LOOK * found.work(map.graph())
                                <= setting.options().effort());
        if (reach.isEmpty()) {
            Arrays.fill(kind, -1);
            return new ByPattern(setting, law, kind, List.of());
        }
        Map<Pattern, Integer> codes = new ConcurrentHashMap<>();
        AtomicInteger next = new AtomicInteger();
        Queue<Patterns> idle = new ConcurrentLinkedQueue<>();
        Tasks.run((kind.length + CHUNK - 1) / CHUNK, setting.options().threads(), chunk -> {
            Patterns idled = idle.poll();
            Patterns reader = idled == null ? new Patterns(map, law, reach.get()) : idled;
            for (int node = chunk * CHUNK; node < Math.min(kind.length, (chunk + 1) * CHUNK); node++) {
                kind[node] = reader.of(node)
                        .map(pattern -> codes.computeIfAbsent(pattern, _ -> next.getAndIncrement()))
                        .orElse(-1);
            }
            idle.add(reader);
        });
        Pattern[] patterns = new Pattern[next.get()];
        codes.forEach((pattern, code) -> patterns[code] = pattern);
        return new ByPattern(setting, law, kind, List.of(patterns));
    }

    private ExposureProbabilities.Table table() {
        int conditions = setting.conditions();
        ExactSums sums = new ExactSums(setting.map().rule(), law, conditions);
        boolean[] exact = affordable(sums);
        int exacts = patterns.size();
        int[] rest = IntStream.range(0, kind.length)
                .filter(node -> kind[node] < 0 || !exact[kind[node]])
                .toArray();
        if (rest.length > 0 && Listed.possible(setting)) {
            return Listed.of(setting).table();
        }
        double[] value = new double[(exacts + rest.length) * conditions];
        double[] error = new double[rest.length == 0 ? 0 : value.length];
        Tasks.run((exacts + BLOCK - 1) / BLOCK, setting.options().threads(), block -> {
            for (int k = block * BLOCK; k < Math.min(exacts, (block + 1) * BLOCK); k++) {
                if (exact[k]) {
                    System.arraycopy(sums.probabilities(patterns.get(k)), 0, value, k * conditions, conditions);
                }
            }
        });
        if (rest.length > 0) {
            int[] counts =
                    RandomCounts.of(setting.map(), setting.randomisation(), setting.sides(), rest, setting.options());
            int draws = RandomCounts.draws(setting.options());
            for (int i = 0; i < rest.length; i++) {
                kind[rest[i]] = exacts + i;
            }
            for (int i = 0; i < counts.length; i++) {
                value[exacts * conditions + i] = (double) counts[i] / draws;
                error[exacts * conditions + i] = ExposureProbabilities.errorOfShare(counts[i], draws);
            }
        }
        return new ExposureProbabilities.Table(kind, value, error, RandomCounts.draws(setting.options()));
    }

    /// The cheapest patterns that take no more than the effort together.
    private boolean[] affordable(ExactSums sums) {
        double[] cost = new double[patterns.size()];
        Tasks.run((cost.length + BLOCK - 1) / BLOCK, setting.options().threads(), block -> {
            for (int k = block * BLOCK; k < Math.min(cost.length, (block + 1) * BLOCK); k++) {
                cost[k] = sums.cost(patterns.get(k));
            }
        });
        double[] ascending = cost.clone();
        Arrays.sort(ascending);
        double most = 0;
        double sum = 0;
        for (double each : ascending) {
            sum += each;
            if (sum > setting.options().effort()) {
                break;
            }
            most = each;
        }
        boolean[] affordable = new boolean[cost.length];
        for (int k = 0; k < cost.length; k++) {
            // of equally dear ones all or none, as their numbering is left to chance
            affordable[k] = cost[k] <= most && most > 0;
        }
        return affordable;
    }
}
