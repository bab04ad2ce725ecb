package copse.report.trial;

import copse.assign.AssignmentRecord;
import copse.balance.Balance;
import copse.balance.BalanceOptions;
import copse.design.Assignment;
import copse.design.Design;
import copse.estimate.Hypothesis.Direction;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.LogicalColumn;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import copse.lmm.Lmm;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.plan.Role;
import copse.power.Inquiry;
import copse.power.Outcome;
import copse.power.ParallelTrial;
import copse.power.Power;
import copse.power.TestRule;
import copse.record.RunRecord;
import copse.report.FitQuestions;
import copse.report.LmmReport;
import copse.report.PowerReport;
import copse.study.Analysis;
import copse.study.AnalysisOptions;
import copse.study.JoinOptions;
import copse.study.JoinedRows;
import copse.study.RecordedArms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// Small experiments of schools whose pupils are measured afterwards, and their reports.
final class Experiments {
    private static final int MEAN_SIZE = 15;

    private Experiments() {}

    /// @param count number of schools
    /// @return `school`, `region`, `size`, `pre`
    static Frame schools(int count) {
        RandomStream stream = Seed.of(21).stream();
        String[] school = new String[count];
        String[] region = new String[count];
        double[] size = new double[count];
        double[] pre = new double[count];
        for (int i = 0; i < count; i++) {
            school[i] = String.format("s%02d", i + 1);
            region[i] = i % 2 == 0 ? "north" : "south";
            size[i] = MEAN_SIZE - 5 + stream.nextInt(11);
            pre[i] = Math.round(100 * (50 + 5 * stream.nextGaussian())) / 100.0;
        }
        return Frame.of(
                "school",
                TextColumn.of(school),
                "region",
                FactorColumn.of(region),
                "size",
                NumericColumn.of(size),
                "pre",
                NumericColumn.of(pre));
    }

    /// @param schools as [#schools(int)] makes them
    /// @param design short form, `school` being the unit
    /// @return the arms
    static RecordedArms arms(Frame schools, String design) {
        Assignment assignment = Design.parse(design).over(schools, "school").assign(Seed.of(7));
        return RecordedArms.of(AssignmentRecord.of(assignment), null, schools);
    }

    /// Pupils with `score`, `passed`, `absences` and `wellbeing`; every fiftieth score is missing.
    ///
    /// @param schools as [#schools(int)] makes them
    /// @param arms of these
    /// @param effect on the score of each arm but the first
    /// @return a row per pupil
    static Frame pupils(Frame schools, RecordedArms arms, double effect) {
        RandomStream stream = Seed.of(22).stream();
        int[] arm = arms.armsOfRandomised();
        int n = IntStream.range(0, schools.rows())
                .map(i -> (int) schools.numeric("size").value(i))
                .sum();
        String[] school = new String[n];
        double[] pre = new double[n];
        double[] score = new double[n];
        double[] absences = new double[n];
        double[] wellbeing = new double[n];
        boolean[] passed = new boolean[n];
        boolean[] missing = new boolean[n];
        int row = 0;
        for (int i = 0; i < schools.rows(); i++) {
            String id = schools.column("school").text(i);
            int at = arms.randomised().levels().labels().indexOf(id);
            double own = 3 * stream.nextGaussian();
            double moved = arm[at] > 0 ? effect : 0;
            for (int k = 0; k < schools.numeric("size").value(i); k++, row++) {
                school[row] = id;
                pre[row] = Math.round(10 * (schools.numeric("pre").value(i) + 8 * stream.nextGaussian())) / 10.0;
                score[row] = Math.round(10 * (10 + 0.8 * pre[row] + own + moved + 7 * stream.nextGaussian())) / 10.0;
                passed[row] = score[row] > 52;
                absences[row] = stream.nextInt(9);
                wellbeing[row] = Math.round(10 * (5 + 0.1 * own + 0.1 * moved + stream.nextGaussian())) / 10.0;
                missing[row] = row % 50 == 49;
            }
        }
        boolean[] gone = missing;
        return Frame.of(
                "school", FactorColumn.of(school),
                "pre", NumericColumn.of(pre),
                "score", NumericColumn.of(score, Mask.of(n, i -> gone[i])),
                "passed", LogicalColumn.of(Mask.of(n, i -> passed[i]), Mask.none(n)),
                "absences", NumericColumn.of(absences),
                "wellbeing", NumericColumn.of(wellbeing));
    }

