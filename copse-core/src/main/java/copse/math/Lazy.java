package copse.math;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is worked out when first asked for, once for all threads. What it is worked out from is let go then; if
/// that fails, the next who asks tries again.
///
/// @param <T> its type
public final class Lazy<T> {
    private volatile @Nullable T value;
    private @Nullable Supplier<T> work;

    /// @param work how to work it out; gives a value, never null
    public Lazy(Supplier<T> work) {
        this.work = work;
    }

    /// @return the value
    public T value() {
        T known = value;
        return known == null ? worked() : known;
    }

    private synchronized T worked() {
        T known = value;
        if (known != null) {
            return known;
        }
        Supplier<T> todo = work;
        if (todo == null) {
            throw new IllegalStateException("worked out without a value");
        }
        known = todo.get();
        value = known;
        work = null;
        return known;
    }
}
