/// What copse costs: JMH benchmarks and the small programs that `bench/run` starts beside its peers.
///
/// - [copse.bench.NestedFitBenchmark], [copse.bench.CrossedFitBenchmark]: fits of a frame in memory, warm.
/// - [copse.bench.LargeFile]: a Parquet file of any number of rows, fitted or only streamed.
/// - [copse.bench.Answers]: what copse says of the benchmarked models, to be held against the peers first.
/// - [copse.bench.Report]: the table of times and ratios out of all results of one run.
@NullMarked
package copse.bench;

import org.jspecify.annotations.NullMarked;
