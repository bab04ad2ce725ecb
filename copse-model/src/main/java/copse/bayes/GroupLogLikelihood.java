package copse.bayes;

import copse.bayes.DrawnParameters.Group;
import copse.bayes.DrawnPredictor.NewGroups;
import copse.error.InputException;
import copse.family.Outcomes;
import copse.frame.Frame;
import copse.loo.PointwiseLogLikelihood;
import copse.math.Seed;
import copse.model.ModelRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/// Log likelihood of whole groups at every draw of a fit, their own effects integrated out: what leaving one
/// group out is made of.
///
/// An observation is a group: `log ∫ p(y_j | β, b, φ) N(b; 0, Σ) db`. Leave-one-out of these tells how well a
/// model predicts a group not yet seen; that of rows tells it of further rows of known groups. Effects of other
/// grouping factors are as drawn; where levels of these lie inside one group alone (`(1 | a/b)`, leaving out an
/// `a`) the group itself has shaped them, and k̂ tells whether the weights can make up for it.
///
/// - Cost: per draw a search for the mode of the group's effects and some ten to a hundred evaluations of its
///   rows; closed form for gaussian outcomes. Immutable; any number of threads may ask.
public final class GroupLogLikelihood implements PointwiseLogLikelihood {
    private final DrawnParameters parameters;
    private final DrawnPredictor predictor;
    private final int grouping;
    private final Outcomes outcomes;
    private final DistinctRows distinct;
    private final int[][] members; // per level its distinct rows
    private final double[] times;

    private GroupLogLikelihood(DrawnParameters parameters, Frame data, int grouping, NewGroups newGroups, Seed seed) {
        this.parameters = parameters;
        this.grouping = grouping;
        ModelRows rows = parameters.spec().rows(data);
        RowDesign design = RowDesign.of(parameters.spec(), data, rows);
        this.predictor = new DrawnPredictor(parameters, design, newGroups, seed.stream());
        this.outcomes = Objects.requireNonNull(rows.outcomes());
        this.distinct = FitLogLikelihood.distinct(design, outcomes);
        this.times = distinct.multiplicity();
        int[] level = design.level()[grouping];
        List<List<Integer>> lists = new ArrayList<>();
        design.labels().get(grouping).forEach(_ -> lists.add(new ArrayList<>()));
        for (int d = 0; d < distinct.count(); d++) {
            lists.get(level[distinct.first()[d]]).add(d);
        }
        this.members = lists.stream()
                .map(own -> own.stream().mapToInt(d -> d).toArray())
                .toArray(int[][]::new);
    }

    /// @param fit a model
    /// @param data rows with response, predictors and groups: those that were fitted
    /// @param group name of a grouping factor
    /// @return log likelihoods of its groups
    /// @throws InputException `B334` if there is no such grouping factor, `B335` if its groups have more than
    ///     three effects each and outcomes are not gaussian, or the residual variance of another family has a
    ///     formula
    public static GroupLogLikelihood of(BayesFit fit, Frame data, String group) {
        return of(DrawnParameters.of(fit), data, group);
    }

    static GroupLogLikelihood of(DrawnParameters parameters, Frame data, String group) {
        return of(parameters, data, group, NewGroups.REFUSED, Seed.of(0));
    }

    /// @param newGroups what groups do that the fit has not seen
    /// @param seed of their effects
    static GroupLogLikelihood of(DrawnParameters parameters, Frame data, String group, NewGroups newGroups, Seed seed) {
        List<String> names =
                parameters.groups().stream().map(own -> own.grouping().name()).toList();
        int grouping = names.indexOf(group);
        if (grouping < 0) {
            throw AnswerCode.noGrouping(group, names);
        }
        boolean closed = GroupIntegral.isClosed(parameters.family());
        int effects = parameters.groups().get(grouping).size();
        if (!closed && (effects > GroupIntegral.MOST_EFFECTS || parameters.logSigma().length > 0)) {
            throw AnswerCode.noIntegral(group, effects);
        }
        return new GroupLogLikelihood(parameters, data, grouping, newGroups, seed);
    }

    /// @param column its number
    /// @return the complete rows of the group, ascending
    int[] rowsOf(int column) {
        int[] level = predictor.rows().level()[grouping];
        return IntStream.range(0, level.length)
                .filter(row -> level[row] == column)
                .toArray();
    }

    /// @param column its number
    /// @return label of the group
    public String label(int column) {
        return predictor.rows().labels().get(grouping).get(column);
    }

    @Override
    public int chains() {
        return parameters.draws().chains();
    }

    @Override
    public int perChain() {
        return parameters.draws().perChain();
    }

    @Override
    public int columns() {
        return members.length;
    }

    @Override
    public double multiplicity(int column) {
        return 1;
    }

    @Override
    public long fingerprint() {
        return DistinctRows.fingerprint(outcomes);
    }

    @Override
    public void fill(int column, double[] into) {
        int[] own = members[column];
        int n = own.length;
        int draws = parameters.count();
        double[][] eta = new double[n][draws];
        double[][] zeta = new double[parameters.family().isInflated() ? n : 0][draws];
        double[][] omega = new double[parameters.logSigma().length > 0 ? n : 1][draws];
        for (int i = 0; i < n; i++) {
            int row = distinct.first()[own[i]];
            predictor.linearWithout(grouping, row, eta[i]);
            if (zeta.length > 0) {
                predictor.inflation(row, zeta[i]);
            }
            if (i < omega.length) {
                predictor.omega(row, omega[i]);
            }
        }
        GroupIntegral integral = new GroupIntegral(parameters.family(), outcomes(own), z(own));
        Group group = parameters.groups().get(grouping);
        DrawnEffects effects = new DrawnEffects(parameters, group);
        double[] factor = new double[group.size() * group.size()];
        double[] etaAt = new double[n];
        double[] zetaAt = new double[n];
        double[] omegaAt = new double[n];
        boolean closed = GroupIntegral.isClosed(parameters.family());
        for (int s = 0; s < draws; s++) {
            for (int i = 0; i < n; i++) {
                etaAt[i] = eta[i][s];
                zetaAt[i] = zeta.length == 0 ? 0 : zeta[i][s];
                omegaAt[i] = omega[Math.min(i, omega.length - 1)][s];
            }
            effects.factor(s / perChain(), s % perChain(), factor);
            into[s] = closed
                    ? integral.closed(etaAt, omegaAt, factor)
                    : integral.integrated(parameters.family(s), etaAt, zetaAt, omegaAt[0], factor);
        }
    }

    private Outcomes outcomes(int[] own) {
        int[] rows = IntStream.of(own).map(d -> distinct.first()[d]).toArray();
        double[] multiplicity = new double[rows.length];
        double[] y = new double[rows.length];
        double[] size = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            y[i] = outcomes.y()[rows[i]];
            size[i] = outcomes.size()[rows[i]];
            multiplicity[i] = outcomes.multiplicity()[rows[i]] * times[own[i]];
        }
        return new Outcomes(y, size, multiplicity);
    }

    private double[][] z(int[] own) {
        double[][] columns = predictor.rows().z()[grouping];
        double[][] z = new double[columns.length][own.length];
        for (int c = 0; c < z.length; c++) {
            for (int i = 0; i < own.length; i++) {
                z[c][i] = columns[c][distinct.first()[own[i]]];
            }
        }
        return z;
    }
}
