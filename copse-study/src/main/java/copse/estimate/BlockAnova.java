package copse.estimate;

import copse.infer.FisherF;

/// Analysis of variance of complete blocks: every arm once in every block.
///
/// Model: `y_ba = μ + block_b + arm_a + ε_ba`, units' means as outcomes. It tests whether any of the arms
/// differ, and says what blocking was worth: [#relativeEfficiency()] times as many units would a design without
/// blocks have needed.
///
/// Source: Kuehl (2000), Design of Experiments, section 8.3 (relative efficiency without the correction for
/// degrees of freedom).
///
/// @param blocks between blocks
/// @param arms between arms
/// @param residual what is left
public record BlockAnova(Line blocks, Line arms, Line residual) {
    /// A line of the table.
    ///
    /// @param df degrees of freedom
    /// @param sumOfSquares explained
    public record Line(int df, double sumOfSquares) {
        /// @return sum of squares per degree of freedom
        public double meanSquare() {
            return sumOfSquares / df;
        }
    }

    /// @param totals units with arms and blocks; all arms are compared
    /// @return the analysis
    /// @throws copse.error.InputException `E113` if units are in no blocks, `E118` if a block does not have
    ///     each arm exactly once, or there is one block
    public static BlockAnova of(UnitTotals totals) {
        RandomisedUnits units = totals.units();
        int b = units.blocks();
        int t = units.arms().size();
        if (units.blockName().isEmpty()) {
            throw EstimateCode.NO_BLOCKS.error(
                    "no blocks: the design handed out arms among all units at once",
                    "an analysis of variance of blocks compares the arms within each",
                    "name the column of the blocks: `Roles.of(\"arm\").withBlock(\"COL\")`");
        }
        double[] y = new double[b * t];
        boolean[] seen = new boolean[b * t];
        for (int unit = 0; unit < totals.size(); unit++) {
            if (units.arm(unit) < 0 || totals.rows(unit) == 0) {
                continue;
            }
            if (units.block(unit) < 0) {
                throw EstimateCode.NO_BLOCKS.error(
                        "unit `" + units.id(unit) + "` is in no block",
                        "its outcome could be compared with nobody's",
                        "fill in its block, or leave it out");
            }
            int cell = units.block(unit) * t + units.arm(unit);
            if (seen[cell]) {
                throw incomplete(units, units.block(unit), units.arms().get(units.arm(unit)), "twice");
            }
            seen[cell] = true;
            y[cell] = totals.mean(unit);
        }
        for (int cell = 0; cell < seen.length; cell++) {
            if (!seen[cell]) {
                throw incomplete(units, cell / t, units.arms().get(cell % t), "not at all");
            }
        }
        if (b < 2) {
            throw incomplete(units, 0, units.arms().getFirst(), "in the only block there is");
        }
        return of(y, b, t);
    }

    private static RuntimeException incomplete(RandomisedUnits units, int block, String arm, String how) {
        return EstimateCode.NOT_COMPLETE_BLOCKS.error(
                "block `" + units.blockLabel(block) + "` has arm `" + arm + "` " + how,
                "sums of squares of blocks and arms add up only where every block has every arm once",
                "compare means within blocks, `--estimators blocks`, which takes blocks of any make");
    }

    private static BlockAnova of(double[] y, int b, int t) {
        double mean = 0;
        for (int i = 0; i < y.length; i++) {
            mean += (y[i] - mean) / (i + 1);
        }
        double[] byBlock = new double[b];
        double[] byArm = new double[t];
        for (int i = 0; i < y.length; i++) {
            byBlock[i / t] += (y[i] - mean) / t;
            byArm[i % t] += (y[i] - mean) / b;
        }
        double blocks = 0;
        for (double d : byBlock) {
            blocks += t * d * d;
        }
        double arms = 0;
        for (double d : byArm) {
            arms += b * d * d;
        }
        double residual = 0;
        for (int i = 0; i < y.length; i++) {
            double e = y[i] - mean - byBlock[i / t] - byArm[i % t];
            residual += e * e;
        }
        return new BlockAnova(new Line(b - 1, blocks), new Line(t - 1, arms), new Line((b - 1) * (t - 1), residual));
    }

    /// @param line blocks or arms
    /// @return its mean square over the residual one
    public double f(Line line) {
        return line.meanSquare() / residual.meanSquare();
    }

    /// @param line blocks or arms
    /// @return p-value of its F
    public double p(Line line) {
        return FisherF.upperP(f(line), line.df(), residual.df());
    }

    /// @return F of the arms with blocks ignored
    public double unblockedF() {
        return arms.meanSquare() / unblocked().meanSquare();
    }

    /// @return p-value of [#unblockedF()]
    public double unblockedP() {
        return FisherF.upperP(unblockedF(), arms.df(), unblocked().df());
    }

    private Line unblocked() {
        return new Line(blocks.df() + residual.df(), blocks.sumOfSquares() + residual.sumOfSquares());
    }

    /// How many times as many units complete randomisation would have needed for the same precision: below 1 if
    /// blocks were of no use.
    ///
    /// @return `((b − 1) MS_blocks + b (t − 1) MS_residual) / ((b t − 1) MS_residual)`
    public double relativeEfficiency() {
        int b = blocks.df() + 1;
        int t = arms.df() + 1;
        return (blocks.df() * blocks.meanSquare() + b * (t - 1) * residual.meanSquare())
                / ((b * t - 1) * residual.meanSquare());
    }
}
