package copse.cli;

import copse.mcmc.ChainState;
import copse.mcmc.Monitor;
import copse.mcmc.Past;
import copse.mcmc.Transition;
import copse.report.draws.ChainWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Watches a sampler: tells the clock, writes draws into the folder of the run, and stops the run when the user
/// wants to or nothing more can be written.
final class RunKeeper implements Monitor, AutoCloseable {
    private final ChainClock clock;
    private final Interrupt interrupt;
    private final @Nullable RunFolder folder;
    private final List<ChainWriter> writers;
    private volatile @Nullable IOException failure;

    private RunKeeper(ChainClock clock, Interrupt interrupt, @Nullable RunFolder folder, List<ChainWriter> writers) {
        this.clock = clock;
        this.interrupt = interrupt;
        this.folder = folder;
        this.writers = writers;
    }

    /// @param clock told of progress
    /// @param interrupt asked whether to go on
    /// @return one that keeps nothing in files
    static RunKeeper of(ChainClock clock, Interrupt interrupt) {
        return new RunKeeper(clock, interrupt, null, List.of());
    }

    /// @param clock told of progress
    /// @param interrupt asked whether to go on
    /// @param folder of the run
    /// @param chains number of chains
    /// @param pasts of chains that go on
    /// @param comments in front of the draws
    /// @param names of the parameters as they head columns
    /// @return one that writes draws as they are made
    /// @throws FailedException `U108` if a file cannot be written
    static RunKeeper of(
            ChainClock clock,
            Interrupt interrupt,
            RunFolder folder,
            int chains,
            List<Past> pasts,
            List<String> comments,
            List<String> names) {
        List<ChainWriter> writers = new ArrayList<>();
        for (int chain = 0; chain < chains; chain++) {
            int number = chain;
            Optional<Past> past =
                    pasts.stream().filter(one -> one.state().chain() == number).findFirst();
            try {
                if (past.isPresent()) {
                    writers.add(ChainWriter.after(
                            folder.chain(chain), past.get().state().draws()));
                } else {
                    List<String> own = new ArrayList<>(comments);
                    own.add("id = " + (chain + 1));
                    writers.add(ChainWriter.create(folder.chain(chain), own, names));
                }
            } catch (IOException e) {
                throw RunFolder.cannotWrite(folder.chain(chain), e);
            }
        }
        return new RunKeeper(clock, interrupt, folder, writers);
    }

    /// @return what is told of progress
    ChainClock clock() {
        return clock;
    }

    @Override
    public boolean advance(Progress progress) {
        clock.reached(progress);
        return failure == null && !interrupt.asked();
    }

    @Override
    public void drawn(int chain, int draw, double[] values, Transition transition) {
        if (folder != null && failure == null) {
            try {
                writers.get(chain).add(values, transition);
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    @Override
    public void checkpoint(int chain, ChainState state) {
        if (folder != null && failure == null) {
            try {
                writers.get(chain).flush();
                folder.keep(chain, state);
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    /// @return why draws could not be written any more; empty if they were
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void close() {
        for (ChainWriter writer : writers) {
            try {
                writer.close();
            } catch (IOException e) {
                failure = failure == null ? e : failure;
            }
        }
    }
}
