package copse.assign;

import copse.assign.LedgerLines.ArrivalLine;
import copse.assign.LedgerLines.HeaderLine;
import copse.error.DesignException;
import copse.error.Suggestion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What has been read of a ledger, line by line, each line proved against those before: its chain, its number,
/// its arm.
final class LedgerState {
    private final Path path;
    private final SequencedMap<String, Enrolment> enrolments = new LinkedHashMap<>();
    private final Map<String, Set<String>> values = new LinkedHashMap<>();

    private @Nullable LedgerHeader header;
    private @Nullable Sequence sequence;
    private int lines;
    private String head = Chain.START;
    private long length;
    private int lastLine;
    private long cutOff;
    private String noted = Chain.START;

    LedgerState(Path path) {
        this.path = path;
    }

    /// @param hash that a line is expected to have, or its beginning
    LedgerState watchingFor(String hash) {
        noted = hash;
        return this;
    }

    LedgerHeader header() {
        if (header == null) {
            throw new IllegalStateException("no header was read");
        }
        return header;
    }

    Collection<Enrolment> enrolments() {
        return enrolments.values();
    }

    Optional<Enrolment> find(String id) {
        return Optional.ofNullable(enrolments.get(id));
    }

    /// @return lines read, the header included
    int lines() {
        return lines;
    }

    /// @return hash of the last line
    String head() {
        return head;
    }

    /// @return bytes up to the end of the last whole line
    long length() {
        return length;
    }

    /// @return bytes behind it, of a line that is cut off
    long cutOff() {
        return cutOff;
    }

    /// @return whether no line had the hash that was watched for
    boolean misses() {
        return !noted.isEmpty();
    }

    /// Reads the lines behind those that were read.
    ///
    /// @throws IOException if the file fails
    /// @throws DesignException `D331`, `D332`, `D333`, `D339` at a line that is not as it was written: line
    ///     [#lines()] + 1; `D330` if there is no whole header
    void read(LedgerChannel channel) throws IOException {
        checkUnchanged(channel);
        LineReader reader = new LineReader(channel, length);
        byte[] line = reader.next();
        cutOff = 0;
        while (line != null) {
            byte[] next = reader.next();
            if (next == null && isTorn(line)) {
                cutOff = line.length + 1L;
                break;
            }
            accept(line);
            line = next;
        }
        cutOff += reader.rest().length;
        if (lines == 0) {
            throw AssignCode.NO_LEDGER.error(
                    "no ledger `" + path + "`",
                    cutOff == 0 ? "the file is empty" : "its first line is cut off: it was never finished",
                    "make it: copse enroll " + path + " --new --design 'blocks(sizes: 4, 6)' --seed 20260101");
        }
    }

    /// A machine that stops may leave zeros where a line was to be; in the last line, which was then never
    /// shown, they are as good as its absence.
    private boolean isTorn(byte[] line) {
        for (byte b : line) {
            if (b == 0) {
                return lines > 0;
            }
        }
        return false;
    }

    /// What was read before must still be there.
    private void checkUnchanged(LedgerChannel channel) throws IOException {
        if (lines == 0) {
            return;
        }
        byte[] line = new byte[lastLine];
        ByteBuffer into = ByteBuffer.wrap(line);
        long at = length - lastLine - 1;
        while (into.hasRemaining() && channel.read(into, at + into.position()) > 0) {
            // reads on
        }
        if (channel.size() < length || !Chain.hash(line).equals(Optional.of(head))) {
            throw AssignCode.ALTERED.error(
                    "line " + lines + " of `" + path + "` is not there any more",
                    "it was read a moment ago; since then lines were taken out, or another file was put in place",
                    "take the ledger from a backup");
        }
    }

