package copse.glmm;

import copse.family.Family;
import copse.lmm.Parameter;
import copse.lmm.VarianceComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The parameters of a generalised linear mixed model as people read them: standard deviations and correlations
/// of random effects, shape, coefficients, coefficients of zero inflation.
final class GlmmParameters {
    private GlmmParameters() {}

    /// @param fit a model
    /// @return its parameters, most levels first
    static List<Parameter> of(GlmmFit fit) {
        List<Parameter> parameters = new ArrayList<>();
        for (VarianceComponent component : random(fit)) {
            String term = "" + component.term1();
            parameters.add(
                    component.term2() == null
                            ? new Parameter.StandardDeviation(component.group(), term)
                            : new Parameter.Correlation(component.group(), term, component.term2()));
        }
        if (fit.family().hasShape()) {
            parameters.add(fit.family() instanceof Family.Gaussian ? new Parameter.Sigma() : new Parameter.Shape());
        }
        fit.fixedNames().forEach(name -> parameters.add(new Parameter.Coefficient(name)));
        fit.inflationNames().forEach(name -> parameters.add(new Parameter.Inflation(name)));
        return parameters;
    }

    /// @param fit a model
    /// @return their values
    static double[] values(GlmmFit fit) {
        List<Double> values = new ArrayList<>();
        random(fit).forEach(component -> values.add(component.sdOrCorrelation()));
        fit.shape().ifPresent(values::add);
        Arrays.stream(fit.beta()).forEach(values::add);
        Arrays.stream(fit.inflation()).forEach(values::add);
        return values.stream().mapToDouble(value -> value).toArray();
    }

    private static List<VarianceComponent> random(GlmmFit fit) {
        return fit.variances().stream()
                .filter(component -> !component.group().equals(VarianceComponent.RESIDUAL))
                .toList();
    }
}
