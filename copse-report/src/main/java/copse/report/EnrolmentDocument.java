package copse.report;

import copse.assign.Enrolment;
import copse.assign.EnrolmentRule;
import copse.assign.Ledger;
import copse.assign.LedgerHeader;
import copse.assign.Minimisation;
import copse.assign.Verification;
import copse.design.Stratifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Arrivals and their ledger laid out for people.
public final class EnrolmentDocument {
    private EnrolmentDocument() {}

    /// Who has just come.
    ///
    /// @param ledger where they are kept
    /// @param enrolled in the order asked for
    /// @return the answer in a sentence, then a row per unit
    public static Document of(Ledger ledger, List<Enrolment> enrolled) {
        return new Document(List.of(new Part.Sentence(answer(enrolled)), units(ledger.header(), enrolled, true)));
    }

    private static String answer(List<Enrolment> enrolled) {
        if (enrolled.size() == 1) {
            Enrolment one = enrolled.getFirst();
            return one.id() + " gets " + one.arm()
                    + (one.isNew() ? "." : ", as before: it is number " + Numbers.count(one.n()) + " of the ledger.");
        }
        long fresh = enrolled.stream().filter(Enrolment::isNew).count();
        String counts = enrolled.stream()
                .filter(Enrolment::isNew)
                .collect(Collectors.groupingBy(Enrolment::arm, LinkedHashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(arm -> Numbers.count(arm.getValue()) + " in " + arm.getKey())
                .collect(Collectors.joining(", "));
        return Numbers.count(fresh)
                + (fresh == 1 ? " unit is new" : " units are new")
                + (counts.isEmpty() ? "" : ": " + counts)
                + (fresh == enrolled.size()
                        ? "."
                        : "; " + Numbers.count(enrolled.size() - fresh)
                                + (enrolled.size() - fresh == 1 ? " was" : " were") + " enrolled before.");
    }

    /// Everybody, as rows.
    ///
    /// @param ledger to be shown
    /// @return a row per unit in the order of arrival
    public static Document flat(Ledger ledger) {
        return new Document(List.of(units(ledger.header(), ledger.enrolments(), false)));
    }

    /// Where the ledger stands.
    ///
    /// @param ledger to be shown
    /// @return numbers of units in a sentence, then per stratum or level, then rule and seed
    public static Document of(Ledger ledger) {
        List<Enrolment> all = ledger.enrolments();
        LedgerHeader header = ledger.header();
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Sentence(units(all.size()) + ": " + perArm(header.rule(), all) + "."));
        if (!header.rule().by().isEmpty() && !all.isEmpty()) {
            parts.add(header.rule() instanceof Minimisation ? levels(header, all) : strata(header, all));
        }
        parts.add(Part.KeyValues.of(
                "rule", header.rule().print(), "seed", header.seed().toString()));
        return new Document(parts);
    }

    /// The proof of a ledger.
    ///
    /// @param proven that nothing was altered
    /// @return the answer in a sentence, then what to note elsewhere
    public static Document of(Verification.Proven proven) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Sentence("The ledger is as it was written: " + units(proven.arrivals())
                + ", each with the arm that rule, seed and order of arrival give."));
        parts.add(Part.KeyValues.of(
                "rule", proven.header().rule().print(),
                "seed", proven.header().seed().toString(),
                "head", proven.head()));
        if (proven.cutOff() > 0) {
            parts.add(new Part.Note(
                    "cut off",
                    "the last line is cut off after " + Numbers.count(proven.cutOff())
                            + " bytes; its arm was never shown, and the next enrolment takes it away."));
        }
        return new Document(parts);
    }

    private static String units(int n) {
        return Numbers.count(n) + (n == 1 ? " unit" : " units");
    }

    private static String perArm(EnrolmentRule rule, Collection<Enrolment> all) {
        int[] counts = counts(rule.arms().labels(), all);
        return IntStream.range(0, counts.length)
                .mapToObj(arm -> Numbers.count(counts[arm]) + " in "
                        + rule.arms().labels().get(arm))
                .collect(Collectors.joining(", "));
    }

    private static int[] counts(List<String> arms, Collection<Enrolment> units) {
        int[] counts = new int[arms.size()];
        units.forEach(unit -> counts[arms.indexOf(unit.arm())]++);
        return counts;
    }

    private static Table units(LedgerHeader header, List<Enrolment> units, boolean isNew) {
        boolean strata = units.stream().anyMatch(unit -> !unit.stratum().isEmpty());
        List<TableColumn> columns = new ArrayList<>(List.of(TableColumn.left(header.id()), TableColumn.left("arm")));
        if (isNew) {
            columns.add(TableColumn.left("new"));
        }
        if (strata) {
            columns.add(TableColumn.left("stratum"));
        }
        columns.add(TableColumn.right("k"));
        if (!isNew) {
            header.rule().attributes().forEach(name -> columns.add(TableColumn.left(name)));
            columns.add(TableColumn.left("at"));
        }
        Table table = Table.of("units", columns);
        for (Enrolment unit : units) {
            List<Cell> row = new ArrayList<>(List.of(Cell.text(unit.id()), Cell.text(unit.arm())));
            if (isNew) {
                row.add(Cell.text(unit.isNew() ? "yes" : "no"));
            }
            if (strata) {
                row.add(Cell.text(unit.stratumLabel()));
            }
            row.add(Cell.count(unit.k()));
            if (!isNew) {
                header.rule()
                        .attributes()
                        .forEach(name ->
                                row.add(Cell.text(unit.arrival().attributes().getOrDefault(name, ""))));
                row.add(Cell.text(unit.at().toString()));
            }
            table.row(row);
        }
        return table;
    }

    private static Table strata(LedgerHeader header, List<Enrolment> all) {
        Map<String, List<Enrolment>> strata = all.stream()
                .collect(Collectors.groupingBy(Enrolment::stratumLabel, LinkedHashMap::new, Collectors.toList()));
        Table table = Table.of("strata", heads(header, "stratum"));
        strata.forEach((label, units) -> table.row(row(header, List.of(Cell.text(label)), units)));
        return table;
    }

    /// Minimisation balances the levels of each factor, not their combinations.
    private static Table levels(LedgerHeader header, List<Enrolment> all) {
        Table table = Table.of("levels", heads(header, "factor", "level"));
        List<Stratifier> by = header.rule().by();
        for (int factor = 0; factor < by.size(); factor++) {
            int at = factor;
            Map<String, List<Enrolment>> levels = all.stream()
                    .collect(Collectors.groupingBy(
                            unit -> unit.levels().get(at), LinkedHashMap::new, Collectors.toList()));
            levels.forEach((level, units) ->
                    table.row(row(header, List.of(Cell.text(by.get(at).column()), Cell.text(level)), units)));
        }
        return table;
    }

    private static List<TableColumn> heads(LedgerHeader header, String... left) {
        List<TableColumn> columns = new ArrayList<>();
        for (String name : left) {
            columns.add(TableColumn.left(name));
        }
        header.rule().arms().labels().forEach(arm -> columns.add(TableColumn.right(arm)));
        return columns;
    }

    private static List<Cell> row(LedgerHeader header, List<Cell> labels, List<Enrolment> units) {
        List<Cell> row = new ArrayList<>(labels);
        for (int count : counts(header.rule().arms().labels(), units)) {
            row.add(Cell.count(count));
        }
        return row;
    }
}
