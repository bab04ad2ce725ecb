package copse.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Properties;

/// The sentences of one package in one language, by key.
///
/// They stand in `phrases_en.properties` and `phrases_zh.properties` beside the class that asks, as patterns of
/// [MessageFormat]: numbers come in formatted, as text; an apostrophe is doubled. Both files have the same keys
/// with the same arguments (PhrasesTest).
public final class Phrases {
    private final Language language;
    private final Properties patterns;

    private Phrases(Language language, Properties patterns) {
        this.language = language;
        this.patterns = patterns;
    }

    /// @param user a class of the package whose sentences are wanted
    /// @param language of the sentences
    /// @return the sentences
    public static Phrases of(Class<?> user, Language language) {
        return of(user, language, "phrases");
    }

    /// @param user a class of the package whose sentences are wanted
    /// @param language of the sentences
    /// @param file that has them, its name without language and ending
    /// @return the sentences
    static Phrases of(Class<?> user, Language language, String file) {
        String name = file + "_" + language.code() + ".properties";
        try (InputStream in = user.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name + " beside " + user.getName());
            }
            Properties patterns = new Properties();
            try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                patterns.load(reader);
            }
            return new Phrases(language, patterns);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @return the language
    public Language language() {
        return language;
    }

    /// @param key of a sentence
    /// @return whether there is one
    boolean has(String key) {
        return patterns.containsKey(key);
    }

    /// @param key of the sentence
    /// @param arguments in the order of the pattern, formatted
    /// @return the sentence
    public String say(String key, Object... arguments) {
        String pattern = patterns.getProperty(key);
        if (pattern == null) {
            throw new IllegalArgumentException("no phrase `" + key + "` in " + language);
        }
        return new MessageFormat(pattern, language.locale()).format(arguments);
    }
}
