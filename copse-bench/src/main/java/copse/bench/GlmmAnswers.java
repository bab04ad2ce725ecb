package copse.bench;

import copse.family.Family;
import copse.glmm.Glmm;
import copse.glmm.GlmmFit;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Prints what copse says of a binomial mixed model as a line of JSON, in the form of the peers' scripts.
final class GlmmAnswers {
    private GlmmAnswers() {}

    /// @param arguments a model of [PupilData]
    public static void main(String[] arguments) {
        String model = arguments[0];
        GlmmFit fit = Glmm.of(PupilData.formula(model), Family.binomial()).fit(PupilData.rows(model));
        System.out.printf(
                "{\"peer\": \"copse\", \"criterion\": %s, \"fixef\": %s, \"names\": [%s]}%n",
                fit.criterion(),
                Arrays.toString(fit.beta()),
                fit.fixedNames().stream().map(name -> '"' + name + '"').collect(Collectors.joining(", ")));
    }
}
