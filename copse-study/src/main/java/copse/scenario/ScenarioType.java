package copse.scenario;

import copse.error.Suggestion;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The catalogue of scenarios, by name and with parameters as text: what a command line needs to offer them all
/// without knowing each.
public enum ScenarioType {
    /// [CallCenter].
    CALL_CENTER(
            "call-center", "calls to representatives in centres, with or without an experiment", CallCenter.defaults()),
    /// [Students].
    STUDENTS("students", "students of instructors who use one of several teaching methods", Students.defaults()),
    /// [Coolers].
    COOLERS("coolers", "profits of two kinds of shops, some with a cooler, in unequal shares", Coolers.defaults()),
    /// [Schools].
    SCHOOLS("schools", "pupils of schools who did or did not have to repeat a class", Schools.defaults()),
    /// [SocialNetwork].
    SOCIAL_NETWORK(
            "social-network",
            "users of a social network, an experiment among them, and what spills over to friends",
            SocialNetwork.defaults());

    private final String label;
    private final String title;
    // scenarios are records of numbers
    @SuppressWarnings("ImmutableEnumChecker")
    private final Scenario defaults;

    <S extends Record & Scenario> ScenarioType(String label, String title, S defaults) {
        this.label = label;
        this.title = title;
        this.defaults = defaults;
    }

    /// @return the name on the command line
    public String label() {
        return label;
    }

    /// @return one line, without a full stop
    public String title() {
        return title;
    }

    /// @return the scenario as it is without any parameter given
    public Scenario defaults() {
        return defaults;
    }

    /// @return the parameters in the order of a help text
    public List<Parameter> parameters() {
        return Components.parameters((Record) defaults);
    }

    /// @param label a name on the command line
    /// @return its scenario
    /// @throws copse.error.InputException `S101` with the names there are
    public static ScenarioType of(String label) {
        return Arrays.stream(values())
                .filter(type -> type.label.equals(label))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> labels =
                            Arrays.stream(values()).map(ScenarioType::label).toList();
                    return ScenarioCode.UNKNOWN_SCENARIO.error(
                            "there is no scenario `" + label + "`",
                            "there are " + String.join(", ", labels),
                            Suggestion.closest(label, labels)
                                    .map(meant -> "did you mean `" + meant + "`?")
                                    .orElse("use one of these names"));
                });
    }

    /// The scenario with some parameters given; all are checked together, in any order.
    ///
    /// @param values texts by parameter name
    /// @return the scenario
    /// @throws copse.error.InputException `S102` for an unknown name, `S103` for a text that is no value of the
    ///     parameter's type, `S104` and `S105` if the values make no sense
    public Scenario with(Map<String, String> values) {
        Map<String, Object> parsed = new LinkedHashMap<>();
        List<Parameter> parameters = parameters();
        values.forEach((name, text) -> {
            Parameter parameter = parameters.stream()
                    .filter(candidate -> candidate.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> unknown(name, parameters));
            parsed.put(Parameter.camel(name), parameter.parse(text, Components.type(defaults.getClass(), name)));
        });
        return (Scenario) Components.with((Record) defaults, parsed);
    }

    private RuntimeException unknown(String name, List<Parameter> parameters) {
        List<String> names = parameters.stream().map(Parameter::name).toList();
        return ScenarioCode.UNKNOWN_PARAMETER.error(
                "scenario " + label + " has no parameter `" + name + "`",
                "it has " + String.join(", ", names),
                Suggestion.closest(name, names)
                        .map(meant -> "did you mean `--" + meant + "`?")
                        .orElse("leave it out"));
    }

    /// @param scenario one of this type
    /// @return its parameters' values by name, as text that [#with] reads back
    public Map<String, String> values(Scenario scenario) {
        return Components.parameters((Record) scenario).stream()
                .collect(Collectors.toMap(
                        Parameter::name, Parameter::standard, (first, second) -> first, LinkedHashMap::new));
    }
}
