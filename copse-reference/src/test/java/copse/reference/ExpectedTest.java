package copse.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ExpectedTest {
    private static Expected of(String json) {
        return Expected.of(JsonMapper.builder().build().readTree(json));
    }

    @Test
    void whatNobodyReadIsNamed() {
        Expected one =
                of("{\"a\": 1, \"b\": {\"c\": [1, 2], \"d\": null}, \"e\": [{\"f\": 1}, {\"f\": 2, \"g\": true}]}");
        one.at("a").number();
        one.at("b").at("c").numbers();
        one.at("e").items().getFirst().at("f").number();
        assertThat(one.unread()).containsExactly("b.d", "e[1].f", "e[1].g");
        assertThat(one.at("b").at("d").isNull()).isTrue();
        one.ignore("e", "not there");
        assertThat(one.unread()).isEmpty();
    }

    @Test
    void matricesAreReadAtOnce() {
        Expected one = of("{\"v\": [[1, 2], [3, 4]]}");
        assertThat(one.at("v").matrix()).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
        assertThat(one.unread()).isEmpty();
    }

    @Test
    void wrongShapeIsNamed() {
        assertThatThrownBy(() -> of("{\"a\": \"1\"}").at("a").number()).hasMessage("`a` should be a number, not \"1\"");
        assertThatThrownBy(() -> of("{\"a\": {\"b\": 1}}").at("a").at("c")).hasMessage("no `c` in `a`");
        assertThatThrownBy(() -> of("{\"a\": [1, null]}").at("a").numbers())
                .hasMessage("`a` should hold numbers, not null");
    }
}
