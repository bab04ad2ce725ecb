package copse.exposure;

import copse.error.Suggestion;
import java.util.List;
import java.util.Optional;

/// How own arm and arms of neighbours make a condition of exposure.
///
/// A condition is what a node goes through as a whole: treated among treated, say. A node is in one of them or
/// in none ([#NONE]), such as a treated node with some neighbours on either side under [Full]. Nodes whose arm
/// is neither the treatment nor the control are in none, and count as neighbours of neither side.
///
/// Nodes without neighbours are a class of their own: [Own], [Full], [Fraction] and [KHop] take them by their
/// own arm, [Count] and [FourWay] as nodes without treated neighbour (which they always are: the probability of
/// the other conditions is 0, so that no contrast of neighbours' treatment has them), [Share] puts them in
/// none, as a share of nobody is no number.
///
/// The short form is the name with arguments, such as `full` or `fraction(q: 0.75)`; `parse(print(e))` equals
/// `e`.
///
/// Source: Aronow and Samii (2017), Estimating average causal effects under general interference, with
/// application to a social network experiment, Ann. Appl. Stat. 11(4), 1912-1947. doi:10.1214/16-AOAS1005 (the
/// idea, and [FourWay]). Ugander, Karrer, Backstrom and Kleinberg (2013), Graph cluster randomization: network
/// exposure to multiple universes, KDD, 329-337. doi:10.1145/2487575.2487695 ([Full], [Fraction])
public sealed interface Exposure {
    /// The condition of a node in none of them.
    byte NONE = -1;

    /// The condition `control` of [Own], [Full], [Fraction] and [KHop].
    int CONTROL = 0;

    /// The condition `treated` of [Own], [Full], [Fraction] and [KHop].
    int TREATED = 1;

    /// @return names of the conditions in their order
    List<String> conditions();

    /// Reads the short form.
    ///
    /// @param text such as `fraction(q: 0.75)`
    /// @return the exposure
    /// @throws copse.error.DesignException `G151` if there is no such exposure, `G152` if a number is out of
    ///     range, `D151`–`D155` with the place if the text cannot be read
    static Exposure parse(String text) {
        return ExposureText.parse(text);
    }

    /// @return the short form with everything that the exposure declares; equal ones print equally
    default String print() {
        return ExposureText.print(this);
    }

    /// @param name of a condition
    /// @return its index among [#conditions()]
    /// @throws copse.error.DesignException `G153` if there is none of this name; the message lists them
    default int condition(String name) {
        int index = conditions().indexOf(name);
        if (index < 0) {
            throw ExposureCode.NO_CONDITION.error(
                    "no condition `" + name + "` under `" + print() + "`",
                    "its conditions are " + String.join(", ", conditions()),
                    Suggestion.didYouMean(name, conditions(), "take one of them"));
        }
        return index;
    }

    /// Everyone treated against no one, as near as the conditions come to it.
    ///
    /// @return treated among the most treated neighbours against control among the fewest; empty for [Own],
    ///     which knows no neighbours
    default Optional<Contrast> total() {
        return Contrast.total(this);
    }

    /// Own treatment alone.
    ///
    /// @return treated against control, both among the fewest treated neighbours; empty where neighbours always
    ///     have the own arm
    default Optional<Contrast> direct() {
        return Contrast.direct(this);
    }

    /// The neighbours' treatment alone.
    ///
    /// @return control among the most treated neighbours against control among the fewest; empty where
    ///     neighbours always have the own arm or do not count
    default Optional<Contrast> spillover() {
        return Contrast.spillover(this);
    }

    /// What a neighbour counts for.
    enum Weights {
        /// Each neighbour counts for one, whatever its edge weighs.
        EQUAL,

        /// A neighbour counts for the weight of the edge; for one in a network without weights.
        EDGES
    }

    /// Own arm alone, whatever the neighbours have: the assumption of no interference.
    record Own() implements Exposure {
        @Override
        public List<String> conditions() {
            return Conditions.SIDES;
        }
    }

    /// A node and all its neighbours have the arm; one without neighbours needs only its own.
    record Full() implements Exposure {
        @Override
        public List<String> conditions() {
            return Conditions.SIDES;
        }
    }

    /// A node has the arm, and at least the share q of its neighbours; one without neighbours needs only its
    /// own.
    ///
    /// With two arms this is: treated, and a treated share of at least q; control, and a treated share of at
    /// most 1 − q.
    ///
    /// @param q the share, in (0, 1]; 1 is full exposure
    /// @param weights what a neighbour counts for
    record Fraction(double q, Weights weights) implements Exposure {
        /// @param q the share, in (0, 1]
        /// @param weights what a neighbour counts for
        /// @throws copse.error.DesignException `G152` if q is not in (0, 1]
        public Fraction {
            Conditions.requireShare(q);
        }

        @Override
        public List<String> conditions() {
            return Conditions.SIDES;
        }
    }

    /// Own arm, and the share of treated neighbours in intervals. A node without neighbours is in none.
    ///
    /// @param cuts ends of the intervals between 0 and 1, ascending; a cut at 0 sets apart the nodes without
    ///     treated neighbour, one at 1 those with none but treated ones
    /// @param closed the side on which an interval holds its end: with [Side#RIGHT] a share equal to a cut
    ///     belongs below it. Cuts lie in [0, 1) with the right side closed, in (0, 1] with the left.
    /// @param weights what a neighbour counts for
    record Share(List<Double> cuts, Side closed, Weights weights) implements Exposure {
        /// @param cuts ends of the intervals; not kept
        /// @param closed the side on which an interval holds its end
        /// @param weights what a neighbour counts for
        /// @throws copse.error.DesignException `G152` if the cuts are not ascending or out of range
        public Share {
            cuts = List.copyOf(cuts);
            Conditions.requireCuts(cuts, closed);
        }

        /// @return `control:` and `treated:` with each interval, from the lowest share up
        @Override
        public List<String> conditions() {
            return Conditions.bySide(Conditions.intervals(cuts, closed));
        }
    }

    /// Which end an interval holds.
    enum Side {
        /// The lower one.
        LEFT,

        /// The upper one.
        RIGHT
    }

    /// Own arm, and the number of treated neighbours in classes.
    ///
    /// @param least smallest number of each class but the first, ascending, at least 1: `1, 3` makes the
    ///     classes 0, 1-2 and 3+
    record Count(List<Integer> least) implements Exposure {
        /// @param least smallest number of each class but the first; not kept
        /// @throws copse.error.DesignException `G152` if they are not ascending or below 1
        public Count {
            least = List.copyOf(least);
            Conditions.requireCounts(least);
        }

        /// @return `control:` and `treated:` with each class, from the fewest up
        @Override
        public List<String> conditions() {
            return Conditions.bySide(Conditions.classes(least));
        }
    }

    /// Own arm, and whether any neighbour is treated: `dir_ind1` treated with at least one treated neighbour,
    /// `isol_dir` treated with none, `ind1` control with at least one, `no` control with none. The names are
    /// those of Aronow and Samii.
    record FourWay() implements Exposure {
        @Override
        public List<String> conditions() {
            return Conditions.FOUR;
        }
    }

    /// A node and all that can be reached from it over a number of edges have the arm.
    ///
    /// @param hops number of edges, at least 1; 1 is full exposure
    record KHop(int hops) implements Exposure {
        /// @param hops number of edges, at least 1
        /// @throws copse.error.DesignException `G152` if it is less
        public KHop {
            Conditions.requireHops(hops);
        }

        @Override
        public List<String> conditions() {
            return Conditions.SIDES;
        }
    }
}
