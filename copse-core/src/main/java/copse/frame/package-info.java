/// Immutable tables of named columns, and the verbs to shape them.
///
/// - [copse.frame.Frame]: equally long, named columns in memory. Every verb returns a new frame.
/// - [copse.frame.Column]: numeric, factor, text, logical or time. Missing values are a [copse.frame.Mask] of
///   the column, never NaN.
/// - [copse.frame.RowSource]: the same rows in chunks, for data larger than memory.
/// - [copse.frame.Grouped] and [copse.frame.Aggregate]: one row per group; cluster sizes and intraclass
///   correlation.
/// - [copse.frame.IdOrder] and [copse.frame.Ids]: the one order of ids, and the place of each among them.
/// - [copse.frame.Match]: partners by key, from which joins follow. [copse.frame.Condition]: which rows.
///   [copse.frame.Bins]: a number as a factor.
///
/// ```java
/// Frame pupils = Frame.of(
///     "school", FactorColumn.of("oak", "oak", "elm"),
///     "score", NumericColumn.of(1.5, 2.5, 3.0));
/// Frame schools = Frame.of(
///     "school", FactorColumn.of("elm", "oak"),
///     "arm", FactorColumn.of("control", "treatment"));
///
/// Frame data = pupils.join(schools, "school");
/// Frame means = data.where(Condition.above("score", 2))
///     .groupBy("arm")
///     .summarise("n", Aggregate.count(), "score", Aggregate.mean("score"));
/// ```
///
/// Groups, levels and sorted rows have one order on every machine: levels as they are listed, numbers by size,
/// labels by number if all are integers and else by code point, missing last.
@NullMarked
package copse.frame;

import org.jspecify.annotations.NullMarked;
