package copse.glmm;

import copse.error.Diagnostic;
import copse.error.InputException;
import copse.error.Problem;
import copse.family.Family;
import copse.family.Link;
import copse.family.OutcomeType;
import copse.family.Outcomes;
import copse.model.Cells;
import copse.model.FixedTerm;
import copse.model.internal.Recession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds, before anything is fitted, outcomes for which the likelihood has no maximum: all alike, separated by
/// predictors, or decided between groups.
///
/// Along a direction of β the likelihood of a share does not fall if linear predictors grow where all trials
/// are successes, fall where none is, and stay where both occur; of a count, if they fall where it is 0 and
/// stay elsewhere. Random effects change nothing: what holds for every value of them holds for the integral
/// over them.
///
/// Cost: some passes over the cells, fewer than a fit takes; see [Recession].
final class Separation {
    /// Cells that mostly tell that nothing is separated, so that the others need not be looked at.
    private static final int SAMPLE = 2000;

    private static final double RARE = Math.log(0.01);

    private final Cells cells;
    private final Family family;
    private final Outcomes outcomes;
    private final boolean share;

    private Separation(Cells cells, Family family) {
        this.cells = cells;
        this.family = family;
        this.outcomes = cells.outcomes();
        this.share = family.outcome() == OutcomeType.SHARE;
    }

    /// @param cells with their outcomes
    /// @param family of the outcome
    /// @throws InputException `N320` if all outcomes are alike, `N321` if predictors separate them, `N322` if
    ///     no group has both
    static void refuse(Cells cells, Family family) {
        Separation separation = new Separation(cells, family);
        if (separation.isBounded() || cells.count() == 0) {
            return;
        }
        separation.refuseAlike();
        separation.refuseSeparated();
        if (separation.share) {
            for (Cells.Factor factor : cells.factors()) {
                separation.refuseUniform(factor);
            }
        }
    }

    /// Whether the linear predictor has bounds that keep it from infinity, or outcomes that do.
    private boolean isBounded() {
        return switch (family.outcome()) {
            case SHARE, COUNT -> family.link() == Link.IDENTITY || family.link() == Link.INVERSE;
            case POSITIVE, NUMBER -> true;
        };
    }

    /// +1 where the linear predictor may grow, −1 where it may fall, 0 where it must stay.
    private int way(int i) {
        double y = outcomes.y()[i];
        if (y == 0) {
            return -1;
        }
        return share && y == outcomes.size()[i] && family.link() != Link.LOG ? 1 : 0;
    }

    private void refuseAlike() {
        int first = way(0);
        if (first == 0) {
            return;
        }
        for (int i = 1; i < outcomes.count(); i++) {
            if (way(i) != first) {
                return;
            }
        }
        String response = cells.spec().response();
        String rows = "all " + cells.rows() + " rows";
        throw error(
                CheckCode.ALL_ALIKE,
                share
                        ? "in " + rows + " every trial of `" + response + "` is a "
                                + (first > 0 ? "success" : "failure")
                        : "`" + response + "` is 0 in " + rows,
                "there is no variation that a model could explain",
                CheckCode.ALL_ALIKE.advice());
    }

    private void refuseSeparated() {
        double[][] x = cells.x();
        int p = x.length;
        if (p == 0) {
            return;
        }
        List<String> names = cells.spec().fixedNames();
        boolean constant = cells.spec().hasIntercept();
        for (int j = constant ? 1 : 0; j < p; j++) {
            int sign = sign(x[j]);
            if (sign != 0) {
                throw single(names.get(j), x[j], sign);
            }
        }
        double[][] scaled = new double[p][];
        for (int j = 0; j < p; j++) {
            scaled[j] = standardised(x[j], constant && j > 0);
        }
        int every = outcomes.count() / SAMPLE;
        if (every > 1) {
            Rows sample = rows(scaled, every);
            if (Recession.isRuledOut(sample.inequalities, sample.equations, p)) {
                return;
            }
        }
        Optional<double[]> direction = direction(scaled);
        if (direction.isEmpty()) {
            return;
        }
        // what separates without a term is not that term's doing
        double[] found = direction.get();
        for (FixedTerm term : cells.spec().fixedTerms()) {
            if (constant && term.from() == 0) {
                continue;
            }
            double[][] without = scaled.clone();
            for (int j = term.from(); j < term.to(); j++) {
                without[j] = new double[outcomes.count()];
            }
            Optional<double[]> other = direction(without);
            if (other.isPresent()) {
                found = other.get();
                scaled = without;
            }
        }
        throw several(found, scaled);
    }

