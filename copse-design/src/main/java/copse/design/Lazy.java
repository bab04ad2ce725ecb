package copse.design;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is worked out when first asked for, once.
///
/// @param <T> its type
final class Lazy<T> {
    private @Nullable Supplier<T> work;
    private @Nullable T value;

    /// @param work how to work it out
    Lazy(Supplier<T> work) {
        this.work = work;
    }

    /// @return the value
    synchronized T value() {
        Supplier<T> todo = work;
        if (todo != null) {
            value = todo.get();
            work = null;
        }
        T known = value;
        if (known == null) {
            throw new IllegalStateException("no value");
        }
        return known;
    }
}