    private void accept(byte[] line) {
        Optional<String> hash = Chain.hash(line);
        if (hash.isEmpty()) {
            throw lines == 0
                    ? notALedger()
                    : AssignCode.CUT_OFF.error(
                            "line " + (lines + 1) + " of `" + path + "` is cut off",
                            "it does not end with its SHA-256, and more lines follow: no interruption leaves that",
                            "take the ledger from a backup; the " + lines
                                    + " lines before it are as they were written");
        }
        if (!hash.get().equals(Chain.expected(head, line))) {
            throw lines == 0 ? altered("its SHA-256 is not that of its content") : misplaced(line);
        }
        if (lines == 0) {
            acceptHeader(line);
        } else {
            acceptArrival(line);
        }
        advance(line.length, hash.get());
    }

    private void advance(int bytes, String hash) {
        lines++;
        head = hash;
        length += bytes + 1L;
        lastLine = bytes;
        if (!noted.isEmpty() && hash.startsWith(noted)) {
            noted = "";
        }
    }

    private DesignException notALedger() {
        return AssignCode.NO_LEDGER.error(
                "`" + path + "` is no ledger",
                "its first line is not that of a ledger",
                "check the path; a ledger begins with {\"schema\":\"" + LedgerHeader.SCHEMA + "\"");
    }

    private DesignException altered(String why) {
        return AssignCode.ALTERED.error(
                "line " + (lines + 1) + " of `" + path + "` is not what was written",
                why,
                lines == 0
                        ? "take the ledger from a backup"
                        : "take the ledger from a backup; the " + lines + " lines before it are as they were written");
    }

    private DesignException misplaced(byte[] line) {
        try {
            int n = LedgerLines.readArrival(line).n();
            if (n != lines) {
                return altered("it is arrival " + n + ", where arrival " + lines
                        + " would be next: lines were taken out, put in or exchanged");
            }
        } catch (RuntimeException e) {
            // not even the line of an arrival: said below
        }
        return altered("its SHA-256 is not that of its content and the lines before");
    }

    private void acceptHeader(byte[] line) {
        HeaderLine read;
        try {
            read = LedgerLines.readHeader(line);
        } catch (RuntimeException e) {
            throw notALedger();
        }
        if (!read.schema().equals(LedgerHeader.SCHEMA) || !read.algorithm().equals(LedgerHeader.ALGORITHM)) {
            throw AssignCode.OTHER_VERSION.error(
                    "`" + path + "` was made by copse " + read.version() + " as " + read.schema() + " with "
                            + read.algorithm(),
                    "this copse knows " + LedgerHeader.SCHEMA + " with " + LedgerHeader.ALGORITHM,
                    "go on with copse " + read.version());
        }
        LedgerHeader known = read.header();
        if (!known.rule().arms().labels().equals(read.arms())) {
            throw AssignCode.DOES_NOT_FOLLOW.error(
                    "the arms in line 1 of `" + path + "` are " + String.join(", ", read.arms()),
                    "those of the rule are "
                            + String.join(", ", known.rule().arms().labels()),
                    "take the ledger from a backup");
        }
        header = known;
        sequence = Sequence.of(known.rule(), known.seed());
        Attributes.valueColumns(known.rule().by())
                .forEach(column ->
                        values.put(column, new TreeSet<>(known.values().getOrDefault(column, List.of()))));
    }

    private void acceptArrival(byte[] bytes) {
        ArrivalLine line;
        try {
            line = LedgerLines.readArrival(bytes);
        } catch (RuntimeException e) {
            throw altered("it is not the line of an arrival");
        }
        if (line.n() != lines) {
            throw doesNotFollow("it is arrival " + line.n() + ", where arrival " + lines + " would be next");
        }
        Enrolment before = enrolments.get(line.arrival().id());
        if (before != null) {
            throw doesNotFollow("`" + before.id() + "` is in line " + (1 + before.n()) + " already");
        }
        Enrolment enrolment;
        try {
            enrolment = place(line.arrival(), line.at());
        } catch (DesignException e) {
            throw doesNotFollow(e.problem().what());
        }
        if (!enrolment.arm().equals(line.arm())) {
            throw doesNotFollow("`" + line.arrival().id() + "` has the arm " + line.arm()
                    + ", where rule, seed and order give " + enrolment.arm());
        }
    }