    private Optional<double[]> direction(double[][] x) {
        Rows all = rows(x, 1);
        return Recession.direction(all.inequalities, all.equations, x.length);
    }

    private record Rows(double[][] inequalities, double[][] equations) {}

    private Rows rows(double[][] x, int every) {
        List<double[]> inequalities = new ArrayList<>();
        List<double[]> equations = new ArrayList<>();
        for (int i = 0; i < outcomes.count(); i += every) {
            int way = way(i);
            double[] row = new double[x.length];
            for (int j = 0; j < row.length; j++) {
                row[j] = way == 0 ? x[j][i] : way * x[j][i];
            }
            (way == 0 ? equations : inequalities).add(row);
        }
        return new Rows(inequalities.toArray(double[][]::new), equations.toArray(double[][]::new));
    }

    /// 1 or −1 if the likelihood never falls as this coefficient alone grows, or falls; else 0.
    private int sign(double[] column) {
        int sign = 0;
        for (int i = 0; i < column.length; i++) {
            if (column[i] == 0) {
                continue;
            }
            int own = way(i) * (column[i] > 0 ? 1 : -1);
            if (own == 0 || (sign != 0 && own != sign)) {
                return 0;
            }
            sign = own;
        }
        return sign;
    }

    /// Centred beside a constant, and of length 1 in the largest element.
    private static double[] standardised(double[] column, boolean centred) {
        double mean = 0;
        if (centred) {
            for (double value : column) {
                mean += value / column.length;
            }
        }
        double largest = 0;
        double[] out = new double[column.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = column[i] - mean;
            largest = Math.max(largest, Math.abs(out[i]));
        }
        for (int i = 0; i < out.length && largest > 0; i++) {
            out[i] /= largest;
        }
        return out;
    }

    private InputException single(String name, double[] column, int sign) {
        double rows = 0;
        boolean indicator = true;
        for (int i = 0; i < column.length; i++) {
            rows += column[i] == 0 ? 0 : cells.rowsOf()[i];
            indicator &= column[i] == 0 || column[i] == 1;
        }
        String term = term(name);
        String where = "`" + name + "` is " + (indicator ? "1" : "not 0");
        String all = rows == 1 ? "in the one row where " : "in all " + (long) rows + " rows where ";
        String outcome = share
                ? indicator
                        ? "every trial is a " + (sign > 0 ? "success" : "failure")
                        : "its sign tells success from failure"
                : "`" + cells.spec().response() + "` is 0";
        return separated(
                "`" + name + "` separates the outcomes: " + all + where + ", " + outcome, Set.of(name), List.of(term));
    }

    private InputException several(double[] direction, double[][] x) {
        double largest = 0;
        double[] change = new double[outcomes.count()];
        for (int i = 0; i < change.length; i++) {
            for (int j = 0; j < direction.length; j++) {
                change[i] += direction[j] * x[j][i];
            }
            largest = Math.max(largest, Math.abs(change[i]));
        }
        double decided = 0;
        for (int i = 0; i < change.length; i++) {
            // relative to rows of length 1
            decided += Math.abs(change[i]) > 1e-6 * largest ? cells.rowsOf()[i] : 0;
        }
        List<String> names = cells.spec().fixedNames();
        Set<String> terms = new LinkedHashSet<>();
        Set<String> coefficients = new LinkedHashSet<>();
        for (int j = 0; j < direction.length; j++) {
            if (direction[j] != 0 && !isZero(x[j]) && !(j == 0 && cells.spec().hasIntercept())) {
                coefficients.add(names.get(j));
                terms.add(term(names.get(j)));
            }
        }
        boolean one = terms.size() == 1;
        return separated(
                named(terms) + (one ? " separates" : " together separate") + " the outcomes: for at least "
                        + (long) decided
                        + " of " + cells.rows() + " rows the outcome follows from "
                        + (one ? "it" : "them") + " without exception",
                coefficients,
                List.copyOf(terms));
    }

    private static boolean isZero(double[] column) {
        return Arrays.stream(column).allMatch(value -> value == 0);
    }

