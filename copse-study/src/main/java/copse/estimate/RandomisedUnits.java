package copse.estimate;

import copse.design.Assignment;
import copse.design.Randomisation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The units that arms were handed out to: clusters where clusters were randomised, else units themselves.
///
/// They are numbered from 0; where the randomisation is known, all its units are there in its own order, also
/// those without rows, so that a draw of the design is an array over these units ([#position(int)]).
public final class RandomisedUnits {
    /// The code of no arm, no block.
    public static final int NONE = -1;

    private final List<String> arms;
    private final int[] arm;
    private final Blocks blocks;
    private final IntFunction<String> id;
    private final Source source;

    /// Groups of units within which arms were handed out.
    ///
    /// @param name what they are called: `stratum`, `pair`, or a column; empty if there are none
    /// @param of block of each unit, [#NONE] for none. Kept.
    /// @param labels one per block
    record Blocks(String name, int[] of, List<String> labels) {
        static Blocks none(int units) {
            int[] of = new int[units];
            Arrays.fill(of, NONE);
            return new Blocks("", of, List.of());
        }
    }

    /// Where the arms came from.
    ///
    /// @param randomisation over which units were drawn, if it is known
    /// @param position of each unit in it; empty if the same. Kept.
    /// @param probability of each unit's own arm; empty if it is not known, or known by the randomisation.
    ///     Kept.
    /// @param stage cluster of each unit that drew something before the unit did, [#NONE] for none; empty if
    ///     there was one stage. Kept.
    record Source(@Nullable Randomisation randomisation, int[] position, double[] probability, int[] stage) {
        static final Source UNKNOWN = new Source(null, new int[0], new double[0], new int[0]);
    }

    RandomisedUnits(List<String> arms, int[] arm, Blocks blocks, IntFunction<String> id, Source source) {
        this.arms = List.copyOf(arms);
        this.arm = arm;
        this.blocks = blocks;
        this.id = id;
        this.source = source;
    }

    /// Units of which nothing but the arm is known, called by their number from 1.
    ///
    /// @param arms names in order, the first is the reference
    /// @param arm of each unit, [#NONE] for none; copied
    /// @return the units
    public static RandomisedUnits of(List<String> arms, int[] arm) {
        return new RandomisedUnits(
                arms, arm.clone(), Blocks.none(arm.length), unit -> Integer.toString(unit + 1), Source.UNKNOWN);
    }

    /// Units with the blocks within which they got their arms, all called by their number from 1.
    ///
    /// @param arms names in order, the first is the reference
    /// @param arm of each unit, [#NONE] for none; copied
    /// @param block of each unit from 0, [#NONE] for none; copied
    /// @return the units
    public static RandomisedUnits of(List<String> arms, int[] arm, int[] block) {
        int count = Arrays.stream(block).max().orElse(NONE) + 1;
        List<String> labels =
                IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
        return new RandomisedUnits(
                arms,
                arm.clone(),
                new Blocks("block", block.clone(), labels),
                unit -> Integer.toString(unit + 1),
                Source.UNKNOWN);
    }

    /// The units of an assignment, with its blocks and probabilities: its clusters, if it randomised clusters.
    ///
    /// @param assignment design and arms
    /// @return the units, in the order of the randomisation
    public static RandomisedUnits of(Assignment assignment) {
        Level level = Level.of(assignment.randomisation());
        int[] arm = new int[level.size()];
        for (int unit = assignment.size() - 1; unit >= 0; unit--) {
            arm[level.of(unit)] = assignment.arm(unit);
        }
        return new RandomisedUnits(assignment.arms().labels(), arm, level.blocks(), level::id, level.source());
    }

    /// The same units with other arms, as a redraw gives them. Cost: none; all else is shared.
    ///
    /// @param other arm of each unit, [#NONE] for none; kept, must not change any more
    /// @return the units
    public RandomisedUnits withArms(int[] other) {
        if (other.length != arm.length) {
            throw new IllegalArgumentException(other.length + " arms for " + arm.length + " units");
        }
        return new RandomisedUnits(arms, other, blocks, id, source);
    }

    /// @return how many, with rows or without
    public int size() {
        return arm.length;
    }

    /// @return names of the arms in order; the first is the reference
    public List<String> arms() {
        return arms;
    }

    /// @param unit in `[0, size)`
    /// @return index of its arm, [#NONE] if it has none
    public int arm(int unit) {
        return arm[unit];
    }

    /// @param unit in `[0, size)`
    /// @return its id as text
    public String id(int unit) {
        return id.apply(unit);
    }

    /// @return how blocks are called: `stratum`, `block`, `pair`, `group`, or the data's column; empty if units
    ///     were not randomised within blocks
    public Optional<String> blockName() {
        return blocks.name.isEmpty() ? Optional.empty() : Optional.of(blocks.name);
    }

    /// @return number of blocks
    public int blocks() {
        return blocks.labels.size();
    }

    /// @param unit in `[0, size)`
    /// @return its block, [#NONE] if it is in none
    public int block(int unit) {
        return blocks.of[unit];
    }

    /// @param block in `[0, blocks)`
    /// @return its label
    public String blockLabel(int block) {
        return blocks.labels.get(block);
    }

    /// @return the randomisation of these units, if it is known: that of clusters for a cluster design
    public Optional<Randomisation> randomisation() {
        return Optional.ofNullable(source.randomisation);
    }

    /// Where a unit stands in [#randomisation()]. The same number, but for rerandomised clusters that are
    /// screened by covariates of their members: there it is one member of the cluster.
    ///
    /// @param unit in `[0, size)`
    /// @return index of a unit of the randomisation whose arm is this unit's
    public int position(int unit) {
        return source.position.length == 0 ? unit : source.position[unit];
    }

    /// @return whether the probability of each unit's arm is known, from the randomisation or the data
    public boolean hasProbabilities() {
        return source.randomisation != null || source.probability.length > 0;
    }

    /// @param unit in `[0, size)`, with an arm
    /// @return the probability with which it was to get this arm
    /// @throws IllegalStateException if probabilities are not known
    public double probability(int unit) {
        if (source.randomisation != null) {
            return source.randomisation.probabilities().of(position(unit), arm[unit]);
        }
        if (source.probability.length == 0) {
            throw new IllegalStateException("no probabilities");
        }
        return source.probability[unit];
    }

    /// @return whether clusters drew before units drew their arms, or were drawn themselves, so that units are
    ///     not independent although they have different arms
    public boolean inTwoStages() {
        return source.stage.length > 0;
    }

    /// @param unit in `[0, size)`
    /// @return the cluster that drew before the unit did; [#NONE] if there was one stage
    public int stage(int unit) {
        return source.stage.length == 0 ? NONE : source.stage[unit];
    }

    /// @param name of an arm
    /// @return its index
    /// @throws copse.error.InputException `E107` with the arms there are and a suggestion
    public int armOf(String name) {
        int index = arms.indexOf(name);
        if (index < 0) {
            throw Problems.noArm(name, arms);
        }
        return index;
    }
}
