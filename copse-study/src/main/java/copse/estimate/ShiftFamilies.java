package copse.estimate;

import copse.estimate.TestStatistic.Per;
import java.util.Arrays;
import java.util.function.Supplier;

/// Makes the family of a statistic from outcomes: what does not depend on the assignment is done once.
final class ShiftFamilies {
    private final ReferenceSet set;
    private final UnitOutcomes units;
    private final int treated;
    private final int control;
    private final int threads;

    /// @param set the assignments
    /// @param units outcomes of its positions
    /// @param treated index of the arm whose effect is asked for
    /// @param control index of the arm it is compared with
    /// @param threads number of threads
    ShiftFamilies(ReferenceSet set, UnitOutcomes units, int treated, int control, int threads) {
        this.set = set;
        this.units = units;
        this.treated = treated;
        this.control = control;
        this.threads = threads;
    }

    /// @param statistic to be tested
    /// @return its values over the set
    ShiftFamily of(TestStatistic statistic) {
        return switch (statistic) {
            case TestStatistic.Difference(Per per) ->
                linear(per == Per.BLOCKS ? blocks(centred(per), added(per)) : difference(per));
            case TestStatistic.Adjusted(Per per) -> linear(adjusted(per));
            case TestStatistic.MixedCoefficient(boolean refitted) ->
                new MixedFamily(set, units, treated, refitted, threads);
            case TestStatistic.Studentised(Per per) -> studentised(per);
            case TestStatistic.Ranks _ -> new RankFamily(set, units, treated, threads);
            case TestStatistic.Custom(String _, TestStatistic.Function function) ->
                new CustomFamily(set, units, treated, function, threads);
        };
    }

    private ShiftFamily linear(Supplier<PlaneReader> readers) {
        return new LinearFamily(PlaneReader.all(set, units.arm(), LinearFamily.KEPT, readers, threads));
    }

    /// 1 for positions that take part and are treated in fact.
    private double d(int position) {
        return units.present(position) && units.arm()[position] == treated ? 1 : 0;
    }

