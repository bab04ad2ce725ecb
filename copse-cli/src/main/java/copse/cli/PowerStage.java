package copse.cli;

import copse.cli.ExperimentState.Happened;
import copse.cli.ExperimentState.Reached;
import copse.plan.PlannedPower;
import copse.power.Inquiry;
import copse.report.Json;
import copse.report.Numbers;
import copse.report.PowerJson;
import copse.report.PowerReport;
import copse.report.trial.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// How likely the experiment finds the smallest effect of interest, before any arm is handed out.
final class PowerStage {
    private PowerStage() {}

    /// @param experiment under way
    /// @return what came of it
    static Reached go(Experiment experiment) throws IOException {
        Path file = experiment.folder().power();
        boolean assigned = experiment.folder().isAssigned();
        List<String> inputs = assigned
                ? List.of(experiment.assigning().digest())
                : List.of(Experiment.version(), experiment.assigning().digest(), experiment.unitsFingerprint());
        // what was known before the arms stays as it was told before the arms
        if (assigned && Files.exists(file) || experiment.holds(Stage.POWER, inputs)) {
            return experiment.kept(Stage.POWER, file);
        }
        PlannedPower planned =
                experiment.assigning().power(assigned ? experiment.assignedUnits() : Optional.of(experiment.units()));
        Optional<PowerReport.Row> row = row(planned);
        if (row.isEmpty()) {
            return new Reached(Stage.POWER, Happened.LEFT_OUT, String.join(" ", planned.missing()), Optional.empty());
        }
        experiment.folder().write(file, Json.text(PowerJson.of(new PowerReport(List.of(row.get())))));
        return experiment.done(Stage.POWER, inputs, finding(planned), List.of(file));
    }

    /// @param experiment under way, with arms
    /// @return the question and its answer, if it could be asked
    static Optional<PowerReport.Row> row(Experiment experiment) {
        return row(experiment.assigning().power(experiment.assignedUnits()));
    }

    private static Optional<PowerReport.Row> row(PlannedPower planned) {
        return planned.power().isPresent() && planned.effect().isPresent()
                ? Optional.of(PowerReport.Row.of(
                        new LinkedHashMap<>(),
                        planned.power().get(),
                        new Inquiry.ForPower(planned.effect().getAsDouble())))
                : Optional.empty();
    }

    private static String finding(PlannedPower planned) {
        return Numbers.percent(planned.value().orElseThrow()) + " power for an effect of "
                + Numbers.brief(planned.effect().orElseThrow(), 4)
                + (planned.target().isPresent()
                        ? ", wanted " + Numbers.percent(planned.target().getAsDouble())
                        : "");
    }
}
