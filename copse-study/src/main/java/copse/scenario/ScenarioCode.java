package copse.scenario;

import copse.error.Explained;
import copse.error.Explanation;
import copse.error.InputException;
import copse.error.Problem;

/// What can be wrong with a scenario's parameters.
public enum ScenarioCode implements Explained {
    /// There is no scenario of that name.
    UNKNOWN_SCENARIO(
            "S101",
            "no such scenario",
            "Data can be simulated for a fixed list of studies; the name given is not one of them.",
            "Take one of the names listed by `copse simulate --help`."),
    /// The scenario has no parameter of that name.
    UNKNOWN_PARAMETER(
            "S102",
            "no such parameter of the scenario",
            "Every scenario has its own parameters: sizes, effects, standard deviations.",
            "See the list with `copse simulate SCENARIO --help`."),
    /// A parameter's text is not a value of its type.
    NOT_A_VALUE(
            "S103",
            "a parameter is not a value of its type",
            "Sizes are whole numbers, effects and standard deviations decimal numbers with a point, switches `true` or"
                    + " `false`.",
            "Write the value like the default that the message shows."),
    /// A parameter is out of the range in which it has a meaning.
    OUT_OF_RANGE(
            "S104",
            "a parameter is out of range",
            "A standard deviation below 0, a share above 1 or a study without groups describes no data.",
            "Choose a value within the range that the message states."),
    /// Parameters that are fine one by one contradict each other.
    CONTRADICTION(
            "S105",
            "parameters contradict each other",
            "Each value is possible, but not all of them at once: fewer representatives than centres, for instance.",
            "Change one of the parameters that the message names."),
    /// The data do not fit into one table in memory.
    TOO_MANY_ROWS(
            "S106",
            "too many rows for a table in memory",
            "A table in memory has at most 2,147,483,639 rows.",
            "Simulate fewer rows, or write them chunk by chunk."),
    /// A table of arms that were not handed out to the users of the scenario.
    OTHER_ARMS(
            "S107",
            "arms of other users",
            "Outcomes under arms from a table need one row for each user of the simulated network, with an arm that the"
                    + " scenario knows.",
            "Simulate the users first, hand out arms to them, and simulate again with the same seed and options.");

    private final Explanation explanation;

    ScenarioCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }

    InputException error(String what, String why, String fix) {
        return new InputException(new Problem(code(), what, why, fix));
    }
}
