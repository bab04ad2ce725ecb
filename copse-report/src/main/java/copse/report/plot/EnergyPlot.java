package copse.report.plot;

import copse.mcmc.Trace;
import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Energies of the sampler: how they spread, and how far they move from draw to draw. Where moves are much
/// narrower than the spread, the sampler is slow to reach the tails.
///
/// Source: Betancourt (2016), Diagnosing suboptimal cotangent disintegrations in Hamiltonian Monte Carlo,
/// arXiv:1604.00695
public final class EnergyPlot {
    /// An energy fraction below this is a warning, as in [Trace#energyFraction()].
    private static final double LOW = 0.3;

    private EnergyPlot() {}

    /// @param traces what the sampler saw, by chain, at least one of two draws
    /// @param language of the words
    /// @return the chart `energy`
    public static Chart of(List<Trace> traces, Language language) {
        Phrases phrases = Phrases.of(EnergyPlot.class, language);
        double[] spread = traces.stream()
                .flatMapToDouble(trace -> centred(trace.energy()))
                .toArray();
        double[] moves =
                traces.stream().flatMapToDouble(trace -> moves(trace.energy())).toArray();
        List<String> names = List.of(phrases.say("energy.spread"), phrases.say("energy.moves"));
        Rows rows = Rows.of("energy", "density", "zero", "what");
        add(rows, spread, names.get(0));
        add(rows, moves, names.get(1));
        double least = traces.stream().mapToDouble(Trace::energyFraction).min().orElse(Double.NaN);
        String all = traces.stream()
                .map(trace -> Numbers.fixed(trace.energyFraction(), 2))
                .collect(Collectors.joining(phrases.say("chains.comma")));
        Channel energy = Channel.number("energy").title(phrases.say("energy.energy"));
        return Specs.chart(
                "energy",
                phrases.say("energy.title"),
                phrases.say("energy.told", all) + phrases.say(least < LOW ? "energy.low" : "energy.fine"),
                Specs.layered(
                        rows,
                        Mark.of("area")
                                .set("opacity", 0.25)
                                .x(energy)
                                .y(Channel.number("zero").noAxis())
                                .y2("density")
                                .encode("color", Channel.colour("what", names)),
                        Mark.of("line")
                                .x(energy)
                                .y(Channel.number("density").noAxis())
                                .encode("color", Channel.colour("what", names))
                                .encode("strokeDash", Channel.dash("what", names))));
    }

    private static DoubleStream centred(double[] energy) {
        double mean = Arrays.stream(energy).average().orElse(0);
        return Arrays.stream(energy).map(value -> value - mean);
    }

    private static DoubleStream moves(double[] energy) {
        return IntStream.range(1, energy.length).mapToDouble(i -> energy[i] - energy[i - 1]);
    }

    private static void add(Rows rows, double[] values, String name) {
        DensityCurve.of(values, Support.LINE).ifPresent(curve -> curve.addTo(rows, 0, name));
    }
}
