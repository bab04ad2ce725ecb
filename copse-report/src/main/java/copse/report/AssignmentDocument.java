package copse.report;

import copse.assign.AssignmentRecord;
import copse.design.AdmissibleCount;
import copse.design.Arms;
import copse.design.Assignment;
import copse.design.Basis;
import copse.design.Clustered;
import copse.design.Complete;
import copse.design.Crossover;
import copse.design.Design;
import copse.design.Factorial;
import copse.design.GramSchmidtWalk;
import copse.design.GraphClusters;
import copse.design.MatchedGroups;
import copse.design.Membership;
import copse.design.Mixed;
import copse.design.PermutedBlocks;
import copse.design.Rerandomised;
import copse.design.Saturation;
import copse.design.Screening;
import copse.design.Simple;
import copse.design.SmallestP;
import copse.design.SteppedWedge;
import copse.design.Stratified;
import copse.error.Diagnostic;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.match.Contribution;
import copse.match.Matches;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// An assignment laid out for people: who got what, by which chance, how balanced, and where the proof is.
public final class AssignmentDocument {
    /// As many rows of the assignment are shown whole.
    private static final int WHOLE = 20;

    /// Rows of a longer assignment that are shown.
    private static final int HEAD = 6;

    /// Strata that are shown one by one.
    private static final int STRATA = 30;

    /// Left-over units that are named.
    private static final int NAMED = 10;

    /// Numbers of assignments up to this are written out.
    private static final BigDecimal WRITTEN_OUT = BigDecimal.valueOf(1_000_000_000_000L);

    private final AssignmentReport report;
    private final Assignment assignment;
    private final Outcome outcome;
    private final List<Part> parts = new ArrayList<>();

    private AssignmentDocument(AssignmentReport report) {
        this.report = report;
        this.assignment = report.assignment();
        this.outcome = Outcome.of(assignment);
    }

    /// @param report an assignment with everything that is said about it
    /// @return its main table are the arms
    public static Document of(AssignmentReport report) {
        AssignmentDocument document = new AssignmentDocument(report);
        document.lay();
        return new Document(document.parts, "rows");
    }

    private void lay() {
        parts.add(new Part.Sentence(answer()));
        List<Diagnostic> diagnostics = report.diagnostics();
        diagnostics.forEach(diagnostic ->
                parts.add(new Part.Note(diagnostic.code(), diagnostic.meaning() + " " + diagnostic.advice())));
        rows();
        parts.add(new Part.Heading("Design"));
        parts.add(new Part.Sentence(DesignWords.of(assignment.randomisation().design())));
        parts.add(new Part.KeyValues(facts()));
        parts.add(new Part.Heading("Arms"));
        parts.add(arms());
        outcome.randomisation().memberships().stream()
                .filter(membership -> membership.name().equals("stratum"))
                .filter(membership -> membership.groups().levels().size() <= STRATA)
                .forEach(this::strata);
        outcome.randomisation().matches().ifPresent(this::matching);
        report.screening().ifPresent(this::screening);
        report.balance().ifPresent(balance -> parts.addAll(BalanceDocument.comparison(balance)));
        report.notes().forEach(note -> parts.add(new Part.Note("left out", note)));
        files();
    }

    private String answer() {
        int[] counts = outcome.counts(assignment.arms().size());
        int[] units = assignment.counts();
        List<String> labels = assignment.arms().labels();
        // the arms of a wedge or a crossover are sequences, called 1, 2, …
        String in = assignment.arms().columns().containsKey("sequence") ? " in sequence " : " in ";
        List<String> each = new ArrayList<>();
        for (int arm = 0; arm < counts.length; arm++) {
            each.add(count(counts[arm], outcome.noun())
                    + (outcome.isClustered() ? " (" + count(units[arm], "unit") + ")" : "")
                    + in
                    + labels.get(arm));
        }
        int none = outcome.leftOver().size();
        return String.join(", ", each) + "; seed " + report.record().seed() + "."
                + (none == 0
                        ? ""
                        : " " + count(none, outcome.noun()) + (none == 1 ? " is" : " are") + " left over and "
                                + (none == 1 ? "has" : "have") + " no arm.");
    }

    private void rows() {
        int n = outcome.size();
        int shown = n <= WHOLE ? n : HEAD;
        if (assignment.randomisation().design().isTwoStage()) {
            staged(treated(assignment.randomisation().design()));
            return;
        }
        parts.add(FrameTable.of(outcome.isClustered() ? clusters(shown) : shown(assignment.frame(), shown)));
        if (shown < n) {
            parts.add(new Part.Note(
                    "rows",
                    "the first " + shown + " of " + Numbers.count(n) + " " + outcome.noun() + "s"
                            + report.files()
                                    .map(files -> "; " + files.arms() + " has all of them.")
                                    .orElse("; --format csv prints all of them.")));
        }
    }

