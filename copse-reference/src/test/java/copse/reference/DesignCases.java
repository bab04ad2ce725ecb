package copse.reference;

import copse.reference.ReferenceFolder.ReferenceCase;

/// Checks a case of kind `design`: `fn` says what is asked, `inputs` of what, `expected` holds the answer and
/// `tol` the largest allowed `|got - expected| / max(1, |expected|)`.
final class DesignCases {
    private DesignCases() {}

    /// @param one a covered case
    /// @param checks the result
    static void check(ReferenceCase one, Comparison checks) {
        Expected json = Expected.of(one.json());
        json.ignore("id", "fn", "source", "note");
        DesignCase asked = new DesignCase(
                json.at("inputs"), json.at("expected"), json.at("tol").number(), checks);
        String function = one.function();
        switch (function.substring(0, function.indexOf('.'))) {
            case "balance" -> {
                if (function.equals("balance.mahalanobis")) {
                    RerandomiseCases.check(function, asked);
                } else {
                    BalanceCases.check(function, asked);
                }
            }
            case "match" -> MatchCases.check(function, asked);
            case "rerandomise" -> RerandomiseCases.check(function, asked);
            case "ri" -> RandomisationTestCases.check(function, asked);
            case "analysis" -> {
                switch (function) {
                    case "analysis.cluster",
                            "analysis.matchedPairClusters",
                            "analysis.blocked",
                            "analysis.regressionAdjusted" -> AnalysisCases.check(function, asked);
                    default -> BootstrapCases.check(function, asked);
                }
            }
            case "anova" -> AnalysisCases.check(function, asked);
            case "design" -> {
                if (function.equals("design.neymanVariance")) {
                    AnalysisCases.check(function, asked);
                } else {
                    ProbabilityCases.check(function, asked);
                }
            }
            case "saturation", "rgcr" -> NetworkDesignCases.check(function, asked);
            case "power", "crt" -> PowerCases.check(function, asked);
            case "exposure" -> ExposureCases.check(function, asked);
            case "graph" -> GraphCases.check(function, asked);
            case "network" -> InterferenceCases.check(asked);
            case "icc" -> IccCases.check(function, asked);
            default -> throw new AssertionError("coverage.txt covers `" + function + "`, but nothing checks it");
        }
        if (!json.unread().isEmpty()) {
            throw new AssertionError("never looked at: " + String.join(", ", json.unread()));
        }
    }
}
