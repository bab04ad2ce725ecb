package copse.power;

import copse.design.Assignment;
import copse.design.Randomisation;
import copse.error.CopseException;
import copse.estimate.EffectEstimate;
import copse.estimate.EffectEstimator;
import copse.estimate.Experiment;
import copse.estimate.RandomisationTest;
import copse.estimate.RandomisedUnits;
import copse.estimate.TotalsEstimator;
import copse.estimate.UnitTotals;
import copse.math.RandomStream;
import copse.math.Seed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs a declaration many times.
///
/// Experiment k takes the k-th child of the seed's stream, whose children are 0 clusters, 1 arms, 2 effects, 3
/// rows. Whether to stop is asked after fixed numbers of experiments only, so that the result does not depend
/// on the number of threads.
final class Simulator {
    // Experiments per task; small, since some estimators take long.
    private static final int TASK = 8;

    private final Declaration declared;
    private final SimulationOptions options;
    private final List<EffectEstimator> estimators;
    private final List<Tally> tallies;
    private final double[] realised;
    private final Sampler sampler;
    private final boolean withRows;
    private final RandomStream stream;
    private final Runnable done;
    private final int treatment;

    private Simulator(Declaration declared, SimulationOptions options, Runnable done) {
        this.declared = declared;
        this.options = options;
        // assignments of the design are listed or drawn once, not once per experiment
        this.estimators = declared.estimators().stream()
                .map(each -> each instanceof RandomisationTest test ? test.shared() : each)
                .toList();
        this.tallies = declared.estimators().stream()
                .map(each -> new Tally(each.name(), options.replicates()))
                .toList();
        this.realised = new double[options.replicates()];
        this.sampler = declared.sampler();
        this.withRows = declared.estimators().stream().anyMatch(this::wantsRows);
        this.stream = options.seed().stream();
        this.done = done;
        this.treatment = arm(declared);
    }

    private boolean wantsRows(EffectEstimator estimator) {
        return !(estimator instanceof TotalsEstimator totals) || totals.wantsRows(declared.question());
    }

    private static int arm(Declaration declared) {
        List<String> labels = declared.design().arms().labels();
        int treatment = labels.indexOf(declared.question().treatment());
        if (treatment < 0 || !labels.contains(declared.question().control())) {
            String missing = treatment < 0
                    ? declared.question().treatment()
                    : declared.question().control();
            throw SimulationCode.DOES_NOT_FIT.error(
                    "the design has no arm `" + missing + "`",
                    "it hands out " + String.join(", ", labels),
                    "name arms that the design has: `--treatment " + labels.getLast() + " --control "
                            + labels.getFirst() + "`");
        }
        return treatment;
    }

    static Diagnosis run(Declaration declared, SimulationOptions options, Runnable done) {
        return new Simulator(declared, options, done).run();
    }

    private Diagnosis run() {
        Replication replication = Replication.run(options, tallies, TASK, this::experiment, this::refuse, done);
        return Summary.of(declared, options, tallies, realised, replication, sampler.keepsOutcomes());
    }

    private void refuse(int e, CopseException first) {
        throw SimulationCode.DOES_NOT_FIT.error(
                "`" + declared.estimators().get(e).name() + "` cannot analyse this experiment: "
                        + first.problem().what(),
                first.problem().why(),
                first.problem().fix());
    }

    private void experiment(int k, boolean[] active) {
        RandomStream own = stream.split(k);
        Sampler.Sample sample = sampler.draw(own.split(0));
        Randomisation randomisation = sample.randomisation();
        Assignment assignment = randomisation.assign(Seed.of(own.split(1).nextLong()));
        int[] arm = new int[assignment.size()];
        boolean[] treated = new boolean[arm.length];
        for (int u = 0; u < arm.length; u++) {
            arm[u] = assignment.arm(u);
            treated[u] = arm[u] == treatment;
        }
        AddedEffect effect = declared.effect();
        Sampler.Observed seen = sample.observe(
                new Sampler.Treatment(
                        effect.draw(arm.length, own.split(2)),
                        treated,
                        effect.limits().orElse(null)),
                own.split(3),
                withRows);
        realised[k] = seen.realised();
        UnitTotals totals =
                UnitTotals.of(RandomisedUnits.of(assignment), seen.columns(), seen.rows(), seen.mean(), seen.product());
        Experiment rows = seen.data() == null
                ? null
                : Experiment.of(seen.data(), assignment, assignment.units().idColumn());
        for (int e = 0; e < active.length; e++) {
            if (active[e]) {
                estimate(e, k, totals, rows);
            }
        }
    }

    private void estimate(int e, int k, UnitTotals totals, @Nullable Experiment rows) {
        EffectEstimator estimator = estimators.get(e);
        try {
            EffectEstimate estimate;
            if (rows != null && wantsRows(estimator)) {
                estimate = estimator.estimate(rows, declared.question());
            } else if (estimator instanceof TotalsEstimator fromTotals) {
                estimate = fromTotals.estimate(totals, declared.question());
            } else {
                throw new IllegalStateException("no rows");
            }
            tallies.get(e).put(k, estimate, declared.rule());
        } catch (CopseException failure) {
            tallies.get(e).fail(k, failure);
        }
    }
}
