/// How a number came about: which version, on which data, with which seed.
///
/// - [copse.record.RunRecord]: what is written beside a result so that it can be told, and made, again.
/// - [copse.record.Digest]: the fingerprint of a file.
/// - [copse.record.Version]: the version of copse that runs.
///
/// ```java
/// RunRecord record = RunRecord.of(List.of("fit", "y ~ x + (1 | g)", "data.csv"))
///         .withData("data.csv", Digest.sha256(Path.of("data.csv")));
/// ```
@NullMarked
package copse.record;

import org.jspecify.annotations.NullMarked;
