package copse.cli;

import copse.balance.Balance;
import copse.balance.BalanceOptions;
import copse.design.Assignment;
import copse.design.Clustered;
import copse.design.Design;
import copse.design.Probabilities;
import copse.design.Randomisation;
import copse.error.CopseException;
import copse.report.AssignmentReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// How alike the arms of an assignment are.
final class ArmComparison {
    /// Arms are compared by default up to this many units; beyond, means differ by chance so little that it is
    /// no use.
    private static final int COMPARED = 2_000_000;

    private ArmComparison() {}

    /// The comparison of the arms is a service: where none can be made, that is said, and arms are handed out.
    ///
    /// @param report without a comparison
    /// @param compared covariates that were asked for; none: all that can be compared; `none`: no comparison
    /// @return the report with it, or with the reason why there is none
    static AssignmentReport add(AssignmentReport report, List<String> compared) {
        Assignment assignment = report.assignment();
        boolean chosen = !compared.isEmpty();
        if (compared.equals(List.of("none"))) {
            return report;
        }
        compared.forEach(assignment.units()::column);
        if (!chosen && assignment.size() > COMPARED) {
            return report.withNote("the arms are not compared, as there are more than two million units;"
                    + " --balance COL,… compares them.");
        }
        Design design = assignment.randomisation().design();
        List<String> ignored = new ArrayList<>(List.of(assignment.units().idColumn()));
        if (design.isTwoStage()) {
            assignment
                    .randomisation()
                    .clusters()
                    .ifPresent(of -> ignored.add(of.units().idColumn()));
        }
        BalanceOptions options =
                BalanceOptions.defaults().withOn(compared).withIgnore(ignored).withExpected(shares(assignment));
        if (design instanceof Clustered clustered) {
            options = options.withCluster(clustered.by());
        }
        int draws = Redraws.affordable(assignment, report.screening());
        try {
            AssignmentReport with = report.withBalance(Balance.of(
                    assignment, options, draws, assignment.seed().stream().split(Redraws.STREAM)));
            return draws > 0
                    ? with
                    : with.withNote("the design was not redrawn for the test of all covariates together, which would"
                            + " take long here; its p-value is by the chi-square and F distributions.");
        } catch (CopseException e) {
            if (chosen) {
                throw e;
            }
            return report.withNote("the arms are not compared: " + e.problem().what() + ".");
        }
    }

    /// The shares that the design promises, which may differ from unit to unit, as a mean over those who are
    /// randomised.
    private static SequencedMap<String, Double> shares(Assignment assignment) {
        Randomisation whole = assignment.randomisation().design().isTwoStage()
                ? assignment.randomisation()
                : assignment.randomisation().clusters().orElse(assignment.randomisation());
        Probabilities each = whole.probabilities();
        SequencedMap<String, Double> shares = new LinkedHashMap<>();
        for (int arm = 0; arm < assignment.arms().size(); arm++) {
            double sum = 0;
            for (int unit = 0; unit < each.size(); unit++) {
                sum += each.of(unit, arm);
            }
            shares.put(assignment.arms().labels().get(arm), sum);
        }
        return shares;
    }
}
