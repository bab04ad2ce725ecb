package copse.scenario;

import copse.math.RandomStream;
import copse.network.Graph;

/// How the outcome of a node comes from its own treatment, its neighbours and chance.
///
/// A node without neighbours has a share of treated neighbours of 0: no spillover reaches it.
///
/// The part that friends have in common is, for node i with dᵢ neighbours, `circleSd (gᵢ + Σ gⱼ)/√(1 + dᵢ)`
/// over its neighbours j with independent standard normal g: its standard deviation is the same at every node,
/// and two nodes are alike as far as their circles overlap. It makes communities differ, and so clusters
/// costly.
public sealed interface NetworkOutcome {
    /// Draws everything but the treatment.
    ///
    /// @param graph nodes and edges
    /// @param stream its children are used, its position is neither used nor changed
    /// @return the outcomes under any treatment
    PotentialOutcomes draw(Graph graph, RandomStream stream);

    /// @return the model in a line, such as `0.05 + 0.2 [treated] + 0.1 · share of treated neighbours + N(0,
    ///     0.01²)`
    default String describe() {
        return switch (this) {
            case Linear sum ->
                terms(sum.base, sum.effect, sum.spillover, sum.circleSd) + " + N(0, " + Parameter.text(sum.residualSd)
                        + "²)";
            case Logistic odds -> "log odds " + terms(odds.base, odds.effect, odds.spillover, odds.circleSd);
            case Contagion spread ->
                "adopts with probability " + Parameter.text(spread.base) + " + " + Parameter.text(spread.effect)
                        + " [treated]; then follows with " + Parameter.text(spread.spillover)
                        + " · share of neighbours who have, in " + spread.rounds
                        + (spread.rounds == 1 ? " round" : " rounds");
        };
    }

    private static String terms(double base, double effect, double spillover, double circleSd) {
        return Parameter.text(base) + " + " + Parameter.text(effect) + " [treated] + " + Parameter.text(spillover)
                + " · share of treated neighbours"
                + (circleSd == 0 ? "" : " + circle of sd " + Parameter.text(circleSd));
    }

    /// A sum: `y = base + effect [treated] + spillover · share + circle + residual`.
    ///
    /// @param base mean without any treatment
    /// @param effect of own treatment
    /// @param spillover of having all neighbours treated instead of none
    /// @param circleSd standard deviation of what friends have in common
    /// @param residualSd standard deviation of the residual
    record Linear(double base, double effect, double spillover, double circleSd, double residualSd)
            implements NetworkOutcome {
        /// @throws copse.error.InputException `S104` if a parameter is out of range
        public Linear {
            Check.finite("base", base, "0.05");
            Check.finite("effect", effect, "0.2");
            Check.finite("spillover", spillover, "0.1");
            Check.sd("circleSd", circleSd, "0");
            Check.sd("residualSd", residualSd, "0.01");
        }

        @Override
        public PotentialOutcomes draw(Graph graph, RandomStream stream) {
            return new SumOutcomes(this, graph, stream);
        }
    }

    /// 0 or 1, with log odds `base + effect [treated] + spillover · share + circle`.
    ///
    /// @param base log odds of 1 without any treatment
    /// @param effect of own treatment on the log odds
    /// @param spillover of having all neighbours treated instead of none, on the log odds
    /// @param circleSd standard deviation of what friends have in common, on the log odds
    record Logistic(double base, double effect, double spillover, double circleSd) implements NetworkOutcome {
        /// @throws copse.error.InputException `S104` if a parameter is out of range
        public Logistic {
            Check.finite("base", base, "-1");
            Check.finite("effect", effect, "0.2");
            Check.finite("spillover", spillover, "0.1");
            Check.sd("circleSd", circleSd, "0");
        }

        @Override
        public PotentialOutcomes draw(Graph graph, RandomStream stream) {
            return new LogitOutcomes(this, graph, stream);
        }
    }

    /// 0 or 1, spreading: a node adopts by itself with probability `base + effect [treated]`; then, in each
    /// round, those who have not adopted yet do so with probability `spillover · share`, the share being that
    /// of their neighbours who had adopted before the round. The outcome is whether a node has adopted in the
    /// end.
    ///
    /// Here treatment reaches beyond direct neighbours: up to `rounds` edges far.
    ///
    /// @param base probability to adopt by oneself, untreated
    /// @param effect of own treatment on that probability
    /// @param spillover probability to follow in a round, if all neighbours have adopted
    /// @param rounds how often it spreads
    record Contagion(double base, double effect, double spillover, int rounds) implements NetworkOutcome {
        /// @throws copse.error.InputException `S104` if a parameter is out of range
        public Contagion {
            Check.between("base", base, 0, 1, "0.05");
            Check.between("effect", effect, -base, 1 - base, "0.2");
            Check.between("spillover", spillover, 0, 1, "0.1");
            Check.atLeast("rounds", rounds, 1, "3");
        }

        @Override
        public PotentialOutcomes draw(Graph graph, RandomStream stream) {
            return new SpreadOutcomes(this, graph, stream);
        }
    }
}
