package copse.report.trial;

import copse.record.RunRecord;

/// How the numbers of one stage came about.
///
/// @param stage of the experiment
/// @param record versions, seed, data
/// @param digest of what the stage made or was held to (the plan, the assignment); empty if none
public record Step(Stage stage, RunRecord record, String digest) {}
