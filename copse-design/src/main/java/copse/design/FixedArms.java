package copse.design;

/// Designs that hand out arms in fixed numbers within strata and blocks, or unit by unit.
final class FixedArms {
    private FixedArms() {}

    static Resolution resolve(Simple design, Units units) {
        throw new UnsupportedOperationException("not there yet");
    }

    static Resolution resolve(Complete design, Units units) {
        throw new UnsupportedOperationException("not there yet");
    }

    static Resolution resolve(Stratified design, Units units) {
        throw new UnsupportedOperationException("not there yet");
    }

    static Resolution resolve(PermutedBlocks design, Units units) {
        throw new UnsupportedOperationException("not there yet");
    }

    static Resolution resolve(Factorial design, Units units) {
        throw new UnsupportedOperationException("not there yet");
    }

    static Resolution resolve(SteppedWedge design, Units units) {
        throw new UnsupportedOperationException("not there yet");
    }

    static Resolution resolve(Crossover design, Units units) {
        throw new UnsupportedOperationException("not there yet");
    }
}
