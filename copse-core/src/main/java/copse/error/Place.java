package copse.error;

/// Where in a text the problem sits: a formula, a plan file, a data file.
///
/// @param source what the text is: a file name, `formula`
/// @param line line in the source, from 1; 0 where lines mean nothing
/// @param text the line itself
/// @param from first character that is marked, from 0
/// @param to one past the last character that is marked; at least `from + 1`
public record Place(String source, int line, String text, int from, int to) {
    /// @param text the formula
    /// @param from first character that is marked, from 0
    /// @param to one past the last character that is marked
    /// @return a place in a formula
    public static Place inFormula(String text, int from, int to) {
        return new Place("formula", 0, text, from, Math.max(to, from + 1));
    }

    /// The line and carets below the marked characters, indented by two blanks.
    ///
    /// @return two lines without a closing newline
    public String marked() {
        String head = line > 0 ? source + ":" + line + "   " : source + ": ";
        return "  " + head + text + "\n  " + " ".repeat(head.length() + from) + "^".repeat(Math.max(1, to - from));
    }
}
