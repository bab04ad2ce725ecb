package copse.mcmc;

import copse.error.Diagnostic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/// Says in words what a run of the sampler lets doubt.
///
/// Source of the limits: Vehtari et al. (2021), Bayesian Anal. 16(2), section 4 (R̂ 1.01, 100 effective draws
/// per chain); Betancourt (2016), arXiv:1604.00695, and the practice since (E-BFMI 0.3).
public final class SamplingDiagnostics {
    private static final double LARGEST_RHAT = 1.01;
    private static final double LEAST_ESS_PER_CHAIN = 100;
    private static final double LEAST_ENERGY_FRACTION = 0.3;
    // Below what adaptation by the end of warm-up leaves of chance.
    private static final double MISSED_ACCEPTANCE = 0.15;

    private SamplingDiagnostics() {}

    /// @param run what the sampler gave
    /// @param settings it ran with
    /// @return what a reader must know, the gravest first; empty if nothing
    public static List<Diagnostic> of(Sampling run, Nuts settings) {
        return of(run, settings, DrawSummary.of(run.draws(), settings.threads()));
    }

    /// @param run what the sampler gave
    /// @param settings it ran with
    /// @param summaries of its draws, so that they need not be made again
    /// @return what a reader must know, the gravest first; empty if nothing
    public static List<Diagnostic> of(Sampling run, Nuts settings, List<DrawSummary> summaries) {
        List<Diagnostic> found = new ArrayList<>();
        stuck(run).ifPresent(found::add);
        divergent(run).ifPresent(found::add);
        notMixed(summaries).ifPresent(found::add);
        fewEffective(run, summaries).ifPresent(found::add);
        lowEnergy(run).ifPresent(found::add);
        lowAcceptance(run, settings).ifPresent(found::add);
        treeDepth(run, settings).ifPresent(found::add);
        return found;
    }

    private static Optional<Diagnostic> stuck(Sampling run) {
        Draws draws = run.draws();
        // whatever the prior holds constant stands still in every chain
        List<Integer> moving = new ArrayList<>();
        for (int p = 0; p < draws.names().size(); p++) {
            if (Spread.varies(draws.chains(p))) {
                moving.add(p);
            }
        }
        List<String> stuck = new ArrayList<>();
        for (int c = 0; c < draws.chains(); c++) {
            int chain = c;
            boolean moved = draws.perChain() < 2
                    || moving.stream().anyMatch(p -> Spread.varies(new double[][] {draws.values(chain, p)}));
            if (!moved && !moving.isEmpty()) {
                stuck.add(Integer.toString(c + 1));
            }
        }
        return stuck.isEmpty()
                ? Optional.empty()
                : Optional.of(SamplingCode.STUCK.diagnostic(
                        "chain " + String.join(", ", stuck),
                        stuck.size(),
                        0,
                        "Of " + draws.chains() + " chains " + stuck.size() + " never moved (" + String.join(", ", stuck)
                                + "): their draws are one point, repeated."));
    }

    private static Optional<Diagnostic> divergent(Sampling run) {
        int count = run.divergences();
        if (count == 0) {
            return Optional.empty();
        }
        Optional<DivergencePlace> place = DivergencePlace.of(run);
        String where = place.map(at -> String.format(
                        Locale.ROOT,
                        " They begin at unusually %s values of `%s`: median %.3g there, %.3g overall.",
                        at.there() < at.overall() ? "small" : "large",
                        at.parameter(),
                        at.there(),
                        at.overall()))
                .orElse(" They begin at no particular values of any parameter, which smaller steps mostly cure.");
        return Optional.of(SamplingCode.DIVERGENT.diagnostic(
                place.map(DivergencePlace::parameter).orElse(""),
                count,
                0,
                String.format(
                        Locale.ROOT,
                        "%,d of %,d trajectories diverged: the draws leave out places where the density bends sharply.%s",
                        count,
                        run.draws().count(),
                        where)));
    }

    private static Optional<Diagnostic> notMixed(List<DrawSummary> summaries) {
        DrawSummary worst = null;
        int count = 0;
        for (DrawSummary row : summaries) {
            if (row.rhat().orElse(0) > LARGEST_RHAT) {
                count++;
                worst = worst == null || row.rhat().orElse(0) > worst.rhat().orElse(0) ? row : worst;
            }
        }
        if (worst == null) {
            return Optional.empty();
        }
        double rhat = worst.rhat().orElseThrow();
        return Optional.of(SamplingCode.NOT_MIXED.diagnostic(
                worst.name(),
                rhat,
                LARGEST_RHAT,
                String.format(
                        Locale.ROOT,
                        "The chains disagree: R-hat is above %.2f for %,d of %,d parameters, most for `%s` (%.3f).",
                        LARGEST_RHAT,
                        count,
                        summaries.size(),
                        worst.name(),
                        rhat)));
    }

