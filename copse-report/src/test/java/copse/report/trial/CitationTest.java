package copse.report.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CitationTest {
    @ParameterizedTest
    @EnumSource(Citation.class)
    void entriesAreWellFormed(Citation work) {
        String bibtex = work.bibtex();

        assertThat(bibtex).startsWith("@").endsWith("}").contains("title = {{");
        assertThat(bibtex.chars().filter(c -> c == '{').count())
                .isEqualTo(bibtex.chars().filter(c -> c == '}').count());
        assertThat(work.reference()).contains(" (" + work.name().replaceAll(".*_", "") + "). ");
    }

    @Test
    void authorsAreNamedAsMany() {
        assertThat(Citation.BATES_2015.mark(" and ", " et al.")).isEqualTo("Bates et al. 2015");
        assertThat(Citation.KENWARD_1997.mark(" and ", " et al.")).isEqualTo("Kenward and Roger 1997");
        assertThat(Citation.LIN_2013.mark(" and ", " et al.")).isEqualTo("Lin 2013");
        assertThat(Citation.BATES_2015.bibtex())
                .contains("author = {Bates, D. and Mächler, M. and Bolker, B. and Walker, S.}");
    }

    /// The list of references is in the order of authors because the works are.
    @Test
    void worksStandInTheOrderOfTheirAuthors() {
        assertThat(Arrays.stream(Citation.values()).map(Enum::name)).isSorted();
    }
}
