package copse.bayes;

import copse.family.Family;
import copse.math.Matrix;
import copse.mcmc.LogDensity;
import copse.mcmc.Metric;
import copse.mcmc.Recorder;
import copse.mcmc.Start;
import copse.mcmc.Target;
import copse.model.Cells;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The posterior of a model of discrete outcomes, or of one whose group effects cannot be integrated out, to be
/// sampled in all coordinates. Immutable.
///
/// A draw holds the parameters of [Hyper#names()], then the effects `r(g)[level,term]`, per grouping and column
/// of Z level by level.
///
/// Cost: finding the mode takes some hundreds of gradients.
final class CellPosterior implements Target {
    // Differences of the gradient by the effects' coordinates, whose posterior standard deviation is about 1.
    private static final double DIFFERENCE = 1e-3;
    // A variance further from 1 than this by a factor is not believed where coordinates are nearly standard normal.
    private static final double FARTHEST = 1e8;

    private final CellDensity density;
    private final List<String> names;
    private final Start start;

    private CellPosterior(CellDensity density, List<String> names, Start start) {
        this.density = density;
        this.names = names;
        this.start = start;
    }

    /// Finds the mode and the coordinates to sample in.
    ///
    /// @param data the cells
    /// @param factors the groupings that the data were made from
    /// @param family of the outcomes
    /// @param hyper priors
    /// @param centring of the coordinates
    /// @return what to sample
    static CellPosterior of(CellData data, List<Cells.Factor> factors, Family family, Hyper hyper, Centring centring) {
        CellStart.Found found = new CellStart(data, family, hyper, centring).find();
        CellDensity density = found.density();
        int h = hyper.size();
        double[] tail = new double[density.dimension() - h];
        Arrays.fill(tail, 1);
        if (centring != Centring.AUTO) {
            fillTail(density, found.position(), h, tail);
        }
        Metric metric =
                new Metric.Arrow(found.precision(), Matrix.wrap(tail.length, h, new double[tail.length * h]), tail);
        List<String> names = new ArrayList<>(hyper.names());
        for (Cells.Factor factor : factors) {
            List<String> terms = factor.grouping().terms().stream()
                    .flatMap(term -> term.columns().stream())
                    .toList();
            for (String term : terms) {
                for (long key : factor.keys()) {
                    names.add("r(" + factor.grouping().name() + ")["
                            + factor.grouping().label(key) + "," + term + "]");
                }
            }
        }
        return new CellPosterior(density, List.copyOf(names), new Start(found.position(), metric));
    }

    /// Precision of the effects' coordinates where they are not standard: one difference of the gradient for
    /// all levels of a column at once, with signs that alternate, since levels hardly know of each other.
    private static void fillTail(CellDensity density, double[] mode, int h, double[] precision) {
        double[] up = new double[mode.length];
        double[] down = new double[mode.length];
        int[] starts = density.columnStarts();
        for (int c = 0; c + 1 < starts.length; c++) {
            density.evaluate(moved(mode, starts[c], starts[c + 1], DIFFERENCE), up);
            density.evaluate(moved(mode, starts[c], starts[c + 1], -DIFFERENCE), down);
            for (int i = starts[c]; i < starts[c + 1]; i++) {
                double value = ((i - starts[c]) % 2 == 0 ? 1 : -1) * (down[i] - up[i]) / (2 * DIFFERENCE);
                precision[i - h] = value > 1 / FARTHEST && value < FARTHEST ? value : 1;
            }
        }
    }

    private static double[] moved(double[] mode, int from, int to, double by) {
        double[] x = mode.clone();
        for (int i = from; i < to; i++) {
            x[i] += (i - from) % 2 == 0 ? by : -by;
        }
        return x;
    }

    @Override
    public LogDensity density() {
        return density.copy();
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public Recorder recorder() {
        CellDensity own = density.copy();
        int h = own.hyper().names().size();
        double[] values = new double[h];
        return (position, _, into) -> {
            own.decode(position);
            own.hyper().report(values);
            System.arraycopy(values, 0, into, 0, h);
            own.copyEffects(into, h);
        };
    }

    @Override
    public Start start() {
        return new Start(start.centre().clone(), start.metric());
    }
}
