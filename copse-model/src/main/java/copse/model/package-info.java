/// Models: a formula held against data, its columns, and the rows condensed to cross-products.
///
/// - [copse.model.ModelSpec]: which columns X and the Zs have, and how rows fill them.
/// - [copse.model.Grouping], [copse.model.RandomTerm], [copse.model.FixedTerm]: its parts.
/// - [copse.model.Roles]: weights, offset and contrasts; [copse.model.Constants]: what transforms have learned.
///
/// ```java
/// ModelSpec spec = ModelSpec.of(Formula.parse("score ~ arm + age + (1 | school)"), pupils);
/// spec.fixedNames();      // [(Intercept), arm[b], age]
/// spec.groupings();       // [Grouping[name=school, …]]
/// ```
@NullMarked
package copse.model;

import org.jspecify.annotations.NullMarked;
