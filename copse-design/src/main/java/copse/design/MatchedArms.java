package copse.design;

/// Matched groups, each randomised completely.
final class MatchedArms {
    private MatchedArms() {}

    static Resolution resolve(MatchedGroups design, Units units) {
        throw new UnsupportedOperationException("not there yet");
    }
}
