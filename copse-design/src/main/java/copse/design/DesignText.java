package copse.design;

/// Designs as text: the short form, TOML and JSON, which are three spellings of one tree of names and arguments.
public final class DesignText {
    private DesignText() {}

    static Design parse(String text) {
        throw new UnsupportedOperationException("TEXT helper");
    }

    static String print(Design design) {
        throw new UnsupportedOperationException("TEXT helper");
    }
}