    /// The outcome of a position as the mean or sum that is compared, less its average over positions, so that
    /// sums lose no digits.
    private double[] centred(Per per) {
        double[] outcome = new double[units.size()];
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < outcome.length; i++) {
            if (units.present(i)) {
                outcome[i] = per == Per.UNITS || per == Per.BLOCKS ? units.mean(i) : units.sums()[i];
                sum += outcome[i];
                weights += weight(per, i);
            }
        }
        for (int i = 0; i < outcome.length; i++) {
            outcome[i] -= units.present(i) ? sum / weights * weight(per, i) : 0;
        }
        return outcome;
    }

    private double weight(Per per, int position) {
        return !units.present(position) ? 0 : per == Per.ROWS ? units.rows()[position] : 1;
    }

    /// What an effect of 1 adds to the outcome of a position.
    private double[] added(Per per) {
        double[] added = new double[units.size()];
        for (int i = 0; i < added.length; i++) {
            added[i] = d(i) * (per == Per.UNITS || per == Per.BLOCKS ? 1 : units.rows()[i]);
        }
        return added;
    }

    private double[] weights(Per per) {
        double[] weights = new double[units.size()];
        Arrays.setAll(weights, i -> weight(per, i));
        return weights;
    }

    // ---- differences of two means

    private Supplier<PlaneReader> difference(Per per) {
        return means(centred(per), added(per), weights(per));
    }

    /// `Σ_treated u / Σ_treated w − Σ_control u / Σ_control w`, and the same for v.
    private Supplier<PlaneReader> means(double[] u, double[] v, double[] w) {
        Supplier<BothSums> both = BothSums.of(set.arms().size(), treated, control, u, v, w);
        return () -> {
            BothSums sums = both.get();
            return (planes, into, at) -> {
                sums.add(planes);
                double[] t = sums.t;
                double[] c = sums.c;
                // an arm without any weight has no mean
                boolean defined = t[2] > 0 && c[2] > 0;
                into[at] = defined ? t[0] / t[2] - c[0] / c[2] : Double.NaN;
                into[at + 1] = t[1] / t[2] - c[1] / c[2];
            };
        };
    }

    /// What a regression without the arm leaves of the outcome, and of who is treated in fact.
    private Supplier<PlaneReader> adjusted(Per per) {
        UnitOutcomes in = units.indicator(treated);
        boolean blocked = per == Per.BLOCKS;
        double[] u = residuals(per == Per.ROWS ? ArmlessModel.ofRows(units) : ArmlessModel.ofMeans(units, blocked));
        double[] v = residuals(per == Per.ROWS ? ArmlessModel.ofRows(in) : ArmlessModel.ofMeans(in, blocked));
        return blocked ? blocks(u, v) : means(u, v, weights(per));
    }

    private static double[] residuals(ArmlessModel model) {
        return model.solve(0).residual();
    }

    private Supplier<PlaneReader> blocks(double[] u, double[] v) {
        if (set.arms().size() == 2) {
            BlockCounts counts = new BlockCounts(units);
            int[] fixed = counts.of(set.planes(units.arm())[treated]);
            if (counts.areFixed(set, treated, fixed, threads)) {
                return fixedBlocks(counts.sizes(), fixed, u, v);
            }
        }
        return () -> {
            BlockSums t = new BlockSums(units.block(), units.blocks(), weights(Per.UNITS), u, v);
            BlockSums c = new BlockSums(units.block(), units.blocks(), weights(Per.UNITS), u, v);
            return (planes, into, at) -> {
                t.add(planes[treated]);
                c.add(planes[control]);
                double a = 0;
                double slope = 0;
                double weight = 0;
                for (int b = 0; b < units.blocks(); b++) {
                    double nt = t.sum(0, b);
                    double nc = c.sum(0, b);
                    if (nt > 0 && nc > 0) {
                        a += (nt + nc) * (t.sum(1, b) / nt - c.sum(1, b) / nc);
                        slope += (nt + nc) * (t.sum(2, b) / nt - c.sum(2, b) / nc);
                        weight += nt + nc;
                    }
                }
                into[at] = a / weight;
                into[at + 1] = slope / weight;
            };
        };
    }

    /// With n_t treated and n_c controls in a block whatever the assignment, the weighted difference is a sum
    /// over the treated of `w_b (1/n_t + 1/n_c) (u − ū_b)`.
    private Supplier<PlaneReader> fixedBlocks(int[] sizes, int[] fixed, double[] u, double[] v) {
        double[] factor = new double[sizes.length];
        double total = 0;
        for (int b = 0; b < sizes.length; b++) {
            int others = sizes[b] - fixed[b];
            if (fixed[b] > 0 && others > 0) {
                factor[b] = sizes[b] * (1.0 / fixed[b] + 1.0 / others);
                total += sizes[b];
            }
        }
        double weight = total;
        double[] y = withinBlocks(u, sizes);
        double[] d = withinBlocks(v, sizes);
        for (int i = 0; i < y.length; i++) {
            double scale = units.present(i) ? factor[units.block()[i]] / weight : 0;
            y[i] *= scale;
            d[i] *= scale;
        }
        ArmSums sums = new ArmSums(new double[][] {y, d});
        return () -> {
            double[] sum = new double[sums.length()];
            return (planes, into, at) -> {
                sums.sum(planes[treated], sum);
                into[at] = weight > 0 ? sum[0] : Double.NaN;
                into[at + 1] = sum[1];
            };
        };
    }

    private double[] withinBlocks(double[] values, int[] sizes) {
        double[] mean = new double[sizes.length];
        for (int i = 0; i < values.length; i++) {
            if (units.present(i)) {
                mean[units.block()[i]] += values[i] / sizes[units.block()[i]];
            }
        }
        double[] centred = new double[values.length];
        Arrays.setAll(centred, i -> units.present(i) ? values[i] - mean[units.block()[i]] : 0);
        return centred;
    }

    // ---- over standard errors

    private ShiftFamily studentised(Per per) {
        double[] y = centred(per);
        Supplier<PlaneReader> readers = per == Per.BLOCKS ? blockwise(y) : ratio(y, added(per), weights(per));
        double[] kept = PlaneReader.all(set, units.arm(), StudentisedFamily.KEPT, readers, threads);
        double square = 0;
        for (double one : y) {
            square += one * one;
        }
        return new StudentisedFamily(kept, square / Math.max(1, units.count()));
    }

    /// Variance of a ratio of sums over the k positions of an arm, `k/(k − 1) Σ(y − ȳw)² / (Σw)²`; with weights
    /// of 1 Neyman's `s²/k`.
    private Supplier<PlaneReader> ratio(double[] y, double[] d, double[] w) {
        int n = units.size();
        double[][] features = new double[10][n];
        for (int i = 0; i < n; i++) {
            double[] of = {
                units.present(i) ? 1 : 0,
                y[i],
                d[i],
                w[i],
                y[i] * y[i],
                y[i] * d[i],
                d[i] * d[i],
                y[i] * w[i],
                d[i] * w[i],
                w[i] * w[i]
            };
            for (int f = 0; f < of.length; f++) {
                features[f][i] = of[f];
            }
        }
        Supplier<BothSums> both = BothSums.of(set.arms().size(), treated, control, features);
        return () -> {
            BothSums sums = both.get();
            return (planes, into, at) -> {
                sums.add(planes);
                double[] t = sums.t;
                double[] c = sums.c;
                into[at] = t[1] / t[3] - c[1] / c[3];
                into[at + 1] = t[2] / t[3] - c[2] / c[3];
                into[at + 2] = 0;
                into[at + 3] = 0;
                into[at + 4] = 0;
                addVariance(t, into, at + 2);
                addVariance(c, into, at + 2);
            };
        };
    }

    /// Adds the coefficients of the square in θ of the variance of one arm's mean.
    private static void addVariance(double[] s, double[] into, int at) {
        double k = s[0];
        double mean = s[1] / s[3];
        double slope = s[2] / s[3];
        // one position alone has no variance
        double scale = k < 2 ? Double.NaN : k / (k - 1) / (s[3] * s[3]);
        into[at] += scale * (s[4] - 2 * mean * s[7] + mean * mean * s[9]);
        into[at + 1] -= 2 * scale * (s[5] - mean * s[8] - slope * s[7] + mean * slope * s[9]);
        into[at + 2] += scale * (s[6] - 2 * slope * s[8] + slope * slope * s[9]);
    }

    private Supplier<PlaneReader> blockwise(double[] y) {
        double[] d = added(Per.BLOCKS);
        boolean single = hasSingle();
        double[] yy = product(y, y);
        double[] yd = product(y, d);
        return () -> {
            double[] one = weights(Per.UNITS);
            BlockSums t = new BlockSums(units.block(), units.blocks(), one, y, d, yy, yd);
            BlockSums c = new BlockSums(units.block(), units.blocks(), one, y, d, yy, yd);
            BlockVariance variance = new BlockVariance(units.blocks(), single);
            return (planes, into, at) -> {
                t.add(planes[treated]);
                c.add(planes[control]);
                variance.of(t, c, into, at);
            };
        };
    }

    private static double[] product(double[] x, double[] y) {
        double[] product = new double[x.length];
        Arrays.setAll(product, i -> x[i] * y[i]);
        return product;
    }

    /// Whether, of the observed assignment, some block has an arm with one position only.
    private boolean hasSingle() {
        int[] t = new int[units.blocks()];
        int[] c = new int[units.blocks()];
        for (int i = 0; i < units.size(); i++) {
            if (units.present(i)) {
                t[units.block()[i]] += units.arm()[i] == treated ? 1 : 0;
                c[units.block()[i]] += units.arm()[i] == control ? 1 : 0;
            }
        }
        for (int b = 0; b < t.length; b++) {
            if (t[b] == 1 && c[b] > 0 || c[b] == 1 && t[b] > 0) {
                return true;
            }
        }
        return false;
    }
}
