package copse.design;

/// Pieces of messages.
final class Words {
    private Words() {}

    /// @param more how many are not named
    /// @param noun what they are, in the singular; an `s` makes more
    /// @return ` and 3 more rows`, or the empty text if there is none
    static String andMore(int more, String noun) {
        return andMore(more, noun, noun + "s");
    }

    /// @param more how many are not named
    /// @param one what one of them is
    /// @param many what several are
    /// @return ` and 3 more pairs of rows`, or the empty text if there is none
    static String andMore(int more, String one, String many) {
        return more == 0 ? "" : " (and " + more + " more " + (more == 1 ? one : many) + ")";
    }

    /// @param n how many
    /// @param noun what, in the singular; an `s` makes more
    /// @return such as `1 cluster` or `3 clusters`
    static String count(int n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }
}
