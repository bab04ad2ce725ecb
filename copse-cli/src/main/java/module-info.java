/// The command line.
module copse.cli {
    requires copse.core;
    requires copse.design;
    requires copse.image;
    requires copse.io;
    requires copse.model;
    requires copse.report;
    requires copse.study;
    requires info.picocli;
    requires static org.jspecify;

    exports copse.cli;

    opens copse.cli to
            info.picocli;
}
