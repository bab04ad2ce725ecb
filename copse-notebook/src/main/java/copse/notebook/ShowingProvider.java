package copse.notebook;

import java.util.Map;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;

/// Lets JShell print results as [Show] tells them: `jshell --execution copse`, which `./copse jshell` does.
///
/// Snippets run in the process of the tool, so that copse has to be on the tool's own class path.
public final class ShowingProvider implements ExecutionControlProvider {
    /// For the service loader.
    public ShowingProvider() {}

    @Override
    public String name() {
        return "copse";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
        return new LiveControl(ShowingProvider::shown);
    }

    /// What copse can tell becomes text; all else stays, since JShell quotes texts and lists arrays.
    private static @Nullable Object shown(@Nullable Object value) {
        return value == null || View.document(value).isEmpty() ? value : new Shown(Show.text(value));
    }

    /// Text that JShell does not quote.
    private record Shown(String text) {
        @Override
        public String toString() {
            return text;
        }
    }
}
