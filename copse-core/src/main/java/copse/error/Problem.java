package copse.error;

import org.jspecify.annotations.Nullable;

/// What went wrong, why, and what to do, in the user's words and values.
///
/// @param code entry of a catalogue, such as `F103`
/// @param what names the thing: ``no column `tretment` in the data``
/// @param why the reason, or the empty text
/// @param fix something that works when pasted or followed
/// @param place where in a text, if there is one
public record Problem(
        String code,
        String what,
        String why,
        String fix,
        @Nullable Place place) {
    /// @param code entry of a catalogue
    /// @param what names the thing
    /// @param why the reason, or the empty text
    /// @param fix something that works
    public Problem(String code, String what, String why, String fix) {
        this(code, what, why, fix, null);
    }

    /// The problem as the command line prints it.
    ///
    /// @return several lines without a closing newline
    public String text() {
        StringBuilder out =
                new StringBuilder("error[").append(code).append("]: ").append(what);
        if (place != null) {
            out.append('\n').append(place.marked());
        }
        if (!why.isEmpty()) {
            out.append("\n  why: ").append(why);
        }
        if (!fix.isEmpty()) {
            out.append("\n  fix: ").append(fix);
        }
        return out.toString();
    }
}
