package copse.cli;

import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.io.Data;
import copse.power.Answer;
import copse.power.Attrition;
import copse.power.Declaration;
import copse.power.Diagnosis;
import copse.power.Inquiry;
import copse.power.Power;
import copse.power.SimulatedTrial;
import copse.power.SmallestEffect;
import copse.record.RunRecord;
import copse.report.PowerReport;
import copse.report.SimulatedPowerReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Simulates what was asked in closed form.
final class SimulatedPower {
    private final Command command;
    private final SimulationOption options;

    SimulatedPower(Command command, SimulationOption options) {
        this.command = command;
        this.options = options;
    }

    /// @param closed questions with their closed forms
    /// @return the same with what simulation says
    SimulatedPowerReport of(PowerReport closed) {
        options.out().ifPresent(Output::check);
        List<SimulatedPowerReport.Row> rows = new ArrayList<>();
        try (Progress progress = command.progress("simulating")) {
            progress.expect(
                    (long) options.options().replicates() * closed.rows().size());
            for (PowerReport.Row row : closed.rows()) {
                rows.add(row(row, progress));
            }
        }
        SimulatedPowerReport report = new SimulatedPowerReport(rows);
        options.out().ifPresent(out -> write(report, out));
        return report;
    }

    private SimulatedPowerReport.Row row(PowerReport.Row row, Progress progress) {
        if (!row.power().attrition().equals(Attrition.NONE)) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "--attrition was given with --simulate",
                    "simulated experiments lose nobody; what is left has fewer clusters and smaller ones",
                    "give the clusters and sizes that will be left: --clusters, --size");
        }
        if (row.inquiry() instanceof Inquiry.ForEffect effect) {
            if (options.out().isPresent()) {
                throw new UsageException(
                        CliCode.CONFLICT,
                        "--out was given where the smallest effect is asked for",
                        "many effects are tried on the way, and no experiment is the answer",
                        "simulate at one effect: --effect-sd 0.3");
            }
            return new SimulatedPowerReport.Row(
                    row,
                    Optional.empty(),
                    SmallestEffect.of(declaration(row.power(), 0), effect.target(), options.options()));
        }
        if (!(row.answer() instanceof Answer.Found found)) {
            return new SimulatedPowerReport.Row(row, Optional.empty(), List.of());
        }
        Declaration declared = declaration(
                row.power().withTrial(found.choice().trial()),
                found.choice().strength().effect());
        return new SimulatedPowerReport.Row(
                row, Optional.of(declared.diagnose(options.options(), progress::step)), List.of());
    }

    private Declaration declaration(Power power, double effect) {
        Declaration implied = SimulatedTrial.of(power, effect);
        Declaration declared = SimulatedTrial.of(power, effect, options.estimators(implied.design()));
        return declared.withEffect(options.effect(effect));
    }

    private void write(SimulatedPowerReport report, Path out) {
        List<Frame> all = new ArrayList<>();
        for (SimulatedPowerReport.Row row : report.rows()) {
            row.diagnosis().ifPresent(diagnosis -> {
                Frame frame = diagnosis.estimates();
                for (var at : row.closed().at().reversed().entrySet()) {
                    double[] values = new double[frame.rows()];
                    Arrays.fill(values, at.getValue());
                    String name = "at " + at.getKey();
                    frame = frame.with(name, NumericColumn.wrap(values, Mask.none(values.length)))
                            .toFront(name);
                }
                all.add(frame);
            });
        }
        if (!all.isEmpty()) {
            Frame first = all.getFirst();
            write(
                    command,
                    all.size() == 1
                            ? first
                            : first.append(all.subList(1, all.size()).toArray(Frame[]::new)),
                    out,
                    options);
        }
    }

    /// Keeps every estimate of a diagnosis.
    ///
    /// @param command that ran it
    /// @param estimates one row per experiment and estimator
    /// @param out a CSV or Parquet file
    /// @param options that were used
    static void write(Command command, Frame estimates, Path out, SimulationOption options) {
        Output.file(out, unfinished -> Data.write(estimates, unfinished));
        command.keep(RunRecord.of(command.words()).withSeed(options.seed().value()), out);
    }

    /// Several diagnoses as one table, told apart by the design.
    ///
    /// @param names one per diagnosis
    /// @param diagnoses at least one
    /// @return all estimates
    static Frame together(List<String> names, List<Diagnosis> diagnoses) {
        List<Frame> all = new ArrayList<>();
        Levels levels = Levels.of(names);
        for (int i = 0; i < names.size(); i++) {
            Frame frame = diagnoses.get(i).estimates();
            int[] codes = new int[frame.rows()];
            Arrays.fill(codes, i);
            all.add(frame.with("run", FactorColumn.wrap(codes, levels)).toFront("run"));
        }
        Frame first = all.getFirst();
        return all.size() == 1 ? first : first.append(all.subList(1, all.size()).toArray(Frame[]::new));
    }
}
