package copse.assign;

import copse.frame.Frame;
import org.jspecify.annotations.Nullable;

/// What a record is held against.
///
/// @param data the units as they are now, read as the record's options say
/// @param dataSha256 of the file they came from, null if there is none
/// @param arms the file of arms, its id and arm columns read as factors so that no text is changed; null if not
///     at hand
/// @param armsSha256 of that file, null if not at hand
public record Evidence(
        Frame data,
        @Nullable String dataSha256,
        @Nullable Frame arms,
        @Nullable String armsSha256) {
    /// @param data the units as they are now
    /// @return these alone
    public static Evidence of(Frame data) {
        return new Evidence(data, null, null, null);
    }

    /// @param sha256 of the data's file
    /// @return this evidence with the fingerprint
    public Evidence withDataSha256(String sha256) {
        return new Evidence(data, sha256, arms, armsSha256);
    }

    /// @param frame the file of arms
    /// @param sha256 of that file
    /// @return this evidence with the arms
    public Evidence withArms(Frame frame, @Nullable String sha256) {
        return new Evidence(data, dataSha256, frame, sha256);
    }
}
