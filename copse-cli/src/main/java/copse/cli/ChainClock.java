package copse.cli;

import copse.mcmc.Monitor;
import copse.mcmc.Nuts;
import copse.report.Numbers;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How far the chains of a sampler are, in a line: transitions per chain, divergences so far, time per
/// gradient, and how long it will still take.
///
/// Written to from the threads of the chains, read from that of the progress line.
final class ChainClock {
    /// Draws before a time is estimated: those of the warm-up say little about those that follow.
    private static final int ENOUGH = 50;

    private final Nuts nuts;
    private final AtomicReferenceArray<Monitor.Progress> chains;
    private final int before;

    /// @param nuts how it is sampled
    /// @param before draws per chain that an earlier run made
    ChainClock(Nuts nuts, int before) {
        this.nuts = nuts;
        this.before = before;
        this.chains = new AtomicReferenceArray<>(nuts.chains());
        for (int c = 0; c < nuts.chains(); c++) {
            chains.set(c, new Monitor.Progress(c, before > 0 ? nuts.warmup() : 0, before, 0, 0, 0));
        }
    }

    /// @param progress of one chain
    void reached(Monitor.Progress progress) {
        chains.set(progress.chain(), progress);
    }

    /// @return such as `sampling: draws 120 110 0 0 of 1,000 (chains 3, 4 in warm-up: 900 880 of 1,000), 0
    ///     divergences, 1.2 µs per gradient, about 12 s left`
    String line(double seconds) {
        String each = IntStream.range(0, chains.length())
                .mapToObj(chains::get)
                .map(this::words)
                .collect(Collectors.joining(" | "));
        int divergences = sum(chain -> chain.divergences());
        return "sampling, chains: " + each + "; " + Numbers.count(divergences)
                + (divergences == 1 ? " divergence" : " divergences") + cost() + left(seconds);
    }

    private String words(Monitor.Progress chain) {
        if (chain.draws() > 0 || chain.warmup() >= nuts.warmup()) {
            return nuts.effective().isPresent()
                    ? Numbers.count(chain.draws())
                    : Numbers.count(chain.draws()) + "/" + Numbers.count(nuts.draws());
        }
        return "warm-up " + Numbers.count(chain.warmup()) + "/" + Numbers.count(nuts.warmup());
    }

    /// @return time per gradient, empty before there are some
    private String cost() {
        double seconds = 0;
        long gradients = 0;
        for (int c = 0; c < chains.length(); c++) {
            seconds += chains.get(c).seconds();
            gradients += chains.get(c).gradients();
        }
        return gradients < 100 || !(seconds > 0) ? "" : ", " + time(seconds / gradients) + " per gradient";
    }

    /// @param seconds since the start
    /// @return how long it will still take by the pace so far; empty while nothing is known
    private String left(double seconds) {
        int most = chains.length() * nuts.draws();
        int drawn = sum(Monitor.Progress::draws);
        boolean known = IntStream.range(0, chains.length())
                .mapToObj(chains::get)
                .anyMatch(chain -> chain.draws() - before >= ENOUGH);
        if (!known || nuts.effective().isPresent()) {
            return "";
        }
        int total = chains.length() * nuts.warmup() + most;
        int done = sum(chain -> Math.max(chain.warmup(), chain.draws() > 0 ? nuts.warmup() : 0)) + drawn;
        int already = before > 0 ? chains.length() * (nuts.warmup() + before) : 0;
        double rate = (done - already) / seconds;
        return ", about " + Progress.time((total - done) / rate) + " left";
    }

    private int sum(java.util.function.ToIntFunction<Monitor.Progress> part) {
        return IntStream.range(0, chains.length())
                .mapToObj(chains::get)
                .mapToInt(part)
                .sum();
    }

    static String time(double seconds) {
        return seconds < 1e-3
                ? String.format(Locale.ROOT, "%s µs", Numbers.significant(seconds * 1e6, 2))
                : seconds < 1
                        ? String.format(Locale.ROOT, "%s ms", Numbers.significant(seconds * 1e3, 2))
                        : Numbers.significant(seconds, 2) + " s";
    }
}
