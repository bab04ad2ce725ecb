package copse.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C as a request to stop soon instead of an end at once: the process waits with its end until what was
/// done so far is told, then ends with 130 as always.
final class Interrupt implements AutoCloseable {
    /// Longer than any result takes to be told; a second Ctrl-C does not make the JVM end sooner.
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook = new Thread(this::request, "interrupt");
    private volatile boolean asked;

    private Interrupt() {}

    /// @return one that is watching until it is closed, which is after standard output was flushed
    static Interrupt watch() {
        Interrupt interrupt = new Interrupt();
        Runtime.getRuntime().addShutdownHook(interrupt.hook);
        return interrupt;
    }

    /// @return whether the user wants to stop
    boolean asked() {
        return asked;
    }

    private void request() {
        asked = true;
        try {
            if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("copse: ended before the result was told");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // the hook runs already, and has just been let go
        }
    }
}
