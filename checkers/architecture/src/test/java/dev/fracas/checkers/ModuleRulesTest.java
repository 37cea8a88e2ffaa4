package dev.fracas.checkers;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.fracas.model.machine.memory.MemorySystem;
import java.util.List;
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

    @Test
    void checkersHoldNoKernelKnowledge() {
        noClasses()
                .that()
                .resideInAPackage("dev.fracas.checkers..")
                .and()
                .resideOutsideOfPackages(
                        "dev.fracas.checkers.cli..",
                        "dev.fracas.checkers.peers..",
                        // These take locks: see checkers/README.md.
                        "dev.fracas.checkers.assertions..",
                        "dev.fracas.checkers.junit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.fracas.model.lock..",
                        "dev.fracas.model.addressspace..",
                        "dev.fracas.model.pagetable..")
                .because("an engine explores whatever program it is given")
                .check(fracas);
    }

    @Test
    void nobodyTellsOneMemorySystemFromAnother() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.fracas.model.machine.memory")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.fracas.model.machine.memory")
                                .and(assignableTo(MemorySystem.class))
                                .and(not(type(MemorySystem.class))))
                .because("what is a system's own it says itself, so that a further one is one file")
                .check(fracas);
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
