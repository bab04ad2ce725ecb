package copse.notebook;

import copse.error.CopseException;
import copse.record.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.BaseKernelBuilder;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.jspecify.annotations.Nullable;

/// A Jupyter kernel for Java with copse on its class path: cells are snippets of JShell, run in this process.
///
/// A cell shows the value of its last snippet if that is an expression; declarations and assignments show
/// nothing. The packages that one works with are imported (`startup.jsh`). An error of copse shows as the
/// command line tells it.
///
/// The protocol is that of `jjava-jupyter`; this class only evaluates.
public final class CopseKernel extends BaseKernel {
    /// What is imported at the start, in the module's resources.
    static final String STARTUP = "startup.jsh";

    private static final String INDENT = "    ";

    private final JShell shell;
    private final SourceCodeAnalysis analysis;

    /// The value of the last snippet, written by the thread that ran it, which ends before it is read.
    private volatile @Nullable Object last;

    /// The exception of the last snippet; JShell itself passes on only its name and message.
    private volatile @Nullable Throwable thrown;

    private CopseKernel(Builder parts) {
        super(
                "copse",
                Version.copse(),
                new LanguageInfo.Builder("Java")
                        .version(Version.jdk())
                        .mimetype("text/x-java-source")
                        .fileExtension(".jshell")
                        .pygments("java")
                        .codemirror("java")
                        .build(),
                List.of(),
                null,
                parts.io(),
                parts.comms(),
                parts.renderer(),
                null,
                parts.magics(),
                true,
                parts.styler());
        shell = JShell.builder()
                .executionEngine(new Engine(), Map.of())
                .compilerOptions("--class-path", System.getProperty("java.class.path"))
                .build();
        analysis = shell.sourceCodeAnalysis();
    }

    /// @return a kernel with its imports, not yet connected
    public static CopseKernel start() {
        CopseKernel kernel = new Builder().build();
        kernel.onStartup();
        kernel.evalRaw(Startup.text(STARTUP));
        return kernel;
    }

    /// @param source a cell
    /// @return the value of its last snippet, null where that is no expression
    @Override
    public @Nullable Object evalRaw(String source) {
        String rest = source;
        @Nullable Object value = null;
        while (!rest.isBlank()) {
            CompletionInfo info = analysis.analyzeCompletion(rest);
            if (info.completeness() == Completeness.EMPTY) {
                return value;
            }
            if (!info.completeness().isComplete()) {
                throw new CellException(incomplete(info.completeness(), rest));
            }
            value = null;
            for (SnippetEvent event : evaluate(info.source())) {
                value = check(event) ? last : null;
            }
            rest = info.remaining();
        }
        return value;
    }

    private List<SnippetEvent> evaluate(String snippet) {
        last = null;
        thrown = null;
        return shell.eval(snippet);
    }

    /// @return whether the snippet is an expression whose value the cell may show
    private boolean check(SnippetEvent event) {
        if (event.causeSnippet() != null) {
            return false;
        }
        Snippet snippet = event.snippet();
        if (event.status() == Snippet.Status.REJECTED) {
            throw new CellException(rejected(snippet));
        }
        JShellException failure = event.exception();
        if (failure != null) {
            throw new CellException(thrown == null ? failure : thrown);
        }
        return switch (snippet.subKind()) {
            case TEMP_VAR_EXPRESSION_SUBKIND, VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND -> true;
            default -> false;
        };
    }

    private String rejected(Snippet snippet) {
        return shell.diagnostics(snippet)
                .filter(Diag::isError)
                .map(problem -> at(snippet.source(), problem) + problem.getMessage(null))
                .collect(Collectors.joining("\n"));
    }

    /// The line that the compiler complains of, with a caret below the place.
    private static String at(String source, Diag problem) {
        int place = (int) Math.clamp(problem.getPosition(), 0, source.length());
        int start = source.lastIndexOf('\n', place - 1) + 1;
        int end = source.indexOf('\n', place);
        return source.substring(start, end < 0 ? source.length() : end) + "\n" + " ".repeat(place - start) + "^\n";
    }

    private static String incomplete(Completeness completeness, String rest) {
        return completeness == Completeness.UNKNOWN
                ? "this is not Java: " + rest.strip()
                : "the cell ends before this does: " + rest.strip();
    }

    @Override
    public @Nullable DisplayData inspect(String code, int at, boolean extraDetail) {
        String told = analysis.documentation(code, at, extraDetail).stream()
                .map(SourceCodeAnalysis.Documentation::signature)
                .distinct()
                .collect(Collectors.joining("\n"));
        return told.isEmpty() ? null : new DisplayData(told);
    }

    @Override
    public ReplacementOptions complete(String code, int at) {
        int[] anchor = {at};
        Set<String> words = new TreeSet<>();
        analysis.completionSuggestions(code, at, anchor).forEach(word -> words.add(word.continuation()));
        return new ReplacementOptions(List.copyOf(words), anchor[0], at);
    }

    @Override
    public String isComplete(String code) {
        return switch (analysis.analyzeCompletion(code).completeness()) {
            case COMPLETE, COMPLETE_WITH_SEMI, EMPTY -> IS_COMPLETE_YES;
            case CONSIDERED_INCOMPLETE, DEFINITELY_INCOMPLETE -> INDENT;
            case UNKNOWN -> IS_COMPLETE_BAD;
        };
    }

    @Override
    public void interrupt() {
        shell.stop();
    }

    @Override
    public void onShutdown(boolean isRestarting) {
        super.onShutdown(isRestarting);
        shell.close();
    }

    @Override
    public List<String> formatError(Throwable e) {
        Throwable cause = e instanceof CellException && e.getCause() != null ? e.getCause() : e;
        if (e instanceof CellException && e.getCause() == null) {
            return errorStyler.secondaryLines(String.valueOf(e.getMessage()));
        }
        if (cause instanceof CopseException told) {
            return errorStyler.secondaryLines(told.problem().text());
        }
        List<String> lines = new ArrayList<>(errorStyler.secondaryLines(String.valueOf(cause)));
        for (StackTraceElement element : cause.getStackTrace()) {
            // Below is the kernel, which nobody looks for an error in.
            if (element.getMethodName().startsWith("do_it$")) {
                break;
            }
            lines.addAll(errorStyler.secondaryLines(INDENT + "at " + element));
        }
        return lines;
    }

    /// Hands values and exceptions of snippets to this kernel; JShell gets no text of them, which would cost
    /// time.
    private final class Engine implements ExecutionControlProvider, LiveControl.Receiver {
        @Override
        public String name() {
            return "copse-kernel";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
            return new LiveControl(this);
        }

        @Override
        public @Nullable Object returned(@Nullable Object value) {
            last = value;
            return null;
        }

        @Override
        public void thrown(Throwable failure) {
            thrown = failure;
        }
    }

    /// The parts that the protocol's library makes itself.
    private static final class Builder extends BaseKernelBuilder<Builder, CopseKernel> {
        @Override
        public CopseKernel build() {
            return new CopseKernel(this);
        }

        JupyterIO io() {
            return buildJupyterIO(buildJupyterIOEncoding());
        }

        CommManager comms() {
            return buildCommManager();
        }

        Renderer renderer() {
            return buildRenderer();
        }

        MagicsRegistry magics() {
            return buildMagicsRegistry();
        }

        StringStyler styler() {
            return buildErrorStyler();
        }
    }

    /// Something in a cell that cannot be run: what the compiler said, or what was thrown.
    private static final class CellException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CellException(String message) {
            super(message);
        }

        CellException(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }
}
