package copse.report.plot;

import copse.report.Phrases;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// Estimates in words, for descriptions.
final class Told {
    private Told() {}

    /// @param estimates any number
    /// @param most that are written out
    /// @param phrases words of pictures
    /// @return such as `Lin 3.1 (0.8 to 5.4); CR2 3.0 (0.6 to 5.3)`
    static String of(List<Estimated> estimates, int most, Phrases phrases) {
        return of(estimates, most, Estimated::error, phrases);
    }

    /// @param estimates any number
    /// @param most that are written out
    /// @param error to whose second digit the numbers of an estimate are shown
    /// @param phrases words of pictures
    /// @return such as `Lin 3.1 (0.8 to 5.4); CR2 3.0 (0.6 to 5.3)`
    static String of(List<Estimated> estimates, int most, ToDoubleFunction<Estimated> error, Phrases phrases) {
        String told = estimates.stream()
                .limit(most)
                .map(e -> (e.group().isEmpty() ? "" : e.group() + ", ") + e.label() + " "
                        + e.text(phrases, error.applyAsDouble(e)))
                .collect(Collectors.joining(phrases.say("separator")));
        return estimates.size() <= most ? told : told + phrases.say("more", estimates.size() - most);
    }
}
