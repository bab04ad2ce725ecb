package copse.design;

/// The Gram-Schmidt walk over units.
final class WalkedArms {
    private WalkedArms() {}

    static Resolution resolve(GramSchmidtWalk design, Units units) {
        throw new UnsupportedOperationException("not there yet");
    }
}
