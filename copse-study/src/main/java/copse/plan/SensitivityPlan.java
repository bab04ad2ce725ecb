package copse.plan;

import copse.study.AnalysisOptions;
import copse.study.Method;
import java.util.List;

/// Other methods than the primary one.
///
/// @param methods shown beside it; empty for those that suit the design
/// @param draws of randomisation tests and bootstraps
public record SensitivityPlan(List<Method> methods, int draws) {
    /// Copies the list.
    public SensitivityPlan {
        methods = List.copyOf(methods);
    }

    /// @return those that suit the design
    public static SensitivityPlan defaults() {
        return new SensitivityPlan(List.of(), AnalysisOptions.DRAWS);
    }
}
