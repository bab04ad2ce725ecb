package copse.design;

import copse.frame.FactorColumn;
import copse.math.RandomStream;
import java.util.Optional;
import java.util.stream.Stream;

/// The chance process behind a design: positions `0 … size - 1` instead of units, indices instead of arms.
///
/// Every design comes down to few of these, which nest. All numbers are those of the process as [#draw] carries
/// it out.
interface Mechanism {
    /// Code of a position that gets no arm.
    byte NONE = -1;

    /// @return number of positions
    int size();

    /// @return number of arms
    int arms();

    /// Draws one assignment.
    ///
    /// @param stream where randomness comes from
    /// @param into index of the arm of each position, or [#NONE]. *Modified.*
    /// @throws copse.error.DesignException if none can be found
    void draw(RandomStream stream, byte[] into);

    /// @return probability of each arm at each position
    Probabilities probabilities();

    /// @return probability of two arms at two positions together
    JointProbabilities joint();

    /// @return number of assignments with positive probability
    AdmissibleCount count();

    /// Every assignment with positive probability, each once, in a fixed order.
    ///
    /// @return the assignments, lazily; each has an array of its own
    Stream<Possibility> enumerate();

    /// @return the law of the arms, positions being units, if it is one of the simple ones
    default Optional<ClusterLaw> law() {
        return Optional.empty();
    }

    /// The clusters of an assignment, where these are drawn with it.
    ///
    /// @param stream from which [#draw] would draw the assignment
    /// @return cluster of each position; empty if clusters are known beforehand, or there are none
    default Optional<FactorColumn> drawnClusters(RandomStream stream) {
        return Optional.empty();
    }

    /// What a criterion of balance does to the assignments of the design inside.
    ///
    /// @return empty if none is screened
    default Optional<Screening> screening() {
        return Optional.empty();
    }

    /// Draws many assignments: draw d comes from `stream.split(d / Draws.BATCH)`.
    ///
    /// @param stream where randomness comes from
    /// @param draws number
    /// @param threads number of threads; the answer does not depend on it
    /// @return the draws
    default Draws redraw(RandomStream stream, int draws, int threads) {
        return Draws.of(this, stream, draws, threads);
    }

    /// Draws into bits: the work of one thread, which keeps what it needs from draw to draw.
    interface Drawer {
        /// @param stream where randomness comes from
        /// @param into planes whose bits of this draw are all unset yet. *Modified.*
        /// @param draw in `[0, into.draws())`
        void draw(RandomStream stream, Draws into, int draw);
    }

    /// @return a drawer for one thread, which gives the assignments that [#draw] gives
    default Drawer drawer() {
        byte[] arms = new byte[size()];
        return (stream, into, draw) -> {
            draw(stream, arms);
            into.put(draw, arms);
        };
    }

    /// @return the smallest p-values that a randomisation test over the assignments can reach
    default SmallestP smallestP() {
        return SmallestPs.of(this);
    }
}
