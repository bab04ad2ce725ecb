package copse.test;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/// Seeded cases for laws that have to hold for any data.
///
/// ```java
/// Cases.of(20260101, 200).check(random -> {
///     int[] rows = …random.nextInt(50)…;
///     assertThat(…);
/// });
/// ```
///
/// A failure names the seed of its case; `Cases.of(thatSeed, 1)` runs this case alone.
public final class Cases {
    private final long seed;
    private final int count;

    private Cases(long seed, int count) {
        this.seed = seed;
        this.count = count;
    }

    /// @param seed of the first case; the next ones follow by 1
    /// @param count number of cases
    /// @return the cases
    public static Cases of(long seed, int count) {
        return new Cases(seed, count);
    }

    /// @param law checks one case, drawn from the generator given; the first cases should be allowed to be
    ///     small
    public void check(Consumer<SplittableRandom> law) {
        for (long s = seed; s < seed + count; s++) {
            try {
                law.accept(new SplittableRandom(s));
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("the case of seed " + s + " fails: " + failure.getMessage(), failure);
            }
        }
    }
}
