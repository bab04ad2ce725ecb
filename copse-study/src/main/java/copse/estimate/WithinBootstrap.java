package copse.estimate;

import copse.error.Diagnostic;
import copse.error.InputException;
import copse.formula.Formula;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.Words;
import copse.infer.ConfidenceDistribution;
import copse.lmm.Convergence;
import copse.lmm.Estimator;
import copse.lmm.Lmm;
import copse.lmm.LmmFit;
import copse.math.Seed;
import copse.model.ModelSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// The call-centre notebook's "within-representative bootstrap": rows are drawn with replacement within each
/// representative, a model is fitted to each draw, and limits are read off the arm's coefficients.
///
/// It is here so that what was done can be repeated and judged. The units that were randomised stay as they are
/// in every draw, so that its interval leaves out nearly all of the uncertainty; every estimate carries the
/// diagnostic `resampled-below-randomised`, with how many times too short the standard error is and how often
/// an interval so made would hold the effect, both from the variances of these data. Use [ClusterBootstrap].
///
/// Cost: per draw one random number per row and one fit on sums by level.
///
/// @param formula the model, the arms under the name of [#arm()], such as `y ~ arm + x + (1 | centre/rep)`
/// @param arm column that gets the arms in the formula
/// @param within column of the group in which rows are drawn
/// @param size rows drawn in each group; empty for as many as there are
/// @param replicates B
/// @param rule which of the sorted draws are the limits
/// @param seed of the draws
public record WithinBootstrap(
        Formula formula, String arm, String within, OptionalInt size, int replicates, PercentileRule rule, Seed seed)
        implements EffectEstimator {
    private static final double MOST_FAILED = 0.1;
    // Levels are decimals; a content that differs by rounding is the level.
    private static final double ENOUGH = 1e-9;

    /// @throws copse.error.InputException `E301` for fewer than two draws
    public WithinBootstrap {
        if (replicates < 2) {
            throw BootstrapCode.FEW_REPLICATES.error(
                    (replicates == 1 ? "1 draw gives" : replicates + " draws give") + " no interval",
                    "its limits are two of the sorted draws",
                    "draw 1999");
        }
    }

    /// As the notebook has it: 20 draws of 1,200 rows per group, the offset rounded half to even.
    ///
    /// @param formula the model, such as `call_CSAT ~ reason + age + grp + (1 | center_ID/rep_ID)`
    /// @param arm column of the arms in it: `grp`
    /// @param within the representatives: `rep_ID`
    /// @param seed of the draws
    /// @return the estimator
    public static WithinBootstrap notebook(String formula, String arm, String within, Seed seed) {
        return new WithinBootstrap(
                Formula.parse(formula),
                arm,
                within,
                OptionalInt.of(1200),
                20,
                new PercentileRule.HalfEvenOffset(),
                seed);
    }

    @Override
    public String name() {
        return "bootstrap of rows within " + within;
    }

    @Override
    public EffectEstimate estimate(Experiment experiment, Question question) {
        RandomisedUnits units = experiment.units();
        int treatment = units.armOf(question.treatment());
        int control = units.armOf(question.control());
        int[] kept = IntStream.range(0, experiment.rows().rows())
                .filter(row -> isEither(units.arm(experiment.unitOf(row)), treatment, control))
                .toArray();
        int[] arms = Arrays.stream(kept)
                .map(row -> units.arm(experiment.unitOf(row)) == treatment ? 1 : 0)
                .toArray();
        Frame data = experiment
                .rows()
                .rows(kept)
                .asFactor(within)
                .with(arm, FactorColumn.wrap(arms, Levels.of(question.control(), question.treatment())));
        requireWithin(data.factor(within));
        ModelSpec spec = model(formula, arm, data, question.treatment());
        ResampledProducts rows = ResampledProducts.of(
                spec, List.of(data), data.factor(within), FactorColumn.wrap(new int[kept.length], Levels.of("all")));
        int draw = size.orElse(Math.max(1, rows.rows() / rows.groups()));
        LmmFit fit = Lmm.fit(rows.observed().products(0, new int[1]), Estimator.REML);
        double value = coefficient(fit, name(question.treatment()));
        ResampledProducts.Drawn drawn = rows.draw(replicates, draw, (_, _, _) -> true, seed.stream());
        double[] draws = coefficients(drawn, name(question.treatment()));
        int failed = replicates - draws.length;
        if (draws.length == 0 || failed > MOST_FAILED * replicates) {
            throw BootstrapCode.FAILED_REPLICATES.error(
                    failed + " of " + replicates + " fits found no optimum",
                    "the rest is no sample of the estimator: the random terms are too many for these data",
                    "simplify the random terms of `" + formula + "`");
        }
        String method = "bootstrap of rows within " + within + ", " + Words.count(draws.length, "draw") + " of "
                + Words.count(draw, "row") + " each, percentiles (" + rule.label() + ")";
        EffectEstimate estimate = EffectEstimate.of(
                "coefficient " + name(question.treatment()) + " of " + formula,
                method,
                value,
                OptionalDouble.of(deviation(draws)),
                OptionalDouble.empty(),
                new Percentiles(draws, rule),
                question,
                rows.rows(),
                rows.groups(),
                List.of());
        return estimate.withDiagnostics(diagnostics(experiment, question, draws));
    }

    private static boolean isEither(int arm, int treatment, int control) {
        return arm == treatment || arm == control;
    }

    private String name(String treatment) {
        return arm + "[" + treatment + "]";
    }

    private void requireWithin(FactorColumn groups) {
        if (groups.missing().count() > 0) {
            throw BootstrapCode.BAD_RULE.error(
                    "`" + within + "` is missing in "
                            + Words.count(groups.missing().count(), "row"),
                    "rows are drawn within its groups",
                    "leave these rows out: `--where '" + within + " is not null'`");
        }
    }

    /// Holds a formula against data whose arms are a factor.
    ///
    /// @param formula the model
    /// @param arm column of the arms
    /// @param data with both arms among its rows
    /// @param treatment the arm whose coefficient is wanted
    /// @return the model
    /// @throws copse.error.InputException `E306` if the model has no coefficient of the arm
    public static ModelSpec model(Formula formula, String arm, Frame data, String treatment) {
        ModelSpec spec = ModelSpec.of(formula, data);
        String wanted = arm + "[" + treatment + "]";
        if (!spec.fixedNames().contains(wanted)) {
            throw BootstrapCode.BAD_RULE.error(
                    "no coefficient `" + wanted + "` in `" + formula + "`",
                    "its coefficients are " + Problems.list(spec.fixedNames()),
                    "add the arms to the formula under the name `" + arm + "`: `" + arm + "` as a term of its own");
        }
        return spec;
    }

    private static double coefficient(LmmFit fit, String name) {
        int index = fit.fixedNames().indexOf(name);
        if (index < 0) {
            throw BootstrapCode.BAD_RULE.error(
                    "the coefficient `" + name + "` cannot be told apart from others",
                    "the arms are a combination of other terms in these rows",
                    "leave out the term that determines the arm");
        }
        return fit.beta()[index];
    }

    private double[] coefficients(ResampledProducts.Drawn drawn, String name) {
        return IntStream.range(0, replicates)
                .parallel()
                .mapToObj(b -> Lmm.fit(drawn.products(b, new int[1]), Estimator.REML))
                .filter(fit -> !(fit.convergence() instanceof Convergence.Failed))
                .mapToDouble(fit -> coefficient(fit, name))
                .toArray();
    }

    private List<Diagnostic> diagnostics(Experiment experiment, Question question, double[] draws) {
        List<Diagnostic> found = new ArrayList<>();
        double content = rule.content(draws.length, question.level());
        found.add(belowRandomised(experiment, question, draws, content));
        if (content < question.level() - ENOUGH) {
            found.add(BootstrapCode.CONTENT.diagnostic(
                    "draws",
                    content,
                    question.level(),
                    "With " + Words.count(draws.length, "draw") + " the interval of nominal level "
                            + Words.percent(question.level()) + " holds a further draw with probability "
                            + Words.percent(content) + "."));
        }
        return found;
    }

    private Diagnostic belowRandomised(Experiment experiment, Question question, double[] draws, double content) {
        double se;
        String what;
        try {
            UnitTotals totals = experiment.totals(question.withCovariates(List.of()));
            ResampledUnits units =
                    ResampledUnits.of(totals, question, BootstrapOptions.Scheme.AS_RANDOMISED, Counting.UNITS);
            double[] once = new double[units.effect().strata().length];
            Arrays.fill(once, 1);
            ResampledEffect.Value whole = units.effect().of(once);
            se = whole == null ? 0 : whole.se();
            what = units.units() + " units were randomised, and rows within " + within + " were drawn";
        } catch (InputException tooFew) {
            return BootstrapCode.BELOW_RANDOMISED.diagnostic(
                    within,
                    0,
                    1,
                    "Rows within " + within + " were drawn, and of the units that were randomised there are too few to"
                            + " say by how much the interval is too short ("
                            + tooFew.problem().what() + ").");
        }
        BootstrapLevel level = new BootstrapLevel(deviation(draws), se);
        return BootstrapCode.BELOW_RANDOMISED.diagnostic(
                within,
                level.ratio(),
                1,
                what + ": the standard error of the draws, " + Words.about(level.withinSe())
                        + ", is " + String.format(Locale.ROOT, "%.0f", level.ratio())
                        + " times smaller than that of the difference between units, " + Words.about(level.se())
                        + "; such an interval holds the effect in about "
                        + Words.percent(level.coverage(content)) + " of studies, not in "
                        + Words.percent(question.level()) + ".");
    }

    private static double deviation(double[] draws) {
        double mean = Arrays.stream(draws).average().orElse(0);
        double squares = Arrays.stream(draws).map(d -> (d - mean) * (d - mean)).sum();
        return Math.sqrt(squares / Math.max(1, draws.length - 1));
    }

    private record Percentiles(double[] draws, PercentileRule rule) implements ConfidenceDistribution {
        @Override
        public double above(double bound) {
            return (1.0 + Arrays.stream(draws).filter(d -> d <= bound).count()) / (draws.length + 1.0);
        }

        @Override
        public double below(double bound) {
            return (1.0 + Arrays.stream(draws).filter(d -> d >= bound).count()) / (draws.length + 1.0);
        }

        @Override
        public double lower(double tail) {
            return rule.interval(draws, 1 - 2 * tail).lower().value();
        }

        @Override
        public double upper(double tail) {
            return rule.interval(draws, 1 - 2 * tail).upper().value();
        }
    }
}
