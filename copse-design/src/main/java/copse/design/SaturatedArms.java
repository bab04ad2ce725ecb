package copse.design;

/// Saturations of clusters, then arms within them.
final class SaturatedArms {
    private SaturatedArms() {}

    static Resolution resolve(Saturation design, Units units) {
        throw new UnsupportedOperationException("not there yet");
    }
}
