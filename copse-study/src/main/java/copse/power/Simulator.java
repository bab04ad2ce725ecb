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
import copse.infer.Share;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.math.Tasks;
import java.util.Arrays;
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
    // Experiments after which it is asked for the first time whether to stop; then half as many again each time.
    private static final int FIRST_LOOK = 96;
    // An estimator that failed this often and never else does not fit the design.
    private static final int HOPELESS = 20;

    // P(|Z| < 1)
    private static final double ONE_SIGMA = 0.682689492137086;

    private final Declaration declared;
    private final SimulationOptions options;
    private final List<EffectEstimator> estimators;
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
        Outcomes outcomes = new Outcomes(estimators.size(), options.replicates());
        boolean[] active = new boolean[estimators.size()];
        Arrays.fill(active, true);
        int run = 0;
        int look = FIRST_LOOK;
        Diagnosis.Stop stop = Diagnosis.Stop.ALL_RUN;
        while (run < options.replicates()) {
            int from = run;
            int to = Math.min(options.replicates(), Math.max(look, run + 1));
            Tasks.run((to - from + TASK - 1) / TASK, options.threads(), task -> {
                for (int k = from + task * TASK; k < Math.min(to, from + (task + 1) * TASK); k++) {
                    experiment(k, active, outcomes);
                    done.run();
                }
            });
            run = to;
            look = look + look / 2;
            boolean any = false;
            boolean precise = true;
            for (int e = 0; e < active.length; e++) {
                if (!active[e]) {
                    continue;
                }
                refuseHopeless(e, outcomes, run);
                active[e] = outcomes.failed(e, run) <= options.mostFailed() * run;
                any |= active[e];
                precise &= !active[e]
                        || options.error().isPresent()
                                && wide(outcomes.power(e, run))
                                        <= options.error().getAsDouble();
            }
            if (!any) {
                stop = Diagnosis.Stop.TOO_MANY_FAILED;
                break;
            }
            if (precise) {
                stop = Diagnosis.Stop.PRECISE;
                break;
            }
        }
        return Summary.of(declared, options, outcomes, run, stop, active, sampler.keepsOutcomes());
    }

    /// The Monte Carlo error of a share, never 0: half the width of Wilson's interval of one standard error on
    /// each side.
    private static double wide(Share share) {
        return 0.5 * share.wilson(ONE_SIGMA).width();
    }

    private void refuseHopeless(int e, Outcomes outcomes, int run) {
        if (run >= HOPELESS && outcomes.failed(e, run) == run && outcomes.sameFailure(e, run)) {
            CopseException first = outcomes.firstFailure(e);
            throw SimulationCode.DOES_NOT_FIT.error(
                    "`" + declared.estimators().get(e).name() + "` cannot analyse this experiment: "
                            + first.problem().what(),
                    first.problem().why(),
                    first.problem().fix());
        }
    }

    private void experiment(int k, boolean[] active, Outcomes outcomes) {
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
        outcomes.realised[k] = seen.realised();
        UnitTotals totals =
                UnitTotals.of(RandomisedUnits.of(assignment), seen.columns(), seen.rows(), seen.mean(), seen.product());
        Experiment rows = seen.data() == null
                ? null
                : Experiment.of(seen.data(), assignment, assignment.units().idColumn());
        for (int e = 0; e < active.length; e++) {
            if (active[e]) {
                estimate(e, k, totals, rows, outcomes);
            }
        }
    }

    private void estimate(int e, int k, UnitTotals totals, @Nullable Experiment rows, Outcomes outcomes) {
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
            outcomes.put(e, k, estimate, declared.rule());
        } catch (CopseException failure) {
            outcomes.fail(e, k, failure);
        }
    }
}
