package copse.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.error.InputException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The catalogue offers every parameter of every scenario, and refuses what makes no sense with a way out.
class ScenarioTypeTest {
    static Stream<Arguments> parameters() {
        return Stream.of(ScenarioType.values())
                .flatMap(type -> type.parameters().stream().map(parameter -> Arguments.of(type, parameter)));
    }

    @Test
    void everyScenarioIsInTheCatalogue() {
        assertThat(Stream.of(ScenarioType.values())
                        .<Class<?>>map(type -> type.defaults().getClass()))
                .containsExactlyInAnyOrder(Scenario.class.getPermittedSubclasses());
    }

    /// `withX` of the record and the text of the catalogue are two ways to the same scenario.
    @ParameterizedTest
    @MethodSource("parameters")
    void everyParameterHasItsCopyMethod(ScenarioType type, Parameter parameter) throws Exception {
        Map<String, String> other = Map.of(
                "months", "2", "age-mean", "41", "methods", "4", "method-effects", "1,2,3,4,5.5", "effect", "0.6");
        String text = other.getOrDefault(
                parameter.name(),
                switch (parameter.kind()) {
                    case WHOLE -> Long.toString(Long.parseLong(parameter.standard()) + 1);
                    case NUMBER -> Double.toString(Double.parseDouble(parameter.standard()) * 0.9 + 0.013);
                    case OPTIONAL_NUMBER -> "1.5";
                    case NUMBERS -> "1";
                    case WORD -> "logistic";
                    case GRAPH -> "erdos_renyi(nodes: 50, p: 0.1)";
                    case SWITCH -> "true";
                });
        Scenario byText = type.with(Map.of(parameter.name(), text));
        Object value = parameter.parse(text, Components.type(type.defaults().getClass(), parameter.name()));
        String name = "with" + Character.toUpperCase(parameter.name().charAt(0))
                + Parameter.camel(parameter.name()).substring(1);
        Method method = Stream.of(type.defaults().getClass().getMethods())
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElseThrow();
        Object argument = value instanceof OptionalDouble number ? number.getAsDouble() : value;
        assertThat(method.invoke(type.defaults(), argument)).isEqualTo(byText).isNotEqualTo(type.defaults());
        Map<String, String> changed = new HashMap<>(type.values(byText));
        changed.entrySet().removeAll(type.values(type.defaults()).entrySet());
        assertThat(changed.keySet()).isEqualTo(Set.of(parameter.name()));
    }

    @ParameterizedTest
    @EnumSource(ScenarioType.class)
    void helpIsOneLineEach(ScenarioType type) {
        assertThat(ScenarioType.of(type.label())).isEqualTo(type);
        assertThat(type.defaults().type()).isEqualTo(type);
        assertThat(type.with(Map.of())).isEqualTo(type.defaults());
        assertThat(type.parameters()).allSatisfy(parameter -> {
            assertThat(parameter.name()).matches("[a-z]+(-[a-z]+)*");
            assertThat(parameter.help()).hasSizeBetween(10, 90).doesNotEndWith(".");
        });
    }

    @Test
    void parametersThatMustAgreeMayComeInAnyOrder() {
        Scenario many = ScenarioType.CALL_CENTER.with(Map.of("centers", "300", "reps", "900", "effect", "0.6"));
        assertThat(many)
                .isEqualTo(CallCenter.defaults().withReps(900).withCenters(300).withEffect(0.6));
    }

    @Test
    void fractionsAndThousandsAreUnderstood() {
        Coolers coolers = (Coolers) ScenarioType.COOLERS.with(Map.of("gold-share", "1/4", "gold", "10_000"));
        assertThat(coolers.goldShare()).isEqualTo(0.25);
        assertThat(coolers.gold()).isEqualTo(10_000);
    }

