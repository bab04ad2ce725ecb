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

    /// @param draws of a posterior
    /// @param wanted a parameter such as `age`, or the beginning of several, such as `r(school)` for the
    ///     effects of all schools and `r(school)[10103` for those of one
    /// @return the parameter of that name, else all whose names begin so; empty if there are none
    public static List<String> matching(Draws draws, String wanted) {
        return draws.names().contains(wanted)
                ? List.of(wanted)
                : draws.names().stream().filter(name -> name.startsWith(wanted)).toList();
    }

    /// The first of some parameters, as many as a picture can show.
    static List<String> first(List<String> parameters, int most) {
        if (parameters.isEmpty()) {
            throw new IllegalArgumentException("a picture of no parameter");
        }
        return parameters.size() <= most ? parameters : parameters.subList(0, most);
    }
}
