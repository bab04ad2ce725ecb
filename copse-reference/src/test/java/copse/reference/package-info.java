/// Every case of the reference folder, to the tolerances that stand in the case.
///
/// - [copse.reference.ReferenceTest] finds the cases and is what `./test reference` runs.
/// - [copse.reference.Coverage] knows which kinds must be right by now (`coverage.txt`).
/// - [copse.reference.Expected] is the JSON of a case and remembers what was looked at, so that nothing in a file goes
///   unchecked unnoticed; [copse.reference.Tolerances] turns its `tol` into distances; [copse.reference.Comparison]
///   holds numbers against each other and keeps the worst ratio of each quantity.
/// - [copse.reference.LmmCases] checks linear models and linear mixed models.
///
/// A new kind is a class like [copse.reference.LmmCases], a line in [copse.reference.ReferenceTest] and a line in
/// `coverage.txt`.
@NullMarked
package copse.reference;

import org.jspecify.annotations.NullMarked;