    private static String treated(Design design) {
        return switch (design) {
            case Saturation saturation -> saturation.within().getLast();
            case Mixed mixed -> mixed.allocation().arms().getLast();
            case Rerandomised rerandomised -> treated(rerandomised.base());
            case Simple _,
                    Complete _,
                    PermutedBlocks _,
                    Stratified _,
                    MatchedGroups _,
                    GramSchmidtWalk _,
                    Factorial _,
                    SteppedWedge _,
                    Crossover _,
                    GraphClusters _,
                    Clustered _ -> design.arms().labels().getLast();
        };
    }

    /// Of a two-stage design the clusters say most: which share or regime each drew, and how many units were
    /// treated.
    private void staged(String treatment) {
        Membership clusters = Outcome.clusters(assignment);
        int[] sizes = outcome.sizes(clusters);
        int[][] counts = outcome.counts(clusters, assignment.arms().size());
        String stage = assignment.arms().columns().firstEntry().getKey();
        List<String> drawn = assignment.arms().column(stage);
        List<String> within = assignment.arms().column(Arms.COLUMN);
        Table table = Table.of(
                "clusters",
                TableColumn.left(assignment
                        .randomisation()
                        .clusters()
                        .map(of -> of.units().idColumn())
                        .orElse(clusters.name())),
                TableColumn.right(stage),
                TableColumn.right("units"),
                TableColumn.right("in " + treatment));
        int shown = sizes.length <= WHOLE ? sizes.length : HEAD;
        for (int cluster = 0; cluster < shown; cluster++) {
            int treated = 0;
            String own = "";
            for (int arm = 0; arm < counts[cluster].length; arm++) {
                boolean is = counts[cluster][arm] > 0;
                own = is ? drawn.get(arm) : own;
                treated += within.get(arm).equals(treatment) ? counts[cluster][arm] : 0;
            }
            table.row(
                    Cell.text(clusters.groups().levels().label(cluster)),
                    Cell.text(own),
                    Cell.count(sizes[cluster]),
                    Cell.count(treated));
        }
        parts.add(table);
        if (shown < sizes.length) {
            parts.add(
                    new Part.Note("rows", "the first " + shown + " of " + Numbers.count(sizes.length) + " clusters."));
        }
    }

