package copse.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Both languages of a package say the same things of the same values.
class PhrasesTest {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d+)");

    @ParameterizedTest
    @ValueSource(strings = {"", "trial/", "plot/"})
    void bothLanguagesHaveTheSameKeysWithTheSamePlaces(String folder) throws IOException {
        Properties english = read(folder + "phrases_en.properties");
        Properties chinese = read(folder + "phrases_zh.properties");

        assertThat(new TreeSet<>(chinese.stringPropertyNames()))
                .isEqualTo(new TreeSet<>(english.stringPropertyNames()))
                .isNotEmpty();
        for (String key : english.stringPropertyNames()) {
            assertThat(places(chinese.getProperty(key))).as(folder + key).isEqualTo(places(english.getProperty(key)));
        }
    }

    /// An apostrophe that stands alone would take what follows for text, places too.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "phrases_en",
                "phrases_zh",
                "diagnostics_zh",
                "trial/phrases_en",
                "trial/phrases_zh",
                "plot/phrases_en",
                "plot/phrases_zh"
            })
    void everyPatternIsOne(String name) throws IOException {
        Properties patterns = read(name + ".properties");
        for (String key : patterns.stringPropertyNames()) {
            String pattern = patterns.getProperty(key);
            assertThat(pattern.replace("''", "")).as(key).doesNotContain("'");
            assertThat(new MessageFormat(pattern).getFormatsByArgumentIndex().length)
                    .as(key)
                    .isEqualTo(places(pattern).stream()
                                    .mapToInt(Integer::parseInt)
                                    .max()
                                    .orElse(-1)
                            + 1);
        }
    }

    private static Set<String> places(String pattern) {
        Set<String> places = new TreeSet<>();
        Matcher found = PLACE.matcher(pattern);
        while (found.find()) {
            places.add(found.group(1));
        }
        return places;
    }

    private static Properties read(String name) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Phrases.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return properties;
    }
}
