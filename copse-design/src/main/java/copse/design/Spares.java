package copse.design;

import copse.math.RandomStream;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The chance process by which arms get the spare units of groups.
///
/// A pattern lists, group after group, the arms that get a spare unit of it, in ascending order. Only groups
/// with spare units are counted here.
interface Spares {
    /// One pattern.
    ///
    /// @param arms the pattern; the array of the next pattern may be the same
    /// @param probability of the pattern, above 0
    record Pattern(byte[] arms, double probability) {}

    /// @param quota of each group, all with spare units
    /// @param spare where spare units go
    /// @return the chance process; that of a group alone needs no balance
    static Spares of(Quota[] quota, Spare spare) {
        if (quota.length == 0) {
            return new NoSpares();
        }
        return quota.length == 1 || spare == Spare.INDEPENDENT
                ? new IndependentSpares(quota)
                : new BalancedSpares(quota);
    }

    /// @return length of a pattern: spare units of all groups
    int length();

    /// @param stream where randomness comes from
    /// @param into the pattern. *Modified.*
    /// @param scratch numbers, at least as many as there are groups. *Modified.*
    void draw(RandomStream stream, byte[] into, int[] scratch);

    /// @param group one group
    /// @param arm an arm
    /// @param otherGroup another group or the same
    /// @param otherArm an arm, another one if the group is the same
    /// @return probability that both get a spare unit
    double both(int group, int arm, int otherGroup, int otherArm);

    /// @return whether groups draw independently of each other
    boolean isIndependent();

    /// @param group one group
    /// @return the sets of arms that may get its spare units, each once, with their probabilities
    List<Pattern> sets(int group);

    /// @return whether all patterns are equally likely
    boolean isUniform();

    /// @return whether exchanging the arms (first with last …) in a pattern leads to one that is as likely
    boolean isMirrored();

    /// Every pattern, each once, in a fixed order.
    Iterator<Pattern> patterns();

    /// Sum over all patterns of the product over the groups of the numbers of orders in which a group's units
    /// can have its arms.
    ///
    /// @param quota of each group
    /// @return the number of assignments; empty if it takes too long
    Optional<BigInteger> assignments(Quota[] quota);

    /// @param quota of each group
    /// @return the natural logarithm of [#assignments]; empty if it takes too long
    OptionalDouble logAssignments(Quota[] quota);

    /// @param pattern a pattern with positive probability
    /// @return its probability
    double probability(byte[] pattern);
}
