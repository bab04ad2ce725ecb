package copse.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/// A line on standard error for work that takes more than two seconds: what is being done and, as soon as a
/// share of it is known, how long it will still take.
///
/// On a terminal the line is rewritten in place and wiped at the end; otherwise a line appears at 2, 4, 8, …
/// seconds. Methods may be called from any thread and cost next to nothing.
public final class Progress implements AutoCloseable {
    /// Below this a wait is no wait.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration REDRAW = Duration.ofMillis(250);

    /// A guess from less than this share of the work is worse than none.
    private static final double ENOUGH = 0.02;

    private final String what;
    private final PrintStream err;
    private final boolean inPlace;
    private final long started = System.nanoTime();
    private final AtomicLong done = new AtomicLong();
    private volatile long total;
    private volatile @Nullable DoubleFunction<String> own;
    private volatile boolean over;
    private boolean drawn;

    private Progress(String what, PrintStream err, boolean inPlace) {
        this.what = what;
        this.err = err;
        this.inPlace = inPlace;
    }

    /// @param terminal where to print
    /// @param what the work in a few words, such as `reading calls.csv`
    /// @return a running clock, to be closed
    static Progress start(Terminal terminal, String what) {
        Progress progress = new Progress(what, terminal.err(), terminal.errIsTerminal());
        Thread.ofPlatform().daemon().name("progress").start(progress::watch);
        return progress;
    }

    /// @return one that never prints
    static Progress silent() {
        return new Progress("", new PrintStream(java.io.OutputStream.nullOutputStream()), false);
    }

    /// Prints another line than that of steps done.
    ///
    /// @param line from the seconds since the start
    void tell(DoubleFunction<String> line) {
        own = line;
    }

    /// @param steps how many there are in all
    void expect(long steps) {
        total = steps;
    }

    /// @param steps how many are done by now
    void reached(long steps) {
        done.set(steps);
    }

    /// Another step is done.
    void step() {
        done.incrementAndGet();
    }

    @Override
    public synchronized void close() {
        over = true;
        notifyAll();
        if (drawn && inPlace) {
            err.print("\r\033[K");
            err.flush();
        }
    }

    private synchronized void watch() {
        Duration pause = PATIENCE;
        try {
            while (!over) {
                wait(pause.toMillis());
                if (!over) {
                    draw();
                    pause = inPlace ? REDRAW : Duration.ofNanos(System.nanoTime() - started);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void draw() {
        double seconds = (System.nanoTime() - started) / 1e9;
        DoubleFunction<String> told = own;
        String line = told == null ? line(what, done.get(), total, seconds) : told.apply(seconds);
        if (inPlace) {
            err.print("\r" + line + "\033[K");
            err.flush();
        } else {
            err.println(line);
        }
        drawn = true;
    }

    /// @param done steps done
    /// @param total steps in all, 0 if unknown
    /// @param seconds since the start
    /// @return such as `bootstrap: 40 of 1000, about 12 s left`
    static String line(String what, long done, long total, double seconds) {
        if (total <= 0 || done <= 0) {
            return what + " … " + time(seconds);
        }
        double share = Math.min(1, done / (double) total);
        String left = share < ENOUGH ? "" : ", about " + time(seconds * (1 - share) / share) + " left";
        return String.format(Locale.ROOT, "%s … %,d of %,d%s", what, done, total, left);
    }

    static String time(double seconds) {
        long whole = Math.max(1, Math.round(seconds));
        return whole < 100 ? whole + " s" : whole < 6000 ? Math.round(whole / 60.0) + " min" : whole / 3600 + " h";
    }
}
