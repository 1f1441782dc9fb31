package clayton.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The arrows of ARCHITECTURE.md.
final class ArchitectureTest {
    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("clayton");

    @Test
    void theVocabularyKnowsTheJdkAndNothingElse() {
        classes()
                .that()
                .resideInAPackage("clayton.chain")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("clayton.chain", "java..", "org.jspecify.annotations")
                .check(PROGRAM);
    }

    @Test
    void siblingsDoNotKnowEachOtherAndNobodyKnowsTheCommandLine() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("clayton..")
                .layer("chain")
                .definedBy("clayton.chain")
                .layer("reader")
                .definedBy("clayton.reader")
                .layer("store")
                .definedBy("clayton.store..")
                .layer("taint")
                .definedBy("clayton.taint")
                .layer("clustering")
                .definedBy("clayton.clustering")
                .layer("evidence")
                .definedBy("clayton.evidence")
                .layer("workspace")
                .definedBy("clayton.workspace")
                .layer("cli")
                .definedBy("clayton.cli")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("workspace")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("evidence")
                .mayOnlyBeAccessedByLayers("workspace", "cli")
                .whereLayer("reader")
                .mayOnlyBeAccessedByLayers("evidence", "workspace", "cli")
                .whereLayer("store")
                .mayOnlyBeAccessedByLayers("evidence", "workspace", "cli")
                .whereLayer("taint")
                .mayOnlyBeAccessedByLayers("evidence", "cli")
                .whereLayer("clustering")
                .mayOnlyBeAccessedByLayers("evidence", "workspace", "cli")
                .ensureAllClassesAreContainedInArchitecture()
                .check(PROGRAM);
    }

    @Test
    void bitcoinjIsKnownToTheReaderAlone() {
        onlyIn("clayton.reader", "org.bitcoinj..");
    }

    @Test
    void theNeo4jDriverIsKnownToItsPackageAlone() {
        onlyIn("clayton.store.neo4j", "org.neo4j..");
    }

    @Test
    void noClockHasASayInWhatIsWrittenToANeo4j() {
        noClasses()
                .that()
                .resideInAPackage("clayton.store.neo4j")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, InstantSource.class, LocalDateTime.class, Date.class)
                .check(PROGRAM);
    }

    @Test
    void theLedgerDoesNotKnowNeo4j() {
        noClasses()
                .that()
                .resideInAPackage("clayton.store")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("clayton.store.neo4j")
                .check(PROGRAM);
    }

    @Test
    void theCommandLineLibraryIsKnownToTheCommandLineAlone() {
        onlyIn("clayton.cli", "picocli..");
    }

    @Test
    void jsonIsKnownToDocumentsAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackages("clayton.cli", "clayton.evidence", "clayton.workspace")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson..")
                .check(PROGRAM);
    }

    @Test
    void nothingIsEverSerializedTheJavaWay() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(java.io.ObjectInputStream.class, java.io.ObjectOutputStream.class)
                .check(PROGRAM);
    }

    @Test
    void noPackageIsADumpingGround() {
        for (String name : List.of("util", "common", "impl", "manager", "helper")) {
            noClasses().should().resideInAPackage("clayton.." + name + "..").check(PROGRAM);
        }
    }

    private static void onlyIn(String home, String library) {
        noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(PROGRAM);
    }
}
