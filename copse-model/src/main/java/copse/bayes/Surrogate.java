package copse.bayes;

import java.util.ArrayList;
import java.util.List;

/// What the data say of the effects of one grouping, as if they were Gaussian: fixed numbers from which
/// [EffectMap] makes coordinates in which the effects hardly depend on anything. Immutable; shared by threads.
///
/// For a level j the surrogate of the log likelihood is `bᵀ(t − Aβ − Σ_h B_h b_h) − ½ bᵀIb`, where the b_h are
/// effects of later groupings. It comes from working observations at one point: with weights w = −ℓ_ηη, scores
/// s and linear predictor η without offset, `I = Σ w z zᵀ`, `t = Σ z (wη + s)`, `A = Σ w z xᵀ`, `B_h = Σ w z
/// z_hᵀ`. Nothing is exact about it and nothing needs to be: it bends the coordinates, not the posterior.
///
/// Later groupings have fewer levels, and see weights that are reduced by what the effects of the earlier ones
/// take up (see [#all]).
///
/// @param q columns of Z
/// @param levels how many
/// @param information lower triangle of I, row by row, each by level
/// @param target t, q by level
/// @param byFixed A, q by p by level
/// @param outer later groupings that this one hangs on
record Surrogate(
        int q, int levels, double[][] information, double[][] target, double[][][] byFixed, List<Outer> outer) {
    /// A later grouping.
    ///
    /// @param grouping its number h
    /// @param row level of this grouping, by entry
    /// @param column level of the later one, by entry
    /// @param values B_h, q by q_h by entry
    record Outer(int grouping, int[] row, int[] column, double[][][] values) {}

    /// No information: the coordinates are the standardised effects themselves.
    ///
    /// @param group the grouping
    /// @param p columns of X
    /// @return I, t, A and B are 0
    static Surrogate none(CellData.Group group, int p) {
        int q = group.q();
        return new Surrogate(
                q,
                group.levels(),
                new double[triangle(q)][group.levels()],
                new double[q][group.levels()],
                new double[q][0][],
                List.of());
    }

    /// @param q order
    /// @return elements of a lower triangle
    static int triangle(int q) {
        return q * (q + 1) / 2;
    }

    /// The surrogates of all groupings at a point.
    ///
    /// The effects of the first groupings are integrated out of the weights for the later ones: in a level with
    /// information I and factor L a cell keeps the share `1 − zᵀL(I_q + LᵀIL)⁻¹Lᵀ Σwz`, exact where the later
    /// effects are the same in all of its cells, as in nested designs.
    ///
    /// @param data the cells
    /// @param predictor η without offset, per cell
    /// @param weights per cell, at least 0
    /// @param scores per cell
    /// @param factors L per grouping, q×q column-major
    /// @param amount how much of the information is used: 1 is all of it, more leans towards centred
    ///     coordinates
    static List<Surrogate> all(
            CellData data, double[] predictor, double[] weights, double[] scores, double[][] factors, double amount) {
        double[] weight = weights.clone();
        double[] working = new double[data.n];
        for (int i = 0; i < data.n; i++) {
            working[i] = weights[i] * predictor[i] + scores[i];
        }
        List<Surrogate> all = new ArrayList<>();
        for (int g = 0; g < data.groups.size(); g++) {
            Surrogate plain = of(data, g, weight, working, 1);
            all.add(amount == 1 ? plain : of(data, g, weight, working, amount));
            if (g + 1 < data.groups.size()) {
                plain.reduce(data.groups.get(g), factors[g], weight, working);
            }
        }
        return List.copyOf(all);
    }

    private static Surrogate of(CellData data, int g, double[] weight, double[] working, double amount) {
        CellData.Group group = data.groups.get(g);
        int q = group.q();
        int[] level = group.level();
        double[][] information = new double[triangle(q)][group.levels()];
        double[][] target = new double[q][group.levels()];
        double[][][] byFixed = new double[q][data.x.length][group.levels()];
        for (int a = 0; a < q; a++) {
            for (int i = 0; i < data.n; i++) {
                double z = amount * group.z(a, i);
                double weighted = z * weight[i];
                target[a][level[i]] += z * working[i];
                for (int b = 0; b <= a; b++) {
                    information[a * (a + 1) / 2 + b][level[i]] += weighted * group.z(b, i);
                }
                for (int j = 0; j < data.x.length; j++) {
                    byFixed[a][j][level[i]] += weighted * data.x[j][i];
                }
            }
        }
        List<Outer> outer = new ArrayList<>();
        for (int h = g + 1; h < data.groups.size(); h++) {
            CellData.Group other = data.groups.get(h);
            CellData.Meeting meeting = data.meeting(g, h);
            double[][][] values = new double[q][other.q()][meeting.count()];
            for (int a = 0; a < q; a++) {
                for (int b = 0; b < other.q(); b++) {
                    for (int i = 0; i < data.n; i++) {
                        values[a][b][meeting.entry()[i]] += amount * weight[i] * group.z(a, i) * other.z(b, i);
                    }
                }
            }
            outer.add(new Outer(h, meeting.row(), meeting.column(), values));
        }
        return new Surrogate(q, group.levels(), information, target, byFixed, outer);
    }

    // what is left of the weights when the effects of this grouping are integrated out
    private void reduce(CellData.Group group, double[] factor, double[] weight, double[] working) {
        int n = weight.length;
        double[][] sums = new double[q][levels];
        for (int a = 0; a < q; a++) {
            for (int i = 0; i < n; i++) {
                sums[a][group.level()[i]] += group.z(a, i) * weight[i];
            }
        }
        double[][] taken = new double[levels][q];
        SmallFactor small = new SmallFactor(q);
        for (int l = 0; l < levels; l++) {
            double[] vector = new double[q];
            for (int a = 0; a < q; a++) {
                vector[a] = sums[a][l];
            }
            small.set(this, l, factor);
            small.smooth(factor, vector);
            taken[l] = vector;
        }
        for (int i = 0; i < n; i++) {
            double share = 1;
            for (int a = 0; a < q; a++) {
                share -= group.z(a, i) * taken[group.level()[i]][a];
            }
            double kept = Math.clamp(share, 0, 1);
            weight[i] *= kept;
            working[i] *= kept;
        }
    }
}
