package copse.report.trial;

/// What an experiment is about.
///
/// @param title of the report, one line
/// @param question that it was to answer, in a sentence; empty if none was written down
public record Purpose(String title, String question) {}
