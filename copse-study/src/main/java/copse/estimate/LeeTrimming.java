package copse.estimate;

import copse.frame.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Lee's bounds with the influence of each row on them.
///
/// Let s be the share of outcomes seen, in the arm that is trimmed and in the other; m = the smaller share. The
/// best m of all rows of the trimmed arm have outcomes with mean μ and smallest value c. To first order μ moves
/// with a row of that arm by `((y − c)⁺ − mean) / m`, rows not seen counting 0, and with the share m by `(c −
/// μ) / m` (for the worst m `(y − c)⁻`). Sums of these by randomised unit have the variance of the design.
/// Strata are averaged with weights π, their part of what is seen in the other arm, which is estimated too.
final class LeeTrimming {
    // A share of a row that is left to trim after rounding.
    private static final double ROUNDING = 1e-12;

    private final OutcomeRows rows;
    private final Question question;
    private final int[] stratum;
    private final List<String> strata;
    private final ContributionVariance variance;
    private final int treatment;
    private final double[] seen = new double[2];
    private final double[] weight = new double[2];
    private final int trimmed;
    private int untrimmed;

    LeeTrimming(OutcomeRows rows, Question question, int[] stratum, List<String> strata) {
        this.rows = rows;
        this.question = question;
        this.stratum = stratum;
        this.strata = strata;
        RandomisedUnits units = rows.units();
        this.treatment = units.armOf(question.treatment());
        long[] counts = rows.counts();
        this.variance = ContributionVariance.of(units, u -> counts[u] > 0, treatment, units.armOf(question.control()));
        for (int row = 0; row < rows.size(); row++) {
            weight[arm(row)] += w(row);
            seen[arm(row)] += rows.there()[row] ? w(row) : 0;
        }
        for (int arm = 0; arm < 2; arm++) {
            if (seen[arm] == 0) {
                throw EstimateCode.NO_OUTCOME.error(
                        "arm `" + (arm == 1 ? question.treatment() : question.control()) + "` has no outcome `"
                                + question.outcome() + "`",
                        "an effect compares outcomes of both arms",
                        "find out why the arm has none");
            }
        }
        this.trimmed = seen[1] / weight[1] >= seen[0] / weight[0] ? 1 : 0;
    }

    private int arm(int row) {
        return rows.units().arm(rows.unitOf()[row]) == treatment ? 1 : 0;
    }

    private double w(int row) {
        return variance.weight(rows.unitOf()[row]);
    }

    Bounds bounds() {
        double high = seen[trimmed] / weight[trimmed];
        double low = seen[1 - trimmed] / weight[1 - trimmed];
        String arm = trimmed == 1 ? question.treatment() : question.control();
        // trimming the best of the treated, or the worst of the controls, makes the effect small
        EffectEstimate lower = estimate(trimmed == 0);
        EffectEstimate upper = estimate(trimmed == 1);
        List<String> assumptions = new ArrayList<>();
        assumptions.add("Whoever has an outcome in arm `" + (trimmed == 1 ? question.control() : question.treatment())
                + "` would have one in arm `" + arm + "` too (monotone selection); trimmed are "
                + Words.percent(1 - low / high) + " of the outcomes of `" + arm + "`, from either end.");
        if (strata.size() > 1) {
            assumptions.add("Within each of " + strata.size() + " strata outcomes are trimmed by themselves"
                    + (untrimmed == 0
                            ? "."
                            : "; in " + Words.count(untrimmed, "stratum", "strata")
                                    + " the arm has fewer outcomes than the other, by chance or against the assumption, and"
                                    + " is left as it is."));
        }
        AttritionBounds.madeUp(rows, assumptions);
        return Bounds.of(
                "effect of " + question.treatment() + " on " + question.outcome()
                        + " among those whose outcome is seen under either arm",
                lower,
                upper,
                assumptions);
    }

