package copse.bayes;

/// The part of a position that every model has, decoded: fixed effects, covariance factors of the groups, shape.
/// One instance per thread; arrays handed out are its own and change with the next [#decode].
///
/// Layout of a position: β in standard coordinates (columns of X centred at their means if there is an intercept, and
/// divided by a scale), then per grouping and column log sd, then per correlated term its q(q−1)/2 canonical partial
/// correlations (Fisher's z), then the logarithm of sigma or shape, then what else the family has (coefficients of
/// zero inflation, of log sigma, degrees of freedom). Group effects come after, and are not part of it. A parameter
/// with a [copse.prior.Prior.Constant] prior has no coordinate.
interface Hyper {
    /// @return number of coordinates
    int size();

    /// Decodes the first coordinates of a position.
    ///
    /// @param position at least [#size()] long; not modified
    /// @return log density of all priors of these parameters, with the logarithm of the Jacobian of the decoding
    double decode(double[] position);

    /// @return β in standard coordinates, of the columns that a posterior was made with
    double[] beta();

    /// @param grouping its number
    /// @return lower factor L of its effects' covariance `LLᵀ`, q×q column-major, block diagonal over its terms,
    ///     in the units of the linear predictor and of the columns of Z as they are
    double[] factor(int grouping);

    /// @return log φ as the family has it ([copse.family.Family#likelihood]); 0 without
    double omega();

    /// @return further parameters of the family, such as the coefficients of zero inflation or of log sigma
    double[] further();

    /// Adds to a gradient what the priors, the Jacobian and the likelihood make of these coordinates, at the position
    /// decoded last.
    ///
    /// @param byBeta derivative of the log likelihood by [#beta()]
    /// @param byFactor per grouping, derivative by the lower triangle of [#factor(int)], q×q column-major
    /// @param byOmega derivative by [#omega()]
    /// @param byFurther derivative by [#further()]
    /// @param gradient first [#size()] entries are added to. *Modified.*
    void pullBack(double[] byBeta, double[][] byFactor, double byOmega, double[] byFurther, double[] gradient);

    /// @return one for another thread
    Hyper copy();
}
