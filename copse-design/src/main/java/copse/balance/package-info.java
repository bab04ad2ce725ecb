/// How alike the arms are before the experiment begins.
///
/// - [copse.balance.Balance]: everything that is compared, of a table with a column of arms or of an assignment
///   with its design.
/// - [copse.balance.CovariateBalance]: one covariate in an arm and the reference arm: means, standardised
///   difference, ratio of variances, Kolmogorov-Smirnov distance.
/// - [copse.balance.Omnibus]: one test of all covariates together, over redraws of the design where it is
///   known.
/// - [copse.balance.SampleRatio]: whether the numbers of units fit the shares that the design promised.
///
/// ```java
/// BalanceOptions options = BalanceOptions.defaults().withOn(List.of("age", "region"));
/// Balance balance = Balance.of(assignment, options, 10_000, Seed.of(7).stream());
/// balance.covariates().getFirst().standardised();  // difference in means over the pooled standard deviation
/// balance.omnibus().orElseThrow().p();             // share of redraws at least as far apart
/// balance.sampleRatio().p();                       // below 0.001: look for lost units first
/// ```
///
/// Arms are named and units are counted; an arm without units is an error, and a missing value is counted, not
/// filled in. Standardised differences describe the sample at hand: they need no test, and the arms of a sound
/// experiment differ by chance.
@NullMarked
package copse.balance;

import org.jspecify.annotations.NullMarked;