    private static Optional<Diagnostic> fewEffective(Sampling run, List<DrawSummary> summaries) {
        double wanted = LEAST_ESS_PER_CHAIN * run.draws().chains();
        Least bulk = Least.of(summaries, DrawSummary::essBulk);
        Least tail = Least.of(summaries, DrawSummary::essTail);
        Least least = bulk.size() <= tail.size() ? bulk : tail;
        if (!(least.size() < wanted)) {
            return Optional.empty();
        }
        double perChain = run.draws().perChain();
        // in proportion, with a tenth more for chance, in full hundreds
        long draws = (long) Math.ceil(perChain * 1.1 * wanted / Math.max(1, least.size()) / 100) * 100;
        return Optional.of(SamplingCode.FEW_EFFECTIVE.diagnostic(
                least.parameter(),
                least.size(),
                wanted,
                String.format(
                        Locale.ROOT,
                        "There are only %.0f effective draws in the %s of `%s`, out of %,d; %.0f are needed.",
                        least.size(),
                        least == bulk ? "bulk" : "tails",
                        least.parameter(),
                        run.draws().count(),
                        wanted),
                String.format(
                        Locale.ROOT,
                        "Draw until there are enough: --until-ess %.0f (about --draws %d).",
                        wanted,
                        draws)));
    }

    /// The parameter with the fewest effective draws.
    private record Least(String parameter, double size) {
        static Least of(List<DrawSummary> summaries, Function<DrawSummary, OptionalDouble> size) {
            Least least = new Least("", Double.POSITIVE_INFINITY);
            for (DrawSummary row : summaries) {
                double own = size.apply(row).orElse(Double.POSITIVE_INFINITY);
                least = own < least.size ? new Least(row.name(), own) : least;
            }
            return least;
        }
    }

    private static Optional<Diagnostic> lowEnergy(Sampling run) {
        double least = Double.POSITIVE_INFINITY;
        int count = 0;
        for (Trace trace : run.traces()) {
            double fraction = trace.energyFraction();
            if (fraction < LEAST_ENERGY_FRACTION) {
                count++;
                least = Math.min(least, fraction);
            }
        }
        return count == 0
                ? Optional.empty()
                : Optional.of(SamplingCode.LOW_ENERGY.diagnostic(
                        "energy",
                        least,
                        LEAST_ENERGY_FRACTION,
                        String.format(
                                Locale.ROOT,
                                "Energies hardly change from draw to draw in %d of %d chains (E-BFMI down to %.2f): the tails"
                                        + " may not have been reached.",
                                count,
                                run.traces().size(),
                                least)));
    }

    private static Optional<Diagnostic> lowAcceptance(Sampling run, Nuts settings) {
        double least = run.traces().stream()
                .mapToDouble(
                        trace -> Arrays.stream(trace.acceptance()).average().orElse(1))
                .min()
                .orElse(1);
        double limit = settings.targetAcceptance() - MISSED_ACCEPTANCE;
        return least >= limit
                ? Optional.empty()
                : Optional.of(SamplingCode.LOW_ACCEPTANCE.diagnostic(
                        "acceptance",
                        least,
                        limit,
                        String.format(
                                Locale.ROOT,
                                "A chain accepted with a mean probability of %.2f, where %.2f was aimed at: its warm-up was"
                                        + " too short for what it met later.",
                                least,
                                settings.targetAcceptance())));
    }

    private static Optional<Diagnostic> treeDepth(Sampling run, Nuts settings) {
        long hits = run.traces().stream()
                .flatMapToInt(trace -> Arrays.stream(trace.depth()))
                .filter(depth -> depth >= settings.maxDepth())
                .count();
        return hits == 0
                ? Optional.empty()
                : Optional.of(SamplingCode.TREE_DEPTH.diagnostic(
                        "",
                        hits,
                        0,
                        String.format(
                                Locale.ROOT,
                                "%,d of %,d trajectories were cut off at depth %d before they turned back.",
                                hits,
                                run.draws().count(),
                                settings.maxDepth()),
                        "Allow longer trajectories: --max-depth " + (settings.maxDepth() + 2)
                                + ". If time matters, bring predictors to similar scales, and see whether two of them are"
                                + " nearly the same."));
    }
}
