package copse.exposure;

/// What is to be summed for nodes of one own side.
///
/// @param own the side
/// @param hit the side whose clusters are followed
/// @param onSide whether clusters on that side count, rather than those off it
/// @param edges the sums from which on the next class begins, ascending
/// @param condition of each class
/// @param weight of the own cluster that always counts
record SumTask(byte own, byte hit, boolean onSide, double[] edges, byte[] condition, double weight) {
    /// @param rule of the exposure
    /// @param own side of the node
    /// @param all what all its neighbours count for
    /// @param ownWeight what those in the own cluster count for
    /// @param lawful what those count for whose clusters get arms
    /// @return what is to be summed
    static SumTask of(Rule rule, byte own, double all, double ownWeight, double lawful) {
        Rule.Steps steps = rule.of(own);
        int limits = steps.slope().length;
        boolean same = steps.counted() == own;
        if (all <= 0) {
            return new SumTask(own, steps.counted(), true, new double[0], new byte[] {steps.alone()}, 0);
        }
        double[] edges = new double[limits];
        for (int k = 0; k < limits; k++) {
            edges[k] = steps.limit(k, all);
        }
        if (limits == 1 && steps.condition()[0] == Exposure.NONE) {
            // at least so much on the side is at most so much off it, where clusters that get no arm are off anyway
            byte[] swapped = {steps.condition()[1], Exposure.NONE};
            double[] spare = {Math.nextUp(lawful - edges[0])};
            return new SumTask(own, steps.counted(), false, spare, swapped, same ? 0 : ownWeight);
        }
        return new SumTask(own, steps.counted(), true, edges, steps.condition(), same ? ownWeight : 0);
    }

    /// @return edges as whole numbers, none below 0, the own cluster's part taken off
    int[] wholeEdges() {
        int[] whole = new int[edges.length];
        for (int k = 0; k < whole.length; k++) {
            whole[k] = (int) Math.max(0, Math.ceil(edges[k] - weight));
        }
        return whole;
    }
}
