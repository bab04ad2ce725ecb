package copse.power;

import copse.design.Randomisation;
import copse.error.CopseException;
import copse.error.InputException;
import copse.estimate.BootstrapCode;
import copse.estimate.EffectEstimate;
import copse.estimate.Experiment;
import copse.estimate.Question;
import copse.estimate.RandomisedUnits;
import copse.estimate.ResampledProducts;
import copse.estimate.TotalsEstimator;
import copse.estimate.UnitTotals;
import copse.estimate.WithinBootstrap;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import copse.infer.Interval;
import copse.lmm.Convergence;
import copse.lmm.Estimator;
import copse.lmm.Lmm;
import copse.lmm.LmmFit;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.model.ModelSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/// How often rules of decision say "better" when an effect is added to past data, under every assignment of a
/// design, in every one of several populations.
///
/// For each population: rows are drawn with replacement within groups, once, if a sample is asked for; then for
/// each assignment the effect is added to the rows of treated units, outcomes are kept within limits, and every
/// rule decides. It is the power loop of the call-centre notebook (32 assignments of pairs × 6 months × 20
/// bootstraps of 228,000 calls), and puts other analyses beside its rule on the very same data.
///
/// What it can say and what not: the units are always the same ones. With a rule that knows how units differ,
/// the share of "better" is the power for these units; without an effect it is near the rule's level. New units
/// only a simulation has.
///
/// Cost: no assignment makes rows. A rule that resamples takes one pass over the rows per draw and a fit on
/// sums per assignment and draw ([ResampledProducts]); an estimator of totals takes the totals of units with
/// the effect and without, once per population. The answer depends on the seed, not on the number of threads.
///
/// @param populations past data, such as months, each with rows of every unit
/// @param unit column of the units that are randomised
/// @param randomisation the design over the units, of two arms
/// @param question outcome, treatment, control, level; the treatment's effect is added
/// @param effect what is added, and within which limits outcomes are kept, with the effect and without
/// @param sample rows drawn within groups, once per population; empty for the rows as they are
/// @param rules that decide
/// @param most as many assignments are enumerated at most; of more, so many are drawn
/// @param seed of all draws
public record AssignmentLoop(
        List<Named> populations,
        String unit,
        Randomisation randomisation,
        Question question,
        AddedEffect effect,
        Optional<Sample> sample,
        List<LoopRule> rules,
        int most,
        Seed seed) {
    // Sums of draws that are kept at a time: 64 MB.
    private static final int MOST_SUMS = 1 << 23;

    private static final int SAMPLES = 0;
    private static final int EFFECTS = 1;
    private static final int ASSIGNMENTS = 2;
    private static final int RULES = 3;

    /// A population.
    ///
    /// @param name such as the month
    /// @param rows its past data
    public record Named(String name, Frame rows) {}

    /// Rows to be drawn with replacement.
    ///
    /// @param within column of the groups
    /// @param size rows of each group
    public record Sample(String within, int size) {}

    /// @throws InputException `E306` if there is no population or rule, or the design has not two arms
    public AssignmentLoop {
        populations = List.copyOf(populations);
        rules = List.copyOf(rules);
        if (populations.isEmpty() || rules.isEmpty()) {
            throw BootstrapCode.BAD_RULE.error(
                    populations.isEmpty() ? "no population to add an effect to" : "no rule to decide by",
                    "every rule decides in every population",
                    "give past data, and at least one rule");
        }
        List<String> arms = randomisation.design().arms().labels();
        if (arms.size() != 2 || !arms.contains(question.treatment()) || !arms.contains(question.control())) {
            throw BootstrapCode.BAD_RULE.error(
                    "the design has the arms " + String.join(", ", arms) + ", the question `" + question.treatment()
                            + "` against `" + question.control() + "`",
                    "the loop adds the effect of one arm against the other",
                    "use a design of these two arms");
        }
    }

    /// @param added another effect
    /// @return the loop with it
    public AssignmentLoop withEffect(AddedEffect added) {
        return new AssignmentLoop(populations, unit, randomisation, question, added, sample, rules, most, seed);
    }

    /// @return what the rules said
    /// @throws CopseException if a unit has no rows in a population, or a rule can decide nowhere
    public LoopResult run() {
        return run(() -> {});
    }

    /// The same for those who watch it.
    ///
    /// @param done called after each population and rule
    /// @return what the rules said
    /// @throws CopseException if a unit has no rows in a population, or a rule can decide nowhere
    public LoopResult run(Runnable done) {
        RandomStream stream = seed.stream();
        LoopAssignments list = LoopAssignments.of(randomisation, question.treatment(), most, stream.split(ASSIGNMENTS));
        int count = list.size();
        List<LoopSaid> said =
                rules.stream().map(_ -> new LoopSaid(populations.size(), count)).toList();
        double realised = 0;
        for (int p = 0; p < populations.size(); p++) {
            LoopPopulation data = LoopPopulation.of(
                    this, populations.get(p), stream.split(SAMPLES).split(p), stream.split(EFFECTS));
            realised += data.realised(list) / populations.size();
            for (int r = 0; r < rules.size(); r++) {
                LoopSaid to = said.get(r);
                switch (rules.get(r)) {
                    case LoopRule.Estimated rule -> estimate(rule, data, list, to, p);
                    case LoopRule.Resampled rule ->
                        resample(
                                rule,
                                data,
                                list,
                                to,
                                p,
                                stream.split(RULES).split(r).split(p));
                }
                done.run();
            }
        }
        List<LoopDecisions> decisions = new ArrayList<>();
        for (int r = 0; r < rules.size(); r++) {
            decisions.add(said.get(r).decisions(rules.get(r), list.weights()));
        }
        return new LoopResult(
                effect.mean(),
                realised,
                populations.stream().map(Named::name).toList(),
                count,
                list.exhaustive(),
                list.mirrored(),
                decisions);
    }

    private void estimate(LoopRule.Estimated rule, LoopPopulation data, LoopAssignments list, LoopSaid to, int p) {
        AtomicReference<CopseException> first = new AtomicReference<>();
        if (rule.estimator() instanceof TotalsEstimator estimator) {
            UnitTotals without = totals(estimator, data, data.without());
            UnitTotals with = totals(estimator, data, data.with());
            IntStream.range(0, list.size())
                    .parallel()
                    .forEach(a -> to.put(
                            p,
                            a,
                            rule.decision(),
                            first,
                            () -> estimator.estimate(
                                    mixed(without, with, data, list.arms().get(a)), question)));
        } else {
            for (int a = 0; a < list.size(); a++) {
                int[] treated = list.arms().get(a);
                to.put(
                        p,
                        a,
                        rule.decision(),
                        first,
                        () -> rule.estimator()
                                .estimate(
                                        data.experiment()
                                                .withRows(data.rows().with(question.outcome(), outcome(data, treated)))
                                                .withArms(data.arms(treated)),
                                        question));
            }
        }
        to.requireSome(p, first.get());
    }

    private UnitTotals totals(TotalsEstimator estimator, LoopPopulation data, NumericColumn outcome) {
        return estimator.totals(data.experiment().withRows(data.rows().with(question.outcome(), outcome)), question);
    }

    private static NumericColumn outcome(LoopPopulation data, int[] treated) {
        RandomisedUnits units = data.experiment().units();
        double[] y = new double[data.without().size()];
        for (int row = 0; row < y.length; row++) {
            boolean is = treated[units.position(data.experiment().unitOf(row))] == 1;
            y[row] = is ? data.with().value(row) : data.without().value(row);
        }
        return NumericColumn.of(y, data.without().missing());
    }

    private static UnitTotals mixed(UnitTotals without, UnitTotals with, LoopPopulation data, int[] treated) {
        RandomisedUnits units = data.experiment().units();
        int c = without.columns().size();
        int triangle = c * (c + 1) / 2;
        long[] rows = new long[units.size()];
        double[] mean = new double[units.size() * c];
        double[] product = new double[units.size() * triangle];
        for (int u = 0; u < rows.length; u++) {
            UnitTotals own = treated[units.position(u)] == 1 ? with : without;
            rows[u] = own.rows(u);
            for (int i = 0; i < c; i++) {
                mean[u * c + i] = own.mean(u, i);
                for (int j = 0; j <= i; j++) {
                    product[u * triangle + i * (i + 1) / 2 + j] = own.product(u, i, j);
                }
            }
        }
        return UnitTotals.of(units.withArms(data.arms(treated)), without.columns(), rows, mean, product);
    }

    private void resample(
            LoopRule.Resampled rule,
            LoopPopulation data,
            LoopAssignments list,
            LoopSaid to,
            int p,
            RandomStream stream) {
        WithinBootstrap bootstrap = rule.bootstrap();
        String arm = bootstrap.arm();
        Levels arms = Levels.of(question.control(), question.treatment());
        Experiment experiment = data.experiment();
        Frame rows = data.rows().asFactor(bootstrap.within());
        int n = rows.rows();
        int[] first = new int[n];
        for (int row = 0; row < n; row++) {
            first[row] = list.arms().getFirst()[experiment.units().position(experiment.unitOf(row))];
        }
        int[] all = new int[n];
        Frame control = rows.with(arm, FactorColumn.wrap(all.clone(), arms)).with(question.outcome(), data.without());
        Arrays.fill(all, 1);
        Frame treated = rows.with(arm, FactorColumn.wrap(all, arms)).with(question.outcome(), data.with());
        ModelSpec spec = WithinBootstrap.model(
                bootstrap.formula(), arm, rows.with(arm, FactorColumn.wrap(first, arms)), question.treatment());
        FactorColumn units = experiment.unit();
        ResampledProducts products =
                ResampledProducts.of(spec, List.of(control, treated), rows.factor(bootstrap.within()), units);
        int[][] variant = list.arms().stream()
                .map(own -> IntStream.range(0, units.levels().size())
                        .map(u -> own[experiment.units().position(u)])
                        .toArray())
                .toArray(int[][]::new);
        int b = bootstrap.replicates();
        int size = bootstrap.size().orElse(Math.max(1, products.rows() / products.groups()));
        int batch = rule.shared() ? variant.length : Math.max(1, MOST_SUMS / Math.max(1, b * products.sums()));
        AtomicReference<CopseException> problem = new AtomicReference<>();
        for (int from = 0; from < variant.length; from += batch) {
            int start = from;
            int count = Math.min(batch, variant.length - from);
            ResampledProducts.Drawn drawn = rule.shared()
                    ? products.draw(b, size, (_, _, _) -> true, stream)
                    : products.draw(
                            count * b,
                            size,
                            (draw, u, code) -> variant[start + draw / b][u] == code,
                            stream.split(from));
            double[][] coefficients = new double[count][b];
            boolean[][] good = new boolean[count][b];
            IntStream.range(0, count * b).parallel().forEach(k -> {
                int a = k / b;
                LmmFit fit = Lmm.fit(drawn.products(rule.shared() ? k % b : k, variant[start + a]), Estimator.REML);
                OptionalDouble beta = coefficient(fit, arm + "[" + question.treatment() + "]");
                good[a][k % b] = beta.isPresent();
                coefficients[a][k % b] = beta.orElse(0);
            });
            for (int a = 0; a < count; a++) {
                double[] draws = used(coefficients[a], good[a]);
                to.put(p, start + a, rule.decision(), problem, () -> summary(bootstrap, draws));
            }
        }
        to.requireSome(p, problem.get());
    }

    private static OptionalDouble coefficient(LmmFit fit, String name) {
        int index = fit.fixedNames().indexOf(name);
        return index < 0 || fit.convergence() instanceof Convergence.Failed
                ? OptionalDouble.empty()
                : OptionalDouble.of(fit.beta()[index]);
    }

    private static double[] used(double[] values, boolean[] good) {
        return IntStream.range(0, values.length)
                .filter(i -> good[i])
                .mapToDouble(i -> values[i])
                .toArray();
    }

    /// The decision looks at the interval only; the value is the mean of the draws.
    private EffectEstimate summary(WithinBootstrap bootstrap, double[] draws) {
        if (draws.length < bootstrap.replicates()) {
            throw BootstrapCode.FAILED_REPLICATES.error(
                    (bootstrap.replicates() - draws.length) + " of " + bootstrap.replicates()
                            + " fits found no optimum or no coefficient of the arm",
                    "an interval needs all of its draws",
                    "simplify the random terms of `" + bootstrap.formula() + "`");
        }
        Interval interval = bootstrap.rule().interval(draws, question.level());
        return new EffectEstimate(
                "coefficient of " + question.treatment(),
                bootstrap.name(),
                Arrays.stream(draws).average().orElseThrow(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                interval,
                1,
                question.hypothesis(),
                0,
                0,
                List.of(),
                List.of());
    }
}
