/// Model specifications, cross-products, mixed models and inference from them.
module copse.model {
    requires transitive copse.core;
    requires transitive static org.jspecify;
    requires java.management;
    requires org.apache.commons.numbers.gamma;
    requires org.apache.commons.statistics.distribution;

    exports copse.bayes;
    exports copse.family;
    exports copse.glmm;
    exports copse.infer;
    exports copse.lm;
    exports copse.lmm;
    exports copse.loo;
    exports copse.mcmc;
    exports copse.model;
    exports copse.prior;
}
