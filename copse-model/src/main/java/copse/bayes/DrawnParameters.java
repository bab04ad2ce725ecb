package copse.bayes;

import copse.family.Family;
import copse.mcmc.Draws;
import copse.model.Grouping;
import copse.model.ModelSpec;
import copse.model.Roles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Draws of a model's parameters, found by what they are parameters of. Immutable; shares the draws.
///
/// Parameters are found by their canonical names. What a model does not have (a column of X that was aliased, a
/// mean of a group that is a coefficient of X too) has no place here: [#NONE].
final class DrawnParameters {
    /// Place of a parameter that there is none of.
    static final int NONE = -1;

    private final ModelSpec spec;
    private final Family family;
    private final Draws draws;
    private final Map<String, Integer> places = new HashMap<>();
    private final int[] beta;
    private final int df;
    private final List<Group> groups = new ArrayList<>();

    /// @param spec the model
    /// @param family of the outcome
    /// @param draws of its parameters, by canonical names
    DrawnParameters(ModelSpec spec, Family family, Draws draws) {
        this.spec = spec;
        this.family = family;
        this.draws = draws;
        for (String name : draws.names()) {
            places.put(name, places.size());
        }
        this.df = place(BayesModel.DF);
        this.beta = spec.fixedNames().stream().mapToInt(this::place).toArray();
        for (Grouping grouping : spec.groupings()) {
            groups.add(group(grouping));
        }
    }

    static DrawnParameters of(BayesFit fit) {
        return new DrawnParameters(fit.model().spec(), fit.model().family(), fit.draws());
    }

    /// One grouping factor. Places of parameters by column of Z.
    ///
    /// @param grouping the factor and its terms
    /// @param columns names of the columns of Z
    /// @param sd standard deviations
    /// @param cor correlations of two columns, [#NONE] where they are independent
    /// @param mean means that are no coefficients of X, [#NONE] elsewhere
    @SuppressWarnings("ArrayRecordComponent") // made once per question, never compared
    record Group(Grouping grouping, List<String> columns, int[] sd, int[][] cor, int[] mean) {
        int size() {
            return columns.size();
        }
    }

    private Group group(Grouping grouping) {
        String name = grouping.name();
        List<String> columns = grouping.terms().stream()
                .flatMap(term -> term.columns().stream())
                .toList();
        int q = columns.size();
        int[] sd = columns.stream()
                .mapToInt(column -> required("sd(" + name + "," + column + ")"))
                .toArray();
        int[] mean = columns.stream()
                .mapToInt(
                        column -> spec.fixedNames().contains(column) ? NONE : place("mu(" + name + "," + column + ")"))
                .toArray();
        int[][] cor = new int[q][q];
        for (int a = 0; a < q; a++) {
            Arrays.fill(cor[a], NONE);
            for (int b = 0; b < q; b++) {
                int one = place("cor(" + name + "," + columns.get(a) + "," + columns.get(b) + ")");
                int other = place("cor(" + name + "," + columns.get(b) + "," + columns.get(a) + ")");
                cor[a][b] = a == b ? NONE : Math.max(one, other);
            }
        }
        return new Group(grouping, columns, sd, cor, mean);
    }

    ModelSpec spec() {
        return spec;
    }

    Family family() {
        return family;
    }

    /// @param draw its number, over all chains
    /// @return the family with that draw's degrees of freedom, if it has any
    Family family(int draw) {
        return family instanceof Family.Student student && df != NONE
                ? student.withDf(draws.values(draw / draws.perChain(), df)[draw % draws.perChain()])
                : family;
    }

    Draws draws() {
        return draws;
    }

    /// @return number of draws, of all chains together
    int count() {
        return draws.count();
    }

    /// @return per column of X the place of its coefficient; a view
    int[] beta() {
        return beta;
    }

    /// @return in the order of [ModelSpec#groupings()]
    List<Group> groups() {
        return groups;
    }

    /// @param name of a parameter
    /// @return its place, or [#NONE]
    int place(String name) {
        return places.getOrDefault(name, NONE);
    }

    private int required(String name) {
        int place = place(name);
        if (place == NONE) {
            throw new IllegalArgumentException("no draws of " + name);
        }
        return place;
    }

    /// @param group a grouping factor
    /// @param level label of a level
    /// @param column number of a column of Z
    /// @return place of the level's effect; [#NONE] if the model has not seen the level
    int effect(Group group, String level, int column) {
        return place("r(" + group.grouping().name() + ")[" + level + ","
                + group.columns().get(column) + "]");
    }

    /// @return per column of the formula of zero inflation the place of its coefficient; none without
    int[] inflation() {
        return part(Roles.ZERO_INFLATION, "zi_");
    }

    /// @return per column of the formula of log sigma the place of its coefficient; none without
    int[] logSigma() {
        return part(Roles.SIGMA, "sigma_");
    }

    private int[] part(String part, String prefix) {
        return spec.partNames(part).stream()
                .mapToInt(name -> place(prefix + name))
                .toArray();
    }

    /// @return place of sigma or shape; [#NONE] if the family has neither, or sigma has a formula
    int shape() {
        return Math.max(place("sigma"), place("shape"));
    }

    /// Copies the draws of a parameter, chain after chain.
    ///
    /// @param place of a parameter
    /// @param into *Modified.*
    void copy(int place, double[] into) {
        int n = draws.perChain();
        for (int c = 0; c < draws.chains(); c++) {
            System.arraycopy(draws.values(c, place), 0, into, c * n, n);
        }
    }

    /// Adds a multiple of the draws of a parameter.
    ///
    /// @param by the factor
    /// @param place of a parameter
    /// @param into chain after chain. *Modified.*
    void add(double by, int place, double[] into) {
        if (by == 0 || place == NONE) {
            return;
        }
        int n = draws.perChain();
        for (int c = 0; c < draws.chains(); c++) {
            double[] values = draws.values(c, place);
            int from = c * n;
            for (int d = 0; d < n; d++) {
                into[from + d] += by * values[d];
            }
        }
    }

    /// The draws of a parameter, or of a group's own coefficient: `coef(g)[level,term]` is the group's mean
    /// plus its deviation `r(g)[level,term]`.
    ///
    /// @param name of a parameter, or of such a coefficient
    /// @return chain after chain; a copy
    double[] named(String name) {
        double[] values = new double[count()];
        int place = place(name);
        if (place != NONE || !name.startsWith("coef(")) {
            copy(place, values);
            return values;
        }
        copy(place("r" + name.substring("coef".length())), values);
        for (Group group : groups) {
            String head = "coef(" + group.grouping().name() + ")[";
            for (int c = 0; c < group.size(); c++) {
                String column = group.columns().get(c);
                if (name.startsWith(head) && name.endsWith("," + column + "]")) {
                    add(1, group.mean()[c], values);
                    int fixed = spec.fixedNames().indexOf(column);
                    add(1, fixed < 0 ? NONE : beta[fixed], values);
                    return values;
                }
            }
        }
        return values;
    }
}
