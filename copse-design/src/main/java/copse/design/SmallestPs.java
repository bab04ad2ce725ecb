package copse.design;

/// Smallest attainable p-values.
final class SmallestPs {
    private SmallestPs() {}

    static SmallestP of(Mechanism mechanism) {
        throw new UnsupportedOperationException("URN helper");
    }
}
