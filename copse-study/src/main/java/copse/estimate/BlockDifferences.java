package copse.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// The two arms block by block.
///
/// @param blocks those that have units with outcomes in either arm, in their order
public record BlockDifferences(List<Block> blocks) {
    /// One block.
    ///
    /// @param index of the block among those of the design
    /// @param label its name
    /// @param treated number of treated units
    /// @param controls number of control units
    /// @param treatedRows rows of treated units, or their weight
    /// @param controlRows rows of control units, or their weight
    /// @param difference treatment less control; empty where an arm has no unit
    /// @param variance of the difference; empty where an arm has fewer than two units
    public record Block(
            int index,
            String label,
            int treated,
            int controls,
            double treatedRows,
            double controlRows,
            OptionalDouble difference,
            OptionalDouble variance) {
        /// @return number of units
        public int units() {
            return treated + controls;
        }

        /// @return rows, or their weight
        public double rows() {
            return treatedRows + controlRows;
        }

        /// @return share of its units that are treated
        public double share() {
            return (double) treated / units();
        }

        /// @return whether both arms have units
        public boolean isComplete() {
            return treated > 0 && controls > 0;
        }
    }

    /// Copies the list.
    public BlockDifferences {
        blocks = List.copyOf(blocks);
    }

    /// @param totals of the experiment
    /// @param question which arms
    /// @param counting what counts the same within a block
    /// @return the blocks
    /// @throws copse.error.InputException `E113` if units were not randomised within blocks, or one is in none
    public static BlockDifferences of(UnitTotals totals, Question question, Counting counting) {
        return of(Compared.of(totals, question), counting);
    }

    static BlockDifferences of(Compared arms, Counting counting) {
        requireBlocks(arms);
        RandomisedUnits units = arms.totals().units();
        int count = units.blocks();
        int[][] treated = byBlock(units, arms.treated(), count);
        int[][] controls = byBlock(units, arms.controls(), count);
        List<Block> blocks = new ArrayList<>();
        for (int b = 0; b < count; b++) {
            if (treated[b].length + controls[b].length > 0) {
                blocks.add(block(arms, b, treated[b], controls[b], counting));
            }
        }
        return new BlockDifferences(blocks);
    }

    private static int[][] byBlock(RandomisedUnits units, int[] of, int count) {
        int[] sizes = new int[count];
        for (int unit : of) {
            sizes[units.block(unit)]++;
        }
        int[][] members = new int[count][];
        for (int b = 0; b < count; b++) {
            members[b] = new int[sizes[b]];
        }
        for (int i = of.length - 1; i >= 0; i--) {
            int b = units.block(of[i]);
            members[b][--sizes[b]] = of[i];
        }
        return members;
    }

    private static Block block(Compared arms, int index, int[] treated, int[] controls, Counting counting) {
        boolean complete = treated.length > 0 && controls.length > 0;
        boolean spread = treated.length > 1 && controls.length > 1;
        OptionalDouble difference = !complete
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        switch (counting) {
                            case UNITS -> arms.meanOfMeans(treated) - arms.meanOfMeans(controls);
                            case ROWS -> arms.meanOfRows(treated) - arms.meanOfRows(controls);
                        });
        OptionalDouble variance = !spread
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        switch (counting) {
                            case UNITS ->
                                arms.varianceOfMeans(treated) / treated.length
                                        + arms.varianceOfMeans(controls) / controls.length;
                            case ROWS ->
                                RowMeans.Sandwich.of(arms, treated).variance()
                                        + RowMeans.Sandwich.of(arms, controls).variance();
                        });
        return new Block(
                index,
                arms.totals().units().blockLabel(index),
                treated.length,
                controls.length,
                arms.weight(treated),
                arms.weight(controls),
                difference,
                variance);
    }

    private static void requireBlocks(Compared arms) {
        RandomisedUnits units = arms.totals().units();
        if (units.blockName().isEmpty()) {
            throw EstimateCode.NO_BLOCKS.error(
                    "no blocks: the design handed out arms among all units at once",
                    "an estimator of blocks compares the arms within each",
                    "name the column of the blocks: `Roles.of(\"arm\").withBlock(\"COL\")`; or compare means of units:"
                            + " `--estimators means`");
        }
        for (int[] arm : List.of(arms.treated(), arms.controls())) {
            for (int unit : arm) {
                if (units.block(unit) < 0) {
                    throw EstimateCode.NO_BLOCKS.error(
                            "unit `" + units.id(unit) + "` is in no `"
                                    + units.blockName().orElseThrow() + "`",
                            "its outcome could be compared with nobody's",
                            "fill in its block, or leave it out");
                }
            }
        }
    }

    /// @return units in blocks
    public int units() {
        return blocks.stream().mapToInt(Block::units).sum();
    }

    /// @return units less two means per block
    public int df() {
        return units() - 2 * blocks.size();
    }
}