    /// Members of a matched group stand together, else units are in the order of their ids.
    private int[] order(int rows) {
        FactorColumn groups = outcome.randomisation().matches().isEmpty()
                ? null
                : outcome.randomisation().memberships().getLast().groups();
        return IntStream.range(0, outcome.size())
                .boxed()
                .sorted(
                        groups == null
                                ? Comparator.naturalOrder()
                                : Comparator.comparingInt(i -> groups.code(i) < 0 ? Integer.MAX_VALUE : groups.code(i)))
                .limit(rows)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// Probabilities stand beside the rows only where they differ.
    private Frame shown(Frame frame, int rows) {
        Frame head = outcome.randomisation().matches().isEmpty() ? frame.head(rows) : frame.rows(order(rows));
        List<ProbabilityRange> ranges = ProbabilityRange.of(assignment);
        double least =
                ranges.stream().mapToDouble(ProbabilityRange::least).min().orElse(0);
        double most =
                ranges.stream().mapToDouble(ProbabilityRange::greatest).max().orElse(1);
        List<String> names = new ArrayList<>(frame.names());
        if (new ProbabilityRange(least, most).isEqual()) {
            names.removeLast();
        }
        return head.select(names.toArray(String[]::new));
    }

    private Frame clusters(int rows) {
        Map<String, Column> columns = new LinkedHashMap<>();
        Frame ids = outcome.randomisation().units().frame();
        columns.put(
                outcome.randomisation().units().idColumn(),
                ids.column(outcome.randomisation().units().idColumn()));
        assignment
                .arms()
                .columns()
                .forEach((name, labels) -> columns.put(
                        name,
                        FactorColumn.of(
                                outcome.size(), i -> outcome.arms()[i] < 0 ? null : labels.get(outcome.arms()[i]))));
        outcome.randomisation().memberships().forEach(m -> columns.putIfAbsent(m.name(), m.groups()));
        columns.put(
                "units",
                NumericColumn.of(Arrays.stream(outcome.sizes()).asDoubleStream().toArray()));
        return Frame.of(columns).rows(order(rows));
    }

    private List<Part.Entry> facts() {
        AssignmentRecord record = report.record();
        List<Part.Entry> facts = new ArrayList<>();
        facts.add(new Part.Entry("design", record.design()));
        facts.add(new Part.Entry("seed", seed()));
        facts.add(new Part.Entry("assignments", count(report.count())));
        facts.add(new Part.Entry(
                "smallest p", smallest(record.smallestP(), report.count().basis())));
        for (Membership membership : outcome.randomisation().memberships()) {
            facts.add(groups(membership));
        }
        List<String> left = outcome.leftOver();
        if (!left.isEmpty()
                && report.diagnostics().stream().noneMatch(d -> d.code().equals("left-over"))) {
            facts.add(new Part.Entry("left over", Names.some(left, NAMED)));
        }
        report.screening().ifPresent(s -> facts.add(new Part.Entry("acceptance", acceptance(s))));
        return facts;
    }

    private String seed() {
        return report.record().seed()
                + switch (report.origin()) {
                    case GIVEN -> "";
                    case DRAWN -> ", drawn for this run as none was given";
                };
    }

    private Part.Entry groups(Membership membership) {
        int[] sizes = outcome.sizes(membership);
        int least = Arrays.stream(sizes).min().orElse(0);
        int most = Arrays.stream(sizes).max().orElse(0);
        return new Part.Entry(
                plural(membership.name()),
                Numbers.count(sizes.length) + " of "
                        + (least == most ? Numbers.count(most) : Numbers.count(least) + " to " + Numbers.count(most))
                        + " " + outcome.noun() + "s");
    }

    private static String plural(String name) {
        return name.equals("stratum") ? "strata" : name + "s";
    }

    /// @param count of assignments
    /// @return in words: `924`, `about 1.4e29`, `at most …`
    static String count(AdmissibleCount count) {
        boolean small = count.value().compareTo(WRITTEN_OUT) <= 0;
        String value = small
                ? Numbers.count(
                        count.value().setScale(0, RoundingMode.HALF_EVEN).longValueExact())
                : exponent(count.value());
        return switch (count.basis()) {
            case Basis.Exact() -> (small ? value : "about " + value) + " can be drawn";
            case Basis.MonteCarlo _ -> "about " + value + " can be drawn (estimated)";
            case Basis.AtMost() -> "at most " + value + " can be drawn";
        };
    }

    private static String exponent(BigDecimal value) {
        BigDecimal rounded = value.round(new MathContext(2));
        int magnitude = rounded.precision() - rounded.scale() - 1;
        return rounded.movePointLeft(magnitude)
                        .setScale(1, RoundingMode.HALF_EVEN)
                        .toPlainString() + "e" + magnitude;
    }

    /// One over a number of assignments that is only estimated is an order of magnitude.
    private static String smallest(SmallestP p, Basis count) {
        String how = p.basis() instanceof Basis.Exact ? "" : count instanceof Basis.Exact ? "at most " : "about ";
        return smallest(how, p.twoSided()) + " two-sided, " + smallest(how, p.oneSided())
                + " one-sided: what a randomisation test can reach at best";
    }

    /// Here 0.0625 is not 0.062: it is a ratio of small numbers.
    private static String smallest(String how, double p) {
        return p < 0.001 ? Numbers.p(p) : how + Numbers.brief(p, 3);
    }

    private static String acceptance(Screening screening) {
        String exact = screening.basis() instanceof Basis.Exact
                ? Numbers.count(screening.accepted()) + " of all " + Numbers.count(screening.examined())
                        + " assignments (" + Numbers.percent(screening.acceptance()) + ")"
                : Numbers.percent(screening.acceptance()) + " of " + Numbers.count(screening.examined())
                        + " random assignments";
        return exact
                + (screening.approximateAcceptance().isPresent()
                        ? "; "
                                + Numbers.percent(
                                        screening.approximateAcceptance().orElseThrow()) + " by chi-square"
                        : "");
    }

    private Table arms() {
        List<ProbabilityRange> probabilities = ProbabilityRange.of(assignment);
        int[] counts = outcome.counts(assignment.arms().size());
        int[] units = assignment.counts();
        List<TableColumn> columns = new ArrayList<>(List.of(TableColumn.left("arm")));
        if (outcome.isClustered()) {
            columns.add(TableColumn.right("clusters"));
        }
        columns.add(TableColumn.right("units"));
        columns.add(TableColumn.right("probability"));
        Table table = Table.of("arms", columns);
        for (int arm = 0; arm < units.length; arm++) {
            List<Cell> row =
                    new ArrayList<>(List.of(Cell.text(assignment.arms().labels().get(arm))));
            if (outcome.isClustered()) {
                row.add(Cell.count(counts[arm]));
            }
            row.add(Cell.count(units[arm]));
            row.add(Cell.text(probabilities.get(arm).text()));
            table.row(row);
        }
        return table;
    }

    private void strata(Membership membership) {
        List<TableColumn> columns = new ArrayList<>(List.of(TableColumn.left("stratum")));
        assignment.arms().labels().forEach(label -> columns.add(TableColumn.right(label)));
        Table table = Table.of("strata", columns);
        int[][] counts = outcome.counts(membership, assignment.arms().size());
        for (int group = 0; group < counts.length; group++) {
            List<Cell> row = new ArrayList<>(
                    List.of(Cell.text(membership.groups().levels().label(group))));
            IntStream.of(counts[group]).forEach(count -> row.add(Cell.count(count)));
            table.row(row);
        }
        parts.add(new Part.Heading(outcome.isClustered() ? "Strata, clusters by arm" : "Strata, units by arm"));
        parts.add(table);
    }

    private void matching(Matches matches) {
        String words = matches.words();
        parts.add(new Part.Heading("Matching"));
        parts.add(new Part.Sentence(Character.toUpperCase(words.charAt(0)) + words.substring(1)
                + ". The widest distance within a group is " + Numbers.brief(matches.largest(), 4)
                + ". Shares of the covariates in the distances:"));
        Table table = Table.of(
                "matching",
                TableColumn.left("covariate"),
                TableColumn.right("weight"),
                TableColumn.right("among all"),
                TableColumn.right("within groups"));
        for (Contribution covariate : matches.contributions()) {
            table.row(
                    Cell.text(covariate.covariate()),
                    number(covariate.weight()),
                    Cell.number(covariate.amongAll(), Numbers.percent(covariate.amongAll())),
                    Cell.number(covariate.withinGroups(), Numbers.percent(covariate.withinGroups())));
        }
        parts.add(table);
    }

    private void screening(Screening screening) {
        parts.add(new Part.Heading("Rerandomisation"));
        Table rules = Table.of(
                "rules",
                TableColumn.left("criterion"),
                TableColumn.right("at most"),
                TableColumn.right("least possible"),
                TableColumn.right("median without"),
                TableColumn.right("greatest"));
        for (Screening.Rule rule : screening.rules()) {
            rules.row(
                    Cell.text(rule.name()),
                    number(rule.threshold()),
                    number(rule.least()),
                    number(rule.median()),
                    number(rule.greatest()));
        }
        parts.add(rules);
        if (!screening.covariates().isEmpty()) {
            Table won = Table.of(
                    "reduction",
                    TableColumn.left("covariate"),
                    TableColumn.right("variance cut by"),
                    TableColumn.right("expected"));
            for (Screening.Covariate covariate : screening.covariates()) {
                won.row(Cell.text(covariate.name()), reduction(covariate.observed()), reduction(covariate.expected()));
            }
            parts.add(new Part.Sentence(
                    "How much of the variance of the difference in means between arms the screening takes away:"));
            parts.add(won);
        }
    }

    private static Cell reduction(OptionalDouble ratio) {
        return ratio.isPresent()
                ? Cell.number(1 - ratio.getAsDouble(), Numbers.percent(1 - ratio.getAsDouble()))
                : Cell.text("-");
    }

    private static Cell number(double value) {
        return Cell.number(value, Numbers.brief(value, 4));
    }

    private void files() {
        parts.add(new Part.Heading("Proof"));
        List<Part.Entry> entries = new ArrayList<>();
        report.files().ifPresent(files -> {
            entries.add(new Part.Entry("arms", files.arms()));
            entries.add(new Part.Entry("record", files.record()));
        });
        entries.add(new Part.Entry("digest", report.record().digests().assignment()));
        report.files()
                .ifPresent(files ->
                        entries.add(new Part.Entry("check", "copse assign --replay " + quoted(files.record()))));
        parts.add(new Part.KeyValues(entries));
        if (report.files().isEmpty()) {
            parts.add(new Part.Note(
                    "preview",
                    "nothing was written. The same command with "
                            + switch (report.origin()) {
                                case GIVEN -> "";
                                case DRAWN -> "--seed " + report.record().seed() + " ";
                            }
                            + "--out arms.csv writes these arms, and the record that proves them."));
        }
    }

    private static String quoted(String path) {
        return path.matches("[\\w./-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }

    private static String count(long n, String noun) {
        return Numbers.count(n) + " " + noun + (n == 1 ? "" : "s");
    }
}
