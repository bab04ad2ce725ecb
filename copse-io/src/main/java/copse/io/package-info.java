/// Data in and out: CSV, TSV, Parquet, JSON and SQL.
///
/// - [copse.io.Data] reads a file or a query into a [copse.frame.Frame], opens it as a stream of chunks, and
///   writes frames.
/// - [copse.io.DataSource] says what to read; [copse.io.ReadOptions] how: types, levels, rows, columns.
/// - [copse.io.Loaded] and [copse.io.DataStream] carry what the reader noticed, as diagnostics.
/// - [copse.io.IoCode] lists what can go wrong.
///
/// ```java
/// Frame calls = Data.read(Path.of("calls.csv"));
///
/// ReadOptions options = ReadOptions.defaults().withFactors("rep_ID").withWhere("age >= 18");
/// Loaded loaded = Data.load(DataSource.file("calls.parquet"), options);
/// ```
@NullMarked
package copse.io;

import org.jspecify.annotations.NullMarked;
