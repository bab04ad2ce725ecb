package copse.reference;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import copse.network.Leiden;
import copse.network.NetworkLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The floors of the house (docs/decisions/001-layout-and-build.md) and what holds on all of them.
///
/// Maven's dependencies keep the modules apart; this test names the packages, so that a new package has to be
/// put on a floor, and adds what neither javac nor Error Prone looks at.
class ArchitectureTest {
    /// From the ground up. A package may use its own floor and those below, unless [#NEIGHBOURS] forbids it.
    private static final List<Floor> FLOORS = List.of(
            new Floor("core", "copse.error", "copse.math", "copse.frame", "copse.formula", "copse.record"),
            new Floor("io", "copse.io"),
            new Floor(
                    "design",
                    "copse.match",
                    "copse.network",
                    "copse.design",
                    "copse.balance",
                    "copse.assign",
                    "copse.exposure"),
            new Floor(
                    "model",
                    "copse.model",
                    "copse.model.internal",
                    "copse.family",
                    "copse.infer",
                    "copse.lm",
                    "copse.lmm",
                    "copse.glmm",
                    "copse.prior",
                    "copse.mcmc",
                    "copse.loo",
                    "copse.bayes"),
            new Floor(
                    "study",
                    "copse.scenario",
                    "copse.estimate",
                    "copse.interference",
                    "copse.power",
                    "copse.study",
                    "copse.plan"),
            new Floor("report", "copse.report", "copse.report.draws", "copse.report.plot", "copse.report.trial"),
            new Floor("image", "copse.image"),
            new Floor("notebook", "copse.notebook"),
            new Floor("cli", "copse.cli"));

    /// Floors that do not know each other, although one stands below the other: who embeds the models does not
    /// carry DuckDB, and rows reach them through `copse.frame.RowSource`.
    private static final List<List<String>> NEIGHBOURS = List.of(
            List.of("design", "io"),
            List.of("design", "model"),
            List.of("model", "io"),
            List.of("study", "io"),
            List.of("report", "io"));

    private static final JavaClasses COPSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("copse");

    private record Floor(String name, String... packages) {
        /// The packages and those inside them.
        String[] patterns() {
            return Arrays.stream(packages).map(p -> p + "..").toArray(String[]::new);
        }
    }

    private static Floor floor(String name) {
        return FLOORS.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
    }

    @TestFactory
    Stream<DynamicTest> arrowsOnlyPointDown() {
        List<DynamicTest> tests = new ArrayList<>();
        for (int below = 0; below < FLOORS.size(); below++) {
            for (Floor above : FLOORS.subList(below + 1, FLOORS.size())) {
                tests.add(doesNotUse(FLOORS.get(below), above));
            }
        }
        NEIGHBOURS.forEach(pair -> tests.add(doesNotUse(floor(pair.get(0)), floor(pair.get(1)))));
        return tests.stream();
    }

    private static DynamicTest doesNotUse(Floor user, Floor used) {
        return dynamicTest(
                user.name() + " does not use " + used.name(),
                () -> noClasses()
                        .that()
                        .resideInAnyPackage(user.patterns())
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(used.patterns())
                        .check(COPSE));
    }

    @Test
    void everyPackageStandsOnAFloor() {
        Set<String> onAFloor = new TreeSet<>();
        FLOORS.forEach(f -> onAFloor.addAll(List.of(f.packages())));
        assertThat(onAFloor).as("put the new package on a floor in FLOORS").containsAll(packages());
    }

    private static Set<String> packages() {
        Set<String> names = new TreeSet<>();
        for (JavaClass c : COPSE) {
            // A module for measuring, not a floor.
            if (!c.getPackageName().startsWith("copse.bench")) {
                names.add(c.getPackageName());
            }
        }
        return names;
    }

    @Test
    void packagesFormNoCircle() {
        slices().matching("copse.(*)..").should().beFreeOfCycles().check(COPSE);
    }

    @TestFactory
    Stream<DynamicTest> everyPackageIsNullMarked() {
        return packages().stream()
                .map(name -> dynamicTest(
                        name,
                        () -> assertThat(COPSE.getPackage(name).isAnnotatedWith(NullMarked.class))
                                .as("package-info.java of %s has @NullMarked", name)
                                .isTrue()));
    }

