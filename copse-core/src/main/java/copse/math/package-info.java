/// Numbers without statistics: streams of random numbers and, beside them, the kernels that the models stand
/// on.
///
/// - [copse.math.Seed]: the whole number from which everything random in a run follows.
/// - [copse.math.RandomStream]: random numbers; [copse.math.RandomStream#split(long)] names independent
///   children, one for each chain, simulation or block of rows, so that the answer does not depend on the
///   number of threads.
///
/// ```java
/// RandomStream stream = Seed.of(20260101).stream();
/// double[] noise = new double[1000];
/// stream.split(3).fillGaussian(noise, 0, noise.length);   // always the same 1000 numbers
/// ```
@NullMarked
package copse.math;

import org.jspecify.annotations.NullMarked;
