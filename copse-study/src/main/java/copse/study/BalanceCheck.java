package copse.study;

import copse.balance.Balance;
import copse.balance.BalanceOptions;
import copse.balance.CovariateBalance;
import copse.balance.Omnibus;
import copse.design.Assignment;
import copse.error.CopseException;
import copse.frame.Frame;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How alike the arms were before the experiment: in the covariates of the analysis, else in all columns that
/// the units had when they were assigned.
final class BalanceCheck {
    /// Limit of the test of all covariates together: chance alone is told apart from a mistake.
    private static final double RARE = 0.001;

    /// Standardised differences from here on are noted.
    private static final double NOTABLE = 0.25;

    private static final String UNIT = " unit";

    private BalanceCheck() {}

    /// @param joined rows with their arms
    /// @param part of the arm
    /// @param covariates of the analysis
    /// @return the check; empty where there is nothing to compare
    static Optional<Check> of(JoinedRows joined, String part, List<String> covariates) {
        Optional<Assignment> assignment = joined.arms()
                .assignment()
                .filter(found -> !found.randomisation().design().isTwoStage());
        if (covariates.isEmpty() && assignment.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    check(covariates.isEmpty() ? ofUnits(assignment.orElseThrow()) : ofRows(joined, part, covariates)));
        } catch (CopseException nothingToCompare) {
            return covariates.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Check.noted(
                            "balance",
                            "not compared: " + nothingToCompare.problem().what() + "."));
        }
    }

    private static Balance ofUnits(Assignment assignment) {
        BalanceOptions options =
                BalanceOptions.defaults().withIgnore(List.of(assignment.units().idColumn()));
        Optional<String> cluster = assignment.randomisation().design().clusterColumn();
        return Balance.of(assignment, cluster.map(options::withCluster).orElse(options), 0, assignment.seed().stream());
    }

    private static Balance ofRows(JoinedRows joined, String part, List<String> covariates) {
        Frame rows = joined.rows().with(UNIT, joined.unit());
        BalanceOptions options = BalanceOptions.defaults().withOn(covariates).withIgnore(List.of(UNIT));
        boolean clustered = rows.rows() > rows.distinct(UNIT).rows();
        return Balance.of(rows, part, clustered ? options.withCluster(UNIT) : options);
    }

    private static Check check(Balance balance) {
        Optional<CovariateBalance> worst = balance.covariates().stream()
                .filter(c -> c.standardised().isPresent())
                .max(Comparator.comparingDouble(c -> Math.abs(c.standardised().orElse(0))));
        double largest = worst.map(c -> Math.abs(c.standardised().orElse(0))).orElse(0.0);
        long covariates = balance.covariates().stream()
                .map(CovariateBalance::covariate)
                .distinct()
                .count();
        String finding = Counts.of(covariates, "covariate") + " compared"
                + worst.map(c -> String.format(
                                Locale.ROOT,
                                "; the largest difference is %.2f standard deviations, in %s",
                                largest,
                                c.covariate()))
                        .orElse("")
                + ".";
        Optional<Double> p = balance.omnibus().map(Omnibus::p);
        Check check = p.filter(value -> value < RARE).isPresent()
                ? Check.unmet(
                        "balance", finding, StudyCode.BASELINE_DIFFERS.diagnostic("covariates", p.orElseThrow(), RARE))
                : largest > NOTABLE ? Check.noted("balance", finding) : Check.met("balance", finding);
        return p.map(check::withP).orElse(check);
    }
}
