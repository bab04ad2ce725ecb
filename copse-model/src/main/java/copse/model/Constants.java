package copse.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Numbers that transforms of a formula have learned from the data they were fitted to, so that new rows are
/// transformed alike.
///
/// Keyed by the call as printed. `mean(x)`, `sd(x)`, `min(x)`, `max(x)`, `center(x)`: one number; `scale(x)`:
/// mean and standard deviation; `poly(x, k)`: k numbers α₀ … αₖ₋₁, then the k + 1 squared norms of the
/// polynomials of degree 0 to k.
///
/// @param values the numbers by call
public record Constants(Map<String, List<Double>> values) {
    /// No transform learns anything.
    public static final Constants NONE = new Constants(Map.of());

    /// @param values the numbers by call
    public Constants {
        Map<String, List<Double>> copy = new LinkedHashMap<>();
        values.forEach((call, numbers) -> copy.put(call, List.copyOf(numbers)));
        values = Collections.unmodifiableMap(copy);
    }

    /// @param call as printed
    /// @return its numbers
    /// @throws IllegalArgumentException if there are none
    double[] of(String call) {
        List<Double> numbers = values.get(call);
        if (numbers == null) {
            throw new IllegalArgumentException("no constants for " + call);
        }
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
