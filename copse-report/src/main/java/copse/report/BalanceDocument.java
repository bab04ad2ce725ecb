package copse.report;

import copse.balance.ArmCount;
import copse.balance.Balance;
import copse.balance.BalanceCode;
import copse.balance.CovariateBalance;
import copse.balance.Omnibus;
import copse.balance.StratumCount;
import copse.error.Diagnostic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The balance of arms laid out for people.
public final class BalanceDocument {
    /// Digits of means.
    private static final int DIGITS = 4;

    /// Means of up to 10⁷ numbers agree to more digits than this if the numbers do.
    private static final double ROUNDING = 1e-12;

    private BalanceDocument() {}

    /// @param balance of at least two arms
    /// @return the answer in a sentence, then arms, covariates with a small Love plot, strata, tests
    public static Document of(Balance balance) {
        List<Part> parts = new ArrayList<>(List.of(new Part.Sentence(answer(balance))));
        parts.addAll(parts(balance));
        return new Document(parts, "covariates");
    }

    /// @param balance of at least two arms
    /// @return everything but the sentence on top
    private static List<Part> parts(Balance balance) {
        List<Part> parts = new ArrayList<>(List.of(arms(balance)));
        if (!balance.covariates().isEmpty()) {
            parts.add(new Part.Heading("Covariates, each arm against " + balance.reference()));
            parts.add(covariates(balance));
        }
        if (!balance.strata().isEmpty()) {
            parts.add(new Part.Heading("Strata"));
            parts.add(strata(balance));
        }
        parts.add(new Part.Heading("Tests"));
        parts.add(new Part.KeyValues(Stream.concat(together(balance).stream(), Stream.of(sampleRatio(balance)))
                .toList()));
        notes(balance, parts);
        if (balance.withoutArm() > 0) {
            parts.add(new Part.Note(
                    "no arm",
                    Numbers.count(balance.withoutArm())
                            + (balance.withoutArm() == 1 ? " row has" : " rows have")
                            + " no arm and " + (balance.withoutArm() == 1 ? "is" : "are") + " left out."));
        }
        return parts;
    }

