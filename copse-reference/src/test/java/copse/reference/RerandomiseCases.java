package copse.reference;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.design.Basis;
import copse.design.ChiSquareThreshold;
import copse.design.Criterion;
import copse.design.Criterion.Threshold;
import copse.design.Design;
import copse.design.MahalanobisDistance;
import copse.design.Randomisation;
import copse.design.Screen;
import copse.design.Screening;
import copse.design.Standing;
import copse.design.Units;
import copse.error.DesignException;
import copse.frame.Column;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Mahalanobis distances, thresholds by chi-square, and the accepted set by enumeration.
final class RerandomiseCases {
    private RerandomiseCases() {}

    static void check(String function, DesignCase asked) {
        switch (function) {
            case "balance.mahalanobis" -> distance(asked);
            case "rerandomise.threshold" -> threshold(asked);
            case "rerandomise.unscaledDistance" -> unscaled(asked);
            case "rerandomise.exact" -> exact(asked);
            case "rerandomise.meanDifference" -> meanDifference(asked);
            case "rerandomise.meanDifference.simple" -> coinFlips(asked);
            default -> throw new AssertionError("no such function: " + function);
        }
    }

    /// Columns `x0, x1, …` beside an id.
    private static Units units(double[][] x) {
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put(
                "id",
                NumericColumn.of(IntStream.range(0, x.length).asDoubleStream().toArray()));
        for (int j = 0; j < x[0].length; j++) {
            int at = j;
            columns.put(
                    "x" + j,
                    NumericColumn.of(IntStream.range(0, x.length)
                            .mapToDouble(i -> x[i][at])
                            .toArray()));
        }
        return Units.of(Frame.of(columns), "id");
    }

    private static List<String> columns(double[][] x) {
        return IntStream.range(0, x[0].length).mapToObj(j -> "x" + j).toList();
    }

    private static void distance(DesignCase asked) {
        double[][] x = asked.inputs().at("X").matrix();
        byte[] arms = arms(asked.values("z"));
        MahalanobisDistance distance = MahalanobisDistance.of(units(x), columns(x));
        MahalanobisDistance.Imbalance got = distance.between(arms, 1, 0);
        asked.number("rank", got.rank());
        asked.numbers(
                "difference",
                got.differences().stream().mapToDouble(Double::doubleValue).toArray());
        asked.number("distance_squared", got.distanceSquared());
        asked.number("distance", got.distance());
        asked.number("M", got.m());
        asked.number("chi2_p_value", got.p());
    }

    private static byte[] arms(double[] z) {
        byte[] arms = new byte[z.length];
        for (int i = 0; i < z.length; i++) {
            arms[i] = (byte) z[i];
        }
        return arms;
    }

    private static void threshold(DesignCase asked) {
        ChiSquareThreshold got = ChiSquareThreshold.accepting(
                (int) asked.inputs().at("covariates").number(),
                asked.inputs().at("acceptance_probability").number());
        asked.number("threshold", got.value());
        asked.number("v_a", got.varianceRatio());
        asked.number("covariate_variance_reduction_percent", got.percentReduction());
        asked.number(
                "effect_variance_reduction_percent",
                got.effectPercentReduction(asked.inputs().at("R2").number()));
        asked.number("expected_draws", got.expectedDraws());
    }

    private static void unscaled(DesignCase asked) {
        ChiSquareThreshold got = ChiSquareThreshold.ofDistance(
                (int) asked.inputs().at("covariates").number(),
                (int) asked.inputs().at("n").number(),
                (int) asked.inputs().at("treated").number(),
                asked.inputs().at("distance_threshold").number());
        asked.number("M_threshold", got.value());
        asked.number("asymptotic_acceptance", got.acceptance());
    }

    private static void exact(DesignCase asked) {
        double[][] x = asked.inputs().at("X").matrix();
        int treated = (int) asked.inputs().at("treated").number();
        double limit = asked.inputs().at("M_threshold").number();
        Criterion criterion = new Criterion.Mahalanobis(columns(x), new Threshold.Value(limit));
        Randomisation got = rerandomised(criterion, x.length, treated).over(units(x));
        Screening screening = got.screening().orElseThrow();
        asked.checks().checkSame("acceptance", "basis", screening.basis(), Basis.exact());
        asked.number("assignments", screening.examined());
        asked.number("accepted", screening.accepted());
        asked.number("acceptance", screening.acceptance());
        asked.number("chi2_approximation", screening.approximateAcceptance());
        Screening.Rule rule = screening.rules().getFirst();
        asked.number("min_M", rule.least());
        asked.number("median_M", rule.median());
        asked.number("max_M", rule.greatest());
        if (screening.accepted() == 0) {
            infeasible(asked, got, screening);
        } else {
            asked.numbers(
                    "treatment_probability_among_accepted",
                    IntStream.range(0, x.length)
                            .mapToDouble(i -> got.probabilities().of(i, 1))
                            .toArray());
            asked.numbers(
                    "variance_ratio_accepted_over_all",
                    screening.covariates().stream()
                            .mapToDouble(c -> c.observed().orElseThrow())
                            .toArray());
        }
    }

