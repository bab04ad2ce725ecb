package copse.lm;

import copse.error.Explained;
import copse.error.Explanation;

/// What can be wrong with least squares and covariances by clusters, and what a reader of the result must know.
public enum LmCode implements Explained {
    /// No rows.
    NO_ROWS(
            "N101",
            "no row is left to fit by least squares",
            "Rows with a missing value in a variable of the model, in the cluster or in the absorbed factor, or with"
                    + " weight 0, are left out; here that is all of them.",
            "Look at the counts of missing values (copse describe), fill or drop the variable that is missing most."),
    /// As many coefficients as rows.
    TOO_FEW_ROWS(
            "N102",
            "as many coefficients as rows in least squares",
            "Nothing is left from which the errors could be judged. Absorbed levels count as coefficients.",
            "Use fewer terms, or a numeric predictor in place of a factor with many levels."),
    /// Random terms where there can be none.
    RANDOM_TERMS(
            "N103",
            "random terms in a formula for least squares",
            "Least squares has no random terms: clusters enter by the covariance of the coefficients. A formula with"
                    + " random terms is a mixed model, whose coefficients have such a covariance too.",
            "Drop the random terms and name the cluster, or fit a mixed model."),
    /// Rows are gone.
    ROWS_NEEDED(
            "N104",
            "a covariance that needs the rows, asked of sums",
            "The fit was made from sums by cluster. They hold all that covariances by that cluster need, but nothing"
                    + " about single rows or other clusters.",
            "Fit from the rows, or sum them by the cluster that is wanted."),
    /// One cluster.
    ONE_CLUSTER(
            "N105",
            "one cluster",
            "A covariance by clusters compares clusters; with one there is nothing to compare.",
            "Name a finer factor, or a covariance without clusters if rows are independent."),
    /// A name that the fit does not have.
    NO_SUCH_COEFFICIENT(
            "N106",
            "no such coefficient or term in the linear model",
            "Coefficients are named as in the table of estimates, terms as in the formula.",
            "Take one of the names listed."),
    /// A coefficient that one cluster determines.
    RESTS_ON_ONE(
            "N107",
            "a coefficient that rests on one cluster alone",
            "Without that cluster the coefficient does not exist. Its residuals leave no trace of how much the"
                    + " coefficient would change from cluster to cluster, so it has no standard error by clusters.",
            "Drop the term, or compare with more than one cluster."),
    /// Clusters that are missing for fitted rows.
    OTHER_ROWS(
            "N108",
            "a cluster factor that is missing for rows of the fit",
            "The covariance has to be of the same rows as the coefficients. Rows without a cluster were fitted, since"
                    + " the cluster was not named then.",
            "Name the clusters before the fit, so that rows without one are left out of it."),
    /// CR2 with weights and absorbed levels.
    WEIGHTED_ABSORBED(
            "N109",
            "CR2, or Satterthwaite's degrees of freedom, with weights and an absorbed factor together",
            "With weights the adjustment of a cluster needs sums with squared weights by level, which are not kept.",
            "Write the factor into the formula, as + factor(f): the numbers are the same as if it were absorbed."),
    /// A cluster that cuts through groups.
    CUTS_GROUPS(
            "N110",
            "clusters that cut through the groups of a mixed model",
            "Rows of one group share a random effect, so that they belong to one cluster. Clusters have to be the"
                    + " groups or unions of them.",
            "Cluster by the coarsest grouping factor, or a coarser one."),
    /// No clusters named.
    NO_CLUSTERS(
            "N111",
            "influence of clusters, without clusters",
            "The rows were not read by cluster.",
            "Name the clusters before the fit."),
    /// A hypothesis that cannot be tested.
    SINGULAR_TEST(
            "N112",
            "a joint test of more than the clusters can tell apart",
            "The covariance of the combinations tested is singular: there are hardly more clusters than combinations,"
                    + " or a combination follows from others.",
            "Test fewer coefficients together."),
    /// A test whose degrees of freedom run out.
    NO_DEGREES(
            "N113",
            "a joint test without degrees of freedom",
            "Hotelling's T² with the degrees of freedom that the clusters leave needs more of them than there are"
                    + " combinations.",
            "Test fewer coefficients together."),
    /// Arrays that do not fit.
    BAD_ARRAYS(
            "N114",
            "arrays that do not make a linear model",
            "All arrays have one finite value per row of the response, and every column a name of its own.",
            "Leave rows with missing values out of every array."),
    /// Clusters with too many random effects.
    WIDE_CLUSTERS(
            "N115",
            "clusters with too many random effects for a covariance by clusters",
            "The adjustment of a cluster is dense work on all random effects of its groups.",
            "Cluster by a finer factor, or ask for Kenward-Roger degrees of freedom instead."),
    /// Few clusters for a covariance that wants many.
    FEW_CLUSTERS(
            "clusters-too-few",
            "few clusters for a covariance that assumes many",
            "CR0 and CR1 with clusters less one degrees of freedom reject too often with fewer than about 40 clusters,"
                    + " with fewer still if clusters differ in size or the treatment is rare.",
            "Use CR2 with Satterthwaite's degrees of freedom, or a randomisation test."),
    /// Hardly any degrees of freedom.
    LOW_DEGREES(
            "low-df",
            "coefficients with fewer than 4 degrees of freedom",
            "Their variance estimates are so uncertain that Student's t is only roughly right, however the degrees of"
                    + " freedom are found.",
            "Read the p-value with care; a randomisation test needs no such approximation."),
    /// A coefficient that rests on one cluster, in part.
    LONE_CLUSTER(
            "lone-cluster",
            "a coefficient that cannot be estimated without one of the clusters",
            "That cluster's part of the variance cannot be seen in its residuals and is missing from the standard"
                    + " error, which is too small, perhaps far too small.",
            "Do not rely on it: a comparison wants at least two clusters on either side."),
    /// A sum of covariances with a negative part.
    INDEFINITE(
            "indefinite",
            "a two-way covariance that is not positive semidefinite",
            "It is the sum of two covariances less a third, which need not be a covariance in small samples: some"
                    + " combinations would have a negative variance.",
            "Cluster by the factor with fewer levels only, or report the larger of the one-way standard errors."),
    /// A row that determines a coefficient.
    LONE_ROW(
            "lone-row",
            "rows with leverage 1",
            "A coefficient is fitted to such a row exactly. It has no residual, and its part is missing from the"
                    + " standard error.",
            "Drop the term that only this row has."),
    /// Everything explained.
    EXACT(
            "exact-fit",
            "the model fits the response exactly",
            "Residuals are 0 up to rounding, and with them every standard error.",
            "Check that the response is not among the predictors.");

    private final Explanation explanation;

    LmCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }
}
