/// Formulas: what is explained by what, in the notation of R and lme4.
///
/// - [copse.formula.Formula]: parsed from text or put together in Java; prints itself so that the print parses
///   back.
/// - [copse.formula.Expr]: the syntax tree, a sealed family.
/// - [copse.formula.Terms]: what the operators `+ - : * / ^` stand for, as a list of [copse.formula.Term]s.
/// - [copse.formula.Arithmetic]: an expression such as `log(x + 1)` compiled to loops over arrays.
///
/// ```java
/// Formula formula = Formula.parse("score ~ arm * pre + (1 + pre | school/class)");
/// formula.columns();                          // [score, arm, pre, school, class]
/// formula.fixed(List.of()).terms();           // [arm, pre, arm:pre]
/// ```
///
/// Formulas are never evaluated by a general interpreter: what is not in the grammar of
/// `docs/reference/formula.md` is an error.
@NullMarked
package copse.formula;

import org.jspecify.annotations.NullMarked;
