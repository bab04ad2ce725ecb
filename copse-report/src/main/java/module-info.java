/// Results as text, Markdown, CSV and JSON.
module copse.report {
    requires transitive copse.core;
    requires transitive copse.design;
    requires transitive copse.model;
    requires transitive copse.study;
    requires transitive tools.jackson.databind;
    requires static org.jspecify;

    exports copse.report;
    exports copse.report.draws;
    exports copse.report.plot;
    exports copse.report.trial;
}
