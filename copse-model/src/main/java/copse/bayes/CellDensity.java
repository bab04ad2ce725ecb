package copse.bayes;

import copse.family.Family;
import copse.mcmc.LogDensity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The posterior density of a model on [CellData]: hyper coordinates first, then the coordinates of the group
/// effects ([EffectMap]) per grouping, column of Z and level.
///
/// `log p = log prior(θ) + Σ_g log p(w_g | θ) + Σ_i ℓ_i(η_i)`, `η = offset + Xβ + Σ_g Z_g b_g`, without the
/// family's constant and `½ log 2π` per effect. The gradient is exact.
///
/// Cost: two passes over the cells for each column of X and Z, one evaluation of the family per cell, and the
/// maps. No allocation. Belongs to one thread.
final class CellDensity implements LogDensity {
    private final CellData data;
    private final Family family;
    private final Hyper hyper;
    private final List<Surrogate> surrogates;
    private final List<EffectMap> maps;
    private final int[] start; // of each grouping's coordinates
    private final OutcomeKernel kernel;
    private final double[] eta;
    private final double[] zeta;
    private final double[][][] byEffects;
    private final double[][] byFactor;
    private final ColumnBlocks fixed;
    private final ColumnBlocks second;
    private final double[] byBeta;
    private final double[] byFurther;

    /// @param data the cells
    /// @param family of the outcomes
    /// @param hyper this density's own
    /// @param surrogates one per grouping
    CellDensity(CellData data, Family family, Hyper hyper, List<Surrogate> surrogates) {
        this(
                data,
                family,
                hyper,
                surrogates,
                OutcomeKernel.of(family, data.outcomes, data.zeta.length > 0),
                new ColumnBlocks(data.x),
                new ColumnBlocks(data.zeta));
    }

    private CellDensity(
            CellData data,
            Family family,
            Hyper hyper,
            List<Surrogate> surrogates,
            OutcomeKernel kernel,
            ColumnBlocks fixed,
            ColumnBlocks second) {
        this.data = data;
        this.family = family;
        this.hyper = hyper;
        this.surrogates = surrogates;
        this.maps = surrogates.stream().map(EffectMap::of).toList();
        this.start = new int[maps.size()];
        int at = hyper.size();
        for (int g = 0; g < start.length; g++) {
            start[g] = at;
            at += data.groups.get(g).effects();
        }
        this.kernel = kernel;
        this.eta = new double[data.n];
        this.zeta = new double[data.zeta.length > 0 ? data.n : 0];
        this.byEffects = data.groups.stream()
                .map(group -> new double[group.q()][group.levels()])
                .toArray(double[][][]::new);
        this.byFactor = data.groups.stream()
                .map(group -> new double[group.q() * group.q()])
                .toArray(double[][]::new);
        this.fixed = fixed;
        this.second = second;
        this.byBeta = new double[data.x.length];
        this.byFurther = new double[hyper.further().length];
    }

    @Override
    public int dimension() {
        return hyper.size() + data.effects();
    }

    @Override
    public CellDensity copy() {
        return new CellDensity(data, family, hyper.copy(), surrogates, kernel.copy(), fixed.copy(), second.copy());
    }

    @Override
    public double evaluate(double[] position, double[] gradient) {
        double value = decodeEffects(position);
        int degrees = data.zeta.length;
        if (degrees < byFurther.length) {
            kernel.degrees(hyper.further()[degrees]);
        }
        kernel.begin(hyper.omega());
        fixed.clear();
        second.clear();
        for (double[][] sums : byEffects) {
            for (double[] column : sums) {
                Arrays.fill(column, 0);
            }
        }
        for (int from = 0; from < data.n; from += OutcomeKernel.BLOCK) {
            int to = Math.min(data.n, from + OutcomeKernel.BLOCK);
            predict(from, to);
            kernel.evaluate(eta, zeta, from, to);
            fixed.add(kernel.score, from, to);
            second.add(kernel.byZeta, from, to);
            for (int g = 0; g < maps.size(); g++) {
                collect(data.groups.get(g), kernel.score, byEffects[g], from, to);
            }
        }
        fixed.total(byBeta);
        second.total(byFurther);
        if (degrees < byFurther.length) {
            byFurther[degrees] = kernel.byDegrees();
        }
        Arrays.fill(gradient, 0, hyper.size(), 0);
        for (int g = 0; g < maps.size(); g++) {
            Arrays.fill(byFactor[g], 0);
            maps.get(g).backward(byEffects, g, byBeta, byFactor[g], gradient, start[g]);
        }
        hyper.pullBack(byBeta, byFactor, kernel.byShape(), byFurther, gradient);
        return value + kernel.value();
    }

