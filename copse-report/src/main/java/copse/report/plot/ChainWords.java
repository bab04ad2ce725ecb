package copse.report.plot;

import copse.mcmc.Chains;
import copse.mcmc.Draws;
import copse.report.Numbers;
import copse.report.Phrases;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// What is said of chains under any picture of them: how many, and whether they agree.
final class ChainWords {
    private static final int RHAT_DIGITS = 3;

    private ChainWords() {}

    /// @param draws of the chains
    /// @param parameters that are drawn
    /// @param asked number of parameters that were to be drawn
    /// @param phrases of this package
    /// @return one or two sentences
    static String of(Draws draws, List<String> parameters, int asked, Phrases phrases) {
        double rhat = Double.NEGATIVE_INFINITY;
        double ess = Double.POSITIVE_INFINITY;
        String worst = "";
        String thinnest = "";
        for (String parameter : parameters) {
            Chains chains = draws.of(parameter);
            OptionalDouble own = chains.rhat();
            if (own.isPresent() && own.getAsDouble() > rhat) {
                rhat = own.getAsDouble();
                worst = parameter;
            }
            OptionalDouble size = chains.essBulk();
            if (size.isPresent() && size.getAsDouble() < ess) {
                ess = size.getAsDouble();
                thinnest = parameter;
            }
        }
        String count = phrases.say(
                "chains.count",
                Numbers.count(draws.chains()),
                Numbers.count(draws.perChain()),
                Numbers.count(parameters.size()));
        String quality = worst.isEmpty() || thinnest.isEmpty()
                ? phrases.say("chains.undefined")
                : phrases.say(
                        "chains.quality",
                        Numbers.fixed(rhat, RHAT_DIGITS),
                        worst,
                        Numbers.count(Math.round(ess)),
                        thinnest);
        String rest =
                asked > parameters.size() ? phrases.say("chains.rest", Numbers.count(asked - parameters.size())) : "";
        return count + quality + rest;
    }

    /// @param draws of the chains
    /// @param phrases of this package
    /// @return names of the chains in legends
    static List<String> names(Draws draws, Phrases phrases) {
        return IntStream.rangeClosed(1, draws.chains())
                .mapToObj(chain -> phrases.say("chains.name", chain))
                .toList();
    }
}
