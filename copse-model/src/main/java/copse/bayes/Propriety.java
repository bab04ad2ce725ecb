package copse.bayes;

import copse.error.Diagnostic;
import copse.error.InputException;
import copse.error.Problem;
import copse.family.Family;
import copse.family.Link;
import copse.family.OutcomeType;
import copse.family.Outcomes;
import copse.math.Matrix;
import copse.model.Cells;
import copse.model.CrossProducts;
import copse.model.Grouping;
import copse.model.ModelSpec;
import copse.model.RandomTerm;
import copse.model.Roles;
import copse.model.internal.Recession;
import copse.prior.Prior;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Says before anything is sampled whether flat priors leave the posterior without a finite integral, and which
/// parameters come from their priors alone.
///
/// - A standard deviation τ of a group's effects: as τ grows the likelihood, all else integrated out, falls as
/// `τ^{−(m−r)}`, with m the number of levels that bound their effect (of yes/no outcomes those that have both,
/// of counts those that have any) and r the number of flat fixed coefficients that these effects could take
/// over (beside a flat intercept 1). With a prior proportional to `τ^a` the integral is finite if `m − r − a >
/// 1`; with a flat prior of τ and a flat mean that is m ≥ 3. Near 0 it is finite if `a > −1`: a flat prior of a
/// precision never is.
/// - Coefficients with flat priors: the integral is infinite if outcomes are separated along them alone, all else
/// held. An intercept is held where its prior is stated: at the means of the columns or at x = 0.
/// - Sigma: as it grows the likelihood falls as `σ^{−(n−k)}`, with k the number of flat coefficients.
///
/// These conditions are necessary; beside them all other priors are proper.
///
/// Source: Gelman (2006), Prior distributions for variance parameters in hierarchical models, Bayesian Anal.
/// 1(3), 515-533, section 4.2. doi:10.1214/06-BA117A
final class Propriety {
    /// What is left of a column beside others, against itself, is rounding below this.
    private static final double ROUNDING = 1e-9;

    /// A value that is this near to the mean of its column, against the largest, is at the mean: what is left is
    /// the rounding of the mean, whose sign says nothing.
    private static final double AT_MEAN = 1e-12;

    private static final int FEW_LEVELS = 2;

    private final BayesModel model;
    private final ModelSpec spec;
    private final Family family;
    private final long rows;
    private final List<Integer> flat;
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    private Propriety(BayesModel model, long rows) {
        this.model = model;
        this.spec = model.spec();
        this.family = model.family();
        this.rows = rows;
        List<String> names = spec.fixedNames();
        this.flat = IntStream.range(0, names.size())
                .filter(j -> model.prior(names.get(j)) instanceof Prior.Flat)
                .boxed()
                .toList();
    }

    /// @param model with its priors
    /// @param products of the rows
    /// @return what to know of it
    /// @throws InputException `B124`, `B126` if the posterior is improper
    static List<Diagnostic> check(BayesModel model, CrossProducts products) {
        Propriety propriety = new Propriety(model, products.rows());
        propriety.refuseSigma();
        for (CrossProducts.Products grouping : products.groupings()) {
            propriety.checkLevels(grouping.grouping(), grouping.levels());
            int column = 0;
            for (RandomTerm term : grouping.grouping().terms()) {
                for (String name : term.columns()) {
                    int own = column++;
                    propriety.checkSd(
                            grouping.grouping(), name, () -> LevelSums.of(products, grouping, own, propriety.flat));
                }
            }
        }
        return List.copyOf(propriety.diagnostics);
    }

    /// @param model with its priors
    /// @param cells the rows
    /// @return what to know of it
    /// @throws InputException `B124` to `B127` if the posterior is improper
    static List<Diagnostic> check(BayesModel model, Cells cells) {
        Propriety propriety = new Propriety(model, cells.rows());
        if (PriorResolution.isSigma(model.family())) {
            propriety.refuseSigma();
        }
        propriety.refuseShape(cells);
        propriety.refuseSeparation(cells);
        for (Cells.Factor factor : cells.factors()) {
            propriety.checkLevels(factor.grouping(), factor.keys().length);
            int column = 0;
            for (RandomTerm term : factor.grouping().terms()) {
                for (String name : term.columns()) {
                    int own = column++;
                    propriety.checkSd(
                            factor.grouping(),
                            name,
                            () -> LevelSums.of(cells, factor, own, propriety.flat, propriety::way));
                }
            }
        }
        return List.copyOf(propriety.diagnostics);
    }