    /// @param balance of an assignment, whose numbers of units are those of the design
    /// @return covariates one by one and all together
    public static List<Part> comparison(Balance balance) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Heading("Balance, each arm against " + balance.reference()));
        parts.add(covariates(balance));
        together(balance).ifPresent(entry -> parts.add(new Part.KeyValues(List.of(entry))));
        notes(balance, parts);
        return parts;
    }

    /// Diagnostics of one kind make one note, which says what they mean once.
    private static void notes(Balance balance, List<Part> parts) {
        Map<String, List<Diagnostic>> kinds = balance.diagnostics().stream()
                .collect(Collectors.groupingBy(Diagnostic::code, LinkedHashMap::new, Collectors.toList()));
        kinds.forEach((code, same) -> parts.add(new Part.Note(
                code,
                same.stream()
                                .map(d -> d.parameter() + " (" + Numbers.significant(d.value(), 2) + ")")
                                .collect(Collectors.joining(", "))
                        + ": " + same.getFirst().meaning() + " "
                        + same.getFirst().advice())));
    }

    /// @param balance of at least two arms
    /// @return in what the arms differ most, in a sentence
    public static String answer(Balance balance) {
        String units = balance.arms().stream()
                .map(arm -> Numbers.count(arm.units()) + " in " + arm.arm())
                .collect(Collectors.joining(", "));
        String test = balance.omnibus()
                .map(omnibus -> " all covariates together" + (weighted(balance) ? ", without weights: " : ": ")
                        + Numbers.pEquals(omnibus.p()) + ".")
                .orElse("");
        return mismatch(balance)
                + worst(balance)
                        .map(c -> "The arms differ most in " + c.covariate() + ": by "
                                + Numbers.fixed(Math.abs(c.standardised().orElse(0)), 2)
                                + " standard deviations" + (balance.arms().size() > 2 ? " (" + c.arm() + ")" : "")
                                + ";")
                        .orElse("No covariate differs;")
                + (test.isEmpty() ? " " : test + " ") + "Units: " + units + ".";
    }

    /// Units that are lost or moved put everything else in doubt, so that comes first.
    private static String mismatch(Balance balance) {
        boolean unmet = balance.diagnostics().stream()
                .anyMatch(diagnostic -> diagnostic.code().equals(BalanceCode.SAMPLE_RATIO_MISMATCH.code()));
        return unmet
                ? "The numbers of units do not fit the shares of the arms (sample ratio "
                        + Numbers.pEquals(balance.sampleRatio().p()) + "). "
                : "";
    }

    private static boolean weighted(Balance balance) {
        return balance.arms().stream().anyMatch(arm -> Math.abs(arm.effective() - arm.units()) > 1e-9);
    }

    private static Optional<CovariateBalance> worst(Balance balance) {
        return balance.covariates().stream()
                .filter(c -> c.standardised().isPresent())
                .max(Comparator.comparingDouble(c -> Math.abs(c.standardised().orElse(0))));
    }

    private static Table arms(Balance balance) {
        boolean clusters = balance.arms().stream().anyMatch(arm -> arm.clusters() > 0);
        boolean weighted = weighted(balance);
        List<TableColumn> columns = new ArrayList<>(List.of(TableColumn.left("arm"), TableColumn.right("units")));
        if (clusters) {
            columns.add(TableColumn.right("clusters"));
        }
        if (weighted) {
            columns.add(TableColumn.right("effective units"));
        }
        Table table = Table.of("arms", columns);
        for (ArmCount arm : balance.arms()) {
            List<Cell> row = new ArrayList<>(List.of(Cell.text(arm.arm()), Cell.count(arm.units())));
            if (clusters) {
                row.add(Cell.count(arm.clusters()));
            }
            if (weighted) {
                row.add(Cell.number(arm.effective(), Numbers.fixed(arm.effective(), 1)));
            }
            table.row(row);
        }
        return table;
    }

    private static Table covariates(Balance balance) {
        boolean several = balance.arms().size() > 2;
        double range = LovePlot.range(balance.covariates());
        List<TableColumn> columns = new ArrayList<>(List.of(TableColumn.left("covariate")));
        if (several) {
            columns.add(TableColumn.left("arm"));
        }
        columns.addAll(List.of(
                TableColumn.right(
                        several ? "in arm" : balance.covariates().getFirst().arm()),
                TableColumn.right(balance.reference()),
                TableColumn.right("difference"),
                TableColumn.right("std. diff."),
                TableColumn.right("var. ratio"),
                TableColumn.right("KS"),
                TableColumn.left(LovePlot.heading(range))));
        Table table = Table.of("covariates", columns);
        for (CovariateBalance c : balance.covariates()) {
            List<Cell> row = new ArrayList<>(List.of(Cell.text(c.covariate())));
            if (several) {
                row.add(Cell.text(c.arm()));
            }
            row.addAll(List.of(
                    significant(c.inArm().mean()),
                    significant(c.inReference().mean()),
                    difference(c),
                    fixed(c.standardised()),
                    fixed(c.varianceRatio()),
                    Cell.number(c.ks(), Numbers.fixed(c.ks(), 2)),
                    Cell.text(LovePlot.line(c.standardised(), range))));
            table.row(row);
        }
        return table;
    }

    private static Table strata(Balance balance) {
        List<TableColumn> columns = new ArrayList<>(List.of(TableColumn.left("stratum")));
        balance.arms().forEach(arm -> columns.add(TableColumn.right(arm.arm())));
        Table table = Table.of("strata", columns);
        for (StratumCount stratum : balance.strata()) {
            List<Cell> row = new ArrayList<>(List.of(Cell.text(stratum.stratum())));
            stratum.units().forEach(units -> row.add(Cell.count(units)));
            table.row(row);
        }
        return table;
    }

    private static Optional<Part.Entry> together(Balance balance) {
        return balance.omnibus()
                .map(omnibus -> new Part.Entry(
                        "all together",
                        "M " + Numbers.fixed(omnibus.m(), 2) + ", df " + omnibus.df() + ", "
                                + Numbers.pEquals(omnibus.pChiSquare()) + " (chi-square)"
                                + omnibus.pNormal().stream()
                                        .mapToObj(p -> ", " + Numbers.pEquals(p) + " (F)")
                                        .collect(Collectors.joining())
                                + redraws(omnibus)
                                + "; " + Numbers.count(omnibus.n()) + " " + omnibus.level()
                                + (weighted(balance) ? ", without weights" : "")));
    }

    private static Part.Entry sampleRatio(Balance balance) {
        return new Part.Entry(
                "sample ratio",
                "chi-square " + Numbers.fixed(balance.sampleRatio().chiSquare(), 2) + ", df "
                        + balance.sampleRatio().df() + ", "
                        + Numbers.pEquals(balance.sampleRatio().p())
                        + balance.sampleRatio().exact().stream()
                                .mapToObj(p -> ", " + Numbers.pEquals(p) + " (exact)")
                                .collect(Collectors.joining()));
    }

    private static String redraws(Omnibus omnibus) {
        return omnibus.pRandomisation().stream()
                .mapToObj(p ->
                        ", " + Numbers.pEquals(p) + " (" + Numbers.count(omnibus.draws()) + " redraws of the design)")
                .collect(Collectors.joining());
    }

    /// A difference that is rounding error of the means is shown as none.
    private static Cell difference(CovariateBalance c) {
        double size =
                Math.max(Math.abs(c.inArm().mean()), Math.abs(c.inReference().mean()));
        boolean none = Math.abs(c.difference()) < ROUNDING * size;
        return Cell.number(c.difference(), none ? "0" : Numbers.brief(c.difference(), DIGITS));
    }

    private static Cell significant(double value) {
        return Cell.number(value, Numbers.brief(value, DIGITS));
    }

    private static Cell fixed(OptionalDouble value) {
        return value.isPresent()
                ? Cell.number(value.getAsDouble(), Numbers.fixed(value.getAsDouble(), 2))
                : Cell.text("-");
    }
}
