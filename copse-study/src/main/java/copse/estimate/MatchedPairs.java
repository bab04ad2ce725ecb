package copse.estimate;

import copse.error.Diagnostic;
import copse.estimate.BlockDifferences.Block;
import copse.frame.Words;
import java.util.List;

/// Differences within matched pairs (or small groups), averaged; how much they differ from pair to pair is what
/// the standard error comes from.
///
/// With J pairs, differences d_j and weights w_j that sum to W,
///
/// ```
/// value = Σ w_j d_j / W,   se² = J / ((J − 1) W²) · Σ (w_j d_j − W · value / J)²,   df = J − 1
/// ```
///
/// - [Weights#EQUAL]: every pair counts the same; this is the paired t-test. With clusters of unequal size, the
///   effect on the average pair of clusters.
/// - [Weights#SIZE]: w_j = rows of the pair: the effect on the average row. Sizes of the two clusters of a pair
///   should be close: the bias grows with their difference.
/// - [Weights#HARMONIC]: w_j = n₁ n₀ / (n₁ + n₀), smaller variance under equal variances, another estimand.
///
/// Two units per group and no more are not needed: a group with more units of an arm enters with their mean. On
/// average over assignments the standard error is not too small.
///
/// Source: Imai, King and Nall (2009), The essential role of pair matching in cluster-randomized experiments,
/// Stat. Sci. 24(1), 29-53, sections 4.1 to 4.3. doi:10.1214/08-STS274
///
/// @param weights of pairs
public record MatchedPairs(Weights weights) implements TotalsEstimator {
    /// How much a pair counts.
    public enum Weights {
        /// Each the same.
        EQUAL("every pair counting the same"),
        /// By its rows.
        SIZE("pairs counting by their rows"),
        /// By the harmonic mean of the rows of its two arms.
        HARMONIC("pairs counting by the harmonic mean of their sizes");

        private final String words;

        Weights(String words) {
            this.words = words;
        }
    }

    /// @return every pair counting the same
    public static MatchedPairs equal() {
        return new MatchedPairs(Weights.EQUAL);
    }

    /// @return pairs counting by their rows
    public static MatchedPairs bySize() {
        return new MatchedPairs(Weights.SIZE);
    }

    @Override
    public String name() {
        return switch (weights) {
            case EQUAL -> "matched pairs";
            case SIZE -> "matched pairs, by size";
            case HARMONIC -> "matched pairs, by harmonic mean of sizes";
        };
    }

    /// @throws copse.error.InputException `E113` without pairs, `E114` if a pair lacks an arm, `E105` if there
    ///     is one pair
    @Override
    public EffectEstimate estimate(UnitTotals totals, Question question) {
        Compared arms = Compared.of(totals, question);
        List<Block> pairs = BlockDifferences.of(arms, weights == Weights.EQUAL ? Counting.UNITS : Counting.ROWS)
                .blocks();
        for (Block pair : pairs) {
            requireBoth(pair, arms);
        }
        int count = pairs.size();
        if (count < 2) {
            throw EstimateCode.ONE_UNIT.error(
                    "one pair, `" + pairs.getFirst().label() + "`",
                    "how much pairs differ by themselves cannot be seen from one",
                    "randomise more pairs");
        }
        double total = 0;
        double value = 0;
        for (Block pair : pairs) {
            double w = weight(pair);
            total += w;
            value += w / total * (pair.difference().orElseThrow() - value);
        }
        double squares = 0;
        for (Block pair : pairs) {
            double d = weight(pair) / total * pair.difference().orElseThrow() - value / count;
            squares += d * d;
        }
        double se = Math.sqrt(squares * count / (count - 1));
        int df = count - 1;
        String name = totals.units().blockName().orElseThrow();
        List<Diagnostic> diagnostics = arms.diagnostics(se);
        return arms.effect(
                        weights.words,
                        "differences within " + Words.count(count, name) + ", "
                                + (weights == Weights.EQUAL ? "paired t" : "weighted (Imai, King and Nall), t")
                                + " with " + df
                                + " df",
                        value,
                        se,
                        df,
                        diagnostics)
                .withScales(new Ratios(this, totals, question).scales());
    }

    private double weight(Block pair) {
        return switch (weights) {
            case EQUAL -> 1;
            case SIZE -> pair.rows();
            case HARMONIC -> pair.treatedRows() * pair.controlRows() / pair.rows();
        };
    }

    private static void requireBoth(Block pair, Compared arms) {
        if (!pair.isComplete()) {
            String lacking = pair.treated() == 0
                    ? arms.question().treatment()
                    : arms.question().control();
            throw EstimateCode.INCOMPLETE_BLOCK.error(
                    arms.totals().units().blockName().orElseThrow() + " `" + pair.label() + "` has no outcome in arm `"
                            + lacking + "`",
                    "a pair of which one half is missing has no difference",
                    "leave the whole pair out of the data, and say so");
        }
    }
}