    /// @return the report of 24 schools in two regions, with all that a report can show but the Bayesian part
    static TrialReport whole() {
        Frame schools = schools(24);
        RecordedArms arms = arms(schools, "stratified(by: region)");
        Frame pupils = pupils(schools, arms, 4);
        JoinedRows joined = JoinedRows.of(arms, pupils, JoinOptions.defaults());
        Finding score = new Finding(
                Role.PRIMARY,
                Analysis.of(
                        arms,
                        pupils,
                        AnalysisOptions.of("score")
                                .withCovariates(List.of("pre"))
                                .withDraws(499, Seed.of(3)),
                        JoinOptions.defaults()),
                OptionalDouble.of(2),
                Optional.of(Direction.HIGHER));
        Finding others = Finding.of(
                Role.SECONDARY,
                Analysis.of(
                        arms,
                        pupils,
                        AnalysisOptions.of("wellbeing", "absences").withDraws(199, Seed.of(3)),
                        JoinOptions.defaults()));
        RunRecord record =
                new RunRecord(List.of("run", "plan.toml"), "0.1.0", "25.0.3", 7L, List.of(), java.util.Map.of());
        return TrialReport.of(
                        new Purpose(
                                "Coaching in schools", "Does coaching of teachers raise the scores of their pupils?"),
                        released(arms.record()),
                        Flows.of(joined, "score"),
                        List.of(score, others))
                .withBalance(Balance.of(
                        arms.assignment().orElseThrow(),
                        BalanceOptions.defaults().withIgnore(List.of("school")),
                        0,
                        Seed.of(1).stream()))
                .withSizing(Sizing.of(sizing()))
                .withModels(List.of(LmmReport.of(
                        Lmm.of("score ~ arm + pre + region + (1 | school)")
                                .fit(joined.rows().with("region", region(schools, joined))),
                        FitQuestions.defaults(),
                        List.of(),
                        record)))
                .withPlanned(List.of(
                        PlannedItem.kept("design", arms.record().design()),
                        PlannedItem.kept("alpha", "0.05"),
                        new PlannedItem(
                                "units",
                                "26 schools",
                                "24 schools",
                                Optional.of("Two schools withdrew before the assignment."))))
                .withSteps(List.of(
                        new Step(Stage.POWER, record, ""),
                        new Step(
                                Stage.ASSIGNMENT,
                                record.withData("schools.csv", "ab12".repeat(16)),
                                arms.record().digests().assignment()),
                        new Step(Stage.ANALYSIS, record.withData("pupils.csv", "cd34".repeat(16)), "")));
    }

    private static FactorColumn region(Frame schools, JoinedRows joined) {
        List<String> ids = IntStream.range(0, schools.rows())
                .mapToObj(i -> schools.column("school").text(i))
                .toList();
        return FactorColumn.of(
                joined.rows().rows(),
                row -> schools.column("region")
                        .text(ids.indexOf(joined.rows().column("school").text(row))));
    }

    /// The record as a release would have written it: golden files do not change with the version.
    private static AssignmentRecord released(AssignmentRecord record) {
        return new AssignmentRecord(
                "0.1.0",
                record.random(),
                record.design(),
                record.units(),
                record.arms(),
                record.unassigned(),
                record.smallestP(),
                record.probabilities(),
                record.digests(),
                record.options(),
                record.data(),
                record.file(),
                record.intact());
    }

    private static PowerReport.Row sizing() {
        return PowerReport.Row.of(
                new LinkedHashMap<>(),
                Power.of(ParallelTrial.of(12, 12, 15, 0.1), new Outcome.Mean(9), TestRule.twoSided(0.05)),
                new Inquiry.ForCopies(4, 0.8));
    }
}
