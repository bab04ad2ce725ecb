package copse.power;

import copse.infer.Share;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Shares that can only grow from one point to the next: pools neighbours that fall until none does.
///
/// Source: Ayer, Brunk, Ewing, Reid and Silverman (1955), An empirical distribution function for sampling with
/// incomplete information, Ann. Math. Stat. 26(4) (pool adjacent violators).
///
/// @param x where the shares were found, in the order in which they grow
/// @param shares found there
record MonotoneShares(double[] x, List<Share> shares) {
    /// @return the shares themselves
    Curve values() {
        return curve(Share::value);
    }

    /// @param level of the exact interval of each share
    /// @return their lower limits
    Curve lowerLimits(double level) {
        return curve(share -> share.clopperPearson(level).lower().value());
    }

    /// @param level of the exact interval of each share
    /// @return their upper limits
    Curve upperLimits(double level) {
        return curve(share -> share.clopperPearson(level).upper().value());
    }

    private Curve curve(ToDoubleFunction<Share> of) {
        int n = x.length;
        double[] level = new double[n];
        double[] weight = new double[n];
        int[] last = new int[n];
        int pools = 0;
        for (int i = 0; i < n; i++) {
            level[pools] = of.applyAsDouble(shares.get(i));
            weight[pools] = shares.get(i).trials();
            last[pools] = i;
            pools++;
            while (pools > 1 && level[pools - 2] >= level[pools - 1]) {
                double sum = weight[pools - 2] + weight[pools - 1];
                level[pools - 2] = (weight[pools - 2] * level[pools - 2] + weight[pools - 1] * level[pools - 1]) / sum;
                weight[pools - 2] = sum;
                last[pools - 2] = last[pools - 1];
                pools--;
            }
        }
        double[] y = new double[n];
        int i = 0;
        for (int pool = 0; pool < pools; pool++) {
            for (; i <= last[pool]; i++) {
                y[i] = level[pool];
            }
        }
        return new Curve(x, y);
    }

    /// A line through points whose heights do not fall.
    ///
    /// @param x places
    /// @param y heights
    record Curve(double[] x, double[] y) {
        /// @return where the curve first has a height, by straight lines; the first or last place if it is
        ///     always above or below
        double crossing(double height) {
            if (y[0] >= height) {
                return x[0];
            }
            for (int i = 1; i < x.length; i++) {
                if (y[i] >= height) {
                    return x[i - 1] + (x[i] - x[i - 1]) * (height - y[i - 1]) / (y[i] - y[i - 1]);
                }
            }
            return x[x.length - 1];
        }
    }
}
