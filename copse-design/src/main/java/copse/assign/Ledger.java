package copse.assign;

import copse.error.DesignException;
import copse.error.Diagnostic;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import copse.math.Seed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Arms for those who arrive one at a time, kept in a file to which lines are only ever added.
///
/// ```java
/// EnrolmentRule rule = EnrolmentRule.parse("blocks(sizes: 4, 6, by: site)");
/// Ledger ledger = Ledger.create(
///         Path.of("trial.ledger"),
///         LedgerHeader.of(rule, Seed.of(20260101)).withValues("site", List.of("north", "south")));
/// Enrolment one = ledger.enrol(Arrival.of("p-001", Map.of("site", "north")));
/// one.arm();                                       // is on the disk
/// Ledger.verify(Path.of("trial.ledger"));          // Proven[…]
/// ```
///
/// - **Shown means kept.** A line is on the disk ([FileChannel#force]) before its arm is returned. After a kill
///   at any moment the ledger is whole; a last line that is cut off was never shown, and the next enrolment
///   cuts it away.
/// - **One arm per unit.** An id that is in the ledger gets its arm again.
/// - **Any number of processes and threads** may enrol at once: each piece of work locks the file, reads what
///   others have added, appends, and unlocks. (On POSIX systems a process drops its locks on a file when it
///   closes any stream of it; do not read the ledger by other means in a process that enrols.)
/// - **Nothing can be changed unseen.** Each line carries a SHA-256 over itself and all before; whoever opens
///   the ledger proves each line and draws each arm again.
///
/// The file is UTF-8 text, one JSON object per line, described in docs/reference/ledger.md. Nothing is held
/// open between calls, so that there is nothing to close.
///
/// Cost: opening reads the whole file (some 5 µs per line), an enrolment only what is new; its line costs the
/// time that the disk takes to confirm it. Lists are confirmed at once.
public final class Ledger {
    private final LedgerFile file;
    private final InstantSource clock;
    private final LedgerHeader header;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private @Nullable LedgerState state;

    private Ledger(LedgerFile file, InstantSource clock, LedgerState state) {
        this.file = file;
        this.clock = clock;
        this.header = state.header();
        this.state = state;
    }

    /// Makes a ledger.
    ///
    /// @param path where no file is, or one whose making was interrupted
    /// @param header rule and seed
    /// @return the ledger, nobody enrolled
    /// @throws DesignException `D342` if there is a file, `D330` if it cannot be made, `D338` if the disk is
    ///     full
    public static Ledger create(Path path, LedgerHeader header) {
        return create(new LedgerFile(path), header, InstantSource.system());
    }

    /// Opens a ledger, and proves it as [#verify(Path)] does.
    ///
    /// @param path a ledger
    /// @return the ledger
    /// @throws DesignException `D330` if there is none, `D331`, `D332`, `D333`, `D339` if a line is not as it
    ///     was written
    public static Ledger open(Path path) {
        return open(new LedgerFile(path), InstantSource.system());
    }

    static Ledger create(LedgerFile file, LedgerHeader header, InstantSource clock) {
        Chain.Link first = Chain.append(Chain.START, LedgerLines.write(header));
        LedgerState state = file.locked(LedgerFile.Mode.CREATE, channel -> {
            checkUnfinished(file.path(), channel);
            append(file.path(), channel, 0, first.bytes());
            LedgerState fresh = new LedgerState(file.path());
            fresh.read(channel);
            return fresh;
        });
        forceFolder(file.path());
        return new Ledger(file, clock, state);
    }

    static Ledger open(LedgerFile file, InstantSource clock) {
        return new Ledger(file, clock, file.locked(LedgerFile.Mode.READ, channel -> {
            LedgerState fresh = new LedgerState(file.path());
            fresh.read(channel);
            return fresh;
        }));
    }

    /// What a new ledger may replace: nothing, or a header that is cut off.
    private static void checkUnfinished(Path path, LedgerChannel channel) throws IOException {
        String begin = "{\"schema\":" + JsonText.string(LedgerHeader.SCHEMA);
        LineReader reader = new LineReader(channel, 0);
        boolean line = reader.next() != null;
        String rest = new String(reader.rest(), StandardCharsets.UTF_8);
        if (line || !(rest.startsWith(begin) || begin.startsWith(rest))) {
            throw AssignCode.ALREADY_THERE.error(
                    "`" + path + "` is there already",
                    "a new ledger never replaces a file",
                    "leave out --new to enrol into it, or give another name");
        }
    }

