/// Sampling from densities that are known up to a constant: the no-U-turn sampler, draws, and how good they
/// are.
///
/// [copse.mcmc.LogDensity] is what a user implements to sample a density of their own, [copse.mcmc.Nuts] says
/// how it is sampled, [copse.mcmc.Sampling] is what came out.
///
/// ```java
/// LogDensity banana = ...;
/// Sampling run = Nuts.defaults().withSeed(Seed.of(7)).sample(Target.of(banana, List.of("x", "y")));
/// run.draws().column("x");
/// ```
@NullMarked
package copse.mcmc;

import org.jspecify.annotations.NullMarked;