    /// @param best whether the best of the trimmed arm are kept, or the worst
    private EffectEstimate estimate(boolean best) {
        double[] part = new double[rows.units().size()];
        int[][] members = members();
        double[] effect = new double[strata.size()];
        double[] share = new double[strata.size()];
        untrimmed = 0;
        for (int x = 0; x < strata.size(); x++) {
            double there = 0;
            for (int row : members[x]) {
                there += arm(row) != trimmed && rows.there()[row] ? w(row) : 0;
            }
            share[x] = there / seen[1 - trimmed];
            effect[x] = stratum(members[x], strata.get(x), best, share[x], part);
        }
        double value = IntStream.range(0, effect.length)
                .mapToDouble(x -> share[x] * effect[x])
                .sum();
        // the weights of strata are shares of what is seen in the other arm
        for (int row = 0; row < rows.size(); row++) {
            if (arm(row) != trimmed && rows.there()[row]) {
                part[rows.unitOf()[row]] += w(row) / seen[1 - trimmed] * (effect[stratum[row]] - value);
            }
        }
        return EffectEstimate.of(
                (best == (trimmed == 1) ? "upper" : "lower") + " bound",
                "Lee's trimming, variance " + variance.words(),
                value,
                Math.sqrt(variance.covariance(part, part)),
                variance.df(part),
                question,
                rows.size(),
                variance.units(),
                Unadjusted.leftOut(variance));
    }

    private int[][] members() {
        int[] count = new int[strata.size()];
        for (int x : stratum) {
            count[x]++;
        }
        int[][] members = new int[count.length][];
        for (int x = 0; x < count.length; x++) {
            members[x] = new int[count[x]];
        }
        int[] next = new int[count.length];
        for (int row = 0; row < stratum.length; row++) {
            members[stratum[row]][next[stratum[row]]++] = row;
        }
        return members;
    }

    /// Adds the influence of each row, times the stratum's weight, to its unit's part.
    private double stratum(int[] members, String label, boolean best, double share, double[] part) {
        double[] all = new double[2];
        double[] there = new double[2];
        double[] sum = new double[2];
        for (int row : members) {
            all[arm(row)] += w(row);
            if (rows.there()[row]) {
                there[arm(row)] += w(row);
                sum[arm(row)] += w(row) * rows.y()[row];
            }
        }
        if (there[0] == 0 || there[1] == 0) {
            throw EffectCode.NO_STRATUM.error(
                    "stratum `" + label + "` has no outcome in arm `"
                            + (there[1] == 0 ? question.treatment() : question.control()) + "`",
                    "bounds within a stratum compare outcomes of both arms",
                    "merge it with another stratum, or ask for bounds without strata");
        }
        int other = 1 - trimmed;
        double keep = there[other] / all[other];
        double most = there[trimmed] / all[trimmed];
        if (keep > most * (1 + ROUNDING)) {
            untrimmed++;
            keep = most;
        }
        Kept kept = kept(members, best, keep * all[trimmed]);
        double mean = sum[other] / there[other];
        int sign = trimmed == 1 ? 1 : -1;
        double excess = 0;
        for (int row : members) {
            excess += arm(row) == trimmed && rows.there()[row] ? w(row) * beyond(row, kept.cut, best) : 0;
        }
        excess /= all[trimmed];
        // where nothing is trimmed both are plain means of what is seen
        boolean trims = keep < most;
        for (int row : members) {
            boolean seenHere = rows.there()[row];
            double w = share * sign * w(row);
            double moved;
            if (arm(row) == trimmed) {
                moved = trims
                        ? w / (keep * all[trimmed]) * ((seenHere ? beyond(row, kept.cut, best) : 0) - excess)
                        : seenHere ? w / there[trimmed] * (rows.y()[row] - kept.mean) : 0;
            } else {
                double byShare = trims ? (kept.cut - kept.mean) * ((seenHere ? 1 : 0) - keep) : 0;
                moved = w / there[other] * (byShare - (seenHere ? rows.y()[row] - mean : 0));
            }
            part[rows.unitOf()[row]] += moved;
        }
        return sign * (kept.mean - mean);
    }

    private double beyond(int row, double cut, boolean best) {
        double d = rows.y()[row] - cut;
        return best ? Math.max(d, 0) : Math.min(d, 0);
    }

    private record Kept(double mean, double cut) {}

    /// Mean and last value of the best or worst rows of the trimmed arm that together weigh `mass`.
    private Kept kept(int[] members, boolean best, double mass) {
        int[] order = IntStream.of(members)
                .filter(row -> arm(row) == trimmed && rows.there()[row])
                .boxed()
                .sorted((a, b) -> (best ? -1 : 1) * Double.compare(rows.y()[a], rows.y()[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        double left = mass;
        double mean = 0;
        double cut = 0;
        for (int row : order) {
            double w = Math.min(w(row), left);
            if (w <= ROUNDING * mass) {
                break;
            }
            left -= w;
            cut = rows.y()[row];
            mean += w / (mass - left) * (cut - mean);
        }
        return new Kept(mean, cut);
    }
}
