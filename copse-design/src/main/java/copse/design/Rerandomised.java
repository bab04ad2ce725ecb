package copse.design;

import java.util.List;
import java.util.stream.Stream;

/// Assignments of another design, of which only those are admissible that balance covariates by a declared
/// rule.
///
/// Source: Morgan and Rubin (2012), Rerandomization to improve covariate balance in experiments, Ann. Statist.
/// 40(2), 1263-1282. doi:10.1214/12-AOS1008
///
/// @param base the design whose assignments are screened: complete, stratified, matched or clustered
/// @param criterion the rule
/// @param cap most draws tried for one assignment before it is called infeasible
public record Rerandomised(Design base, Criterion criterion, int cap) implements Design {
    /// Draws tried for one assignment unless said otherwise: enough for an acceptance of 0.0001 to fail once in
    /// 10⁴³.
    public static final int CAP = 1_000_000;

    @Override
    public Arms arms() {
        return base.arms();
    }

    @Override
    public List<String> columns() {
        return Stream.concat(base.columns().stream(), criterion.columns().stream())
                .distinct()
                .toList();
    }
}
