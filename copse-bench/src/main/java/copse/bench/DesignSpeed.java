package copse.bench;

import copse.design.Assignment;
import copse.design.Design;
import copse.design.Draws;
import copse.design.Units;
import copse.frame.Column;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.match.Matches;
import copse.match.Matching;
import copse.math.RandomStream;
import copse.math.Seed;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// What designs cost: matching, threshold blocking, rerandomisation and redraws, each in a process of its own
/// so that the peak of the heap is its own. The first round pays for a cold process; all are printed.
final class DesignSpeed {
    private static final int ROUNDS = 3;
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private DesignSpeed() {}

    /// @param arguments `pairs`, `threshold`, `rerandomise` or `redraw`
    public static void main(String[] arguments) {
        switch (arguments[0]) {
            case "pairs" -> pairs();
            case "threshold" -> threshold();
            case "rerandomise" -> rerandomise();
            case "redraw" -> redraw();
            default -> throw new IllegalArgumentException("no such benchmark: " + arguments[0]);
        }
        System.out.printf(Locale.ROOT, "peak heap %,d MiB%n", peakHeap() >> 20);
    }

    private static void pairs() {
        Frame units = normal(1_000, 10);
        Matching matching = Matching.pairs(columns(10));
        timed("optimal pairs of 1,000 units, 10 covariates", () -> {
            Matches matches = matching.of(units);
            return "total distance " + String.format(Locale.ROOT, "%.6f", matches.cost()) + ", " + matches.optimality();
        });
    }

    private static void threshold() {
        Frame units = normal(1_000_000, 3);
        Matching matching = Matching.pairs(columns(3)).withMethod(Matching.Method.THRESHOLD);
        timed("threshold blocking of 1,000,000 units, 3 covariates, groups of at least 2", () -> {
            Matches matches = matching.of(units);
            return matches.count() + " groups, largest distance "
                    + String.format(Locale.ROOT, "%.4f", matches.largest());
        });
    }

    private static void rerandomise() {
        Units units = Units.of(normal(1_000, 20), "id");
        String on = String.join(", ", columns(20));
        // one in a thousand: a thousand accepted assignments take a million draws
        Design design = Design.parse("rerandomised(complete(), on: " + on + ", accept: 0.001)");
        timed("rerandomisation, 1,000 units, 20 covariates, 1,000 accepted of about 1,000,000 draws", () -> {
            Draws draws = design.over(units).redraw(1_000, stream(), THREADS);
            return draws.draws() + " accepted";
        });
    }

    private static void redraw() {
        Units units = Units.of(normal(1_000, 1), "id");
        Design design = Design.parse("complete()");
        timed("100,000 redraws for 1,000 clusters", () -> {
            Draws draws = design.over(units).redraw(100_000, stream(), THREADS);
            Assignment one = design.over(units).assign(Seed.of(1));
            return draws.draws() + " draws, first unit " + draws.arm(0, 0) + ", one assignment " + one.counts()[1]
                    + " treated";
        });
    }

    private static RandomStream stream() {
        return Seed.of(20260101).stream();
    }

    private static String[] columns(int count) {
        return IntStream.range(0, count).mapToObj(j -> "x" + j).toArray(String[]::new);
    }

    private static Frame normal(int units, int covariates) {
        RandomStream random = Seed.of(7).stream();
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put(
                "id",
                NumericColumn.of(IntStream.range(0, units).asDoubleStream().toArray()));
        for (String name : columns(covariates)) {
            double[] values = new double[units];
            random.fillGaussian(values, 0, units);
            columns.put(name, NumericColumn.of(values));
        }
        return Frame.of(columns);
    }

    private static void timed(String what, Supplier<String> work) {
        for (int round = 1; round <= ROUNDS; round++) {
            long started = System.nanoTime();
            String answer = work.get();
            System.out.printf(
                    Locale.ROOT,
                    "%s: round %d %.3f s (%s)%n",
                    what,
                    round,
                    (System.nanoTime() - started) / 1e9,
                    answer);
        }
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
