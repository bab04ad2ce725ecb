package copse.frame;

import org.jspecify.annotations.Nullable;

/// Rows that can be read in chunks, more than once, always in the same order: a [Frame], a file, a query.
///
/// All chunks have the columns of [#schema()]; factors carry the levels of the schema, so that codes mean the same
/// in every chunk.
public interface RowSource {
    /// @return the columns
    Schema schema();

    /// Starts reading from the first row.
    ///
    /// @return the chunks; to be closed
    Chunks open();

    /// Chunks of rows, in order.
    interface Chunks extends AutoCloseable {
        /// @return the next rows, at least one, or null after the last
        @Nullable
        Frame next();

        @Override
        void close();
    }
}
