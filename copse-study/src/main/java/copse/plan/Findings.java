package copse.plan;

import copse.error.CopseException;
import copse.error.Place;
import copse.error.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// What is wrong with a plan so far, and which of its values are not to be relied on: nothing that follows from
/// a mistake is told as a second one.
final class Findings {
    private final Origin origin;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> broken = new LinkedHashSet<>();

    Findings(Origin origin) {
        this.origin = origin;
    }

    /// @return where values stand
    Origin origin() {
        return origin;
    }

    /// @return what is wrong, in the order of lines; what has no line first
    List<Problem> problems() {
        return problems.stream().sorted(Comparator.comparingInt(Findings::line)).toList();
    }

    private static int line(Problem problem) {
        Place place = problem.place();
        return place == null ? 0 : place.line();
    }

    /// @param paths of values
    /// @return whether nothing is wrong with them, nor with anything inside of them
    boolean sound(String... paths) {
        return List.of(paths).stream()
                .noneMatch(path -> broken.stream()
                        .anyMatch(one -> one.equals(path) || one.startsWith(path + ".") || one.startsWith(path + "[")));
    }

    /// @param path of the value that is wrong
    /// @param problem with it
    void add(String path, Problem problem) {
        broken.add(path);
        problems.add(problem);
    }

    /// @param code entry of the catalogue
    /// @param path of the value that is wrong
    /// @param what names the thing
    /// @param why the reason
    /// @param fix something that works
    void wrong(PlanCode code, String path, String what, String why, String fix) {
        add(path, code.problem(what, why, fix, origin.place(path).orElse(null)));
    }

    /// Like [#wrong], with the mark at a name instead of its value.
    void wrongKey(PlanCode code, String path, String what, String why, String fix) {
        add(path, code.problem(what, why, fix, origin.key(path).orElse(null)));
    }

    /// Does what may refuse a value, and writes the refusal down in the line of the value.
    ///
    /// @param path of the value
    /// @param value as text, to find the place in
    /// @param work that may throw
    /// @return what comes out, empty if it was refused
    <T> Optional<T> refusable(String path, String value, Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (CopseException e) {
            add(path, inPlan(e.problem(), path, value));
            return Optional.empty();
        }
    }

    /// @param problem found in a text, or about it
    /// @param path of the text in the plan
    /// @param value the text
    /// @return the problem with its place in the plan
    Problem inPlan(Problem problem, String path, String value) {
        Place inside = problem.place();
        if (inside != null && inside.line() > 0) {
            return problem;
        }
        Optional<Place> place = inside != null && inside.text().equals(value)
                ? origin.within(path, value, inside.from(), inside.to())
                : origin.place(path);
        return new Problem(problem.code(), problem.what(), problem.why(), problem.fix(), place.orElse(inside));
    }
}