    /// The name of a new file is on the disk only when its folder is.
    private static void forceFolder(Path path) {
        try (FileChannel folder =
                FileChannel.open(path.toAbsolutePath().resolveSibling("."), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            // systems that do not let folders be opened keep their names by themselves
        }
    }

    /// @return rule and seed
    public LedgerHeader header() {
        return header;
    }

    /// Refuses another rule than the ledger's.
    ///
    /// @param rule that the caller has in mind
    /// @throws DesignException `D334` if it is another
    public void requireRule(EnrolmentRule rule) {
        if (!rule.equals(header.rule())) {
            throw otherRule(rule.print(), header.rule().print());
        }
    }

    /// Refuses another seed than the ledger's.
    ///
    /// @param seed that the caller has in mind
    /// @throws DesignException `D334` if it is another
    public void requireSeed(Seed seed) {
        if (!seed.equals(header.seed())) {
            throw otherRule("seed " + seed, "seed " + header.seed());
        }
    }

    private DesignException otherRule(String given, String own) {
        return AssignCode.OTHER_RULE.error(
                "`" + file.path() + "` was made with another rule or seed than " + given,
                "it was made with " + own + ", which cannot be changed on the way",
                "leave it out: the ledger knows rule and seed");
    }

    /// Enrols one.
    ///
    /// @param arrival who comes
    /// @return its arm, on the disk
    /// @throws DesignException as [#enrol(List, boolean)]
    public Enrolment enrol(Arrival arrival) {
        return enrol(List.of(arrival), false).getFirst();
    }

    /// Enrols many, in their order: all of them, or none if one cannot be.
    ///
    /// @param arrivals who come
    /// @param newValues whether attributes may have values that were neither declared nor seen before
    /// @return their arms, on the disk; those that were there before are not new
    /// @throws DesignException `D335` if an attribute is missing, `D336` if a value is new, `D337` if an id is
    ///     none, `D343` if an id is there with other attributes, `D344` if the rule does not read an attribute,
    ///     `D338` if the disk is full, `D330` if the file cannot be written, `D341` if another process holds
    ///     it, and those of [#open(Path)]
    public synchronized List<Enrolment> enrol(List<Arrival> arrivals, boolean newValues) {
        return file.locked(LedgerFile.Mode.WRITE, channel -> {
            LedgerState now = caughtUp(channel);
            long good = now.length();
            LedgerState.Batch batch =
                    now.enrol(arrivals, newValues, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            if (batch.bytes().length > 0) {
                append(file.path(), channel, good, batch.bytes());
                if (now.cutOff() > 0) {
                    diagnostics.add(repaired(now));
                }
                now.read(channel); // proves what was written
            }
            state = now;
            return batch.enrolments();
        });
    }

    /// What was read, with what was added since. The field stays empty until the work has come to its end.
    private LedgerState caughtUp(LedgerChannel channel) throws IOException {
        LedgerState now = state == null ? new LedgerState(file.path()) : state;
        state = null;
        now.read(channel);
        return now;
    }

    private synchronized LedgerState current() {
        return file.locked(LedgerFile.Mode.READ, channel -> state = caughtUp(channel));
    }

    /// Puts bytes in place of what lies behind the good part, all of them or none.
    private static void append(Path path, LedgerChannel channel, long good, byte[] bytes) {
        try {
            if (channel.size() > good) {
                channel.truncate(good);
            }
            ByteBuffer from = ByteBuffer.wrap(bytes);
            while (from.hasRemaining()) {
                channel.write(from, good + from.position());
            }
            channel.force();
        } catch (IOException e) {
            String state = takeBack(channel, good)
                    ? "what was written in part has been taken back"
                    : "what was written in part could not be taken back; the next enrolment does it";
            throw AssignCode.NOT_WRITTEN.error(
                    "`" + path + "` could not be written, and no arm is shown",
                    LedgerFile.reason(e) + "; " + state,
                    "make room on the disk (df -h '" + path + "'), then enrol again");
        }
    }

    private static boolean takeBack(LedgerChannel channel, long good) {
        try {
            channel.truncate(good);
            channel.force();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Diagnostic repaired(LedgerState now) {
        return new Diagnostic(
                AssignCode.REPAIRED.code(),
                file.path().toString(),
                now.cutOff(),
                0,
                "the last line of `" + file.path() + "` was cut off after " + now.cutOff()
                        + " bytes and has been taken away; its arm was never shown",
                "");
    }

    /// @return what has been put right since the ledger was opened
    public synchronized List<Diagnostic> diagnostics() {
        return List.copyOf(diagnostics);
    }

    /// Reads what others have added, too.
    ///
    /// @return everybody in the order of arrival
    public List<Enrolment> enrolments() {
        return List.copyOf(current().enrolments());
    }

    /// Reads what others have added, too.
    ///
    /// @param id of a unit
    /// @return the unit, if it is enrolled
    public Optional<Enrolment> find(String id) {
        return current().find(id);
    }

    /// Reads what others have added, too.
    ///
    /// @return SHA-256 of the last line, which covers the whole ledger: to be noted elsewhere
    public String head() {
        return current().head();
    }

    /// The arms that the same arrivals, in the same order, would have from another seed: what a randomisation
    /// test compares with.
    ///
    /// @param seed another seed
    /// @return index of the arm of each, in the order of arrival
    public int[] redraw(Seed seed) {
        Sequence sequence = Sequence.of(header.rule(), seed);
        return current().enrolments().stream()
                .mapToInt(enrolment -> sequence.next(enrolment.levels()).arm())
                .toArray();
    }

    /// One row per unit in the order of arrival: id, arm, its stratum if the rule has strata, its place `k` in
    /// it, the attributes that the rule reads, and the probability with which the unit was to get its arm.
    ///
    /// @return a frame to write, or to join with the data
    public Frame frame() {
        List<Enrolment> all = enrolments();
        List<String> arms = header.rule().arms().labels();
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        columns.put(header.id(), TextColumn.of(all.stream().map(Enrolment::id).toArray(String[]::new)));
        columns.put(
                "arm",
                FactorColumn.of(
                        Levels.of(arms), all.stream().map(Enrolment::arm).toArray(String[]::new)));
        if (!header.rule().by().isEmpty() && !(header.rule() instanceof Minimisation)) {
            columns.put(
                    "stratum",
                    FactorColumn.of(all.stream().map(Enrolment::stratumLabel).toArray(String[]::new)));
        }
        columns.put("k", NumericColumn.of(all.stream().mapToDouble(Enrolment::k).toArray()));
        for (String attribute : header.rule().attributes()) {
            columns.put(
                    attribute,
                    TextColumn.of(all.stream()
                            .map(e -> e.arrival().attributes().getOrDefault(attribute, ""))
                            .toArray(String[]::new)));
        }
        columns.put(
                "probability",
                NumericColumn.of(all.stream()
                        .mapToDouble(e -> header.rule().allocation().share(arms.indexOf(e.arm())))
                        .toArray()));
        return Frame.of(columns);
    }

    /// Reads all lines, and proves that each is as it was written and that every arm follows from the header
    /// and the order of arrival.
    ///
    /// @param path a ledger
    /// @return the proof, or the first line that fails
    /// @throws DesignException `D330` if there is no ledger that can be read
    public static Verification verify(Path path) {
        return verify(path, "");
    }

    /// Like [#verify(Path)]; and the ledger still holds what it held when its head was noted.
    ///
    /// @param path a ledger
    /// @param noted head of this ledger at some time, or the first digits of it
    /// @return the proof, or the first line that fails; `D332` behind the last line if none has the hash noted
    /// @throws DesignException `D330` if there is no ledger that can be read
    public static Verification verify(Path path, String noted) {
        LedgerState state = new LedgerState(path).watchingFor(noted);
        return new LedgerFile(path).locked(LedgerFile.Mode.READ, channel -> {
            try {
                state.read(channel);
            } catch (DesignException e) {
                if (e.code().equals(AssignCode.NO_LEDGER.code())) {
                    throw e;
                }
                return new Verification.Refuted(state.lines() + 1, e.problem());
            }
            if (state.misses()) {
                return new Verification.Refuted(
                        state.lines() + 1,
                        AssignCode.ALTERED
                                .error(
                                        "no line of `" + path + "` has the SHA-256 that was noted, " + noted,
                                        "lines were taken from its end since, or all were written anew",
                                        "take the ledger from a backup")
                                .problem());
            }
            SequencedMap<String, Integer> perArm = new LinkedHashMap<>();
            state.header().rule().arms().labels().forEach(arm -> perArm.put(arm, 0));
            state.enrolments().forEach(enrolment -> perArm.merge(enrolment.arm(), 1, Integer::sum));
            return new Verification.Proven(
                    state.header(), state.enrolments().size(), perArm, state.head(), state.cutOff());
        });
    }
}
