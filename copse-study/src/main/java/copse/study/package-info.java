/// The analysis that a design implies: from the record of an assignment and rows of outcomes to the answer.
///
/// - [copse.study.RecordedArms]: who got which arm, held against the record before anything is built on it.
/// - [copse.study.JoinedRows]: rows of outcomes with the arms of the units they belong to.
/// - [copse.study.Check]: what was looked at before any effect was estimated, and what came out.
///
/// ```java
/// RecordedArms arms = RecordedArms.of(AssignmentRecord.read(path), file, schools);
/// JoinedRows joined = JoinedRows.of(arms, pupils, JoinOptions.defaults());
/// ```
@NullMarked
package copse.study;

import org.jspecify.annotations.NullMarked;
