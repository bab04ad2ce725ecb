package copse.estimate;

import copse.error.Diagnostic;
import copse.estimate.BlockDifferences.Block;
import copse.frame.Words;
import java.util.ArrayList;
import java.util.List;

/// Differences in means within blocks, averaged over blocks.
///
/// `value = Σ_b w_b d_b / Σ_b w_b`, `se² = Σ_b (w_b / Σ w)² se_b²`, with `units − 2 · blocks` degrees of
/// freedom. Within a block, d_b and se_b are those of [UnitMeans] (Neyman) or, if rows count, of [RowMeans]
/// (CR2).
///
/// - [Weights#SIZE]: w_b is the block's number of units (or rows). Unbiased for the average effect.
/// - [Weights#FIXED_EFFECTS]: w_b = n₁ n₀ / (n₁ + n₀), what a regression with an intercept per block does
///   without saying so. Another estimand where shares differ between blocks and effects do too: blocks near one
///   half treated count most.
///
/// A block without one of the arms says nothing about the effect in it: an error, unless such blocks are left
/// out explicitly, which changes whose average it is. With fixed effects they have weight 0 and are told.
///
/// Source: Imbens and Rubin (2015), chapter 9; Gerber and Green (2012), Field Experiments, section 3.6.
///
/// @param counting what counts the same within and across blocks
/// @param weights of blocks
/// @param leaveOut whether blocks without one of the arms are left out
public record BlockedMeans(Counting counting, Weights weights, boolean leaveOut) implements TotalsEstimator {
    /// How much a block counts.
    public enum Weights {
        /// By its size.
        SIZE,
        /// By the precision of its difference if variances are equal: size × share treated × share untreated.
        FIXED_EFFECTS
    }

    /// @return blocks by their number of units; incomplete ones are an error
    public static BlockedMeans ofUnits() {
        return new BlockedMeans(Counting.UNITS, Weights.SIZE, false);
    }

    /// @return blocks by their number of rows; incomplete ones are an error
    public static BlockedMeans ofRows() {
        return new BlockedMeans(Counting.ROWS, Weights.SIZE, false);
    }

    /// @param other of blocks
    /// @return with these weights
    public BlockedMeans withWeights(Weights other) {
        return new BlockedMeans(counting, other, leaveOut);
    }

    /// @return blocks without one of the arms are left out, and told
    public BlockedMeans leavingOut() {
        return new BlockedMeans(counting, weights, true);
    }

    @Override
    public String name() {
        return "difference in means within blocks" + (counting == Counting.ROWS ? ", of rows" : "")
                + (weights == Weights.FIXED_EFFECTS ? ", fixed-effects weights" : "");
    }

    /// @throws copse.error.InputException `E113` without blocks, `E114` if a block lacks an arm and is not to
    ///     be left out, `E105` if an arm has one unit in a block
    @Override
    public EffectEstimate estimate(UnitTotals totals, Question question) {
        Compared arms = Compared.of(totals, question);
        BlockDifferences all = BlockDifferences.of(arms, counting);
        List<Diagnostic> diagnostics = new ArrayList<>();
        BlockDifferences used = complete(all, arms, diagnostics);
        double total = 0;
        double value = 0;
        for (Block block : used.blocks()) {
            double w = weight(block);
            total += w;
            value += w / total * (block.difference().orElseThrow() - value);
        }
        double variance = 0;
        long rows = 0;
        for (Block block : used.blocks()) {
            double share = weight(block) / total;
            variance += share * share * block.variance().orElseThrow(() -> single(block, arms));
        }
        boolean[] isIn = new boolean[totals.units().blocks()];
        used.blocks().forEach(block -> isIn[block.index()] = true);
        for (int[] arm : List.of(arms.treated(), arms.controls())) {
            for (int unit : arm) {
                rows += isIn[totals.units().block(unit)] ? totals.rows(unit) : 0;
            }
        }
        double se = Math.sqrt(variance);
        diagnostics.addAll(arms.diagnostics(se));
        String name = totals.units().blockName().orElseThrow();
        String blocks = Words.count(used.blocks().size(), name, name.equals("stratum") ? "strata" : name + "s");
        return EffectEstimate.of(
                        arms.estimand(counting.words(arms.noun())
                                + (weights == Weights.FIXED_EFFECTS ? ", blocks by size and balance" : "")
                                + (used.blocks().size() < all.blocks().size() ? ", blocks with both arms only" : "")),
                        "difference in means within " + blocks + ", "
                                + (weights == Weights.SIZE ? "weighted by size" : "fixed-effects weights") + ", t with "
                                + used.df() + " df",
                        value,
                        se,
                        used.df(),
                        question,
                        rows,
                        used.units(),
                        diagnostics)
                .withScales(new Ratios(this, totals, question).scales());
    }

    private double weight(Block block) {
        double treated = counting == Counting.UNITS ? block.treated() : block.treatedRows();
        double controls = counting == Counting.UNITS ? block.controls() : block.controlRows();
        return weights == Weights.SIZE ? treated + controls : treated * controls / (treated + controls);
    }

    private BlockDifferences complete(BlockDifferences all, Compared arms, List<Diagnostic> diagnostics) {
        List<Block> incomplete =
                all.blocks().stream().filter(block -> !block.isComplete()).toList();
        if (incomplete.isEmpty()) {
            return all;
        }
        Block first = incomplete.getFirst();
        String lacking = first.treated() == 0
                ? arms.question().treatment()
                : arms.question().control();
        String name = arms.totals().units().blockName().orElseThrow();
        if (!leaveOut && weights == Weights.SIZE) {
            throw EstimateCode.INCOMPLETE_BLOCK.error(
                    name + " `" + first.label() + "` has no unit of arm `" + lacking + "`"
                            + (incomplete.size() > 1
                                    ? "; and so " + Words.count(incomplete.size() - 1, "more block")
                                    : ""),
                    "the effect in it cannot be seen, so that the average over all blocks is not defined",
                    "leave such blocks out and say so: `new BlockedMeans(…).leavingOut()`; or join them with similar"
                            + " ones before arms are handed out");
        }
        List<Block> kept = all.blocks().stream().filter(Block::isComplete).toList();
        if (kept.isEmpty()) {
            throw EstimateCode.INCOMPLETE_BLOCK.error(
                    "no " + name + " has units of both `" + arms.question().treatment() + "` and `"
                            + arms.question().control() + "`",
                    "nowhere are the two arms compared within a block",
                    "if the two arms were not handed out within these blocks, compare means of units: `--estimators means`");
        }
        int lost = incomplete.stream().mapToInt(Block::units).sum();
        diagnostics.add(EstimateCode.BLOCK_LEFT_OUT.of(
                name,
                incomplete.size(),
                0,
                Words.count(incomplete.size(), "block") + " with " + Words.count(lost, "unit")
                        + " lack an arm and are left out, `" + first.label() + "` for one: the average is over the"
                        + " others."));
        return new BlockDifferences(kept);
    }

    private static copse.error.InputException single(Block block, Compared arms) {
        String arm = block.treated() == 1
                ? arms.question().treatment()
                : arms.question().control();
        return EstimateCode.ONE_UNIT.error(
                "block `" + block.label() + "` has one " + arms.noun() + " of arm `" + arm + "`",
                "how much " + arms.noun() + "s of a block differ by themselves cannot be seen from one",
                "let differences between blocks tell the error, as for pairs and other small groups: `--estimators pairs`");
    }
}
