package copse.lmm;

import copse.infer.Interval;

/// A parameter with its estimate and an interval.
///
/// @param parameter which
/// @param estimate of the estimator that the interval belongs to: a profile is centred at the ML estimate
/// @param interval its limits
public record ParameterInterval(Parameter parameter, double estimate, Interval interval) {}
