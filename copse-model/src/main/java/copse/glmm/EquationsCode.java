package copse.glmm;

import copse.error.Explained;
import copse.error.Explanation;

/// What can be wrong with a population-averaged model, and what a reader of its result must know.
public enum EquationsCode implements Explained {
    /// A covariance that does not exist.
    NO_SUCH_CORRECTION(
            "N361",
            "no such covariance by clusters",
            "Covariances by clusters are CR0, CR1, CR1p, CR1S, CR2, CR3 (also MD), KC and FG.",
            "Take CR2 for a generalised linear model, KC for exchangeable clusters."),
    /// A covariance that this working correlation does not have.
    NOT_FOR_CORRELATION(
            "N362",
            "CR2 for exchangeable clusters",
            "The root that CR2 takes is that of independent rows. With a correlation between rows the unbiased"
                    + " covariance is that of Kauermann and Carroll.",
            "Ask for KC, or take clusters as independent rows in the equations."),
    /// A family without such equations.
    NO_EQUATIONS(
            "N363",
            "a family that a population-averaged model does not have",
            "The equations need a mean and a variance that hangs on nothing but the mean. Errors by clusters allow for"
                    + " more variation than the family's, so that a family for extra variation is not needed: binomial"
                    + " stands for beta-binomial, poisson for negative binomial counts and counts with many zeros.",
            "Take binomial or poisson, or fit the model without clusters first and ask for its robust covariance."),
    /// Random terms where there can be none.
    RANDOM_TERMS(
            "N364",
            "random terms in a population-averaged model",
            "Its coefficients compare averages over all clusters; clusters enter by the working correlation and the"
                    + " standard errors.",
            "Drop the random terms and name the cluster."),
    /// One cluster.
    ONE_CLUSTER(
            "N365",
            "one cluster in a population-averaged model",
            "A covariance by clusters compares clusters; with one there is nothing to compare.",
            "Name a finer factor."),
    /// Outcomes that were summed.
    SUMMED(
            "N366",
            "a correlation within clusters of summed counts",
            "The correlation is estimated from the counts one by one; their sums do not tell how far they differ.",
            "Read the rows with the model instead of sums, or take independence."),
    /// No start.
    NO_START(
            "N367",
            "no coefficients at which every mean is possible",
            "With this link some predicted shares leave the range from 0 to 1, or counts fall below 0, wherever the"
                    + " search begins.",
            "Take the usual link of the family: effects on the scale of the outcome can be had with any link."),
    /// Too few rows.
    TOO_FEW_ROWS(
            "N368",
            "as many coefficients as rows in a population-averaged model",
            "Nothing is left from which the errors could be judged.",
            "Use fewer terms."),
    /// Clusters that cells do not have.
    NO_SUCH_CLUSTER(
            "N369",
            "clusters by which rows were not read",
            "The cells of a model hold the groups of its random terms; others are gone.",
            "Fit from the rows, and name the cluster."),
    /// Nothing to explain.
    NO_RESPONSE(
            "N370",
            "no response in the formula of a population-averaged model",
            "A model says what is explained, left of ~.",
            "Write the outcome before ~."),
    /// A correction by coefficients that have no finite estimate.
    NOT_FINITE(
            "N371",
            "Fay and Graubard's correction of coefficients that grow without end",
            "The correction divides the score of every coefficient by a share of its own information. Where outcomes of"
                    + " some combination of predictors are all alike, coefficients and their information have no finite"
                    + " value, and neither has the covariance.",
            "Ask for CR2, CR3 or KC, whose effects on the scale of the outcome stay finite."),
    /// Not solved.
    NOT_SOLVED(
            "equations-not-solved",
            "the equations of the population-averaged model are not solved",
            "The steps did not settle; the coefficients are those of the last step.",
            "Take independence as the working correlation, or the usual link of the family."),
    /// Separation.
    NO_FINITE_ESTIMATE(
            "estimates-not-finite",
            "coefficients that grow without end",
            "Some combination of predictors has outcomes all alike, such as no event in an arm. The coefficients on the"
                    + " scale of the link, and ratios with them, have no finite estimate and no limits. Differences on"
                    + " the scale of the outcome are right as far as they go, but their standard errors leave that"
                    + " combination out: with no event in an arm its risk counts as known to be 0.",
            "Report the difference on the scale of the outcome with a test that does not rest on standard errors, such as a"
                    + " randomisation test."),
    /// A correlation out of range.
    CORRELATION_AT_BOUND(
            "correlation-at-bound",
            "the correlation within clusters was estimated out of its range",
            "Rows of a cluster are less alike than clusters of this size can be. The equations were solved with the"
                    + " smallest correlation that is allowed.",
            "Take independence as the working correlation."),
    /// Clusters of one row each.
    NO_PAIRS(
            "no-pairs-in-clusters",
            "no cluster with two rows",
            "A correlation within clusters is that of two rows of one cluster, and no cluster has two. It was taken as"
                    + " 0, so that the equations are those of independent rows.",
            "Check that the right column was named as the cluster, or take independence as the working correlation.");

    private final Explanation explanation;

    EquationsCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }
}