    /// Decodes a position as far as the linear predictors.
    ///
    /// @param position not modified
    /// @return log density of all coordinates but for the likelihood
    double decode(double[] position) {
        double value = decodeEffects(position);
        for (int from = 0; from < data.n; from += OutcomeKernel.BLOCK) {
            predict(from, Math.min(data.n, from + OutcomeKernel.BLOCK));
        }
        return value;
    }

    private double decodeEffects(double[] position) {
        double value = hyper.decode(position);
        for (int g = maps.size() - 1; g >= 0; g--) {
            value += maps.get(g).forward(position, start[g], hyper.beta(), maps, hyper.factor(g));
        }
        return value;
    }

    // linear predictors of cells from ≤ i < to
    private void predict(int from, int to) {
        System.arraycopy(data.offset, from, eta, from, to - from);
        fixed.predict(hyper.beta(), eta, from, to);
        for (int g = 0; g < maps.size(); g++) {
            spread(data.groups.get(g), maps.get(g).effects(), eta, from, to);
        }
        if (zeta.length > 0) {
            Arrays.fill(zeta, from, to, 0);
            second.predict(hyper.further(), zeta, from, to);
        }
    }

    private static void spread(CellData.Group group, double[][] effects, double[] into, int from, int to) {
        int[] level = group.level();
        for (int c = 0; c < effects.length; c++) {
            double[] effect = effects[c];
            if (group.isConstant()[c]) {
                for (int i = from; i < to; i++) {
                    into[i] += effect[level[i]];
                }
            } else {
                double[] z = group.z()[c];
                for (int i = from; i < to; i++) {
                    into[i] += z[i] * effect[level[i]];
                }
            }
        }
    }

    private static void collect(CellData.Group group, double[] score, double[][] into, int from, int to) {
        int[] level = group.level();
        for (int c = 0; c < into.length; c++) {
            double[] sums = into[c];
            if (group.isConstant()[c]) {
                for (int i = from; i < to; i++) {
                    sums[level[i]] += score[i];
                }
            } else {
                double[] z = group.z()[c];
                for (int i = from; i < to; i++) {
                    sums[level[i]] += z[i] * score[i];
                }
            }
        }
    }

    Hyper hyper() {
        return hyper;
    }

    /// @return linear predictor with offset, as of the last decoding; this object's own array
    double[] eta() {
        return eta;
    }

    /// @return second linear predictor, as of the last decoding; this object's own array
    double[] zeta() {
        return zeta;
    }

    /// @param grouping its number
    /// @return effects by column of Z and level, as of the last decoding; the map's own arrays
    double[][] effects(int grouping) {
        return maps.get(grouping).effects();
    }

    /// The same point in coordinates by other surrogates.
    ///
    /// @param position in this density's coordinates
    /// @param other the density with the other surrogates
    /// @return in the other's coordinates
    double[] translate(double[] position, CellDensity other) {
        decode(position);
        double[] out = position.clone();
        other.hyper.decode(out);
        for (int g = maps.size() - 1; g >= 0; g--) {
            double[][] wanted = Arrays.stream(maps.get(g).standardised())
                    .map(double[]::clone)
                    .toArray(double[][]::new);
            other.maps.get(g).place(wanted, other.hyper.beta(), other.maps, other.hyper.factor(g), out, start[g]);
        }
        return out;
    }

    /// Where the coordinates of each column of Z of each grouping begin; one more at the end.
    int[] columnStarts() {
        List<Integer> starts = new ArrayList<>();
        for (int g = 0; g < start.length; g++) {
            for (int c = 0; c < data.groups.get(g).q(); c++) {
                starts.add(start[g] + c * data.groups.get(g).levels());
            }
        }
        starts.add(dimension());
        return starts.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Copies the effects as of the last decoding: per grouping and column of Z level by level.
    ///
    /// @param into filled from `at` on. *Modified.*
    /// @param at where they begin
    void copyEffects(double[] into, int at) {
        int to = at;
        for (EffectMap map : maps) {
            for (double[] column : map.effects()) {
                System.arraycopy(column, 0, into, to, column.length);
                to += column.length;
            }
        }
    }
}
