/// Where designs and models meet: simulated scenarios, estimators, and the analysis that a design implies.
module copse.study {
    requires transitive copse.core;
    requires transitive copse.design;
    requires transitive copse.model;
    requires transitive static org.jspecify;
    requires org.apache.commons.statistics.distribution;
    requires tools.jackson.core;
    requires tools.jackson.databind;
    requires tools.jackson.dataformat.toml;

    exports copse.estimate;
    exports copse.interference;
    exports copse.plan;
    exports copse.power;
    exports copse.scenario;
    exports copse.study;
}
