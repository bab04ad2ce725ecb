package copse.design;

/// Assignments of another design that pass a criterion.
final class AcceptedArms {
    private AcceptedArms() {}

    static Resolution resolve(Rerandomised design, Units units) {
        throw new UnsupportedOperationException("not there yet");
    }
}
