package copse.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import copse.reference.ReferenceFolder.Found;
import copse.reference.ReferenceFolder.ReferenceCase;
import copse.reference.ReferenceFolder.Unreadable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every case of the reference folder, one dynamic test per case and method; tolerances are the case's own.
///
/// The folder is `COPSE_REFERENCE`, by default the copy in the test resources; the system property
/// `copse.reference.part` narrows it to a folder or case within. What must be right by now stands in
/// `coverage.txt`; the rest is counted. The cases of this project's own (`own` in `coverage.txt`) run beside
/// any folder.
class ReferenceTest {
    private static final String PART = System.getProperty("copse.reference.part", "");
    private static final Coverage COVERAGE = Coverage.read();
    private static final ReferenceFolder FOLDER = ReferenceFolder.asked();
    private static final DataFiles DATA = new DataFiles(FOLDER);
    private static final Tally TALLY = new Tally();
    private static final Posteriors POSTERIORS = new Posteriors(FOLDER, DATA);

    /// What became of the cases.
    private static final class Tally {
        private int passed;
        private int failed;
        private int skipped;
        private int checks;
        private double worst;
        private final Map<String, Integer> notCovered = new TreeMap<>();
        private final List<String> leftOut = new ArrayList<>();

        private void print() {
            notCovered.forEach((kind, count) -> System.out.println(
                    "reference: not covered yet: " + kind + ", " + count + (count == 1 ? " case" : " cases")));
            leftOut.forEach(line -> System.out.println("reference: left out: " + line));
            System.out.printf(
                    "reference: %d right, %d wrong, %d skipped; %,d checks, worst ratio to tolerance %.2g; %d cases not"
                            + " covered yet, in %s%n",
                    passed,
                    failed,
                    skipped,
                    checks,
                    worst,
                    notCovered.values().stream().mapToInt(Integer::intValue).sum(),
                    FOLDER.root());
        }
    }

    @TestFactory
    Stream<DynamicTest> cases() {
        List<Found> found = new ArrayList<>(FOLDER.cases(PART));
        if (!FOLDER.equals(ReferenceFolder.standard())) {
            ReferenceFolder.standard().cases(PART).stream()
                    .filter(one -> COVERAGE.own().contains(folderOf(one.id())))
                    .forEach(found::add);
        }
        // the stream is lazy: what is added last runs last
        return Stream.concat(
                found.stream().flatMap(ReferenceTest::tests),
                Stream.of(dynamicTest("distances of all posteriors", POSTERIORS::checkDistances)));
    }

    /// A run that finds nothing to check must not look like one in which all was right.
    @Test
    void folderHasCoveredCases() {
        assertThat(Stream.concat(FOLDER.cases(PART).stream(), ownCases())
                        .filter(ReferenceCase.class::isInstance)
                        .map(ReferenceCase.class::cast)
                        .filter(one -> COVERAGE.covers(one.kind(), one.function())))
                .as("covered cases in %s%s", FOLDER.root(), PART.isEmpty() ? "" : ", part " + PART)
                .isNotEmpty();
    }

    // Asked for by name they count; else the folder has to have cases of its own.
    private static Stream<Found> ownCases() {
        return COVERAGE.own().contains(folderOf(PART + "/"))
                ? ReferenceFolder.standard().cases(PART).stream()
                : Stream.empty();
    }

    /// Whoever leaves a case out must mean one that exists.
    @Test
    void exceptionsNameCases() {
        if (PART.isEmpty()) {
            List<String> ids = Stream.concat(FOLDER.cases("").stream(), ReferenceFolder.standard().cases("").stream())
                    .map(Found::id)
                    .toList();
            assertThat(ids)
                    .containsAll(COVERAGE.exceptions().stream()
                            .map(Coverage.Without::id)
                            .toList());
        }
    }

    @AfterAll
    static void summary() {
        TALLY.print();
        assertThat(TALLY.passed + TALLY.failed).as("cases that were run").isPositive();
    }

    private static String folderOf(String id) {
        return id.substring(0, Math.max(0, id.indexOf('/')));
    }

    private static Stream<DynamicTest> tests(Found found) {
        return switch (found) {
            case Unreadable unreadable ->
                Stream.of(dynamicTest(unreadable.id(), () -> {
                    TALLY.failed++;
                    System.out.println(unreadable.id() + ": UNREADABLE: " + unreadable.problem());
                    throw new AssertionError(unreadable.id() + ": " + unreadable.problem());
                }));
            case ReferenceCase one
            when !COVERAGE.covers(one.kind(), one.function()) -> {
                TALLY.notCovered.merge(
                        one.function().isEmpty() ? one.kind() : one.kind() + " " + one.function(), 1, Integer::sum);
                yield Stream.empty();
            }
            case ReferenceCase one
            when COVERAGE.reasonToSkip(one.id()).isPresent() -> {
                TALLY.leftOut.add(
                        one.id() + ": " + COVERAGE.reasonToSkip(one.id()).get());
                yield Stream.empty();
            }
            case ReferenceCase one -> checks(one);
        };
    }