    private InputException separated(String what, Set<String> coefficients, List<String> terms) {
        String plural = coefficients.size() == 1 ? "its coefficient has" : "their coefficients have";
        boolean factor = coefficients.stream().anyMatch(name -> name.contains("["));
        String fix = "leave " + (terms.size() == 1 ? "" : "one of ") + named(terms) + " out of the formula"
                + (factor ? ", or join levels until each has both outcomes" : "")
                + "; if the question is how " + named(terms) + " changes the " + (share ? "share" : "rate")
                + ", ask for that"
                + " difference, which exists: " + difference();
        return error(
                CheckCode.SEPARATED,
                what,
                "the likelihood rises as long as " + (coefficients.size() == 1 ? "it grows" : "they grow")
                        + ", so that " + plural + " no estimate",
                fix);
    }

    private String difference() {
        return cells.factors().isEmpty()
                ? "`copse analyze` tells it without a likelihood"
                : "without the random terms, with `--marginal exchangeable --cluster "
                        + cells.factors().getLast().grouping().name() + "`";
    }

    private static String named(Iterable<String> terms) {
        return "`" + String.join("`, `", terms) + "`";
    }

    private String term(String coefficient) {
        int at = cells.spec().fixedNames().indexOf(coefficient);
        return cells.spec().fixedTerms().stream()
                .filter(term -> term.from() <= at && at < term.to())
                .map(FixedTerm::label)
                .findFirst()
                .orElse(coefficient);
    }

    /// Groups that have one kind of outcome, although at the share of all rows the chance that any of so many
    /// groups does is below 1 in 100.
    ///
    /// @param cells of a share
    /// @return one diagnostic per grouping factor that has such levels
    static List<Diagnostic> oneSided(Cells cells) {
        Outcomes outcomes = cells.outcomes();
        double successes = 0;
        double trials = 0;
        for (int i = 0; i < outcomes.count(); i++) {
            successes += outcomes.multiplicity()[i] * outcomes.y()[i];
            trials += outcomes.multiplicity()[i] * outcomes.size()[i];
        }
        double share = successes / trials;
        List<Diagnostic> found = new ArrayList<>();
        for (Cells.Factor factor : cells.factors()) {
            double[][] sums = sums(factor, outcomes);
            double rare = RARE - Math.log(sums[0].length);
            long levels = 0;
            for (int level = 0; level < sums[0].length; level++) {
                double n = sums[1][level];
                levels += sums[0][level] == n && n * Math.log(share) < rare ? 1 : 0;
                levels += sums[0][level] == 0 && n * Math.log1p(-share) < rare ? 1 : 0;
            }
            if (levels > 0) {
                found.add(new Diagnostic(
                        CheckCode.ONE_SIDED_GROUPS.code(),
                        factor.grouping().name(),
                        levels,
                        0,
                        CheckCode.ONE_SIDED_GROUPS.meaning(),
                        CheckCode.ONE_SIDED_GROUPS.advice()));
            }
        }
        return found;
    }

    /// Successes and trials per level.
    private static double[][] sums(Cells.Factor factor, Outcomes outcomes) {
        double[][] sums = new double[2][factor.keys().length];
        for (int i = 0; i < outcomes.count(); i++) {
            int level = factor.level()[i];
            sums[0][level] += outcomes.multiplicity()[i] * outcomes.y()[i];
            sums[1][level] += outcomes.multiplicity()[i] * outcomes.size()[i];
        }
        return sums;
    }

    /// Groups of several trials none of which has both outcomes.
    private void refuseUniform(Cells.Factor factor) {
        int levels = factor.keys().length;
        double[][] sums = sums(factor, outcomes);
        double[] successes = sums[0];
        double[] trials = sums[1];
        double most = Arrays.stream(trials).max().orElse(0);
        for (int level = 0; level < levels; level++) {
            if (successes[level] > 0 && successes[level] < trials[level]) {
                return;
            }
        }
        if (most <= 1) {
            // one trial per level, which is another matter
            return;
        }
        String group = factor.grouping().name();
        throw error(
                CheckCode.UNIFORM_GROUPS,
                "each of the " + levels + " levels of `" + group + "` has one kind of outcome",
                "no level has both successes and failures, so that the variance between levels is the more likely the"
                        + " larger it is",
                "leave the random term of `" + group + "` out of the formula, and ask for errors by clusters"
                        + " (--robust CR2 --cluster " + group + ")");
    }

    private static InputException error(CheckCode code, String what, String why, String fix) {
        return new InputException(new Problem(code.code(), what, why, fix));
    }
}
