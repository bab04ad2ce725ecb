package copse.io;

import copse.error.Diagnostic;
import copse.frame.Schema;
import java.util.List;

/// Chunks of Parquet, JSON or a query; every reading has a connection of its own to one session.
final class DuckStream implements DataStream {
    private final DuckReader reader;

    DuckStream(DuckReader reader) {
        this.reader = reader;
    }

    @Override
    public Schema schema() {
        return reader.schema();
    }

    @Override
    public Chunks open() {
        return reader.chunks();
    }

    @Override
    public List<Diagnostic> notes() {
        return reader.notes();
    }

    @Override
    public void close() {
        reader.close();
    }
}
