package copse.study;

import java.util.Optional;

/// How rows find the unit they belong to.
///
/// @param key column of the data with the ids of units, or with the clusters; empty for the name that it had
///     when the arms were handed out
/// @param data what the data are called in messages, such as their path
/// @param record what the record is called in messages
public record JoinOptions(Optional<String> key, String data, String record) {
    /// @return the column as it was called at the assignment
    public static JoinOptions defaults() {
        return new JoinOptions(Optional.empty(), "DATA", "the assignment");
    }

    /// @param column with ids or clusters
    /// @return these options with that column
    public JoinOptions withKey(String column) {
        return new JoinOptions(Optional.of(column), data, record);
    }

    /// @param dataName what the data are called
    /// @param recordName what the record is called
    /// @return these options with the names
    public JoinOptions withNames(String dataName, String recordName) {
        return new JoinOptions(key, dataName, recordName);
    }
}