    /// Undefined is said, and a draw ends with an error instead of never.
    private static void infeasible(DesignCase asked, Randomisation got, Screening screening) {
        for (String key : List.of("treatment_probability_among_accepted", "variance_ratio_accepted_over_all")) {
            asked.checks().checkSame(key, "all null", asked.expected().at(key).areNull(), true);
        }
        asked.checks()
                .checkSame(
                        "feasibility", "", screening.feasibility() instanceof Screening.Feasibility.Infeasible, true);
        screening
                .covariates()
                .forEach(c -> asked.checks()
                        .checkSame(
                                "variance_ratio_accepted_over_all",
                                c.name(),
                                c.observed().isEmpty(),
                                true));
        assertThatThrownBy(() -> got.assign(copse.math.Seed.of(1))).isInstanceOf(DesignException.class);
    }

    private static Design rerandomised(Criterion criterion, int n, int treated) {
        return new copse.design.Rerandomised(
                Design.parse("complete(counts: control=" + (n - treated) + ", treatment=" + treated + ")"),
                criterion,
                copse.design.Rerandomised.CAP);
    }

    private static double[][] column(double[] x) {
        return java.util.Arrays.stream(x).mapToObj(v -> new double[] {v}).toArray(double[][]::new);
    }

    private static void meanDifference(DesignCase asked) {
        double[][] x = column(asked.values("x"));
        int treated = (int) asked.inputs().at("treated").number();
        double limit = asked.inputs().at("threshold").number();
        Criterion criterion = new Criterion.MeanDifference("x0", new Threshold.Value(limit));
        Units units = units(x);
        Screen screen = Screen.of(criterion, units, x.length - treated, treated);
        int[] counts = new int[Standing.values().length];
        Design base = Design.parse("complete(counts: control=" + (x.length - treated) + ", treatment=" + treated + ")");
        base.over(units)
                .enumerate()
                .forEach(one -> counts[screen.verdict(one.arms()).standing().ordinal()]++);
        Screening screening = rerandomised(criterion, x.length, treated)
                .over(units)
                .screening()
                .orElseThrow();
        asked.number("assignments", screening.examined());
        asked.number("accepted_inclusive", screening.accepted());
        asked.number("accepted_strict", counts[Standing.BELOW.ordinal()]);
        asked.checks()
                .checkSame(
                        "accepted_inclusive",
                        "by verdicts",
                        (long) counts[Standing.BELOW.ordinal()] + counts[Standing.AT.ordinal()],
                        screening.accepted());
        asked.number("min_abs_difference", screening.rules().getFirst().least());
    }

    /// The notebook's loop around coin flips, which copse refuses as a design; its criterion can be asked all
    /// the same.
    private static void coinFlips(DesignCase asked) {
        double[][] x = column(asked.values("x"));
        double limit = asked.inputs().at("threshold").number();
        double p = asked.inputs().at("p").number();
        Units units = units(x);
        Screen screen = Screen.of(
                new Criterion.MeanDifference("x0", new Threshold.Value(limit)),
                units,
                x.length * (1 - p),
                x.length * p);
        AtomicInteger assignments = new AtomicInteger();
        int[] counts = new int[Standing.values().length];
        double[] treated = new double[x.length + 1];
        IntStream.range(0, 1 << x.length).forEach(bits -> {
            byte[] arms = new byte[x.length];
            for (int i = 0; i < arms.length; i++) {
                arms[i] = (byte) (bits >>> i & 1);
            }
            assignments.incrementAndGet();
            Standing standing = screen.verdict(arms).standing();
            counts[standing.ordinal()]++;
            treated[Integer.bitCount(bits)] += standing == Standing.BELOW ? 1 : 0;
        });
        asked.number("assignments", assignments.get());
        asked.number("undefined", counts[Standing.UNDEFINED.ordinal()]);
        asked.number("accepted_strict", counts[Standing.BELOW.ordinal()]);
        asked.numbers("treated_count_distribution_among_accepted", java.util.Arrays.copyOfRange(treated, 1, x.length));
    }
}
