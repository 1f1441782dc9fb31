package clayton.desktop;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// The arrows of ARCHITECTURE.md that concern the desktop.
final class DesktopArchitectureTest {
    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("clayton");

    @Test
    void nobodyKnowsTheDesktopAndJavaFxIsKnownToItAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("clayton.desktop..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("clayton.desktop..", "javafx..", "atlantafx..", "org.eclipse..")
                .check(PROGRAM);
    }

    @Test
    void viewModelsKnowPropertiesAndCollectionsOfJavaFxAndNoOtherPartOfIt() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("ViewModel")
                .or()
                .resideInAPackage("clayton.desktop.session")
                .should()
                .dependOnClassesThat(resideInAPackage("javafx..")
                        .and(not(resideInAnyPackage("javafx.beans..", "javafx.collections..", "javafx.util.."))))
                .check(PROGRAM);
    }

    @Test
    void oneClassKnowsThreads() {
        noClasses()
                .that()
                .resideInAPackage("clayton.desktop..")
                .and()
                .doNotHaveSimpleName("Work")
                .and()
                .doNotHaveSimpleName("Job")
                .and()
                .doNotHaveSimpleName("DesktopApplication")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Executor.class, ExecutorService.class, Executors.class)
                .check(PROGRAM);
    }

    @Test
    void screensDoNotKnowTheWindow() {
        noClasses()
                .that()
                .resideInAPackage("clayton.desktop.*")
                .and()
                .resideOutsideOfPackages("clayton.desktop.window", "clayton.desktop.tour")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("clayton.desktop", "clayton.desktop.window", "clayton.desktop.tour")
                .check(PROGRAM);
    }
}