    /// The power of the parameter that an improper prior is proportional to; empty for a proper prior.
    private static Optional<Integer> power(Prior prior) {
        return switch (prior) {
            case Prior.Flat _ -> Optional.of(0);
            case Prior.On on
            when on.prior() instanceof Prior.Flat -> Optional.of(on.scale() == Prior.Scale.VARIANCE ? 1 : -3);
            case Prior.On _, Prior.Normal _, Prior.StudentT _, Prior.Cauchy _, Prior.Laplace _ -> Optional.empty();
            case Prior.Half _, Prior.Exponential _, Prior.Gamma _, Prior.InverseGamma _ -> Optional.empty();
            case Prior.Uniform _, Prior.Constant _, Prior.Lkj _ -> Optional.empty();
        };
    }

    private void checkLevels(Grouping grouping, long levels) {
        boolean sigma = model.hasPrior(BayesModel.SIGMA) && !(model.prior(BayesModel.SIGMA) instanceof Prior.Constant);
        if (levels == rows && sigma) {
            tell(BayesCode.SD_BESIDE_SIGMA, grouping.name(), levels, rows);
        } else if (levels <= FEW_LEVELS) {
            tell(BayesCode.SD_FROM_PRIOR, grouping.name(), levels, FEW_LEVELS + 1);
        }
    }

    private void tell(BayesCode code, String parameter, double value, double threshold) {
        diagnostics.add(new Diagnostic(code.code(), parameter, value, threshold, code.meaning(), code.advice()));
    }

    private void checkSd(Grouping grouping, String column, Supplier<LevelSums> sums) {
        String name = BayesModel.sd(grouping.name(), column);
        Optional<Integer> power = power(model.prior(name));
        if (power.isEmpty()) {
            return;
        }
        LevelSums own = sums.get();
        int a = power.get();
        if (a > -1 && own.bounded() - own.confounded() - a > 1) {
            return;
        }
        String levels =
                own.bounded() == 1 ? "1 level bounds its effect" : own.bounded() + " levels bound their effects";
        String places = own.confounded() == 1
                ? ", and 1 flat coefficient can take the place of one"
                : ", and " + own.confounded() + " flat coefficients can take the place of as many";
        String why = a <= -1
                ? "near an sd of 0 the prior grows faster than any data can hold"
                : "of `" + grouping.name() + "` " + levels + (own.confounded() == 0 ? "" : places)
                        + ": the likelihood falls off too slowly as the sd grows";
        throw error(
                BayesCode.UNBOUNDED_SD,
                "`" + name + "` has the prior `" + model.prior(name).text()
                        + "`, with which the posterior has no finite" + " integral",
                why,
                name);
    }

    private InputException error(BayesCode code, String what, String why, String... parameters) {
        String statements = Arrays.stream(parameters).map(model::proposal).collect(Collectors.joining("` and `"));
        String fix = parameters.length == 1 ? "state a prior that falls off" : "state priors that fall off";
        return new InputException(new Problem(code.code(), what, why, fix + ", such as `" + statements + "`"));
    }

    private void refuseSigma() {
        if (!model.hasPrior(BayesModel.SIGMA)) {
            return;
        }
        Optional<Integer> power = power(model.prior(BayesModel.SIGMA));
        if (power.isPresent() && rows - flat.size() - power.get() <= 1) {
            throw error(
                    BayesCode.UNBOUNDED_SIGMA,
                    "`sigma` has the prior `" + model.prior(BayesModel.SIGMA).text()
                            + "`, with which the posterior has no finite integral",
                    rows + " rows and " + flat.size() + " coefficients with flat priors leave sigma unbounded",
                    BayesModel.SIGMA);
        }
    }

    private void refuseShape(Cells cells) {
        for (String name : List.of(BayesModel.SHAPE, BayesModel.DF)) {
            if (model.hasPrior(name) && power(model.prior(name)).isPresent()) {
                throw error(
                        BayesCode.UNBOUNDED_SHAPE,
                        "`" + name + "` has a flat prior, with which the posterior has no finite integral",
                        "as it goes to an end of its range the family becomes a plainer one, whose likelihood is not 0",
                        name);
            }
        }
        List<String> names = spec.partNames(Roles.ZERO_INFLATION);
        int[] own = IntStream.range(0, names.size())
                .filter(j ->
                        model.prior(BayesModel.coefficient(Roles.ZERO_INFLATION, names.get(j))) instanceof Prior.Flat)
                .toArray();
        if (own.length > 0) {
            double[][] x = cells.part(Roles.ZERO_INFLATION);
            List<double[]> down = new ArrayList<>();
            for (int i = 0; i < cells.count(); i++) {
                if (cells.outcomes().y()[i] > 0) {
                    int row = i;
                    down.add(Arrays.stream(own).mapToDouble(j -> -x[j][row]).toArray());
                }
            }
            boolean bounded =
                    !down.isEmpty() && Recession.isRuledOut(down.toArray(double[][]::new), new double[0][], own.length);
            if (!bounded) {
                String name = BayesModel.coefficient(Roles.ZERO_INFLATION, names.get(own[0]));
                throw error(
                        BayesCode.UNBOUNDED_SHAPE,
                        "`" + name + "` has a flat prior, with which the posterior has no finite integral",
                        "as structural zeros vanish the family becomes the plain count, whose likelihood is not 0",
                        name);
            }
        }
    }

