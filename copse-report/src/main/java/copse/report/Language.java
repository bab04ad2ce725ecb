package copse.report;

import java.util.Locale;

/// Languages that reports are written in.
public enum Language {
    /// English.
    ENGLISH(Locale.ENGLISH),
    /// Simplified Chinese.
    CHINESE(Locale.SIMPLIFIED_CHINESE);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /// @return the code of the language, `en` or `zh`
    public String code() {
        return locale.getLanguage();
    }

    /// @return what the platform formats for
    public Locale locale() {
        return locale;
    }
}
