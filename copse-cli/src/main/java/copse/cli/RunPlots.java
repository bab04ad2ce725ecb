package copse.cli;

import copse.error.Suggestion;
import copse.mcmc.Draws;
import copse.report.Chart;
import copse.report.plot.AutocorrelationPlot;
import copse.report.plot.DensityPlot;
import copse.report.plot.EnergyPlot;
import copse.report.plot.PairPlot;
import copse.report.plot.ParameterChoice;
import copse.report.plot.RankPlot;
import copse.report.plot.TracePlot;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Pictures of how a posterior was sampled.
final class RunPlots {
    private static final String PART = "sampling";

    private static final Set<PlotSource> OF_RUNS = EnumSet.of(PlotSource.RUN);

    private RunPlots() {}

    static List<PlotKind> kinds() {
        return List.of(
                kind("trace", "draws of each chain in order, beside their densities", RunPlots::trace),
                kind("rank", "ranks of the draws of each chain among all", RunPlots::rank),
                kind("density", "density of each chain and of all", RunPlots::density),
                kind("autocorrelation", "correlation of draws with later ones", RunPlots::autocorrelation),
                kind("pairs", "parameters against each other, with divergences", RunPlots::pairs),
                kind("energy", "whether the sampler reaches the tails", RunPlots::energy));
    }

    private static PlotKind kind(String name, String shows, PlotKind.Maker maker) {
        return new PlotKind(name, PART, shows, OF_RUNS, "copse plot " + name + " run", maker);
    }

    private static Chart trace(PlotRequest request) {
        SavedRun run = request.run();
        Draws draws = run.fit().draws();
        return TracePlot.of(draws, run.fit().sampling().traces(), parameters(request, draws), request.language());
    }

    private static Chart rank(PlotRequest request) {
        Draws draws = request.run().fit().draws();
        return RankPlot.of(draws, parameters(request, draws), request.language());
    }

    private static Chart density(PlotRequest request) {
        Draws draws = request.run().fit().draws();
        return DensityPlot.of(draws, parameters(request, draws), request.language());
    }

    private static Chart autocorrelation(PlotRequest request) {
        Draws draws = request.run().fit().draws();
        return AutocorrelationPlot.of(draws, parameters(request, draws), request.language());
    }

    private static Chart pairs(PlotRequest request) {
        SavedRun run = request.run();
        Draws draws = run.fit().draws();
        List<String> parameters = parameters(request, draws);
        if (parameters.size() < 2) {
            throw new UsageException(
                    CliCode.MISSING_ARGUMENT,
                    "missing a second --parameter",
                    "a pair has two",
                    "--parameter '" + draws.names().get(0) + "' --parameter '"
                            + draws.names().getLast() + "'");
        }
        return PairPlot.of(draws, run.fit().sampling().traces(), parameters, request.language());
    }

    private static Chart energy(PlotRequest request) {
        return EnergyPlot.of(request.run().fit().sampling().traces(), request.language());
    }

    /// @param request what is asked
    /// @param draws of the run
    /// @return the parameters asked for, or the usual ones
    static List<String> parameters(PlotRequest request, Draws draws) {
        if (request.options().parameters().isEmpty()) {
            return ParameterChoice.usual(draws);
        }
        Set<String> all = new LinkedHashSet<>();
        for (String wanted : request.options().parameters()) {
            List<String> matching = ParameterChoice.matching(draws.names(), wanted);
            if (matching.isEmpty()) {
                throw unknown(wanted, draws.names());
            }
            all.addAll(matching);
        }
        return List.copyOf(all);
    }

    /// @param wanted that there is not
    /// @param names that there are
    /// @return the error to throw
    static UsageException unknown(String wanted, List<String> names) {
        List<String> few = names.stream().filter(name -> !name.startsWith("r(")).toList();
        return new UsageException(
                CliCode.BAD_VALUE,
                "no parameter `" + wanted + "`",
                "there are " + String.join(", ", few) + (few.size() < names.size() ? ", and those of groups" : ""),
                "--parameter '" + Suggestion.closest(wanted, names).orElse(names.getFirst()) + "'");
    }
}
