/// Designs of experiments: who gets which arm, with which probability, and the proof of it.
module copse.design {
    requires transitive copse.core;
    requires transitive static org.jspecify;
    requires ejml.core;
    requires ejml.ddense;
    requires networkanalysis;
    requires org.apache.commons.statistics.distribution;
    requires org.jgrapht.core;
    requires tools.jackson.core;
    requires tools.jackson.databind;
    requires tools.jackson.dataformat.toml;

    exports copse.assign;
    exports copse.balance;
    exports copse.design;
    exports copse.exposure;
    exports copse.match;
    exports copse.network;
}
