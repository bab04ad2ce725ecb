/// One file that says what will be done: question, units, design, outcomes, effects, size.
///
/// - [copse.plan.Plan]: the plan as a value; read from TOML with all problems at their lines, printed,
///   compared, frozen by a fingerprint.
/// - [copse.plan.PlanCheck]: the plan, held against the units and, once they have arrived, the outcomes.
/// - [copse.plan.PlannedPower]: what its power is, or what is missing to tell it.
/// - [copse.plan.PlanResult]: the analyses that it asks for.
///
/// ```java
/// Plan plan = Plan.read(Path.of("plan.toml"));
/// plan.check(schools, Optional.empty()).require();
/// Assignment arms = plan.design().over(schools, plan.units().id()).assign(plan.seedOf(Purpose.ASSIGNMENT));
/// ```
@NullMarked
package copse.plan;

import org.jspecify.annotations.NullMarked;
