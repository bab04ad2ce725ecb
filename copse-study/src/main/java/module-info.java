/// Studies that can be simulated; later plans, estimators and power.
module copse.study {
    requires transitive copse.core;
    requires transitive static org.jspecify;

    exports copse.scenario;
}
