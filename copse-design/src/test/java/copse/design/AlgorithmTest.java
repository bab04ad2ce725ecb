package copse.design;

import static org.assertj.core.api.Assertions.assertThat;

import copse.math.Seed;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The arms that seeds give, frozen: whoever changes them raises [Assignment#ALGORITHM].
class AlgorithmTest {
    static List<Arguments> frozen() {
        int[] order = IntStream.range(0, 40).toArray();
        return List.of(
                Arguments.of("complete", urn(1, 1, 1), "1000011001111010011011001001100101100011"),
                Arguments.of(
                        "complete, large",
                        urn(1, 2, 1),
                        "000110011000100000000010100000110001110111000001000110001100001010100000000"
                                + "010000000100001111110010110000110010110001000100010100100010010101010100000"),
                Arguments.of("three arms", urn(1, 1, 1, 1), "1210222202020011210102100212121010100112"),
                Arguments.of("pairs", urn(20, 1, 1), "1000011000101000001001111001110101111101"),
                Arguments.of("odd strata", urn(7, 1, 1), "0011111110110001010101010010111000100001"),
                Arguments.of(
                        "odd strata, four unequal arms",
                        urn(7, 4, 3, 2, 1),
                        "1130001302012100000102012200020233211111"),
                Arguments.of(
                        "coins",
                        new Coins(40, UrnPropertyTest.shares(0.3, 0.7), Simple.EmptyArm.REDRAW),
                        "1110111110111001101111111011100101001011"),
                Arguments.of(
                        "random blocks",
                        new RandomBlocks(
                                order,
                                new int[] {0, 17, 40},
                                List.of(2, 4),
                                Ratio.of(List.of(1.0, 1.0)),
                                Spare.BALANCED),
                        "0101011100010101101001100111100101011000"));
    }

    private static Urn urn(int groups, double... ratio) {
        int n = groups == 1 && ratio[0] == 2 ? 150 : 40;
        int[] group = IntStream.range(0, n).map(i -> i % groups).toArray();
        return Urn.of(group, groups, UrnPropertyTest.shares(ratio), Spare.BALANCED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("frozen")
    void seedsKeepTheirArms(String name, Mechanism mechanism, String expected) {
        byte[] arms = new byte[mechanism.size()];
        mechanism.draw(Seed.of(20260101).stream(), arms);
        String drawn = IntStream.range(0, arms.length)
                .mapToObj(i -> Byte.toString(arms[i]))
                .collect(Collectors.joining());
        assertThat(drawn).as(name).isEqualTo(expected);
    }
}
