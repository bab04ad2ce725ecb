package copse.study;

import copse.design.Design;
import copse.design.Schedule;
import copse.error.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Two arms that are compared.
///
/// @param part of the arm, by the name of its column: `arm`, a factor of a factorial design, `condition` where
///     the arm is an order of conditions
/// @param treatment the arm whose effect is asked for
/// @param control the arm it is compared with
record Contrast(String part, String treatment, String control) {
    /// The column of the condition that holds in a period.
    static final String CONDITION = "condition";

    /// The comparisons that are asked for: of each part of the arm, each label with the control, unless options
    /// name some.
    ///
    /// @param design any that hands out arms
    /// @param options which name arms, or none
    /// @return at least one
    /// @throws copse.error.PlanException `A114` if there is no such arm
    static List<Contrast> all(Design design, AnalysisOptions options) {
        List<Contrast> all = new ArrayList<>();
        Optional<Schedule> schedule = design.timetable();
        if (schedule.isPresent()) {
            List<String> conditions = schedule.get().conditions().stream()
                    .flatMap(List::stream)
                    .distinct()
                    .toList();
            add(CONDITION, conditions, options.arms(), all);
        } else {
            design.arms()
                    .columns()
                    .forEach((part, labels) ->
                            add(part, labels.stream().distinct().toList(), options.arms(), all));
        }
        if (all.isEmpty()) {
            throw unknown(design, schedule, options.arms());
        }
        return all;
    }

    private static void add(String part, List<String> labels, AnalysisOptions.Arms named, List<Contrast> all) {
        boolean here =
                named.treatment().or(named::control).map(labels::contains).orElse(true)
                        && named.control().map(labels::contains).orElse(true);
        if (!here) {
            return;
        }
        String control = named.control()
                .orElseGet(() -> labels.stream()
                        .filter(label -> !named.treatment().equals(Optional.of(label)))
                        .findFirst()
                        .orElseThrow());
        named.treatment()
                .map(List::of)
                .orElseGet(() ->
                        labels.stream().filter(label -> !label.equals(control)).toList())
                .forEach(treatment -> all.add(new Contrast(part, treatment, control)));
    }

    private static RuntimeException unknown(Design design, Optional<Schedule> schedule, AnalysisOptions.Arms named) {
        List<String> labels = schedule.map(of -> of.conditions().stream()
                        .flatMap(List::stream)
                        .distinct()
                        .toList())
                .orElseGet(() -> design.arms().columns().values().stream()
                        .flatMap(List::stream)
                        .distinct()
                        .toList());
        boolean treated = named.treatment().filter(arm -> !labels.contains(arm)).isPresent();
        String option = treated ? "--treatment" : "--control";
        String word = (treated ? named.treatment() : named.control()).orElse("");
        return StudyCode.UNKNOWN_ARM.refusal(
                "no arm `" + word + "` in the record",
                "the design has the arms " + String.join(", ", labels),
                Suggestion.closest(word, labels)
                        .map(near -> option + " " + near)
                        .orElse(option + " " + labels.getLast()));
    }
}
