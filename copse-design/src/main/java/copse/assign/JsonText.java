package copse.assign;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Compact JSON in the one spelling that is hashed: no blanks, and of all characters only quotes, backslashes
/// and control characters are escaped.
final class JsonText {
    private JsonText() {}

    /// @param text any
    /// @return a JSON string with its quotes
    static String string(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    /// @param texts in order
    /// @return a JSON array of strings
    static String array(List<String> texts) {
        return texts.stream().map(JsonText::string).collect(Collectors.joining(",", "[", "]"));
    }

    /// @param entries in order
    /// @return a JSON object of strings
    static String object(Map<String, String> entries) {
        return entries.entrySet().stream()
                .map(entry -> string(entry.getKey()) + ":" + string(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
