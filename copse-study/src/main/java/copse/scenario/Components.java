package copse.scenario;

import copse.error.CopseException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The components of a scenario, seen as parameters.
///
/// Each is written once, in the record's header with its [Help]; the options of the command line, the texts of
/// the truth file and the copies that `withX` makes all follow from there.
final class Components {
    private Components() {}

    /// @param defaults the scenario whose values are the defaults
    /// @return its parameters in order of the components
    static List<Parameter> parameters(Record defaults) {
        List<Parameter> parameters = new ArrayList<>();
        for (RecordComponent component : defaults.getClass().getRecordComponents()) {
            parameters.add(new Parameter(
                    Parameter.kebab(component.getName()),
                    Parameter.kind(component.getType()),
                    Parameter.text(value(defaults, component)),
                    component.getAnnotation(Help.class).value()));
        }
        return parameters;
    }

    /// @param name of a parameter that the scenario has
    /// @return the type of its component
    static Class<?> type(Class<?> scenario, String name) {
        return Arrays.stream(scenario.getRecordComponents())
                .filter(component -> component.getName().equals(Parameter.camel(name)))
                .map(RecordComponent::getType)
                .findFirst()
                .orElseThrow();
    }

    /// @return the record with one component replaced
    static <R extends Record> R with(R record, String component, Object value) {
        return with(record, Map.of(component, value));
    }

    /// All at once, so that parameters that must agree may change together.
    ///
    /// @param values by component name
    /// @return the record with components replaced
    @SuppressWarnings("unchecked") // the constructor of R's own class
    static <R extends Record> R with(R record, Map<String, Object> values) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] arguments = Arrays.stream(components)
                .map(component -> values.getOrDefault(component.getName(), value(record, component)))
                .toArray();
        try {
            Constructor<?> constructor = record.getClass().getDeclaredConstructor(types);
            return (R) constructor.newInstance(arguments);
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof CopseException problem) {
                throw problem;
            }
            throw new IllegalStateException(refused.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
