package copse.cli;

import copse.assign.Arrival;
import copse.assign.AssignCode;
import copse.assign.Enrolment;
import copse.assign.EnrolmentRule;
import copse.assign.Ledger;
import copse.assign.LedgerHeader;
import copse.assign.Verification;
import copse.error.DesignException;
import copse.frame.Frame;
import copse.io.DataSource;
import copse.io.ReadOptions;
import copse.math.Seed;
import copse.report.EnrolmentDocument;
import copse.report.EnrolmentJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `copse enroll`: arms for those who arrive one at a time.
@CommandLine.Command(
        name = "enroll",
        header = "Gives arms to units as they come, kept in a ledger that nobody can change unseen.",
        footer = {
            "  copse enroll trial.ledger --new --design 'blocks(sizes: 4, 6)' --id patient",
            "  copse enroll trial.ledger p-001 p-002",
            "  copse enroll sites.ledger --new --design 'blocks(sizes: 4, by: site)' --values 'site=a|b'",
            "  copse enroll sites.ledger p-001 --attribute site=a",
            "  copse enroll trial.ledger --from arrivals.csv --format csv",
            "  copse enroll trial.ledger --verify"
        })
final class EnrollCommand extends Command {
    private static final String STANDARD_INPUT = "-";

    /// Shorter beginnings of a hash would say little.
    private static final int SHORTEST_HEAD = 12;

    /// Seeds up to here are whole numbers in every reader of JSON.
    private static final long LARGEST_SEED = 1L << 53;

    /// What is wrong with the machine, not with what was asked for.
    private static final Set<String> FAILURES = Set.of(AssignCode.NOT_WRITTEN.code(), AssignCode.IN_USE.code());

