package copse.glmm;

import copse.lmm.Convergence;
import copse.lmm.Parameter;
import copse.lmm.ParametricBootstrap;
import copse.math.RandomStream;
import copse.model.Cells;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// The parametric bootstrap of a generalised linear mixed model: how parameters, and anything computed from
/// them, scatter if the model is true.
///
/// A replicate draws new effects of all groups and new outcomes of all cells, and fits the same model to them.
/// Nothing is taken as normal, so limits of variances and of effects of rare outcomes need no large sample to
/// be about right. Replicate k takes the k-th child of the random stream: the same stream gives the same draws
/// for any number of threads. Refits that do not reach a verified optimum, or lack a finite one (separation),
/// are counted apart and left out.
///
/// ```java
/// ParametricBootstrap boot = GlmmBootstrap.of(fit, 1000, Seed.of(1).stream());
/// boot.intervals(ParametricBootstrap.Kind.PERCENTILE, 0.95);
/// ```
///
/// Source: Davison and Hinkley (1997), Bootstrap Methods and their Application, sections 2.3 and 5.2.
public final class GlmmBootstrap {
    private GlmmBootstrap() {}

    /// @param fit the model to draw from and to refit, by its own integration
    /// @param replicates number of refits, at least 20
    /// @param random the stream whose children the replicates take
    /// @return the draws of standard deviations, correlations, shape, coefficients, zero inflation
    /// @throws copse.error.NumericException `N213` if more than a tenth of the refits fail
    public static ParametricBootstrap of(GlmmFit fit, int replicates, RandomStream random) {
        return of(fit, replicates, random, Map.of(), () -> {});
    }

    /// The same with numbers of one's own, such as effects on the outcome scale, for those who watch it.
    ///
    /// @param fit the model to draw from and to refit, by its own integration
    /// @param replicates number of refits, at least 20
    /// @param random the stream whose children the replicates take
    /// @param derived by name what else is computed of each refit; they come after the parameters, as
    ///     [Parameter.Derived]
    /// @param refitted called after each refit, from any thread
    /// @return the draws
    /// @throws copse.error.NumericException `N213` if more than a tenth of the refits fail
    public static ParametricBootstrap of(
            GlmmFit fit,
            int replicates,
            RandomStream random,
            Map<String, ToDoubleFunction<GlmmFit>> derived,
            Runnable refitted) {
        Map<String, ToDoubleFunction<GlmmFit>> more = new LinkedHashMap<>(derived);
        List<Parameter> parameters = new ArrayList<>(GlmmParameters.of(fit));
        more.keySet().forEach(name -> parameters.add(new Parameter.Derived(name)));
        Cells rows = fit.cells().apart();
        OutcomeSimulator simulator = new OutcomeSimulator(fit, rows);
        GlmmFit apart = rows == fit.cells() ? fit : Glmm.fit(rows, fit.family(), fit.integration());
        return ParametricBootstrap.of(fit, parameters, values(fit, more), replicates, k -> {
            GlmmFit refit = apart.refit(simulator.draw(random.split(k)));
            refitted.run();
            return refit.convergence() instanceof Convergence.Failed ? new double[0] : values(refit, more);
        });
    }

    private static double[] values(GlmmFit fit, Map<String, ToDoubleFunction<GlmmFit>> derived) {
        double[] own = GlmmParameters.values(fit);
        double[] all = Arrays.copyOf(own, own.length + derived.size());
        int at = own.length;
        for (ToDoubleFunction<GlmmFit> function : derived.values()) {
            all[at++] = function.applyAsDouble(fit);
        }
        return all;
    }
}
