package copse.io;

/// `true` and `false` from bytes, in any case.
final class LogicalText {
    static final byte FALSE = 0;
    static final byte TRUE = 1;
    /// Neither.
    static final byte NONE = 2;

    private LogicalText() {}

    /// @param data the bytes; not modified
    /// @param from first byte of the cell
    /// @param to one past its last byte
    /// @return [#TRUE], [#FALSE] or [#NONE]
    static byte parse(byte[] data, int from, int to) {
        return isWord("true", data, from, to) ? TRUE : isWord("false", data, from, to) ? FALSE : NONE;
    }

    /// @param word lower-case letters
    /// @param data the bytes; not modified
    /// @param from first byte of the cell
    /// @param to one past its last byte
    /// @return whether the cell is that word in any case
    static boolean isWord(String word, byte[] data, int from, int to) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            // 0x20 is the bit between upper and lower case of ASCII letters
            if ((data[from + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
