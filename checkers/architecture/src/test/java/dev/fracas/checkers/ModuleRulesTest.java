package dev.fracas.checkers;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.fracas.model.families.KnownFamilies;
import dev.fracas.model.lock.LockFamily;
import dev.fracas.model.mechanism.Family;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each module may use and what it never holds. */
class ModuleRulesTest {
    /** A package of each module. */
    private static final List<String> MODULES =
            List.of(
                    "spec",
                    "model",
                    "generators.program",
                    "generators.memorymaps",
                    "counterexamples",
                    "checkers.explore",
                    "checkers.report",
                    "checkers.axiomatic",
                    "checkers.mutate",
                    "checkers.cli",
                    "checkers.peers",
                    "checkers.junit",
                    "checkers.benchmarks");

    private static JavaClasses fracas;

    @BeforeAll
    static void importProductionClasses() {
        fracas =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.fracas");
    }

    @Test
    void everyModuleIsLookedAt() {
        assertThat(MODULES)
                .allSatisfy(module ->
                        assertThat(fracas)
                                .anyMatch(type ->
                                        type.getPackageName().startsWith("dev.fracas." + module)));
    }

    @Test
    void arrowsPointOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("spec")
                .definedBy("dev.fracas.spec..")
                .layer("model")
                .definedBy("dev.fracas.model..")
                .layer("generators")
                .definedBy("dev.fracas.generators..")
                .layer("counterexamples")
                .definedBy("dev.fracas.counterexamples..")
                .layer("checkers")
                .definedBy("dev.fracas.checkers..")
                .whereLayer("spec")
                .mayNotAccessAnyLayer()
                .whereLayer("model")
                .mayOnlyAccessLayers("spec")
                .whereLayer("generators")
                .mayOnlyAccessLayers("spec", "model")
                .whereLayer("counterexamples")
                .mayOnlyAccessLayers("spec", "model")
                .whereLayer("checkers")
                .mayNotBeAccessedByAnyLayer()
                .check(fracas);
    }

    /** Packages of every module, each by itself. */
    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("dev.fracas.(**)").should().beFreeOfCycles().check(fracas);
    }

    @Test
    void whatServesEveryFamilyKnowsNone() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.fracas.model..",
                        "dev.fracas.counterexamples..",
                        "dev.fracas.checkers..",
                        "dev.fracas.generators")
                .and()
                .resideOutsideOfPackages(packagesOf(KnownFamilies.all().all()))
                .and()
                .resideOutsideOfPackages(
                        // The one list of families.
                        "dev.fracas.model.families..",
                        // A room shows itself by a view of the spec: see the next rule.
                        "dev.fracas.model.kernel..",
                        // Wherever a lock is compared with what others say of the same lock.
                        "dev.fracas.checkers.peers..",
                        "dev.fracas.checkers.benchmarks..",
                        // The door of who writes a lock: see the rule after that.
                        "dev.fracas.checkers.assertions..",
                        "dev.fracas.checkers.junit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packagesOf(KnownFamilies.all().all()))
                .because("a family is one line outside its own packages")
                .check(fracas);
    }

    @Test
    void roomsOfTheKernelAreBelowTheFamilies() {
        noClasses()
                .that()
                .resideInAPackage("dev.fracas.model.kernel..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        Stream.of(packagesOf(KnownFamilies.all().all()))
                                .filter(home -> home.startsWith("dev.fracas.model."))
                                .toArray(String[]::new))
                .check(fracas);
    }

    /**
     * A test suite hands over a lock as the protocol that its author writes; something has to put
     * that on a machine, and only locks have such a door so far.
     */
    @Test
    void testSuitesHaveADoorForLocksAndKnowNoOtherFamily() {
        List<Family> others =
                KnownFamilies.all().all().stream()
                        .filter(family -> !(family instanceof LockFamily))
                        .toList();
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.fracas.checkers.assertions..", "dev.fracas.checkers.junit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packagesOf(others))
                .check(fracas);
    }

    @Test
    void thePackagesOfAFamilyFollowFromTheFamily() {
        assertThat(packagesOf(List.of(new LockFamily())))
                .containsExactly(
                        "dev.fracas.model.lock..",
                        "dev.fracas.spec.lock..",
                        "dev.fracas.generators.lock..");
        assertThat(packagesOf(KnownFamilies.all().all()))
                .contains("dev.fracas.checkers.newcomer..");
    }

    /** Where a family lives: its package of the model with all below, and its like elsewhere. */
    private static String[] packagesOf(List<Family> families) {
        String model = "dev.fracas.model.";
        return families.stream()
                .map(family -> family.getClass().getPackageName())
                .flatMap(home ->
                        home.startsWith(model)
                                ? Stream.of("model.", "spec.", "generators.")
                                        .map(module ->
                                                "dev.fracas."
                                                        + module
                                                        + firstPart(home.substring(model.length())))
                                : Stream.of(home))
                .map(home -> home + "..")
                .distinct()
                .toArray(String[]::new);
    }

    private static String firstPart(String name) {
        return name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    }

    @Test
    void onlySecondOpinionsAndMemoryMapsNeedAConstraintSolver() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.fracas.checkers.axiomatic..",
                        "dev.fracas.checkers.linearizability..",
                        "dev.fracas.generators.memorymaps..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.chocosolver..")
                .check(fracas);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Manager", "Helper", "Util", "Utils", "Impl"})
    void classesAreNamedAfterTheField(String suffix) {
        noClasses().should().haveSimpleNameEndingWith(suffix).check(fracas);
    }
}
