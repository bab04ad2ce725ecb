package copse.bayes;

import copse.bayes.DrawnPredictor.NewGroups;
import copse.error.Diagnostic;
import copse.error.InputException;
import copse.error.Problem;
import copse.family.Family;
import copse.family.Outcomes;
import copse.frame.Frame;
import copse.math.Seed;
import copse.model.ModelRows;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/// What the priors of a model say about outcomes, before any data: outcomes drawn for the rows as they are,
/// with the parameters and all groups' effects drawn from their priors.
///
/// Priors look harmless on the scale of the linear predictor and are often absurd on that of the outcome, which
/// is where they can be judged.
///
/// Source: Gabry, Simpson, Vehtari, Betancourt and Gelman (2019), Visualization in Bayesian workflow, J. R.
/// Stat. Soc. A 182(2), section 3. doi:10.1111/rssa.12378
public final class PriorPredictive {
    /// More rows tell no more about priors.
    private static final int MOST_ROWS = 10_000;

    /// A probability below this, or above 1 less this, is all but certain.
    private static final double CERTAIN = 0.01;

    /// This share of all but certain probabilities is nearly all of them.
    private static final double NEARLY_ALL = 0.8;

    /// This many times the spread of the data is far.
    private static final double FAR = 100;

    private static final double MOST = 0.5;

    private final BayesFit fit;
    private final PosteriorPredictive replicates;
    private final double shareBelow;
    private final double shareAbove;
    private final double shareFar;
    private final List<Diagnostic> diagnostics;

    private PriorPredictive(BayesFit fit, Frame data, Seed seed) {
        this.fit = fit;
        PredictiveOptions options = PredictiveOptions.defaults()
                .withGroups(PredictiveOptions.Groups.NEW)
                .withDraws(fit.draws().count())
                .withSeed(seed);
        Frame rows = data.rows() <= MOST_ROWS ? data : data.rows(spread(data.rows()));
        double[] counts = counts(rows, seed);
        this.shareBelow = counts[0];
        this.shareAbove = counts[1];
        this.shareFar = counts[2];
        this.diagnostics = diagnosed();
        this.replicates = PosteriorPredictive.of(fit, rows, options);
    }

    /// @param posterior whose priors are asked
    /// @param data its rows; of more than 10,000 so many are taken, evenly spread
    /// @param draws how many times parameters and outcomes are drawn
    /// @param seed of everything random
    /// @return what the priors say
    /// @throws InputException `B128` if a prior is flat, `B129` if the priors lead to impossible means
    public static PriorPredictive of(BayesPosterior posterior, Frame data, int draws, Seed seed) {
        return new PriorPredictive(posterior.prior(draws, seed), data, seed);
    }

    private static int[] spread(int rows) {
        return IntStream.range(0, MOST_ROWS)
                .map(i -> (int) ((long) i * rows / MOST_ROWS))
                .toArray();
    }

    /// Shares of draws × rows with a probability near 0, near 1, and with a mean far from what was observed.
    private double[] counts(Frame data, Seed seed) {
        DrawnParameters parameters = DrawnParameters.of(fit);
        ModelRows rows = parameters.spec().rows(data);
        Outcomes outcomes = Objects.requireNonNull(rows.outcomes());
        DrawnPredictor predictor = new DrawnPredictor(
                parameters,
                RowDesign.of(parameters.spec(), data, rows),
                NewGroups.ALL_DRAWN,
                seed.stream().split(0));
        Family family = parameters.family();
        double centre = Arrays.stream(outcomes.y()).average().orElse(0);
        double reach = reach(family, outcomes, centre);
        double[] eta = new double[rows.count()];
        double[] counts = new double[3];
        for (int draw = 0; draw < fit.draws().perChain(); draw++) {
            predictor.linearAt(0, draw, eta);
            for (double own : eta) {
                if (!family.link().isValid(own, family.outcome())) {
                    throw impossible(family, own);
                }
                switch (family.outcome()) {
                    case SHARE -> {
                        counts[0] += family.link().mean(own) < CERTAIN ? 1 : 0;
                        counts[1] += family.link().complement(own) < CERTAIN ? 1 : 0;
                    }
                    case COUNT, POSITIVE, NUMBER ->
                        counts[2] += Math.abs(family.link().mean(own) - centre) > reach ? 1 : 0;
                }
            }
        }
        double all = Math.max(1.0, (double) eta.length * fit.draws().perChain());
        return new double[] {counts[0] / all, counts[1] / all, counts[2] / all};
    }

    private static double reach(Family family, Outcomes outcomes, double centre) {
        double largest = Arrays.stream(outcomes.y()).max().orElse(0);
        double square = Arrays.stream(outcomes.y())
                .map(y -> (y - centre) * (y - centre))
                .average()
                .orElse(0);
        return FAR
                * switch (family.outcome()) {
                    case COUNT -> Math.max(1, largest);
                    case POSITIVE -> largest;
                    case NUMBER, SHARE -> square > 0 ? Math.sqrt(square) : Math.max(1, Math.abs(centre));
                };
    }

    private static InputException impossible(Family family, double eta) {
        return new InputException(new Problem(
                BayesCode.IMPOSSIBLE_MEANS.code(),
                "under the priors a linear predictor is " + (float) eta + ", which is no mean of the " + family.label()
                        + " family with the " + family.link().label() + " link",
                "no outcome can be drawn from it",
                "take the link `" + family.links().getFirst().label() + "` to look at what the priors say"));
    }

    private List<Diagnostic> diagnosed() {
        double certain = shareBelow + shareAbove;
        if (certain > NEARLY_ALL) {
            return List.of(diagnostic(BayesCode.PRIOR_EXTREME, certain, NEARLY_ALL));
        }
        return shareFar > MOST ? List.of(diagnostic(BayesCode.PRIOR_FAR, shareFar, MOST)) : List.of();
    }

    private Diagnostic diagnostic(BayesCode code, double value, double threshold) {
        return new Diagnostic(
                code.code(), fit.model().spec().response(), value, threshold, code.meaning(), code.advice());
    }

    /// @return the prior's draws of the hyperparameters, as if they were a fit's
    public BayesFit fit() {
        return fit;
    }

    /// @return outcomes drawn, beside those observed: statistics, histograms
    public PosteriorPredictive replicates() {
        return replicates;
    }

    /// The statistics to look at first: their replicates are what the priors say, their observed values where
    /// the data are.
    ///
    /// @return such as the mean outcome
    public List<PredictiveCheck> usual() {
        return replicates.check(replicates.usual());
    }

    /// @return share of rows, over all draws, whose probability is below 0.01; 0 if outcomes are no shares
    public double shareBelow() {
        return shareBelow;
    }

    /// @return share of rows, over all draws, whose probability is above 0.99; 0 if outcomes are no shares
    public double shareAbove() {
        return shareAbove;
    }

    /// @return share of rows, over all draws, whose mean is further out than a hundred times the data: than a
    ///     hundred standard deviations of numbers, than a hundred times the largest count; 0 for shares
    public double shareFar() {
        return shareFar;
    }

    /// @return `prior-extreme` where nearly all probabilities are near 0 or 1, `prior-far` where most means are
    ///     far from the data
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
