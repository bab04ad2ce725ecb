package copse.bayes;

import java.util.List;

/// The part of a position that every model has, decoded: fixed effects, covariance factors of the groups,
/// shape. One instance per thread; arrays handed out are its own and change with the next [#decode].
///
/// Layout of a position: β in standard coordinates (see [FixedMap]), then per grouping of the model and column
/// of Z log sd, then per correlated term its q(q−1)/2 canonical partial correlations (Fisher's z), then the
/// logarithm of sigma or shape, then coefficients of zero inflation and of log sigma, and the logarithm of the
/// degrees of freedom. Group effects come after, and are not part of it. A parameter with a
/// [copse.prior.Prior.Constant] prior has no coordinate; one whose prior has ends, such as
/// [copse.prior.Prior.Uniform], is a logit between them.
interface Hyper {
    /// @return number of coordinates
    int size();

    /// Decodes the first coordinates of a position.
    ///
    /// @param position at least [#size()] long; not modified
    /// @return log density of all priors of these parameters, with the logarithm of the Jacobian of the
    ///     decoding
    double decode(double[] position);

    /// @return β in standard coordinates, of the columns that a posterior was made with
    double[] beta();

    /// @param grouping its number, in the order of the posterior
    /// @return lower factor L of its effects' covariance `LLᵀ`, q×q column-major, block diagonal over its
    ///     terms, in the units of the linear predictor and of the columns of Z as they are
    double[] factor(int grouping);

    /// @return log φ as the family has it ([copse.family.Family#likelihood]); 0 without
    double omega();

    /// @return further parameters: coefficients of zero inflation, then of log sigma, in the standard
    ///     coordinates of their columns; then, for a student-t outcome, the logarithm of its degrees of freedom
    double[] further();

    /// Adds to a gradient what the priors, the Jacobian and the likelihood make of these coordinates, at the
    /// position decoded last.
    ///
    /// @param byBeta derivative of the log likelihood by [#beta()]
    /// @param byFactor per grouping, derivative by the lower triangle of [#factor(int)], q×q column-major; what
    ///     stands outside of the blocks of its terms is not read
    /// @param byOmega derivative by [#omega()]
    /// @param byFurther derivative by [#further()]
    /// @param gradient first [#size()] entries are added to. *Modified.*
    void pullBack(double[] byBeta, double[][] byFactor, double byOmega, double[] byFurther, double[] gradient);

    /// The other way: where to start from estimates. Values that a prior excludes are moved inside its ends,
    /// known parameters left alone.
    ///
    /// @param beta as in [#beta()]
    /// @param factors per grouping as in [#factor(int)]
    /// @param omega as in [#omega()]
    /// @param further as in [#further()]
    /// @param position first [#size()] entries are filled. *Modified.*
    void encode(double[] beta, double[][] factors, double omega, double[] further, double[] position);

    /// @return names of the parameters that are kept of these coordinates
    List<String> names();

    /// @param into filled with the values of [#names()] at the position decoded last. *Modified.*
    void report(double[] into);

    /// @return one for another thread
    Hyper copy();
}
