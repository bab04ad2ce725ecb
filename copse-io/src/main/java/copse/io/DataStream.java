package copse.io;

import copse.error.Diagnostic;
import copse.frame.RowSource;
import java.util.List;

/// Rows of a file or query in chunks, for data larger than memory. To be closed when no more chunks are wanted.
///
/// Types and levels are known from the start; chunks have about 32,768 rows. It can be opened again and again,
/// and gives the same rows in the same order each time. A [copse.frame.RowSource.Chunks] is read by one thread
/// at a time: several threads may take turns, but the caller sees to it that calls of `next` do not overlap.
public interface DataStream extends RowSource, AutoCloseable {
    /// @return what readers of results should know
    List<Diagnostic> notes();

    @Override
    void close();
}
