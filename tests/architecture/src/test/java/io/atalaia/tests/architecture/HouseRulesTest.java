/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.atalaia.platform.catalog.Snapshot;
import io.atalaia.platform.catalog.Standing;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

/** The habits of the house that a compiler does not know. */
@AnalyzeClasses(
        packages = "io.atalaia",
        importOptions = {ImportOption.DoNotIncludeTests.class, HouseRulesTest.WithoutTestSupport.class})
class HouseRulesTest {
    private static final String[] DRIVER = {"com.mongodb..", "org.bson..", "de.bwaldvogel..", "io.vertx.ext.mongo.."};

    @ArchTest
    static final ArchRule thereIsOneDoorToTheBus = noClasses()
            .that(not(resideInAnyPackage("io.atalaia.platform.bus..", "io.atalaia.gateway.bridge..")))
            .should()
            .callMethod(Vertx.class, "eventBus")
            .because("Bus always answers; only the bridge for browsers has its own way in");

    @ArchTest
    static final ArchRule verticlesMeetOnTheBusAlone =
            slices().assignedFrom(new ByRole()).should().notDependOnEachOther();

    @ArchTest
    static final ArchRule enginesArePure = classes()
            .that()
            .resideInAPackage("..engine..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "java..", "io.atalaia.contracts..", "..engine..", "com.google.errorprone.annotations..")
                    // What was registered at one moment: records, as those of the contracts are.
                    .or(belongToAnyOf(Snapshot.class, Standing.class)));

    @ArchTest
    static final ArchRule enginesAreHandedTheirTime = noClasses()
            .that()
            .resideInAPackage("..engine..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule nothingWaits = noClasses()
            .that(not(resideInAPackage("io.atalaia.launcher.command..")))
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(CountDownLatch.class, "await")
            .orShould()
            .callMethod(CompletableFuture.class, "join")
            .orShould()
            .callMethod(CompletableFuture.class, "get")
            .orShould()
            .callMethod(Future.class, "get")
            .orShould()
            .callMethod(io.vertx.core.Future.class, "await")
            .because(
                    "an event loop that waits serves nobody; the command line alone may wait for the start and the stop");

    @ArchTest
    static final ArchRule contractsStandOnTheJdkAndProtobuf = classes()
            .that()
            .resideInAPackage("io.atalaia.contracts..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "com.google.protobuf..", "io.atalaia.contracts..", "com.google.errorprone.annotations..");

    @ArchTest
    static final ArchRule onlyStoresKnowTheDriver = noClasses()
            .that(not(resideInAnyPackage(
                    "io.atalaia.storage.mongo..",
                    "io.atalaia.platform.mongo..",
                    "io.atalaia.launcher.database..",
                    // These hand the client from the launcher to the stores and do nothing with it.
                    "io.atalaia.storage",
                    "io.atalaia.launcher")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DRIVER);

    @ArchTest
    static final ArchRule platformKnowsNoRole = noClasses()
            .that()
            .resideInAnyPackage("io.atalaia.platform..", "io.atalaia.contracts..")
            .should()
            .dependOnClassesThat(resideInRoleModules());

    @ArchTest
    static final ArchRule resultsAreNotDropped = classes()
            .that()
            .haveSimpleName("package-info")
            .and(not(resideInAnyPackage("io.atalaia.contracts.proto..", "io.atalaia.tests..")))
            .should()
            .beAnnotatedWith("com.google.errorprone.annotations.CheckReturnValue");

    private static DescribedPredicate<JavaClass> resideInRoleModules() {
        return resideInAnyPackage(
                "io.atalaia.agent..",
                "io.atalaia.storage..",
                "io.atalaia.discovery..",
                "io.atalaia.health..",
                "io.atalaia.gateway..");
    }

    /** What tests share is main code of its module, but not of the product. */
    static final class WithoutTestSupport implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/io/atalaia/tests/");
        }
    }

    private static final class ByRole implements SliceAssignment {
        private static final Pattern ROLE =
                Pattern.compile("io\\.atalaia\\.(agent|storage|discovery|health|gateway)(\\..*)?");

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            var role = ROLE.matcher(type.getPackageName());
            return role.matches() ? SliceIdentifier.of(role.group(1)) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "the modules of the roles";
        }
    }
}
