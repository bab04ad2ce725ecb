/// Draws of a sampler in files: a file per chain that grows as the chain does, and one table of all.
///
/// [copse.report.draws.ChainWriter] writes what [copse.report.draws.ChainFile] reads, in the form of CmdStan,
/// which ArviZ, rstan and cmdstanr know. [copse.report.draws.DrawRows] is the table that R's `posterior` and
/// `bayesplot` take as it is.
///
/// ```java
/// try (ChainWriter out = ChainWriter.create(Path.of("chain-1.csv"), comments, names)) {
///     out.add(values, transition);
/// }
/// ```
@NullMarked
package copse.report.draws;

import org.jspecify.annotations.NullMarked;
