/// Problems in the user's words, and diagnostics of results.
///
/// A [copse.error.Problem] says what is wrong, why, and what to do; it travels in one of the unchecked
/// [copse.error.CopseException]s. A [copse.error.Diagnostic] is not an error: it belongs to a result that is there.
/// Every code is an [copse.error.Explained] constant of its module's catalogue, from which `copse explain CODE`
/// and the documentation page are made.
@NullMarked
package copse.error;

import org.jspecify.annotations.NullMarked;
