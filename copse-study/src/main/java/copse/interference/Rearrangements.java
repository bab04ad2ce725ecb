package copse.interference;

/// Arms that could have been: all of them, or random ones.
interface Rearrangements {
    /// Assignments that share a stream; the unit of work of a thread.
    int BATCH = 128;

    /// @return number of assignments
    int size();

    /// @return whether every assignment that is possible is among them
    boolean isComplete();

    /// @param index of an assignment of a complete set
    /// @return its probability, all in sum 1
    double probability(int index);

    /// @param batch in `[0, ⌈size / BATCH⌉)`
    /// @param visitor called with each assignment of the batch
    void visit(int batch, Visitor visitor);

    /// Looks at one assignment.
    interface Visitor {
        /// @param index of the assignment
        /// @param arm of each node; may be used again for the next one
        void look(int index, byte[] arm);
    }

    /// @param batch number
    /// @return index one past its last assignment
    default int end(int batch) {
        return Math.min(size(), (batch + 1) * BATCH);
    }
}
