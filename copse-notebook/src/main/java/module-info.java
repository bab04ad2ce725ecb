/// Results that show themselves in a Java notebook and in JShell.
module copse.notebook {
    requires transitive copse.io;
    requires transitive copse.report;
    requires copse.image;
    requires tools.jackson.databind;
    requires transitive jdk.jshell;
    requires transitive jjava.jupyter;
    requires static org.jspecify;

    exports copse.notebook;

    uses org.dflib.jjava.jupyter.Extension;

    provides org.dflib.jjava.jupyter.Extension with
            copse.notebook.NotebookExtension;
    provides jdk.jshell.spi.ExecutionControlProvider with
            copse.notebook.ShowingProvider;
}
