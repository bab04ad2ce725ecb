package copse.io;

/// What to do when a file to be written is already there.
public enum Existing {
    /// The new file takes its place once it is complete.
    REPLACE,
    /// It stays, and writing is refused.
    REFUSE
}
