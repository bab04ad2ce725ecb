/// Results that show themselves in a Java notebook and in JShell.
module copse.notebook {
    requires transitive copse.io;
    requires transitive copse.report;
    requires copse.image;
    requires static org.jspecify;

    exports copse.notebook;
}