    /// +1 where the linear predictor may grow without loss, −1 where it may fall, 0 where it must stay.
    private int way(Outcomes outcomes, int i) {
        if (!hasRoom()) {
            return 0;
        }
        double y = outcomes.y()[i];
        if (y == 0) {
            return -1;
        }
        boolean all = family.outcome() == OutcomeType.SHARE && y == outcomes.size()[i];
        return all && family.link() != Link.LOG ? 1 : 0;
    }

    /// Whether there are outcomes that linear predictors without end fit ever better.
    private boolean hasRoom() {
        boolean discrete = family.outcome() == OutcomeType.SHARE || family.outcome() == OutcomeType.COUNT;
        return discrete && family.link() != Link.IDENTITY && family.link() != Link.INVERSE;
    }

    private void refuseSeparation(Cells cells) {
        if (flat.isEmpty() || !hasRoom()) {
            return;
        }
        Set<Integer> involved = new TreeSet<>();
        List<Integer> left = new ArrayList<>(flat);
        List<Integer> fixes = new ArrayList<>();
        // with priors of those found there may be another direction
        for (List<Integer> next = separating(cells, left); !next.isEmpty(); next = separating(cells, left)) {
            List<Integer> slopes = next.stream().filter(j -> !isIntercept(j)).toList();
            List<Integer> held = slopes.isEmpty() ? next : slopes;
            involved.addAll(next);
            left.removeAll(held);
            fixes.addAll(held);
        }
        if (fixes.isEmpty()) {
            return;
        }
        boolean one = involved.size() == 1;
        String names = String.join(
                "`, `", involved.stream().map(spec.fixedNames()::get).toList());
        throw error(
                BayesCode.UNBOUNDED_COEFFICIENTS,
                "`" + names + "` " + (one ? "has a flat prior" : "have flat priors")
                        + ", with which the posterior has no finite integral",
                "the outcomes are separated: the likelihood does not fall as "
                        + (one ? "this coefficient grows" : "these coefficients grow") + " in one direction",
                fixes.stream().map(spec.fixedNames()::get).toArray(String[]::new));
    }

    private boolean isIntercept(int column) {
        return spec.hasIntercept() && column == 0;
    }

    /// Columns whose coefficients can grow together in a direction in which the likelihood does not fall, all
    /// others held, and none of which can be left out; empty if there is no such direction.
    ///
    /// The intercept is among them only if there is none while it is held.
    private List<Integer> separating(Cells cells, List<Integer> free) {
        List<Integer> slopes = free.stream().filter(j -> !isIntercept(j)).toList();
        boolean isFree = slopes.size() < free.size();
        // held is the coordinate that has the prior; which one is free does not matter
        boolean centred = spec.hasIntercept()
                && (isFree || model.resolved(spec.fixedNames().getFirst()).centered());
        List<Integer> found = direction(cells, slopes, centred);
        if (found.isEmpty() && isFree) {
            found = direction(cells, free, centred);
        }
        for (int j : List.copyOf(found)) {
            List<Integer> others = found.stream().filter(k -> k != j).toList();
            List<Integer> fewer = direction(cells, others, centred);
            found = fewer.isEmpty() ? found : fewer;
        }
        return found;
    }

    private List<Integer> direction(Cells cells, List<Integer> free, boolean centred) {
        int f = free.size();
        double[][] x = new double[f][];
        for (int k = 0; k < f; k++) {
            int j = free.get(k);
            x[k] = standardised(
                    cells.x()[j], centred && !isIntercept(j) ? model.scales().means()[j] : 0);
        }
        List<double[]> inequalities = new ArrayList<>();
        List<double[]> equations = new ArrayList<>();
        for (int i = 0; i < cells.count(); i++) {
            int way = way(cells.outcomes(), i);
            double[] row = new double[f];
            for (int k = 0; k < f; k++) {
                row[k] = way == 0 ? x[k][i] : way * x[k][i];
            }
            (way == 0 ? equations : inequalities).add(row);
        }
        return Recession.direction(inequalities.toArray(double[][]::new), equations.toArray(double[][]::new), f)
                .map(delta -> IntStream.range(0, f)
                        .filter(k -> delta[k] != 0)
                        .mapToObj(free::get)
                        .toList())
                .orElse(List.of());
    }

