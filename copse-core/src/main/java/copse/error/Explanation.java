package copse.error;

/// What an error or diagnostic means and what to do about it.
///
/// @param code as printed: a letter and a number for errors (`F103`), a word for diagnostics (`singular`)
/// @param title one line, without the particulars of a case
/// @param meaning in a few sentences, for someone who meets it the first time
/// @param advice what to do
public record Explanation(String code, String title, String meaning, String advice) {}