    private DesignException doesNotFollow(String why) {
        return AssignCode.DOES_NOT_FOLLOW.error(
                "line " + (lines + 1) + " of `" + path + "` does not follow from the lines before",
                why,
                "take the ledger from a backup, and compare with the arms that were carried out");
    }

    private Enrolment place(Arrival arrival, Instant at) {
        LedgerHeader known = header();
        if (sequence == null) {
            throw new IllegalStateException("no header was read");
        }
        List<String> levels = Attributes.levels(known.rule().by(), arrival);
        Sequence.Place place = sequence.next(levels);
        values.forEach((column, seen) -> seen.add(arrival.attributes().getOrDefault(column, "")));
        Enrolment enrolment = new Enrolment(
                enrolments.size() + 1,
                arrival,
                levels,
                known.rule().arms().labels().get(place.arm()),
                place.stratum(),
                place.k(),
                at,
                true);
        enrolments.put(arrival.id(), enrolment.again());
        return enrolment;
    }

    /// Lines to append.
    ///
    /// @param enrolments one per arrival
    /// @param bytes the lines of those that are new
    record Batch(List<Enrolment> enrolments, byte[] bytes) {}

    /// Gives arms to those who arrive. The state is then that after the lines are appended: if they cannot be,
    /// or this throws, it is of no more use.
    ///
    /// @param arrivals in their order
    /// @param newValues whether attributes may have values that the ledger does not know
    /// @param at the time
    /// @return their arms, and the lines to append
    /// @throws DesignException `D335`, `D336`, `D337`, `D343`, `D344`
    Batch enrol(List<Arrival> arrivals, boolean newValues, Instant at) {
        List<Enrolment> placed = new ArrayList<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Arrival arrival : arrivals) {
            Attributes.check(arrival, header().rule().attributes());
            Enrolment there = enrolments.get(arrival.id());
            if (there != null) {
                checkSame(there, arrival);
                placed.add(there);
                continue;
            }
            Attributes.levels(header().rule().by(), arrival); // a missing attribute is told before a new value
            if (!newValues) {
                values.forEach((column, known) -> checkKnown(arrival, column, known));
            }
            Enrolment enrolment = place(arrival, at);
            Chain.Link link =
                    Chain.append(head, LedgerLines.write(new ArrivalLine(enrolment.n(), arrival, enrolment.arm(), at)));
            bytes.writeBytes(link.bytes());
            advance(link.bytes().length - 1, link.hash());
            placed.add(enrolment);
        }
        return new Batch(List.copyOf(placed), bytes.toByteArray());
    }

    private static void checkKnown(Arrival arrival, String column, Set<String> known) {
        String value = arrival.attributes().getOrDefault(column, "");
        if (!known.contains(value)) {
            throw AssignCode.NEW_VALUE.error(
                    "`" + arrival.id() + "` comes with `" + column + "=" + value + "`, which is new",
                    known.isEmpty()
                            ? "no value of `" + column + "` was declared, and nobody has come yet"
                            : "values of `" + column + "` so far are " + String.join(", ", known),
                    Suggestion.closest(value, known)
                                    .map(near -> "did you mean `" + near + "`? Otherwise add --new-values")
                                    .orElse("add --new-values if it is meant")
                            + ", or declare values when the ledger is made: --values '" + column + "=" + value
                            + "|…'");
        }
    }

    private static void checkSame(Enrolment there, Arrival arrival) {
        arrival.attributes().forEach((column, value) -> {
            String before = there.arrival().attributes().get(column);
            if (!value.equals(before)) {
                throw AssignCode.OTHER_ATTRIBUTES.error(
                        "`" + arrival.id() + "` comes with `" + column + "=" + value + "`, but is in the ledger with `"
                                + column + "=" + before + "`",
                        "it was enrolled as arrival " + there.n() + " on " + there.at()
                                + "; perhaps two units have one id",
                        "for its arm leave the attributes out; for another unit give another id");
            }
        });
    }
}
