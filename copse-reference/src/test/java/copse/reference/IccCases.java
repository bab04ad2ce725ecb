package copse.reference;

import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.infer.Interval;
import copse.power.IccEstimate;
import copse.power.NestedAnova;

/// Intraclass correlations.
final class IccCases {
    /// The `note` of the cases: the reference's optimiser stops there.
    private static final double REML = 1e-4;

    private IccCases() {}

    static void check(String function, DesignCase asked) {
        switch (function) {
            case "icc.oneWay" -> oneWay(asked);
            case "icc.fleissCuzick" -> asked.number("icc", IccEstimate.fleissCuzick(data(asked), "y", "cluster"));
            case "icc.nestedBalanced" -> nested(asked);
            default -> throw new AssertionError("no such function: " + function);
        }
    }

    private static Frame data(DesignCase asked) {
        return Frame.of("y", NumericColumn.of(asked.values("y")), "cluster", factor(asked, "cluster"));
    }

    private static FactorColumn factor(DesignCase asked, String key) {
        return FactorColumn.of(asked.words(key).toArray(String[]::new));
    }

    private static void oneWay(DesignCase asked) {
        Frame data = data(asked);
        IccEstimate got = IccEstimate.of(data, "y", "cluster");
        double level = asked.inputs().at("level").number();
        asked.number("k", got.anova().clusters());
        asked.number("N", got.anova().rows());
        asked.number("n0", got.anova().n0());
        asked.number("msb", got.anova().meanSquareBetween());
        asked.number("msw", got.anova().meanSquareWithin());
        asked.number("F", got.f());
        asked.number("p_value", got.p());
        asked.number("sigma2_between", got.anova().varianceBetween());
        asked.number("sigma2_within", got.anova().meanSquareWithin());
        asked.number("icc", got.value());
        asked.number("icc_truncated", got.truncated());
        asked.numbers("ci_searle_n0", ends(got.searle(level)));
        asked.number("se_swiger", got.swigerSe());
        asked.numbers("ci_swiger", ends(got.swiger(level)));
        asked.number("se_smith", got.smithSe());
        asked.numbers("ci_smith", ends(got.smith(level)));
        asked.number("cluster_size_mean", got.meanSize());
        asked.number("cluster_size_cv_population", got.cvOfSizes());
        asked.checks()
                .checkSame(
                        "fisher",
                        "defined",
                        got.fisherZ().isPresent(),
                        asked.expected().has("fisher_z"));
        if (asked.expected().has("fisher_z")) {
            asked.number("fisher_z", got.fisherZ());
            asked.numbers("ci_fisher", ends(got.fisher(level).orElseThrow()));
        }
        if (asked.expected().has("icc_reml")) {
            IccEstimate.Reml reml = IccEstimate.reml(data, "y", "cluster");
            near(asked, "icc_reml", reml.icc());
            near(asked, "sigma2_between_reml", reml.between());
            near(asked, "sigma2_within_reml", reml.within());
        }
    }

    private static void near(DesignCase asked, String key, double got) {
        double wanted = asked.expected().at(key).number();
        asked.checks().check(key, "", got, wanted, REML * Math.abs(wanted));
    }

    private static double[] ends(Interval interval) {
        return new double[] {interval.lower().value(), interval.upper().value()};
    }

    private static void nested(DesignCase asked) {
        Frame data = Frame.of(
                "y",
                NumericColumn.of(asked.values("y")),
                "top",
                factor(asked, "level3"),
                "middle",
                factor(asked, "level2"));
        NestedAnova got = NestedAnova.of(data, "y", "top", "middle");
        asked.number("ms_level3", got.meanSquareClusters());
        asked.number("ms_level2", got.meanSquareSubclusters());
        asked.number("ms_residual", got.meanSquareUnits());
        asked.number("var_level3", got.clusterVariance());
        asked.number("var_level2", got.subclusterVariance());
        asked.number("var_residual", got.unitVariance());
        asked.number("share_level3", got.clusterVariance() / got.total());
        asked.number("share_level2", got.subclusterVariance() / got.total());
    }
}