    @Parameters(index = "0", paramLabel = "LEDGER", description = "The file that keeps the arms.")
    private Path file = Path.of("");

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "ID",
            description = "Units that arrive, in their order; - reads ids from standard input, one per line."
                    + " Without any: where the ledger stands.")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--attribute",
            paramLabel = "COL=VALUE",
            description = "What the rule has to know of those who arrive. May be repeated.")
    private List<String> attributes = new ArrayList<>();

    @Option(
            names = "--from",
            paramLabel = "DATA",
            description = "Those who arrive, one per row: a CSV, TSV, Parquet or JSON file.")
    private @Nullable String from;

    @Option(
            names = "--new-values",
            description = "Allow values of attributes that were neither declared nor seen before.")
    private boolean newValues;

    @Option(names = "--new", description = "Make the ledger.")
    private boolean make;

    @Option(
            names = "--design",
            paramLabel = "RULE",
            description = "How arms are given: blocks(sizes: 4, 6, by: site), minimise(on: sex, age, p: 0.8),"
                    + " coin(p: 0.667, by: site) or simple().")
    private @Nullable String design;

    @Option(names = "--seed", paramLabel = "N", description = "All randomness follows from it (default: a random one).")
    private @Nullable Long seed;

    @Option(names = "--id", paramLabel = "COL", description = "Name of the column of ids (default: id).")
    private @Nullable String id;

    @Option(
            names = "--values",
            paramLabel = "COL=a|b|c",
            description = "With --new: the values of an attribute; others are refused later. May be repeated.")
    private List<String> values = new ArrayList<>();

    @Option(
            names = "--verify",
            description = "Prove that no line was changed and that every arm follows from rule, seed and order.")
    private boolean verify;

    @Option(
            names = "--head",
            paramLabel = "HASH",
            description = "With --verify: the ledger must still hold what it held when its head was HASH.")
    private @Nullable String head;

    @Mixin
    private FormatOption format = new FormatOption();

    EnrollCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() throws IOException {
        try {
            return work(format.chosen());
        } catch (DesignException e) {
            if (FAILURES.contains(e.code())) {
                throw new FailedException(e);
            }
            throw e;
        }
    }

    private int work(Format form) throws IOException {
        checkOptions();
        if (verify) {
            return verified(form);
        }
        Ledger ledger = make ? made() : opened();
        if (ids.isEmpty() && from == null) {
            if (!make || form == Format.json) {
                print(
                        form,
                        () -> form == Format.csv ? EnrolmentDocument.flat(ledger) : EnrolmentDocument.of(ledger),
                        () -> EnrolmentJson.of(ledger, ledger.enrolments()));
            }
            return ExitCode.DONE;
        }
        List<Enrolment> enrolled = ledger.enrol(arrivals(ledger.header()), newValues);
        ledger.diagnostics().forEach(diagnostic -> note(diagnostic.meaning()));
        print(form, () -> EnrolmentDocument.of(ledger, enrolled), () -> EnrolmentJson.of(ledger, enrolled));
        return ExitCode.DONE;
    }

    private int verified(Format form) {
        Verification verification = Ledger.verify(file, head == null ? "" : head);
        if (verification instanceof Verification.Refuted(int _, var problem) && form != Format.json) {
            throw new DesignException(problem);
        }
        print(
                form,
                () -> EnrolmentDocument.of((Verification.Proven) verification),
                () -> EnrolmentJson.of(verification));
        return verification instanceof Verification.Proven ? ExitCode.DONE : ExitCode.DATA;
    }

    private Ledger made() {
        if (design == null) {
            throw new UsageException(
                    CliCode.MISSING_ARGUMENT,
                    "missing --design",
                    "a new ledger needs the rule by which arms are given",
                    "--design 'blocks(sizes: 4, 6)'");
        }
        long chosen = seed == null ? new SecureRandom().nextLong(LARGEST_SEED) : seed;
        LedgerHeader header = LedgerHeader.of(EnrolmentRule.parse(design), Seed.of(chosen));
        if (id != null) {
            header = header.withId(id);
        }
        for (Map.Entry<String, String> column :
                pairs("--values", values, "site=north|south").entrySet()) {
            header =
                    header.withValues(column.getKey(), List.of(column.getValue().split("\\|", -1)));
        }
        Ledger ledger = Ledger.create(file, header);
        note(file + " is made, seed " + chosen + (seed == null ? " (drawn at random)" : ""));
        return ledger;
    }

    private Ledger opened() {
        Ledger ledger = Ledger.open(file);
        if (design != null) {
            ledger.requireRule(EnrolmentRule.parse(design));
        }
        if (seed != null) {
            ledger.requireSeed(Seed.of(seed));
        }
        return ledger;
    }

    private List<Arrival> arrivals(LedgerHeader header) throws IOException {
        if (from != null) {
            return arrivals(header, DataSource.file(from));
        }
        Map<String, String> given = pairs("--attribute", attributes, "site=north");
        return (ids.equals(List.of(STANDARD_INPUT)) ? standardInput() : ids)
                .stream().map(unit -> Arrival.of(unit, given)).toList();
    }

    /// Ids and values are text: `007` is not 7.
    private List<Arrival> arrivals(LedgerHeader header, DataSource source) {
        String column = id == null ? header.id() : id;
        List<String> needed = Stream.concat(Stream.of(column), header.rule().attributes().stream())
                .toList();
        ReadOptions options = ReadOptions.defaults()
                .withFactors(needed.toArray(String[]::new))
                .withColumns(needed);
        Frame rows = DataOptions.load(this, source, options).frame();
        return Arrival.of(rows, column, header.rule().attributes());
    }

    private static List<String> standardInput() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        return in.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private void checkOptions() {
        if (verify && (make || !ids.isEmpty() || from != null)) {
            throw conflict(
                    "--verify",
                    make ? "--new" : from == null ? "an id" : "--from",
                    "a ledger that is proved is only read");
        }
        if (!ids.isEmpty() && from != null) {
            throw conflict("--from", "the id " + ids.getFirst(), "they are two ways to say who arrives");
        }
        if (from != null && !attributes.isEmpty()) {
            throw conflict("--from", "--attribute", "the attributes are columns of the file");
        }
        if (head != null && (!verify || head.length() < SHORTEST_HEAD)) {
            throw new UsageException(
                    CliCode.BAD_VALUE,
                    verify ? "--head " + head + " is too short" : "--head without --verify",
                    verify
                            ? "at least " + SHORTEST_HEAD + " digits tell one state of the ledger from another"
                            : "it is what a proof is held against",
                    "copse enroll " + file + " --verify --head 5d0c4a…");
        }
        if (!make && !values.isEmpty()) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "--values without --new",
                    "values are declared when the ledger is made",
                    "leave it out; --new-values lets a new value in");
        }
    }

    private static UsageException conflict(String one, String other, String why) {
        return new UsageException(
                CliCode.CONFLICT, "both " + one + " and " + other + " were given", why, "leave one of them out");
    }

    private static Map<String, String> pairs(String option, List<String> texts, String example) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 1 || pairs.put(text.substring(0, equals), text.substring(equals + 1)) != null) {
                throw new UsageException(
                        CliCode.BAD_VALUE,
                        option + " cannot be `" + text + "`",
                        equals < 1 ? "it is a name, `=` and what belongs to it" : "it was given before",
                        option + " '" + example + "'");
            }
        }
        return pairs;
    }
}