    /// A column about its mean, of length 1 in the largest element.
    private static double[] standardised(double[] column, double mean) {
        double size = 0;
        double largest = 0;
        double[] out = new double[column.length];
        for (int i = 0; i < out.length; i++) {
            size = Math.max(size, Math.abs(column[i]));
        }
        for (int i = 0; i < out.length; i++) {
            double away = column[i] - mean;
            out[i] = mean != 0 && Math.abs(away) <= AT_MEAN * size ? 0 : away;
            largest = Math.max(largest, Math.abs(out[i]));
        }
        for (int i = 0; i < out.length && largest > 0; i++) {
            out[i] /= largest;
        }
        return out;
    }

    /// What the levels of a factor say about one of its columns.
    ///
    /// @param bounded m, the number of levels that bound their effect
    /// @param confounded r, how many flat fixed coefficients these effects could take over
    private record LevelSums(int bounded, int confounded) {
        /// Which way a linear predictor may go without loss.
        interface Way {
            int of(Outcomes outcomes, int cell);
        }

        static LevelSums of(CrossProducts products, CrossProducts.Products grouping, int column, List<Integer> flat) {
            int q = grouping.q();
            int width = products.p() + 1;
            int f = flat.size();
            Matrix gram = products.gram();
            double[] left = new double[f * f];
            for (int j = 0; j < f; j++) {
                for (int k = 0; k < f; k++) {
                    left[j + k * f] = gram.at(flat.get(j), flat.get(k));
                }
            }
            int bounded = 0;
            double[] row = new double[f];
            for (int level = 0; level < grouping.levels(); level++) {
                double square = grouping.ztz()[level * q * q + column * (q + 1)];
                if (square <= 0) {
                    continue;
                }
                bounded++;
                for (int j = 0; j < f; j++) {
                    row[j] = grouping.ztx()[(level * q + column) * width + flat.get(j)];
                }
                takeOff(left, row, square);
            }
            return new LevelSums(bounded, f - rank(left, gram, flat));
        }

        static LevelSums of(Cells cells, Cells.Factor factor, int column, List<Integer> flat, Way way) {
            int levels = factor.keys().length;
            int f = flat.size();
            double[] z = factor.z()[column];
            double[] square = new double[levels];
            double[][] product = new double[levels][f];
            boolean[] up = new boolean[levels];
            boolean[] down = new boolean[levels];
            double[] left = new double[f * f];
            for (int i = 0; i < cells.count(); i++) {
                int level = factor.level()[i];
                square[level] += z[i] * z[i];
                for (int j = 0; j < f; j++) {
                    double x = cells.x()[flat.get(j)][i];
                    product[level][j] += z[i] * x;
                    for (int k = 0; k < f; k++) {
                        left[j + k * f] += x * cells.x()[flat.get(k)][i];
                    }
                }
                if (z[i] != 0) {
                    int free = way.of(cells.outcomes(), i);
                    double sign = free * z[i];
                    // an outcome that stays bounds both ways
                    up[level] |= sign <= 0;
                    down[level] |= sign >= 0;
                }
            }
            Matrix gram = Matrix.of(f, f, left.clone());
            int bounded = 0;
            for (int level = 0; level < levels; level++) {
                if (square[level] > 0) {
                    takeOff(left, product[level], square[level]);
                    bounded += up[level] && down[level] ? 1 : 0;
                }
            }
            List<Integer> own = IntStream.range(0, f).boxed().toList();
            return new LevelSums(bounded, f - rank(left, gram, own));
        }

        private static void takeOff(double[] left, double[] row, double square) {
            int f = row.length;
            for (int j = 0; j < f; j++) {
                for (int k = 0; k < f; k++) {
                    left[j + k * f] -= row[j] * row[k] / square;
                }
            }
        }

        /// Rank of what is left of the flat columns, by elimination with the largest pivot against the column's
        /// own square.
        private static int rank(double[] left, Matrix gram, List<Integer> flat) {
            int f = flat.size();
            boolean[] done = new boolean[f];
            for (int rank = 0; rank < f; rank++) {
                int pivot = -1;
                double best = ROUNDING;
                for (int j = 0; j < f; j++) {
                    double share = left[j * (f + 1)] / gram.at(flat.get(j), flat.get(j));
                    if (!done[j] && share > best) {
                        best = share;
                        pivot = j;
                    }
                }
                if (pivot < 0) {
                    return rank;
                }
                done[pivot] = true;
                double[] row = new double[f];
                for (int k = 0; k < f; k++) {
                    row[k] = left[pivot + k * f];
                }
                takeOff(left, row, row[pivot]);
            }
            return f;
        }
    }
}
