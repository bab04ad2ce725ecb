package copse.estimate;

import copse.design.AdmissibleCount;
import copse.design.Allocation;
import copse.design.Basis;
import copse.design.Clustered;
import copse.design.Complete;
import copse.design.Crossover;
import copse.design.Design;
import copse.design.Draws;
import copse.design.Factorial;
import copse.design.GramSchmidtWalk;
import copse.design.GraphClusters;
import copse.design.MatchedGroups;
import copse.design.Mixed;
import copse.design.PermutedBlocks;
import copse.design.Possibility;
import copse.design.Randomisation;
import copse.design.Rerandomised;
import copse.design.Saturation;
import copse.design.Simple;
import copse.design.SmallestP;
import copse.design.Spare;
import copse.design.SteppedWedge;
import copse.design.Stratified;
import copse.design.Stratifier;
import copse.design.Units;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.frame.Words;
import copse.math.Lazy;
import copse.math.RandomStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/// The assignments that a randomisation test compares the observed one with: all that the design admits, or a
/// random sample of them.
///
/// Where the design admits no more assignments than draws are asked for, all are listed with their
/// probabilities, and p-values are exact. Else that many are drawn, as the design draws them: pairs stay pairs,
/// and what a rerandomised design turns down never comes up.
///
/// The positions of a set are what was randomised: clusters where clusters were, else units, in the order of
/// their ids. Nothing of the data is in a set: it serves any number of tests of the same design.
///
/// With more than two arms, two are compared *given the units of the others*: what these would have had under
/// one of the two is not known. Arms are then exchanged among the units of the two, within the blocks of the
/// design, all such exchanges being equally likely.
///
/// Memory: one bit per assignment, position and arm but the first.
public final class ReferenceSet {
    // Probabilities that are alike but for rounding give p-values that are shares of a count.
    private static final double ALIKE = 1e-12;

    private final Randomisation level;
    private final Draws draws;
    private final int[] unit;
    private final double[] probabilities;
    private final boolean complete;
    private final AdmissibleCount count;
    private final Lazy<SmallestP> smallest;

    private ReferenceSet(
            Randomisation level,
            Draws draws,
            int[] unit,
            double[] probabilities,
            boolean complete,
            AdmissibleCount count) {
        this.level = level;
        this.draws = draws;
        this.probabilities = probabilities;
        this.complete = complete;
        this.count = count;
        this.smallest = new Lazy<>(level::smallestP);
        this.unit = unit;
    }

    /// Lists or draws the assignments of the units of an experiment.
    ///
    /// @param units those that were randomised, with the randomisation known
    /// @param most assignments, at least 1: all are listed if there are no more than that
    /// @param stream where draws come from
    /// @param threads number of threads; the set does not depend on it
    /// @return the set; its positions are the units
    /// @throws copse.error.InputException `E201` if it is not known how arms came about
    /// @throws copse.error.DesignException `E202` if the design admits one assignment only
    public static ReferenceSet of(RandomisedUnits units, int most, RandomStream stream, int threads) {
        Randomisation randomisation = randomisation(units);
        int[] unit = new int[units.size()];
        Arrays.setAll(unit, units::position);
        boolean same = unit.length == randomisation.units().size();
        return of(randomisation, same ? new int[0] : unit, most, stream, threads);
    }

    private static Randomisation randomisation(RandomisedUnits units) {
        return units.randomisation()
                .orElseThrow(() -> RandomisationTestCode.NO_DESIGN.inputError(
                        "it is not known how the arms of these " + units.size() + " units came about",
                        "a randomisation test compares the arms as they are with the arms as they could have been,"
                                + " which the design alone knows",
                        "give the record of the assignment (`--assignment RECORD.json`); arms that nobody"
                                + " randomised can be compared by a regression or a mixed model"));
    }

    /// Lists or draws the assignments that the comparison of two arms needs.
    ///
    /// @param units those that were randomised, with the randomisation known
    /// @param treatment index of an arm
    /// @param control index of the arm it is compared with
    /// @param most assignments, at least 1
    /// @param stream where draws come from
    /// @param threads number of threads; the set does not depend on it
    /// @return the set of all assignments if there are two arms, else of those that leave the units of the
    ///     other arms as they are; its arms are then control and treatment
    /// @throws copse.error.InputException `E201` if it is not known how arms came about
    /// @throws copse.error.DesignException `E202` if there is one such assignment only, `E206` if the design
    ///     does not say which exchanges of two of its arms are equally likely
    public static ReferenceSet of(
            RandomisedUnits units, int treatment, int control, int most, RandomStream stream, int threads) {
        if (units.arms().size() == 2) {
            return of(units, most, stream, threads);
        }
        Randomisation whole = randomisation(units);
        requireExchangeable(whole.design(), units, treatment, control);
        int[] unit = new int[units.size()];
        int members = 0;
        for (int u = 0; u < unit.length; u++) {
            boolean compared = units.arm(u) == treatment || units.arm(u) == control;
            unit[u] = compared ? members++ : RandomisedUnits.NONE;
        }
        return of(exchange(units, unit, treatment, control), unit, most, stream, threads);
    }

