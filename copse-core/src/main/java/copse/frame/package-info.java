/// Immutable tables of named columns.
///
/// - [copse.frame.Frame]: equally long, named columns in memory, with the verbs to shape them.
/// - [copse.frame.Column]: numeric, factor, text, logical or time; missing values are a [copse.frame.Mask] of the
/// column.
/// - [copse.frame.RowSource]: the same rows in chunks, for data larger than memory.
///
/// ```java
/// Frame frame = Frame.of(
///     "school", FactorColumn.of("a", "a", "b"),
///     "score", NumericColumn.of(1.5, 2.5, 3.0));
/// ```
@NullMarked
package copse.frame;

import org.jspecify.annotations.NullMarked;
