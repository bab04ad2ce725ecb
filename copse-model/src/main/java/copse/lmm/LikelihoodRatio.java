package copse.lmm;

import copse.error.InputException;
import copse.error.Problem;
import copse.infer.ChiBarSquare;
import copse.model.Fit;
import copse.model.Grouping;
import copse.model.RandomTerm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Likelihood-ratio test of a model within another, both by maximum likelihood.
///
/// Linear models fitted by REML are refitted by ML, since restricted likelihoods of models with different fixed
/// effects are those of different data. When the smaller model lacks a variance, its value 0 lies on the
/// boundary and the plain χ² is too large a reference: [#boundary()] then holds the mixture, where it is known.
/// The same holds for the shape of a family that has the smaller model's as its limit, and for structural
/// zeros.
///
/// Sources: Self and Liang (1987), doi:10.1080/01621459.1987.10478472; Stram and Lee (1994),
/// doi:10.2307/2533455.
///
/// @param smaller the null model, by ML
/// @param larger the alternative, by ML
/// @param statistic twice the difference of the log likelihoods, not below 0
/// @param df difference in the number of parameters
/// @param p upper tail of χ² with these df: too large if a variance is tested
/// @param boundary the reference when variances are tested; empty if none is, or if the weights have no closed
///     form (p then is an upper bound)
/// @param variances number of variances, and of other parameters with the null value on their boundary, that
///     the smaller model lacks
public record LikelihoodRatio(
        Fit smaller, Fit larger, double statistic, int df, double p, Optional<ChiBarSquare> boundary, int variances) {
    // The same rows give the same sums of squares but for the order of adding.
    private static final double SAME_DATA = 1e-9;

    /// What a larger model has beyond fixed effects and random terms.
    ///
    /// @param onBoundary parameters whose null value lies on their boundary, such as the shape of a negative
    ///     binomial family against Poisson
    /// @param inside other parameters
    /// @param lawKnown whether each of those on the boundary binds half of the time, by itself
    public record Beyond(int onBoundary, int inside, boolean lawKnown) {
        /// @return nothing
        public static Beyond nothing() {
            return new Beyond(0, 0, true);
        }
    }

    /// @param one a fit
    /// @param other a fit of the same rows, one of the two nested in the other; in any order
    /// @return the test
    /// @throws InputException `N218` if data or response differ, `N214` if neither is nested in the other
    public static LikelihoodRatio of(LmmFit one, LmmFit other) {
        LmmFit first = one.refit(Estimator.ML);
        LmmFit second = other.refit(Estimator.ML);
        requireSameRows(first, second);
        requireSameData(first, second);
        return first.parameters() <= second.parameters()
                ? of(first, second, Beyond.nothing())
                : of(second, first, Beyond.nothing());
    }

    /// The test of models of any kind that are known to have the same data.
    ///
    /// @param smaller by ML, with fewer parameters
    /// @param larger by ML
    /// @param beyond what the larger one has that is neither a fixed effect nor a random term
    /// @return the test
    /// @throws InputException `N214` if the fixed effects or random terms of the one are not part of the
    ///     other's
    public static LikelihoodRatio of(Fit smaller, Fit larger, Beyond beyond) {
        Added added = Added.of(smaller, larger);
        int df = larger.parameters() - smaller.parameters();
        if (df == 0) {
            throw notNested("both models have " + larger.parameters() + " parameters");
        }
        double statistic = Math.max(0, smaller.criterion() - larger.criterion());
        double p = ChiBarSquare.chiSquare(df).upperP(statistic);
        return new LikelihoodRatio(
                smaller, larger, statistic, df, p, added.law(beyond), added.variances() + beyond.onBoundary());
    }

    /// The p-value to report: that of the mixture when variances are tested, else the plain one.
    ///
    /// @return upper tail probability; an upper bound if variances are tested and no mixture is known
    public double pBoundary() {
        return boundary.map(law -> law.upperP(statistic)).orElse(p);
    }

    /// Refuses fits whose responses have different names, or that used different numbers of rows.
    ///
    /// @param a a fit
    /// @param b another one
    /// @throws InputException `N218`
    public static void requireSameRows(Fit a, Fit b) {
        if (!a.spec().response().equals(b.spec().response())) {
            throw new InputException(new Problem(
                    LmmCode.DIFFERENT_DATA.code(),
                    "the models have different responses: `" + a.spec().response() + "` and `"
                            + b.spec().response() + "`",
                    "likelihoods of different responses are on different scales",
                    "fit both to the same response"));
        }
        if (a.rows() != b.rows()) {
            throw new InputException(new Problem(
                    LmmCode.DIFFERENT_DATA.code(),
                    "the models used different rows: " + a.rows() + " and " + b.rows(),
                    "rows with a missing value in a variable of the model are left out, and the models have different"
                            + " variables",
                    "leave out the rows that either model cannot use, then fit both again"));
        }
    }

    private static void requireSameData(LmmFit a, LmmFit b) {
        double squaresA = responseSquares(a);
        double squaresB = responseSquares(b);
        if (Math.abs(squaresA - squaresB) > SAME_DATA * Math.max(squaresA, squaresB)
                || Math.abs(a.crossProducts().logWeights() - b.crossProducts().logWeights()) > SAME_DATA * a.rows()) {
            throw differentData(a);
        }
    }

    /// @param fit one of two fits of rows with different values
    /// @return what to say of it, `N218`
    public static InputException differentData(Fit fit) {
        return new InputException(new Problem(
                LmmCode.DIFFERENT_DATA.code(),
                "the models were fitted to different data",
                "the responses (less offset) or weights of their " + fit.rows() + " rows differ",
                "fit both to the same rows, with the same weights and offset"));
    }

    /// Weighted sum of squares of the response, whatever was taken off it.
    private static double responseSquares(LmmFit fit) {
        int p = fit.crossProducts().p();
        double shift = fit.crossProducts().shift()[p];
        double squares = fit.crossProducts().gram().at(p, p);
        // a shift is taken off only if the first column of X is the constant
        return shift == 0
                ? squares
                : squares
                        + 2 * shift * fit.crossProducts().gram().at(0, p)
                        + shift * shift * fit.crossProducts().gram().at(0, 0);
    }

    /// @param why neither of two models is part of the other
    /// @return what to say of it, `N214`
    public static InputException notNested(String why) {
        return new InputException(new Problem(
                LmmCode.NOT_NESTED.code(),
                "neither model is the other with terms left out",
                why,
                "compare them by AIC or BIC"));
    }

    /// What the larger model has and the smaller has not.
    private record Added(int fixed, int variances, int covariances, boolean oneEffect) {
        static Added of(Fit smaller, Fit larger) {
            if (!larger.fixedNames().containsAll(smaller.fixedNames())) {
                List<String> extra = new ArrayList<>(smaller.fixedNames());
                extra.removeAll(larger.fixedNames());
                throw notNested("the model with fewer parameters alone has: " + String.join(", ", extra));
            }
            int fixed = larger.fixedNames().size() - smaller.fixedNames().size();
            int variances = 0;
            int covariances = 0;
            int pairsWithNew = 0;
            List<Grouping> left = new ArrayList<>(smaller.spec().groupings());
            for (Grouping grouping : larger.spec().groupings()) {
                Optional<Grouping> same = left.stream()
                        .filter(other -> factors(other).equals(factors(grouping)))
                        .findFirst();
                same.ifPresent(left::remove);
                Set<String> before = new HashSet<>();
                Set<String> pairsBefore = new HashSet<>();
                same.ifPresent(other -> collect(other, before, pairsBefore));
                Set<String> after = new HashSet<>();
                Set<String> pairsAfter = new HashSet<>();
                collect(grouping, after, pairsAfter);
                if (!after.containsAll(before) || !pairsAfter.containsAll(pairsBefore)) {
                    throw notNested("the random effects of `" + grouping.name() + "` are not nested");
                }
                after.removeAll(before);
                pairsAfter.removeAll(pairsBefore);
                variances += after.size();
                covariances += pairsAfter.size();
                pairsWithNew += (int) pairsAfter.stream()
                        .filter(pair -> after.stream()
                                .anyMatch(name -> List.of(pair.split("\n")).contains(name)))
                        .count();
            }
            if (!left.isEmpty()) {
                throw notNested("only the model with fewer parameters groups by `"
                        + left.get(0).name() + "`");
            }
            return new Added(fixed, variances, covariances, variances == 1 && pairsWithNew == covariances);
        }

        private static Set<String> factors(Grouping grouping) {
            return new HashSet<>(grouping.factors());
        }

        private static void collect(Grouping grouping, Set<String> names, Set<String> pairs) {
            for (RandomTerm term : grouping.terms()) {
                for (int i = 0; i < term.columns().size(); i++) {
                    names.add(term.columns().get(i));
                    for (int j = 0; j < i; j++) {
                        pairs.add(term.columns().get(j) + "\n" + term.columns().get(i));
                    }
                }
            }
        }

        Optional<ChiBarSquare> law(Beyond beyond) {
            int free = fixed + beyond.inside();
            int bound = variances + beyond.onBoundary();
            if (bound == 0 || !beyond.lawKnown()) {
                return Optional.empty();
            }
            if (oneEffect && beyond.onBoundary() == 0) {
                return Optional.of(ChiBarSquare.oneMoreEffect(covariances, free));
            }
            return covariances == 0 ? Optional.of(ChiBarSquare.independentVariances(bound, free)) : Optional.empty();
        }
    }
}
