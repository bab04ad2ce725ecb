package copse.plan;

import copse.error.InputException;
import copse.frame.Frame;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A first plan, made by looking at data of the past: what was guessed, why, and what cannot be guessed.
///
/// ```java
/// PlanDraft draft = PlanDraft.of(pupils, "pupils.csv");
/// draft.toml();      // with the reasons as comments
/// draft.guesses();   // the same in sentences
/// ```
///
/// @param plan sound by itself
/// @param guesses one for each thing that was not said by anybody, in the order of the plan
/// @param open what only the user can decide, in sentences
public record PlanDraft(Plan plan, List<Guess> guesses, List<String> open) {
    /// Something that was guessed.
    ///
    /// @param key of the plan that it stands under, such as `units.id`
    /// @param sentence what was guessed and why
    public record Guess(String key, String sentence) {}

    /// Copies the lists.
    public PlanDraft {
        guesses = List.copyOf(guesses);
        open = List.copyOf(open);
    }

    /// Looks for what tells units apart, what they come in, what is to be changed and what was known before;
    /// takes ICC, spread and sizes from the data. Outcomes are awaited in `outcomes.csv`: those of the past
    /// become a covariate, since no treatment can change them.
    ///
    /// Cost: a few sorts of each column.
    ///
    /// @param data rows of the past, one per unit or finer
    /// @param file their path as the plan is to name it
    /// @return the draft
    /// @throws InputException `P125` if there is nothing that could be randomised, or no number to change
    public static PlanDraft of(Frame data, String file) {
        return new Drafting(data, file).draft();
    }

    /// @return the plan as TOML, each guess as a comment above its line
    public String toml() {
        Map<String, String> comments = new LinkedHashMap<>();
        for (Guess guess : guesses) {
            comments.merge(guess.key(), guess.sentence(), (first, second) -> first + "\n" + second);
        }
        String head = "# A first plan. What stands behind the sign was guessed from the data: change what is wrong.\n"
                + String.join(
                        "",
                        open.stream()
                                .map(line -> "# To be decided: " + line + "\n")
                                .toList());
        return head + PlanWriter.write(plan, comments);
    }

    /// @return what was guessed, in sentences
    public List<String> sentences() {
        return guesses.stream().map(Guess::sentence).toList();
    }
}
