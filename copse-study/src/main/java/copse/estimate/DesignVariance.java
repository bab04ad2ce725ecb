package copse.estimate;

import copse.error.Diagnostic;
import copse.frame.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Variance of a difference of two totals, each estimated by weighting what is seen with the inverse of its
/// probability.
///
/// With `Ŷ_a = Σ_{units with arm a} y_k / π_k`:
///
/// 1. Arms drawn from urns with the numbers seen: Neyman's variance within blocks, `Σ_b n_b² (s₁² / n₁ + s₀² /
/// n₀)`.
/// 2. Joint probabilities known and units no more than [#MOST]: the estimator of Aronow and Samii, whose terms
/// for pairs of arms that never occur together (a unit under both arms, for one) are replaced by a bound: at
/// least the true variance on average.
/// 3. Else as if units had drawn independently, `Σ y_k² / π_k²`, which is too large where units draw from
/// common urns (what one gets the other does not) and outcomes do not change sign.
///
/// Source: Aronow and Samii (2017), Estimating average causal effects under general interference, Ann. Appl.
/// Stat. 11(4), 1912-1947, sections 4 and 5. doi:10.1214/16-AOAS1005
final class DesignVariance {
    /// Units up to which all pairs are looked at.
    static final int MOST = 2000;

    private final Compared arms;
    private final RandomisedUnits units;
    private final DesignProbabilities probabilities;
    private final double[] y;
    private final int treatment;
    private final int control;

    /// @param y by unit; 0 for units of other arms
    DesignVariance(Compared arms, DesignProbabilities probabilities, double[] y) {
        this.arms = arms;
        this.units = arms.totals().units();
        this.probabilities = probabilities;
        this.y = y;
        this.treatment = units.armOf(arms.question().treatment());
        this.control = units.armOf(arms.question().control());
    }

    /// A variance and how it came about.
    ///
    /// @param value of `Ŷ₁ − Ŷ₀`
    /// @param df degrees of freedom for Student's t
    /// @param method in words
    /// @param notes what a reader must know
    record Result(double value, int df, String method, List<Diagnostic> notes) {}

    Result estimate() {
        if (probabilities.isUrns() && everyUrnHasTwo()) {
            return urns();
        }
        int df = Math.max(1, arms.units() - 2);
        if (probabilities.hasJoint() && units.size() <= MOST) {
            List<Diagnostic> notes = new ArrayList<>();
            if (probabilities.isEstimated()) {
                notes.add(EstimateCode.ESTIMATED_JOINT.of(
                        "joint probabilities",
                        units.size(),
                        0,
                        "Probabilities that two units have given arms are shares among random draws of the design."));
            }
            return new Result(Math.max(0, pairs()), df, "Aronow-Samii variance", notes);
        }
        double sum = 0;
        for (int[] arm : List.of(arms.treated(), arms.controls())) {
            for (int unit : arm) {
                double ratio = y[unit] / probabilities.own(unit);
                sum += ratio * ratio;
            }
        }
        return new Result(
                sum,
                df,
                "variance of independent draws",
                List.of(EstimateCode.INDEPENDENT_DRAWS.of(
                        "variance",
                        units.size(),
                        probabilities.hasJoint() ? MOST : 0,
                        (probabilities.hasJoint()
                                        ? "With " + Words.count(units.size(), "unit")
                                                + " not all pairs are looked at, and"
                                        : "Joint probabilities are not known, so that")
                                + " the variance is that of units drawing independently.")));
    }

    private int urnOf(int unit) {
        return Math.max(0, units.block(unit));
    }

    private int[][] byUrn(int[] arm) {
        int count = Math.max(1, units.blocks());
        int[] sizes = new int[count];
        for (int unit : arm) {
            sizes[urnOf(unit)]++;
        }
        int[][] members = new int[count][];
        for (int b = 0; b < count; b++) {
            members[b] = new int[sizes[b]];
        }
        for (int unit : arm) {
            members[urnOf(unit)][--sizes[urnOf(unit)]] = unit;
        }
        return members;
    }

    private boolean everyUrnHasTwo() {
        return Arrays.stream(byUrn(arms.treated())).allMatch(urn -> urn.length >= 2)
                && Arrays.stream(byUrn(arms.controls())).allMatch(urn -> urn.length >= 2);
    }

    private Result urns() {
        double sum = 0;
        int urns = 0;
        for (int[] arm : List.of(arms.treated(), arms.controls())) {
            for (int[] urn : byUrn(arm)) {
                double n = urn.length;
                // n / π is the size of the urn
                double size = n / probabilities.own(urn[0]);
                sum += size * size * variance(urn) / n;
                urns++;
            }
        }
        return new Result(sum, Math.max(1, arms.units() - urns), "Neyman variance of totals", List.of());
    }

    private double variance(int[] members) {
        double mean = 0;
        for (int i = 0; i < members.length; i++) {
            mean += (y[members[i]] - mean) / (i + 1);
        }
        double squares = 0;
        for (int unit : members) {
            squares += (y[unit] - mean) * (y[unit] - mean);
        }
        return squares / (members.length - 1);
    }

    private double pairs() {
        double sum = 0;
        for (int[] arm : List.of(arms.treated(), arms.controls())) {
            int own = arm == arms.treated() ? treatment : control;
            int other = own == treatment ? control : treatment;
            for (int k : arm) {
                double p = probabilities.own(k);
                double scaled = y[k] / p;
                // the unit itself: its variance, and the bound for its covariance with its other arm
                sum += (1 - p) * scaled * scaled + y[k] * y[k] / p;
                sum += withOthers(k, own, other, scaled, p);
            }
        }
        return sum;
    }

    /// All pairs with another unit, seen from the first. Bounds for pairs of arms that never occur together are
    /// due from both of their units, each where it is seen.
    private double withOthers(int k, int own, int other, double scaled, double p) {
        double sum = 0;
        for (int l = 0; l < units.size(); l++) {
            if (l == k || units.arm(l) < 0) {
                continue;
            }
            double same = probabilities.joint(k, own, l, own);
            double crossed = probabilities.joint(k, own, l, other);
            if (same == 0) {
                sum += y[k] * y[k] / p;
            }
            if (crossed == 0) {
                sum += y[k] * y[k] / p;
            }
            int seen = units.arm(l);
            if (seen == own && same > 0) {
                double q = probabilities.own(l);
                sum += (same - p * q) / same * scaled * y[l] / q;
            } else if (seen == other && crossed > 0) {
                double q = probabilities.own(l);
                sum -= (crossed - p * q) / crossed * scaled * y[l] / q;
            }
        }
        return sum;
    }
}
