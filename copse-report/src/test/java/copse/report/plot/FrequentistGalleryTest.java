package copse.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import copse.report.Chart;
import copse.report.Language;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrequentistGalleryTest {
    @Test
    void everyKindIsThereOnceInBothLanguages() {
        List<Chart> english = FrequentistGallery.charts(Language.ENGLISH);
        List<Chart> chinese = FrequentistGallery.charts(Language.CHINESE);

        assertThat(english.stream().map(Chart::kind)).doesNotHaveDuplicates().hasSize(17);
        for (int i = 0; i < english.size(); i++) {
            Chart other = chinese.get(i);
            Drawn.both(
                    english.get(i).kind(),
                    language -> language == Language.CHINESE ? other : englishOf(english, other));
        }
    }

    private static Chart englishOf(List<Chart> english, Chart other) {
        return english.stream()
                .filter(c -> c.kind().equals(other.kind()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void pagesStaySmall() {
        for (Chart chart : FrequentistGallery.charts(Language.ENGLISH)) {
            assertThat(chart.spec().toString().length()).as(chart.kind()).isLessThan(120_000);
        }
    }
}
