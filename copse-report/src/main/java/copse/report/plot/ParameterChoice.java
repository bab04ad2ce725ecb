package copse.report.plot;

import copse.mcmc.Draws;
import java.util.List;

/// Which parameters of many a picture shows.
public final class ParameterChoice {
    private ParameterChoice() {}

    /// Coefficients, standard deviations, correlations, residual scale: everything but the effects of single
    /// groups.
    ///
    /// @param draws of a posterior
    /// @return their names, in order
    public static List<String> usual(Draws draws) {
        return draws.names().stream().filter(name -> !name.startsWith("r(")).toList();
    }

    /// @param names of parameters, those of draws or all that follow from a fit ([copse.bayes.Derived#names])
    /// @param wanted a parameter such as `age`, or the beginning of several, such as `r(school)` for the
    ///     effects of all schools; a `*` stands for what is left out: `coef(school)[*,age]`
    /// @return the parameter of that name, else all whose names begin so, or begin and end so; empty if there
    ///     are none
    public static List<String> matching(List<String> names, String wanted) {
        if (names.contains(wanted)) {
            return List.of(wanted);
        }
        int gap = wanted.indexOf('*');
        String head = gap < 0 ? wanted : wanted.substring(0, gap);
        String tail = gap < 0 ? "" : wanted.substring(gap + 1);
        return names.stream()
                .filter(name -> name.length() >= head.length() + tail.length())
                .filter(name -> name.startsWith(head) && name.endsWith(tail))
                .toList();
    }

    /// The first of some parameters, as many as a picture can show.
    static List<String> first(List<String> parameters, int most) {
        if (parameters.isEmpty()) {
            throw new IllegalArgumentException("a picture of no parameter");
        }
        return parameters.size() <= most ? parameters : parameters.subList(0, most);
    }
}
