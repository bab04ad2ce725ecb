package copse.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LazyTest {
    @Test
    void isWorkedOutOnceForAllThreads() {
        AtomicInteger times = new AtomicInteger();
        Lazy<Integer> lazy = new Lazy<>(times::incrementAndGet);
        assertThat(times).hasValue(0);
        Tasks.run(64, 4, _ -> assertThat(lazy.value()).isOne());
        assertThat(times).hasValue(1);
    }

    @Test
    void isTriedAgainAfterAFailure() {
        AtomicInteger times = new AtomicInteger();
        Lazy<Integer> lazy = new Lazy<>(() -> {
            if (times.incrementAndGet() == 1) {
                throw new IllegalStateException("not yet");
            }
            return 7;
        });
        assertThatThrownBy(lazy::value).hasMessage("not yet");
        assertThat(lazy.value()).isEqualTo(7);
    }
}
