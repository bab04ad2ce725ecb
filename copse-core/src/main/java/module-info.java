/// Errors, frames, formulas, run records, kernels and streams: the ground floor of copse.
module copse.core {
    requires transitive static org.jspecify;
    requires static jdk.incubator.vector;
    requires org.apache.commons.rng.api;
    requires org.apache.commons.rng.core;
    requires org.apache.commons.rng.sampling;
    requires org.apache.commons.rng.simple;
    requires org.apache.commons.statistics.distribution;

    exports copse.error;
    exports copse.formula;
    exports copse.frame;
    exports copse.math;
    exports copse.record;
}
