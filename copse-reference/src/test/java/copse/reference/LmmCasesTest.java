package copse.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import copse.reference.ReferenceFolder.ReferenceCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The harness must notice every wrong number: each one of a case that is right is made wrong in turn.
class LmmCasesTest {
    private static final DataFiles DATA = new DataFiles(ReferenceFolder.standard());
    private static final ReferenceCase DYESTUFF =
            (ReferenceCase) ReferenceFolder.standard().cases("lmm/dyestuff").getFirst();

    /// Says how the reference was made, or belongs to the method that is not checked.
    private static final Set<String> NOT_COMPARED = Set.of(
            "optimum",
            "tol",
            "versions",
            "ML",
            "profile_ci_95_ML",
            "profile_ci_max_abs_diff_default_vs_fine_grid",
            "nlevels");

    private static Comparison check(JsonNode json) throws DataFiles.Missing {
        Comparison comparison = new Comparison(Set.of());
        new LmmCases(new ReferenceCase("lmm/dyestuff", "lmm", "", json), DATA, comparison).check("REML");
        comparison.verify();
        return comparison;
    }

    private static ObjectNode copy() {
        return (ObjectNode) DYESTUFF.json().deepCopy();
    }

    @Test
    void caseIsRightAsItStands() throws DataFiles.Missing {
        assertThat(check(copy()).checks()).isGreaterThan(100);
    }

    @TestFactory
    Stream<DynamicTest> everyNumberCounts() {
        List<JsonPointer> numbers = new ArrayList<>();
        collect(DYESTUFF.json(), JsonPointer.empty(), numbers);
        assertThat(numbers).hasSizeGreaterThan(100);
        return numbers.stream()
                .map(at -> dynamicTest(at.toString(), () -> {
                    JsonNode json = copy();
                    double right = json.at(at).asDouble();
                    // far outside of any tolerance, also of sums that are 0 but for rounding
                    set(json, at, right + 0.1 * (Math.abs(right) + 10));
                    assertThatThrownBy(() -> check(json))
                            .isInstanceOf(AssertionError.class)
                            .hasMessageContaining("failed");
                }));
    }

    private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> into) {
        if (node.isNumber()) {
            into.add(at);
        }
        node.properties().stream()
                .filter(entry -> !NOT_COMPARED.contains(entry.getKey()))
                .forEach(entry -> collect(entry.getValue(), at.appendProperty(entry.getKey()), into));
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), at.appendIndex(i), into);
            }
        }
    }

    private static void set(JsonNode json, JsonPointer at, double value) {
        JsonNode parent = json.at(at.head());
        if (parent instanceof ArrayNode array) {
            array.set(at.last().getMatchingIndex(), array.numberNode(value));
        } else {
            ((ObjectNode) parent).put(at.last().getMatchingProperty(), value);
        }
    }

    @Test
    void numberThatNobodyKnowsFails() {
        ObjectNode json = copy();
        ((ObjectNode) json.at("/fits/REML")).put("skewness", 0.1);
        assertThatThrownBy(() -> check(json))
                .hasMessageContaining("nobody checks 1 entries")
                .hasMessageContaining("fits.REML.skewness");
    }

    @Test
    void undefinedNumberThatIsGivenFails() {
        ObjectNode json = copy();
        ((ObjectNode) json.at("/r2_icc_from_REML")).putNull("R2_conditional");
        assertThatThrownBy(() -> check(json)).hasMessageContaining("R2_conditional is undefined");
    }

    @Test
    void wrongDigestOfMadeDataFails() {
        ObjectNode json = copy();
        json.putObject("data_generator")
                .put("generator", "make_students.py")
                .put("sha256", "0000")
                .putArray("args")
                .add("--every")
                .add("1000");
        assertThatThrownBy(() -> check(json)).hasMessageContaining("SHA-256");
    }

    @Test
    void dataThatAreNotThereAreMissingOrWrong() {
        ObjectNode json = copy();
        json.put("data", "lmm/not-there.csv");
        assertThatThrownBy(() -> check(json)).hasMessageContaining("not-there.csv");
    }
}