    @TestFactory
    Stream<DynamicTest> librariesStayOnTheirFloor() {
        return Stream.of(
                onlyIn("DuckDB and SQL", new String[] {"org.duckdb..", "java.sql.."}, "copse.io.."),
                // designs, records and ledgers are files of their own; results are laid out by the report
                onlyIn(
                        "Jackson",
                        new String[] {"tools.jackson.."},
                        "copse.design..",
                        "copse.assign..",
                        "copse.plan..",
                        "copse.report..",
                        "copse.image..",
                        "copse.notebook..",
                        "copse.cli.."),
                onlyIn("JGraphT", new String[] {"org.jgrapht.."}, "copse.match..", "copse.network.."),
                onlyIn("networkanalysis", new String[] {"nl.cwts.."}, "copse.network.."),
                onlyIn(
                        "JavaScript and rasters",
                        new String[] {"com.caoccao.javet..", "com.github.weisj..", "java.awt..", "javax.imageio.."},
                        "copse.image.."),
                onlyIn("picocli", new String[] {"picocli.."}, "copse.cli.."),
                onlyIn("generators", new String[] {"org.apache.commons.rng.."}, "copse.math.."));
    }

    private static DynamicTest onlyIn(String library, String[] libraryPackages, String... users) {
        return dynamicTest(
                library + " only in " + String.join(", ", users),
                () -> noClasses()
                        .that()
                        .resideOutsideOfPackages(users)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(libraryPackages)
                        .check(COPSE));
    }

    /// Same seed, same answer: a number may not come from a generator or a clock that nobody passed in. The
    /// libraries of communities and of drawings want a generator of the platform; they get one that starts from
    /// the stream.
    @Test
    void chanceComesFromARandomStream() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Leiden.class, NetworkLayout.class)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Random.class, SplittableRandom.class, ThreadLocalRandom.class)
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat(resideInAPackage("java.util.random.."))
                .check(COPSE);
    }

    /// A library returns values and throws; what is said, and where, is the business of the command line and of
    /// prompts that print what is shown.
    @Test
    void onlyTheCommandLineAndPromptsTalk() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackages("copse.cli..", "copse.notebook..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .orShould()
                .dependOnClassesThat(resideInAnyPackage("java.util.logging..", "java.lang.System$Logger"));
        rule.check(COPSE);
    }

    /// What the numbers are made of is handed in as rows, never read from a file on the way.
    @Test
    void statisticsReadNoFiles() {
        noClasses()
                .that()
                .resideInAnyPackage(floor("model").patterns())
                .or()
                .resideInAnyPackage("copse.error..", "copse.math..", "copse.frame..", "copse.formula..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.nio.file..")
                .check(COPSE);
    }

    @Test
    void publicFieldsAreConstants() {
        fields().that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .should()
                .beStatic()
                .andShould()
                .beFinal()
                .check(COPSE);
    }

    @Test
    void valuesAreNamedByNouns() {
        methods()
                .that()
                .arePublic()
                .should(new ArchCondition<>("not be called getX or setX, unless something outside copse says so") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        if (method.getName().matches("[gs]et[A-Z].*") && !overridesForeignMethod(method)) {
                            events.add(SimpleConditionEvent.violated(method, method.getFullName()));
                        }
                    }
                })
                .check(COPSE);
    }

    private static boolean overridesForeignMethod(JavaMethod method) {
        Stream<JavaClass> above = Stream.concat(
                method.getOwner().getAllRawSuperclasses().stream(), method.getOwner().getAllRawInterfaces().stream());
        return above.filter(c -> !c.getPackageName().startsWith("copse"))
                .flatMap(c -> c.getMethods().stream())
                .anyMatch(m -> m.getName().equals(method.getName()));
    }

    /// Every way to fail is a case of the sealed family in `copse.error`, with a code that can be explained.
    @Test
    void exceptionsForUsersAreOfOneFamily() {
        DescribedPredicate<JavaClass> exceptions = assignableTo(Throwable.class);
        classes()
                .that(exceptions)
                .and()
                .arePublic()
                .should()
                .resideInAPackage("copse.error")
                .check(COPSE);
    }

    @Test
    void classesOfFunctionsHaveNoInstances() {
        constructors()
                .that()
                .areDeclaredInClassesThat(onlyStaticMembers())
                .should()
                .bePrivate()
                .allowEmptyShould(true)
                .check(COPSE);
    }

    private static DescribedPredicate<JavaClass> onlyStaticMembers() {
        return DescribedPredicate.describe(
                "have static members only",
                c -> !c.isInterface()
                        && !c.isRecord()
                        && !c.isEnum()
                        && !c.isAnonymousClass()
                        && !c.getModifiers().contains(JavaModifier.ABSTRACT)
                        && !c.getMethods().isEmpty()
                        && c.getRawSuperclass()
                                .map(s -> s.isEquivalentTo(Object.class))
                                .orElse(false)
                        && c.getRawInterfaces().isEmpty()
                        && c.getMembers().stream()
                                .filter(m -> !m.getName().equals("<init>"))
                                .allMatch(m -> m.getModifiers().contains(JavaModifier.STATIC))
                        && !simpleName("package-info").test(c));
    }
}