    /// Complete randomisation of two arms within the blocks of a design, with the numbers that they have there.
    private static Randomisation exchange(RandomisedUnits units, int[] unit, int treatment, int control) {
        SequencedMap<String, Allocation> counts = new LinkedHashMap<>();
        int[] members =
                IntStream.range(0, unit.length).filter(u -> unit[u] >= 0).toArray();
        String[] labels = new String[members.length];
        Map<String, int[]> numbers = new LinkedHashMap<>();
        for (int m = 0; m < members.length; m++) {
            int u = members[m];
            labels[m] = "block " + (units.blocks() == 0 ? 0 : units.block(u));
            numbers.computeIfAbsent(labels[m], _ -> new int[2])[units.arm(u) == treatment ? 1 : 0]++;
        }
        List<String> arms = List.of(units.arms().get(control), units.arms().get(treatment));
        numbers.forEach((block, n) -> counts.put(block, new Allocation.Counts(arms, List.of(n[0], n[1]))));
        Frame rows = Frame.of(
                "unit",
                NumericColumn.of(
                        IntStream.range(0, members.length).asDoubleStream().toArray()),
                "block",
                FactorColumn.of(labels));
        return new Stratified(
                        List.of(new Stratifier.Values("block")), new Allocation.PerStratum(counts), Spare.BALANCED)
                .over(Units.of(rows, "unit"));
    }

    /// Units of a block are alike to these designs, so that any exchange of arms among them is as likely.
    private static void requireExchangeable(Design design, RandomisedUnits units, int treatment, int control) {
        boolean exchangeable = switch (design) {
            case PermutedBlocks blocks -> blocks.sizes().stream().distinct().count() == 1;
            case Simple _, Complete _, Stratified _, MatchedGroups _, Factorial _, SteppedWedge _, Crossover _ -> true;
            case Rerandomised _, GramSchmidtWalk _, Saturation _, Mixed _, GraphClusters _, Clustered _ -> false;
        };
        if (!exchangeable) {
            throw RandomisationTestCode.NO_CONTRAST.error(
                    "`" + units.arms().get(treatment) + "` against `"
                            + units.arms().get(control) + "` in the design `" + design.print() + "` with "
                            + units.arms().size() + " arms",
                    "what the units of the other arms would have had is not known, so that only exchanges of these two"
                            + " arms can be compared, and this design does not make all of them equally likely",
                    "test all arms at once (`RandomisationOmnibus`), or compare the two by another method");
        }
    }

    /// Lists or draws the assignments of a randomisation of clusters, or of units by themselves.
    ///
    /// @param randomisation of those that are drawn; of a design of clusters [Randomisation#clusters()]
    /// @param most assignments, at least 1: all are listed if there are no more than that
    /// @param stream where draws come from
    /// @param threads number of threads; the set does not depend on it
    /// @return the set; its positions are the units of the randomisation
    /// @throws copse.error.DesignException `E202` if the design admits one assignment only
    public static ReferenceSet of(Randomisation randomisation, int most, RandomStream stream, int threads) {
        return of(randomisation, new int[0], most, stream, threads);
    }

    private static ReferenceSet of(Randomisation level, int[] unit, int most, RandomStream stream, int threads) {
        if (most < 1) {
            throw RandomisationTestCode.DRAWS.planError(
                    most + " draws",
                    "a randomisation test compares the arms as they are with at least one other assignment",
                    "take 9999 draws, or more for p-values below 0.001");
        }
        AdmissibleCount count = level.count();
        if (count.basis() instanceof Basis.Exact && count.value().compareTo(BigDecimal.ONE) <= 0) {
            throw RandomisationTestCode.NO_RANDOMNESS.error(
                    "the design `" + level.design().print() + "` admits one assignment of these "
                            + Words.count(level.units().size(), "unit"),
                    "a randomisation test compares the arms as they are with the arms as they could have been",
                    "analyse it by a method that models the outcome, such as a regression or a mixed model");
        }
        // the assignments of a walk are bounded in number, but too many paths lead to each to list them
        if (!(count.basis() instanceof Basis.Exact) || count.value().compareTo(BigDecimal.valueOf(most)) > 0) {
            return new ReferenceSet(level, level.redraw(most, stream, threads), unit, new double[0], false, count);
        }
        List<byte[]> listed = new ArrayList<>();
        double[] probabilities = new double[count.value().intValue()];
        for (Iterator<Possibility> all = level.enumerate().iterator(); all.hasNext(); ) {
            Possibility one = all.next();
            probabilities[listed.size()] = one.probability();
            listed.add(one.arms());
        }
        Draws all = Draws.of(listed, level.design().arms().size());
        double[] known = Arrays.copyOf(probabilities, listed.size());
        return new ReferenceSet(level, all, unit, alike(known) ? new double[0] : known, true, count);
    }

