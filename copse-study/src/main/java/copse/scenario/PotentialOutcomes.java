package copse.scenario;

import java.util.OptionalDouble;

/// What every node would have under any treatment of all nodes: everything random has been drawn. Immutable;
/// may be asked by many threads.
public interface PotentialOutcomes {
    /// The outcomes under one treatment. Cost: one pass over the nodes; with contagion one over the edges for
    /// each round.
    ///
    /// @param treated who is treated, in the graph that these were drawn for
    /// @param into the outcome of each node. *Modified.*
    void under(TreatedNodes treated, double[] into);

    /// The total effect on these nodes: the mean outcome if all of them are treated less that if none is. What
    /// chance alone adds is left out as far as a formula can: probabilities stand for outcomes of 0 and 1, and
    /// only contagion compares outcomes drawn with the same random numbers.
    ///
    /// @return the effect
    double totalEffect();

    /// The mean effect of a node's own treatment while its neighbours stay as they are.
    ///
    /// @param treated the treatment of the neighbours
    /// @return the effect; empty with contagion, where own treatment comes back through the neighbours
    OptionalDouble directEffect(TreatedNodes treated);

    /// The mean effect, on untreated nodes that have neighbours, of having all neighbours treated instead of
    /// none.
    ///
    /// @return the effect; empty with contagion, and if no node has neighbours
    OptionalDouble spilloverEffect();
}