    // The door for a new kind.
    private static Stream<DynamicTest> checks(ReferenceCase one) {
        return switch (one.kind()) {
            case "lm", "lmm" ->
                LmmCases.METHODS.stream()
                        .filter(method -> one.json().path("fits").has(method))
                        .map(method -> dynamicTest(
                                one.id() + " " + method,
                                () -> run(one, method, checks -> new LmmCases(one, DATA, checks).check(method))));
            case "design" ->
                Stream.of(dynamicTest(one.id(), () -> run(one, one.function(), checks -> checkDesign(one, checks))));
            case "glmm" ->
                GlmmCases.methods(one).stream()
                        .map(method -> dynamicTest(
                                one.id() + " " + method,
                                () -> run(one, method, checks -> new GlmmCases(one, DATA, checks).check(method))));
            case "glmm_tmb" ->
                Stream.of(dynamicTest(
                        one.id(), () -> run(one, "", checks -> new GlmmCases(one, DATA, checks).checkTmb())));
            case "cluster_robust" ->
                Stream.of(dynamicTest(
                        one.id(), () -> run(one, "", checks -> new ClusterRobustCases(one, DATA, checks).check())));
            case "draws" ->
                Stream.of(dynamicTest(
                        one.id(), () -> run(one, "", checks -> new DrawsCases(one, DATA, checks).check())));
            case "posterior", "posterior_other" ->
                Stream.of(dynamicTest(one.id(), () -> run(one, "", checks -> POSTERIORS.check(one, checks))));
            case "model_compare" ->
                Stream.of(dynamicTest(one.id(), () -> run(one, "", checks -> POSTERIORS.compare(one, checks))));
            case "psis_loo" ->
                Stream.of(dynamicTest(
                        one.id(), () -> run(one, "", checks -> new LooCases(one, DATA, checks).checkLeaveOneOut())));
            case "gpd" ->
                Stream.of(dynamicTest(
                        one.id(), () -> run(one, "", checks -> new LooCases(one, DATA, checks).checkPareto())));
            case "stacking" ->
                Stream.of(dynamicTest(
                        one.id(), () -> run(one, "", checks -> new LooCases(one, DATA, checks).checkStacking())));
            case "model_compare stored" ->
                Stream.of(dynamicTest(
                        one.id(),
                        () -> run(one, "", checks -> new ComparisonCases(one, FOLDER, DATA, checks).check())));
            default ->
                Stream.of(dynamicTest(one.id(), () -> {
                    throw new AssertionError(
                            one.id() + ": coverage.txt covers kind `" + one.kind() + "`, but nothing checks it");
                }));
        };
    }

    private static void checkDesign(ReferenceCase one, Comparison checks) throws IOException {
        if (one.function().equals("power_grid")) {
            PowerCases.grid(FOLDER.file(one), checks);
        } else if (one.function().equals("community.bestKnown")) {
            ClusteringCases.communities(FOLDER.root().resolve(folderOf(one.id())), one, checks);
        } else {
            DesignCases.check(one, checks);
        }
    }

    private interface Check {
        void accept(Comparison checks) throws Exception;
    }

    private static void run(ReferenceCase one, String method, Check check) throws Exception {
        Comparison comparison = new Comparison(COVERAGE.quantitiesLeftOut(one.id()));
        String outcome = "WRONG";
        try {
            check.accept(comparison);
            comparison.verify();
            outcome = "right";
            TALLY.passed++;
        } catch (DataFiles.Missing missing) {
            outcome = "skipped, no " + missing.data() + " here";
            TALLY.skipped++;
            Assumptions.abort(missing.getMessage());
        } finally {
            if (outcome.equals("WRONG")) {
                TALLY.failed++;
            }
            TALLY.checks += comparison.checks();
            comparison
                    .quantities()
                    .forEach(quantity -> TALLY.worst = Math.max(TALLY.worst, comparison.worst(quantity)));
            System.out.println(one.id() + " " + method + ": " + outcome + ", " + comparison.summary());
            COVERAGE.exceptions().stream()
                    .filter(without -> without.id().equals(one.id()))
                    .map(without -> without.id() + " " + without.quantity() + ": " + without.reason())
                    .filter(line -> !TALLY.leftOut.contains(line))
                    .forEach(TALLY.leftOut::add);
        }
    }
}
