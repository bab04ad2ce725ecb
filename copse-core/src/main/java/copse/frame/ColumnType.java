package copse.frame;

/// What a column holds.
public enum ColumnType {
    /// Real numbers, whole ones included.
    NUMERIC,
    /// A category out of a list of levels.
    FACTOR,
    /// Free text that is no category.
    TEXT,
    /// True or false.
    LOGICAL,
    /// A day.
    DATE,
    /// A point in time, to the microsecond, without zone.
    TIMESTAMP
}
