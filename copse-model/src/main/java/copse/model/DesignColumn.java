package copse.model;

import java.util.List;
import java.util.stream.IntStream;

/// A column of X or Z: a product of numbers and of values of factor levels; the constant 1 if it has no part.
///
/// @param name as R names it, with brackets around levels
/// @param parts what is multiplied
record DesignColumn(String name, List<Part> parts) {
    static final DesignColumn INTERCEPT = new DesignColumn(RandomTerm.INTERCEPT, List.of());

    sealed interface Part {}

    /// @param slot index of a numeric slot
    record Numeric(int slot) implements Part {}

    /// @param factor index of a factor input
    /// @param values value per level
    record Coded(int factor, double[] values) implements Part {}

    /// @return whether it is a numeric slot by itself
    boolean isPlain() {
        return parts.size() == 1 && parts.getFirst() instanceof Numeric;
    }

    /// @return the numeric slots among its parts
    IntStream numericSlots() {
        return parts.stream().mapMultiToInt((part, slots) -> {
            if (part instanceof Numeric(int slot)) {
                slots.accept(slot);
            }
        });
    }

    void fill(double[][] slots, int[][] codes, int count, double[] into) {
        boolean first = true;
        for (int p = 0; p < parts.size(); p++) {
            switch (parts.get(p)) {
                case Numeric(int slot) -> {
                    double[] values = slots[slot];
                    if (first) {
                        System.arraycopy(values, 0, into, 0, count);
                    } else {
                        for (int i = 0; i < count; i++) {
                            into[i] *= values[i];
                        }
                    }
                }
                case Coded(int factor, double[] values) -> {
                    int[] code = codes[factor];
                    if (first) {
                        for (int i = 0; i < count; i++) {
                            into[i] = values[code[i]];
                        }
                    } else {
                        for (int i = 0; i < count; i++) {
                            into[i] *= values[code[i]];
                        }
                    }
                }
            }
            first = false;
        }
    }
}
