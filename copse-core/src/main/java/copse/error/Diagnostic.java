package copse.error;

/// Something a reader of a result must know; not an error.
///
/// @param code entry of a catalogue, such as `singular`
/// @param parameter what it is about: a parameter, a column, a grouping factor
/// @param value the value seen
/// @param threshold the value it was held against
/// @param meaning what it means for the result, in a sentence
/// @param advice what to do
public record Diagnostic(
        String code, String parameter, double value, double threshold, String meaning, String advice) {}
