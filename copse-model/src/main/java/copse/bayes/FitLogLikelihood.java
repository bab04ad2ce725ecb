package copse.bayes;

import copse.bayes.DrawnPredictor.NewGroups;
import copse.family.Outcomes;
import copse.frame.Frame;
import copse.loo.PointwiseLogLikelihood;
import copse.math.Seed;
import copse.model.ModelRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Log likelihood of rows at every draw of a fit: what leave-one-out and WAIC are made of.
///
/// An observation is a row: a share of n trials is one observation, and a weight of a count multiplies its log
/// likelihood. Densities are normalised, so that models of different families may be compared. Rows that are
/// alike in predictors, groups and outcome share a column.
///
/// Groups are as observed: `log p(yᵢ | β, b, φ)`. Immutable; any number of threads may ask.
///
/// - Cost: per column and draw a few multiplications and a density. Nothing is held but the rows.
public final class FitLogLikelihood implements PointwiseLogLikelihood {
    private final DrawnParameters parameters;
    private final DrawnPredictor predictor;
    private final ModelRows rows;
    private final Outcomes outcomes;
    private final DistinctRows distinct;
    private final double[] multiplicity;
    private final Queue<DrawnDensity> idle = new ConcurrentLinkedQueue<>();

    private FitLogLikelihood(
            DrawnParameters parameters, DrawnPredictor predictor, ModelRows rows, Outcomes outcomes, RowDesign design) {
        this.parameters = parameters;
        this.predictor = predictor;
        this.rows = rows;
        this.outcomes = outcomes;
        this.distinct = distinct(design, outcomes);
        this.multiplicity = distinct.multiplicity();
    }

    /// @param fit a model
    /// @param data rows with response, predictors and groups, those of the fit or others
    /// @return their log likelihoods
    /// @throws copse.error.InputException `B330` for a group that the fit has not seen
    public static FitLogLikelihood of(BayesFit fit, Frame data) {
        return of(DrawnParameters.of(fit), data);
    }

    static FitLogLikelihood of(DrawnParameters parameters, Frame data) {
        return of(parameters, data, NewGroups.REFUSED, Seed.of(1));
    }

    /// @param newGroups what groups do that the fit has not seen
    static FitLogLikelihood of(DrawnParameters parameters, Frame data, NewGroups newGroups, Seed seed) {
        ModelRows rows = parameters.spec().rows(data);
        RowDesign design = RowDesign.of(parameters.spec(), data, rows);
        DrawnPredictor predictor = new DrawnPredictor(parameters, design, newGroups, seed.stream());
        return new FitLogLikelihood(parameters, predictor, rows, Objects.requireNonNull(rows.outcomes()), design);
    }

    static DistinctRows distinct(RowDesign design, Outcomes outcomes) {
        List<double[]> numbers = new ArrayList<>(List.of(design.x()));
        for (double[][] columns : design.z()) {
            numbers.addAll(List.of(columns));
        }
        design.parts().values().forEach(columns -> numbers.addAll(List.of(columns)));
        numbers.add(design.offset());
        numbers.add(outcomes.y());
        numbers.add(outcomes.size());
        numbers.add(outcomes.multiplicity());
        return DistinctRows.of(design.count(), numbers, List.of(design.level()));
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
        return distinct.count();
    }

    @Override
    public double multiplicity(int column) {
        return multiplicity[column];
    }

    @Override
    public void fill(int column, double[] into) {
        DrawnDensity known = idle.poll();
        DrawnDensity density = known == null ? new DrawnDensity(parameters, predictor) : known;
        int row = distinct.first()[column];
        density.read(row);
        density.logDensity(outcomes.y()[row], outcomes.size()[row], into);
        double by = outcomes.multiplicity()[row];
        for (int s = 0; by != 1 && s < into.length; s++) {
            into[s] *= by;
        }
        idle.add(density);
    }

    @Override
    public int rows() {
        return rows.count();
    }

    @Override
    public int column(int row) {
        return distinct.of()[row];
    }

    @Override
    public long fingerprint() {
        return DistinctRows.fingerprint(outcomes);
    }

    /// @param column its number
    /// @return the first complete row that it is of
    int firstRow(int column) {
        return distinct.first()[column];
    }

    /// @param row a complete row, from 0
    /// @return its number in the data
    public int source(int row) {
        return rows.source()[row];
    }
}
