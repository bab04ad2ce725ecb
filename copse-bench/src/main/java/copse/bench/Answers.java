package copse.bench;

import copse.frame.Frame;
import copse.lmm.Lmm;
import copse.lmm.LmmFit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Prints what copse says of a benchmarked model as a line of JSON, in the form of the peers' scripts.
final class Answers {
    private Answers() {}

    /// @param arguments `nested` or `crossed`
    public static void main(String[] arguments) {
        boolean nested = arguments[0].equals("nested");
        Frame frame = nested ? BenchData.callFrame() : BenchData.evaluationFrame();
        LmmFit fit = Lmm.of(nested ? BenchData.NESTED : BenchData.CROSSED).fit(frame);
        Map<String, Double> sds = new LinkedHashMap<>();
        fit.variances().forEach(component -> sds.put(component.group(), component.sdOrCorrelation()));
        System.out.printf(
                "{\"peer\": \"copse\", \"criterion\": %s, \"fixef\": %s, \"names\": [%s], \"sd\": {%s}}%n",
                fit.criterion(),
                Arrays.toString(fit.beta()),
                fit.fixedNames().stream().map(name -> '"' + name + '"').collect(Collectors.joining(", ")),
                sds.entrySet().stream()
                        .map(entry -> '"' + entry.getKey() + "\": " + entry.getValue())
                        .collect(Collectors.joining(", ")));
    }
}
