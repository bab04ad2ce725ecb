package copse.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TolerancesTest {
    private static Tolerances of(String json) {
        return new Tolerances(Expected.of(JsonMapper.builder().build().readTree(json)));
    }

    @Test
    void absIsDistanceAndRelIsMultipliedByExpected() {
        assertThat(of("{\"t_abs\": 0.5}").allowed("t", 100)).isEqualTo(0.5);
        assertThat(of("{\"t_rel\": 0.5}").allowed("t", -100)).isEqualTo(50);
    }

    @Test
    void eitherSuffices() {
        Tolerances tolerances = of("{\"p_abs\": 1e-6, \"p_rel\": 1e-3}");
        assertThat(tolerances.allowed("p", 0.5)).isCloseTo(5e-4, within(1e-18));
        assertThat(tolerances.allowed("p", 1e-9)).isEqualTo(1e-6);
    }

    @Test
    void othersAreMultipliedByScale() {
        Tolerances tolerances = of("{\"fixef_rel_to_max_abs_or_se\": 1e-6, \"varcomp_abs_times_sigma2\": 1e-8,"
                + " \"varcomp_rel\": 1e-5}");
        assertThat(tolerances.allowed("fixef", 1, 7)).isEqualTo(7e-6);
        assertThat(tolerances.allowed("varcomp", 0, 200)).isEqualTo(2e-6);
        assertThatThrownBy(() -> tolerances.allowed("fixef", 1)).hasMessageContaining("needs a scale");
    }

    @Test
    void nullAndAbsentAreNotCompared() {
        Tolerances tolerances = of("{\"theta_abs\": null, \"theta_rel\": null, \"why\": \"singular\"}");
        assertThat(tolerances.allowed("theta", 1)).isNaN();
        assertThat(tolerances.allowed("sigma", 1)).isNaN();
        assertThat(tolerances.compares("theta")).isFalse();
    }

    /// `kr_df` must not take the tolerance of `df`, nor the other way round.
    @Test
    void namesAreWhole() {
        assertThat(of("{\"kr_df_rel\": 1e-3}").compares("df")).isFalse();
        assertThat(of("{\"df_rel\": 1e-3}").compares("kr_df")).isFalse();
    }
}
