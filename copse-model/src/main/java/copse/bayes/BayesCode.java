package copse.bayes;

import copse.error.Explained;
import copse.error.Explanation;

/// What can be wrong with a Bayesian model before anything is sampled.
public enum BayesCode implements Explained {
    /// A statement that is no `class:term=distribution`.
    UNREADABLE_STATEMENT(
            "B120",
            "a statement of a prior that cannot be read",
            "A prior is stated as a class of parameters, if need be with the group and the term, an equals sign and a"
                    + " distribution.",
            "Write it as in coef:age=normal(0, 1), sd:school:(Intercept)=half_normal(2), cor:school=lkj(2),"
                    + " intercept=normal(0, 10), sigma=half_cauchy(5). Classes are intercept, intercept_centered,"
                    + " coef, group_mean, sd, cor, sigma, shape, df and zi."),
    /// A target that is no parameter of the model.
    NO_SUCH_PARAMETER(
            "B121",
            "a prior of a parameter that the model does not have",
            "Priors are matched to parameters by class, group and term. One that matches nothing is taken for a slip,"
                    + " because otherwise a prior that was meant would be left out in silence.",
            "Take one of the parameters that the message lists, or change the formula."),
    /// A distribution that the parameter cannot have.
    PRIOR_DOES_NOT_FIT(
            "B122",
            "a prior that the parameter cannot have",
            "Standard deviations and shapes are positive, correlations come as a matrix, and a prior on a variance or"
                    + " precision is of a standard deviation.",
            "Correlations take lkj(eta); all other parameters take one of the other distributions, positive ones"
                    + " with something above 0."),
    /// One coefficient as mean of two groups.
    TWO_GROUP_MEANS(
            "B123",
            "a coefficient that is the mean of two groups",
            "The coefficients of each group vary about their mean. Where two grouping factors vary the same"
                    + " coefficient, only the sum of their means is known from data, so there is one mean for both.",
            "State the prior once, as intercept or coef:term, or as group_mean of one of the groups.");

    private final Explanation explanation;

    BayesCode(String code, String title, String meaning, String advice) {
        this.explanation = new Explanation(code, title, meaning, advice);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }
}
