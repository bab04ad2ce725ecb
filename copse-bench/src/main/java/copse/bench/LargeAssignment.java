package copse.bench;

import copse.design.Allocation;
import copse.design.Assignment;
import copse.design.Complete;
import copse.design.Design;
import copse.design.Digests;
import copse.design.Randomisation;
import copse.frame.Frame;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.io.Data;
import copse.io.Existing;
import copse.math.Seed;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// A complete assignment of many units with numeric ids in memory: arms drawn, fingerprints taken, a CSV file
/// of id, arm and probability written.
///
/// The first round pays for a cold process; all are printed.
final class LargeAssignment {
    private static final int ROUNDS = 5;

    private LargeAssignment() {}

    /// @param arguments number of units, 10,000,000 if left out
    /// @throws IOException if the file cannot be removed
    public static void main(String[] arguments) throws IOException {
        int units = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000_000;
        double[] ids = new double[units];
        for (int unit = 0; unit < units; unit++) {
            ids[unit] = unit + 1.0;
        }
        Frame rows = Frame.of("id", NumericColumn.wrap(ids, Mask.none(units)));
        Path file = Files.createTempFile("copse-arms", ".csv");
        Design design = new Complete(Allocation.halves());
        for (int round = 1; round <= ROUNDS; round++) {
            long started = System.nanoTime();
            Randomisation randomisation = design.over(rows, "id");
            long ordered = System.nanoTime();
            Assignment assignment = randomisation.assign(Seed.of(20260101));
            long drawn = System.nanoTime();
            Digests digests = assignment.digests();
            long hashed = System.nanoTime();
            String sha256 = Data.writeAndDigest(assignment.frame(), file, Existing.REPLACE);
            long written = System.nanoTime();
            System.out.printf(
                    Locale.ROOT,
                    "round %d: %,d units in order %.3f s, drawn %.3f s, fingerprints %.3f s, %,d bytes with theirs %.3f s,"
                            + " all %.3f s (%s, %s)%n",
                    round,
                    units,
                    (ordered - started) / 1e9,
                    (drawn - ordered) / 1e9,
                    (hashed - drawn) / 1e9,
                    Files.size(file),
                    (written - hashed) / 1e9,
                    (written - started) / 1e9,
                    digests.assignment().substring(0, 8),
                    sha256.substring(0, 8));
        }
        Files.delete(file);
        System.out.printf(Locale.ROOT, "peak heap %,d MiB%n", peakHeap() >> 20);
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