    /// The fix of each message is tried: it must lead to a scenario.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "call-center | centers=0              | S104 | `centers` cannot be 0",
                "call-center | calls=0                | S104 | `calls` cannot be 0",
                "call-center | center-sd=-1           | S104 | `center-sd` cannot be -1",
                "call-center | residual-sd=NaN        | S104 | `residual-sd` cannot be NaN",
                "call-center | payment-share=1        | S104 | `payment-share` cannot be 1",
                "call-center | rep-spread=1           | S104 | `rep-spread` cannot be 1",
                "call-center | effect=Infinity        | S104 | `effect` cannot be Infinity",
                "call-center | age-mean=18            | S104 | from 20 to 60",
                "call-center | centers=200            | S105 | 200 centres cannot share 190 representatives",
                "call-center | centers=ten            | S103 | `--centers` cannot be `ten`",
                "call-center | centers=1.5            | S103 | a whole number",
                "call-center | centers=3000000000     | S103 | at most 2147483647",
                "call-center | clip=maybe             | S103 | `true` or `false`",
                "call-center | center_sd=1            | S102 | did you mean `--center-sd`?",
                "call-center | flavour=1              | S102 | it has centers, reps",
                "students    | methods=27             | S104 | from 1 to 26",
                "students    | gpa-mean=5             | S104 | from 1 to 4",
                "students    | method-effects=1,2     | S105 | 2 effects cannot belong to 5 methods",
                "students    | instructors=4          | S105 | 5 methods cannot share 4 instructors",
                "students    | students=10            | S105 | 50 instructors cannot share 10 students",
                "coolers     | plain-share=1.2        | S104 | a share above 0 and below 1",
                "coolers     | residual-sd=-0.5       | S104 | at least 0",
                "schools     | schools=9000           | S105 | 9000 schools cannot share 8582 pupils",
                "schools     | missing-schools=412    | S104 | from 0 to 411",
                "schools     | pped-share=x           | S103 | a number with a decimal point",
                "social-network | labels=0            | S104 | `labels` cannot be 0",
                "social-network | treated=1           | S104 | a share above 0 and below 1",
                "social-network | model=linaer        | S103 | one of linear, logistic, contagion",
                "social-network | rounds=0            | S104 | `rounds` cannot be 0",
                "social-network | residual-sd=-1      | S104 | at least 0",
                "social-network | base=Infinity       | S104 | a finite number"
            })
    void nonsenseIsRefused(String scenario, String given, String code, String part) {
        ScenarioType type = ScenarioType.of(scenario);
        String[] pair = given.split("=");
        assertThatThrownBy(() -> type.with(Map.of(pair[0], pair[1])))
                .isInstanceOfSatisfying(InputException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(code);
                    assertThat(refused.getMessage()).contains(part);
                    String fix = refused.problem().fix();
                    java.util.regex.Matcher option = java.util.regex.Pattern.compile("`--([a-z-]+) ([^`]+)`")
                            .matcher(fix);
                    if (option.find()) {
                        Map<String, String> mended = new HashMap<>(Map.of(pair[0], pair[1]));
                        mended.put(option.group(1), option.group(2));
                        assertThat(type.with(mended)).isNotNull();
                    } else {
                        assertThat(fix).isNotBlank();
                    }
                });
    }

    @Test
    void contradictionsOfTwoSwitchesAndOneCentre() {
        assertThatThrownBy(() -> ScenarioType.STUDENTS.with(Map.of("clip", "true", "as-notebook", "true")))
                .hasMessageContaining("S105")
                .hasMessageContaining("leave `--clip` or `--as-notebook` out");
        assertThatThrownBy(() -> ScenarioType.STUDENTS.with(Map.of("instructor-sd", "1", "as-notebook", "true")))
                .hasMessageContaining("its own effects");
        assertThatThrownBy(() -> CallCenter.defaults().withCenters(1).withEffect(1))
                .hasMessageContaining("one centre cannot have two arms");
    }

    @Test
    void unknownScenarioIsSuggested() {
        assertThatThrownBy(() -> ScenarioType.of("call_centre"))
                .hasMessageContaining("S101")
                .hasMessageContaining("did you mean `call-center`?");
    }

    @Test
    void moreRowsThanATableHoldsAreRefusedInMemoryOnly() {
        CallCenter huge = CallCenter.defaults().withCalls(3_000_000_000L);
        assertThatThrownBy(() -> huge.simulate(copse.math.Seed.of(1)))
                .hasMessageContaining("S106")
                .hasMessageContaining("3,000,000,000 rows");
        assertThat(List.copyOf(huge.rows(copse.math.Seed.of(1)).schema().names()))
                .contains("call_CSAT");
    }
}
