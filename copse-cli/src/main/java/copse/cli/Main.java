package copse.cli;

/// The `copse` program.
public final class Main {
    private Main() {}

    /// Runs one command and ends the process with its exit code.
    ///
    /// @param args the words after `copse`
    public static void main(String[] args) {
        // An interrupt (Ctrl-C) runs this hook and ends the JVM with 130.
        Runtime.getRuntime().addShutdownHook(new Thread(Output::discardUnfinished));
        System.exit(new Cli(Terminal.system()).run(args));
    }
}
