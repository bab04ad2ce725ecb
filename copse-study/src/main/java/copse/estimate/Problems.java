package copse.estimate;

import copse.error.InputException;
import copse.error.Suggestion;
import copse.frame.Words;
import java.util.List;

/// Messages and words that several classes share.
final class Problems {
    private static final int LISTED = 12;

    private Problems() {}

    static InputException noArm(String name, List<String> arms) {
        return EstimateCode.NO_ARM.error(
                "no arm `" + name + "`",
                "the experiment has " + Words.count(arms.size(), "arm") + ": " + list(arms),
                Suggestion.didYouMean(name, arms, "use one of these names"));
    }

    static String list(List<String> names) {
        return names.size() <= LISTED
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, LISTED)) + " and " + (names.size() - LISTED) + " more";
    }
}
