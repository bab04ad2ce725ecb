package copse.exposure;

import copse.network.Graph;

/// An exposure as steps: per own side, which side's neighbours are counted, at which values of their number (or
/// weight) the condition changes, and to which.
///
/// Every exposure that asks no further than the neighbours comes down to this, so that arms are classified,
/// probabilities summed up and random draws counted by one and the same numbers.
///
/// @param control for nodes on the control side
/// @param treated for nodes on the treated side
/// @param weighted whether neighbours count for the weights of their edges
record Rule(Steps control, Steps treated, boolean weighted) {
    /// Room for rounding where a share is held against a limit, as part of the whole.
    private static final double ROUNDING = 1e-9;

    /// Half way between whole numbers, where numbers of neighbours are told apart.
    private static final double HALF = 0.5;

    /// Conditions by number or weight of the neighbours on one side.
    ///
    /// @param counted the side of the neighbours that are counted
    /// @param slope of each limit, ascending: the limit is `slope · all + offset`, `all` being the number or
    ///     weight of all neighbours
    /// @param offset of each limit
    /// @param condition below the first limit, from the first limit on, from the second …
    /// @param alone condition of a node without neighbours
    record Steps(byte counted, double[] slope, double[] offset, byte[] condition, byte alone) {
        /// @param k index of a limit
        /// @param all number or weight of all neighbours
        /// @return the value from which on the limit is passed
        double limit(int k, double all) {
            return slope[k] * all + offset[k];
        }

        /// @param sum number or weight of the counted neighbours
        /// @param all of all neighbours
        /// @return the condition
        byte at(double sum, double all) {
            if (all <= 0) {
                return alone;
            }
            int k = 0;
            while (k < slope.length && sum >= limit(k, all)) {
                k++;
            }
            return condition[k];
        }
    }

    /// @param exposure one that asks no further than the neighbours
    /// @param graph whose weights may count
    /// @return its steps
    static Rule of(Exposure exposure, Graph graph) {
        return switch (exposure) {
            case Exposure.Own _ -> new Rule(own(Sides.CONTROL), own(Sides.TREATED), false);
            case Exposure.Full _ -> atLeast(1, false);
            case Exposure.KHop _ -> atLeast(1, false);
            case Exposure.Fraction(double q, Exposure.Weights weights) -> atLeast(q, counts(weights, graph));
            case Exposure.Share share -> share(share, counts(share.weights(), graph));
            case Exposure.Count(var least) -> {
                double[] offset = least.stream().mapToDouble(n -> n - HALF).toArray();
                double[] slope = new double[offset.length];
                yield new Rule(steps(slope, offset, 0, false), steps(slope, offset, offset.length + 1, false), false);
            }
            case Exposure.FourWay _ -> {
                double[] slope = {0};
                double[] offset = {HALF};
                yield new Rule(
                        new Steps(Sides.TREATED, slope, offset, new byte[] {3, 2}, (byte) 3),
                        new Steps(Sides.TREATED, slope, offset, new byte[] {1, 0}, (byte) 1),
                        false);
            }
        };
    }

    private static boolean counts(Exposure.Weights weights, Graph graph) {
        return graph.weighted() && weights == Exposure.Weights.EDGES;
    }

    private static Steps own(byte side) {
        return new Steps(Sides.TREATED, new double[0], new double[0], new byte[] {side}, side);
    }

    private static Rule atLeast(double q, boolean weighted) {
        return new Rule(atLeast(Sides.CONTROL, q), atLeast(Sides.TREATED, q), weighted);
    }

    private static Steps atLeast(byte side, double q) {
        return new Steps(
                side, new double[] {q * (1 - ROUNDING)}, new double[1], new byte[] {Exposure.NONE, side}, side);
    }

    private static Rule share(Exposure.Share share, boolean weighted) {
        double room = share.closed() == Exposure.Side.RIGHT ? ROUNDING : -ROUNDING;
        double[] slope = share.cuts().stream().mapToDouble(cut -> cut + room).toArray();
        double[] offset = new double[slope.length];
        return new Rule(steps(slope, offset, 0, true), steps(slope, offset, slope.length + 1, true), weighted);
    }

    /// Conditions one after the other from a first one on.
    private static Steps steps(double[] slope, double[] offset, int first, boolean share) {
        byte[] condition = new byte[slope.length + 1];
        for (int k = 0; k < condition.length; k++) {
            condition[k] = (byte) (first + k);
        }
        return new Steps(Sides.TREATED, slope, offset, condition, share ? Exposure.NONE : condition[0]);
    }

    /// @param side treated or control
    /// @return the steps of nodes on it
    Steps of(byte side) {
        return side == Sides.TREATED ? treated : control;
    }
}
