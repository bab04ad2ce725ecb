package copse.bench;

import copse.design.Design;
import copse.design.Randomisation;
import copse.design.Units;
import copse.estimate.Question;
import copse.estimate.WithinBootstrap;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.math.Seed;
import copse.power.AddedEffect;
import copse.power.AssignmentLoop;
import copse.power.DecisionRule;
import copse.power.LoopDecisions;
import copse.power.LoopResult;
import copse.power.LoopRule;
import copse.scenario.CallCenter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// The call-centre notebook's power loop: 32 assignments of five pairs × 6 months × 20 bootstraps, each a
/// nested fit of 228,000 calls drawn within 190 representatives from the 1,000 calls of each that were drawn
/// before.
///
/// Once with new draws for each assignment, as the notebook has it, once with draws shared by the assignments
/// of a month. The first round pays for a cold process.
final class NotebookLoopSpeed {
    private static final int ROUNDS = 3;
    private static final int MONTHS = 6;
    private static final long CALLS = 1_390_410;
    private static final String FORMULA = "call_CSAT ~ reason + age + arm + (1 | center_ID/rep_ID)";

    private NotebookLoopSpeed() {}

    /// @param arguments none
    public static void main(String[] arguments) {
        Frame calls = CallCenter.defaults()
                .withMonths(MONTHS)
                .withCalls(CALLS)
                .simulate(Seed.of(1))
                .frame();
        for (boolean shared : new boolean[] {false, true}) {
            System.out.println("notebook power loop, 3,840 nested fits of 228,000 rows, draws "
                    + (shared ? "shared by the assignments of a month" : "of each assignment its own"));
            for (int round = 1; round <= ROUNDS; round++) {
                long start = System.nanoTime();
                LoopResult result = loop(calls, shared).run();
                double seconds = (System.nanoTime() - start) / 1e9;
                LoopDecisions rule = result.rules().getFirst();
                System.out.printf(
                        Locale.ROOT,
                        "  round %d: %.2f s; says \"better\" in %.1f %%, realised effect %.4f, %d failed%n",
                        round,
                        seconds,
                        100 * rule.share(),
                        result.realised(),
                        rule.failures());
            }
        }
    }

    private static AssignmentLoop loop(Frame calls, boolean shared) {
        FactorColumn month = calls.asFactor("month").factor("month");
        List<AssignmentLoop.Named> months = IntStream.range(0, MONTHS)
                .mapToObj(m -> new AssignmentLoop.Named(
                        month.levels().label(m), calls.where(Mask.of(calls.rows(), row -> month.code(row) == m))))
                .toList();
        Frame centers = Frame.of(
                "center_ID",
                NumericColumn.of(
                        IntStream.rangeClosed(101, 110).asDoubleStream().toArray()),
                "pair",
                FactorColumn.of(10, row -> "pair " + row / 2));
        Randomisation pairs = Design.parse("stratified(by: pair)").over(Units.of(centers, "center_ID"));
        return new AssignmentLoop(
                months,
                "center_ID",
                pairs,
                Question.of("call_CSAT", "treatment", "control").withLevel(0.9),
                AddedEffect.of(0.6).withLimits(Double.NEGATIVE_INFINITY, 10),
                Optional.of(new AssignmentLoop.Sample("rep_ID", 1_000)),
                List.of(new LoopRule.Resampled(
                        WithinBootstrap.notebook(FORMULA, "arm", "rep_ID", Seed.of(1)),
                        shared,
                        new DecisionRule.IntervalAbove(0))),
                1_024,
                Seed.of(1));
    }
}
