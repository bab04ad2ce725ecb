package copse.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
    private static final List<String> COLUMNS =
            List.of("treatment", "pre", "score", "call_CSAT", "center_ID", "rep_ID", "age");

    @Test
    void forgivesCaseBlanksAndPunctuation() {
        assertThat(Suggestion.closest(" Call csat", COLUMNS)).contains("call_CSAT");
        assertThat(Suggestion.closest("AGE", COLUMNS)).contains("age");
    }

    @Test
    void forgivesSlipsInProportionToLength() {
        assertThat(Suggestion.closest("tretment", COLUMNS)).contains("treatment");
        assertThat(Suggestion.closest("scroe", COLUMNS)).contains("score");
        assertThat(Suggestion.closest("aeg", COLUMNS)).contains("age");
        assertThat(Suggestion.closest("centre_ID", COLUMNS)).contains("center_ID");
    }

    @Test
    void findsTheOnlyNameThatHoldsAFragment() {
        assertThat(Suggestion.closest("csat", COLUMNS)).contains("call_CSAT");
        assertThat(Suggestion.closest("treatment_effect", COLUMNS)).contains("treatment");
    }

    @Test
    void staysSilentRatherThanGuess() {
        assertThat(Suggestion.closest("zebra", COLUMNS)).isEmpty();
        assertThat(Suggestion.closest("x1", List.of("x2", "y1"))).isEmpty();
        assertThat(Suggestion.closest("_ID", COLUMNS)).isEmpty();
        assertThat(Suggestion.closest("anything", List.of())).isEmpty();
        assertThat(Suggestion.closest("", COLUMNS)).isEmpty();
    }

    @Test
    void breaksTiesByCaseThenByOrder() {
        assertThat(Suggestion.closest("Score1", List.of("score2", "Score3"))).contains("Score3");
        assertThat(Suggestion.closest("score1", List.of("score2", "score3"))).contains("score2");
    }

    @Test
    void countsASwapAsOneSlip() {
        assertThat(Suggestion.distance("scroe", "score")).isEqualTo(1);
        assertThat(Suggestion.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Suggestion.distance("", "abc")).isEqualTo(3);
        assertThat(Suggestion.distance("same", "same")).isZero();
    }

    @Test
    void asksTheQuestion() {
        assertThat(Suggestion.didYouMean("scor", COLUMNS, "see the list")).isEqualTo("did you mean `score`?");
        assertThat(Suggestion.didYouMean("zebra", COLUMNS, "see the list")).isEqualTo("see the list");
    }

    @Test
    void namesAreQuotedAsSqlAndTheShellNeedThem() {
        assertThat(Suggestion.whereNotMissing("size")).isEqualTo("`--where 'size IS NOT NULL'`");
        assertThat(Suggestion.whereNotMissing("pupil's \"own\" age"))
                .isEqualTo("`--where '\"pupil'\\''s \"\"own\"\" age\" IS NOT NULL'`");
    }
}
