package copse.report.draws;

import copse.mcmc.Transition;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// Writes the draws of one chain as they are made, in the form of CmdStan's files: comments, a line of names, a
/// line per draw, in full precision. What was flushed survives whatever comes after; a line that was cut off is
/// seen by [ChainFile] and left out.
///
/// Cost: about 0.1 µs per value. For one thread at a time.
public final class ChainWriter implements AutoCloseable {
    /// What the sampler tells of each draw, in front of the parameters.
    static final List<String> SAMPLER =
            List.of("lp__", "accept_stat__", "stepsize__", "treedepth__", "n_leapfrog__", "divergent__", "energy__");

    private static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private final StringBuilder line = new StringBuilder();

    private ChainWriter(OutputStream out) {
        this.out = out;
    }

    /// Begins a file; one that is there is replaced.
    ///
    /// @param file to write
    /// @param comments lines in front, without `#`; `key = value` is what readers of these files look for
    /// @param names of the parameters, as [StanNames] gives them
    /// @return a writer, to be closed
    /// @throws IOException if the file cannot be written
    public static ChainWriter create(Path file, List<String> comments, List<String> names) throws IOException {
        StringBuilder head = new StringBuilder();
        comments.forEach(comment ->
                head.append("# ").append(comment.replaceAll("\\R", " ")).append('\n'));
        head.append(String.join(",", SAMPLER));
        names.forEach(name -> head.append(',').append(name));
        ChainWriter writer = new ChainWriter(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
        writer.out.write(head.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        writer.out.flush();
        return writer;
    }

    /// Goes on with a file after some of its draws; what stands behind them is cut off.
    ///
    /// @param file begun by [#create]
    /// @param draws that stay
    /// @return a writer, to be closed
    /// @throws IOException if the file cannot be read and written, or has fewer draws
    public static ChainWriter after(Path file, int draws) throws IOException {
        long end = ChainFile.end(file, draws);
        try (RandomAccessFile whole = new RandomAccessFile(file.toFile(), "rw")) {
            whole.setLength(end);
        }
        return new ChainWriter(
                new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.APPEND), BUFFER));
    }

    /// @param values of the parameters, in the order of their names; not kept
    /// @param seen what the sampler saw
    /// @throws IOException if there is no room, for instance
    public void add(double[] values, Transition seen) throws IOException {
        line.setLength(0);
        line.append(seen.logDensity())
                .append(',')
                .append(seen.acceptance())
                .append(',')
                .append(seen.stepSize())
                .append(',')
                .append(seen.depth())
                .append(',')
                .append(seen.gradients())
                .append(',')
                .append(seen.divergent() ? 1 : 0)
                .append(',')
                .append(seen.energy());
        for (double value : values) {
            line.append(',').append(value);
        }
        out.write(line.append('\n').toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Hands what was added to the operating system.
    ///
    /// @throws IOException if there is no room, for instance
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
