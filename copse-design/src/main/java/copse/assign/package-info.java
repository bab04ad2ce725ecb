/// Assignments kept on disk: records that can be replayed, ledgers that survive any interruption, arrivals one
/// by one.
///
/// - [copse.assign.AssignmentRecord]: what proves an assignment: design, seed, and fingerprints of data and
///   arms.
/// - [copse.assign.Replay]: the arms drawn anew from a record, and what differs, by name.
/// - [copse.assign.Ledger]: arms for those who arrive one at a time, in a file to which lines are only ever
///   added.
/// - [copse.assign.EnrolmentRule]: how they get their arms: permuted blocks, minimisation, coins.
/// - [copse.assign.Verification]: the proof that every arm in a ledger follows from its header and the order of
///   arrival.
/// - [copse.assign.HashAssignment]: arms for units that arrive where no ledger can be asked.
///
/// ```java
/// Assignment arms = Design.parse("pairs(on: size, pre)").over(schools, "school").assign(Seed.of(7));
/// AssignmentRecord.of(arms).write(Path.of("arms.json"));
/// ```
@NullMarked
package copse.assign;

import org.jspecify.annotations.NullMarked;
