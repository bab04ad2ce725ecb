package copse.assign;

import copse.math.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Ledgers that tests begin with.
final class Ledgers {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private Ledgers() {}

    static LedgerHeader header(String rule) {
        return LedgerHeader.of(EnrolmentRule.parse(rule), Seed.of(20260101));
    }

    static LedgerHeader bySite() {
        return header("blocks(sizes: 4, 6, by: site)").withValues("site", List.of("north", "south"));
    }

    static Ledger create(Path path, LedgerHeader header) {
        return Ledger.create(new LedgerFile(path), header, InstantSource.fixed(NOON));
    }

    static Arrival at(String site, int i) {
        return Arrival.of("p-" + i, Map.of("site", site));
    }

    /// Ten arrivals, north and south in turn.
    static List<Arrival> ten() {
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            arrivals.add(at(i % 2 == 0 ? "south" : "north", i));
        }
        return arrivals;
    }

    static List<String> lines(Path path) {
        try {
            return Files.readAllLines(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
