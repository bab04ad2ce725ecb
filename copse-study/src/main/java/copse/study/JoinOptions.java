package copse.study;

import java.util.List;
import java.util.Optional;

/// How rows find the unit they belong to.
///
/// @param key column of the data with the ids of units, or with the clusters; empty for the name that it had
///     when the arms were handed out
/// @param data what the data are called in messages, such as their path
/// @param record what the record is called in messages
/// @param carried columns that rows take over from their unit where the data lack them: what was measured
///     before the arms were handed out
public record JoinOptions(Optional<String> key, String data, String record, List<String> carried) {
    /// Copies the list.
    public JoinOptions {
        carried = List.copyOf(carried);
    }

    /// @param key column of the data with the ids of units, or with the clusters
    /// @param data what the data are called in messages
    /// @param record what the record is called in messages
    public JoinOptions(Optional<String> key, String data, String record) {
        this(key, data, record, List.of());
    }

    /// @return the column as it was called at the assignment
    public static JoinOptions defaults() {
        return new JoinOptions(Optional.empty(), "DATA", "the assignment");
    }

    /// @param column with ids or clusters
    /// @return these options with that column
    public JoinOptions withKey(String column) {
        return new JoinOptions(Optional.of(column), data, record, carried);
    }

    /// @param dataName what the data are called
    /// @param recordName what the record is called
    /// @return these options with the names
    public JoinOptions withNames(String dataName, String recordName) {
        return new JoinOptions(key, dataName, recordName, carried);
    }

    /// @param columns that rows take over from their unit where the data lack them
    /// @return these options with these columns
    public JoinOptions withCarried(List<String> columns) {
        return new JoinOptions(key, data, record, columns);
    }
}