    private static boolean alike(double[] probabilities) {
        for (double p : probabilities) {
            if (Math.abs(p - probabilities[0]) > ALIKE * probabilities[0]) {
                return false;
            }
        }
        return true;
    }

    /// @return number of assignments
    public int size() {
        return draws.draws();
    }

    /// @return number of positions: clusters where clusters were randomised, else units
    public int positions() {
        return unit.length == 0 ? draws.units() : unit.length;
    }

    /// @return the arms of the design, in its order
    public List<String> arms() {
        return level.design().arms().labels();
    }

    /// @return whether every admissible assignment is in the set, so that p-values are exact
    public boolean isComplete() {
        return complete;
    }

    /// @return whether the units of other arms stay as they are
    boolean isPartial() {
        return IntStream.of(unit).anyMatch(u -> u < 0);
    }

    /// @return number of assignments that the design admits
    public AdmissibleCount admissible() {
        return count;
    }

    /// @return the smallest p-values that tests of this design can reach
    public SmallestP smallestP() {
        return smallest.value();
    }

    /// @param assignment in `[0, size)`
    /// @return its probability: that of the design if the set is complete, else that of one draw among all
    public double probability(int assignment) {
        return probabilities.length == 0 ? 1.0 / size() : probabilities[assignment];
    }

    /// @return whether all assignments are equally probable
    public boolean isUniform() {
        return probabilities.length == 0;
    }

    /// @param arm index of the arm of each position, negative for none
    /// @return whether the set has this assignment, as a complete one must have the observed one
    boolean contains(int[] arm) {
        long[][] wanted = planes(arm);
        long[][] planes = new long[arms().size()][words()];
        for (int a = 0; a < size(); a++) {
            copy(a, planes);
            boolean same = true;
            for (int k = 1; k < planes.length && same; k++) {
                same = Arrays.equals(planes[k], wanted[k]);
            }
            if (same) {
                return true;
            }
        }
        return false;
    }

    /// @return longs per plane
    int words() {
        return (positions() + 63) >>> 6;
    }

    /// The arms of one assignment as planes of bits, the first arm being what the others leave.
    ///
    /// @param assignment in `[0, size)`
    /// @param planes per arm [#words()] longs, position p being bit `p & 63` of word `p >>> 6`. *Modified.*
    void copy(int assignment, long[][] planes) {
        for (int arm = 1; arm < planes.length; arm++) {
            if (unit.length == 0) {
                draws.copy(assignment, arm, planes[arm]);
            } else {
                gather(assignment, arm, planes[arm]);
            }
        }
        complement(planes);
    }

    private void gather(int assignment, int arm, long[] plane) {
        Arrays.fill(plane, 0);
        for (int p = 0; p < unit.length; p++) {
            if (unit[p] < 0) {
                continue;
            }
            long bit = draws.word(assignment, arm, unit[p] >>> 6) >>> unit[p] & 1;
            plane[p >>> 6] |= bit << p;
        }
    }

    /// @param arm index of the arm of each position, negative for none
    /// @return the planes of that assignment
    long[][] planes(int[] arm) {
        long[][] planes = new long[arms().size()][words()];
        for (int p = 0; p < arm.length; p++) {
            if (arm[p] > 0) {
                planes[arm[p]][p >>> 6] |= 1L << p;
            }
        }
        complement(planes);
        return planes;
    }

    private void complement(long[][] planes) {
        int last = positions() & 63;
        for (int w = 0; w < planes[0].length; w++) {
            long others = 0;
            for (int arm = 1; arm < planes.length; arm++) {
                others |= planes[arm][w];
            }
            planes[0][w] = ~others;
        }
        if (last != 0) {
            planes[0][planes[0].length - 1] &= (1L << last) - 1;
        }
    }
}
