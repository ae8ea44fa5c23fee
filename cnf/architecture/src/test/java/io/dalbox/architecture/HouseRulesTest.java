package io.dalbox.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rules 1, 2 and 4 of the house (docs/architecture): who may see whom, and who may make threads. */
class HouseRulesTest {

    /** Each module and the modules that it may use; a module that is missing here fails the build until it is placed. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("api", Set.of()),
            Map.entry("launcher", Set.of()),
            Map.entry("json", Set.of("api")),
            Map.entry("store", Set.of("api")),
            Map.entry("compute", Set.of("api")),
            Map.entry("net", Set.of("api")),
            Map.entry("storage", Set.of("api")),
            Map.entry("events", Set.of("api", "json", "store", "compute")),
            Map.entry("tasks", Set.of("api", "json", "store", "compute", "events")),
            Map.entry("plugins", Set.of("api", "json", "store", "compute", "events", "tasks")),
            Map.entry("ml", Set.of("api", "json", "store", "compute", "plugins")),
            Map.entry("flows", Set.of("api", "json", "store", "compute", "events", "tasks", "plugins")),
            Map.entry("hooks", Set.of("api", "json", "store", "compute", "events", "net")),
            Map.entry(
                    "pages", Set.of("api", "json", "store", "compute", "events", "tasks", "plugins", "flows", "hooks")),
            Map.entry(
                    "web",
                    Set.of(
                            "api", "json", "store", "compute", "events", "tasks", "plugins", "flows", "hooks", "pages",
                            "storage")),
            Map.entry("leaks", Set.of("plugins")),
            Map.entry("tesseract", Set.of()),
            Map.entry("console", Set.of("api", "tasks", "plugins")),
            Map.entry("testing", Set.of("api", "json", "store", "compute", "events", "tasks", "plugins")));

    private static final List<String> PLUGIN_LIBRARIES = List.of(
            "java.",
            "javax.",
            "org.osgi.",
            "org.slf4j",
            "tools.jackson.",
            "com.fasterxml.jackson.annotation",
            "jakarta.servlet",
            "ai.onnxruntime",
            "io.dalbox.tesseract.",
            // Packed into the plugins that use them.
            "org.apache.pdfbox.",
            "com.twelvemonkeys.",
            "org.w3c.dom.",
            "org.jspecify.");

    private static Workspace workspace;

    @BeforeAll
    static void readTheWorkspace() throws IOException {
        workspace = Workspace.read();
        assertThat(workspace.modules()).contains("runtime/api", "runtime/web", "bundles/hello", "bundles/download");
    }

    @Test
    void dependenciesOfTheRuntimePointOneWay() {
        List<String> wrong = new ArrayList<>();
        assertThat(crossings())
                .as("the rule must see what it judges")
                .anyMatch(c -> c.from().equals("runtime/web") && c.to().equals("runtime/plugins"));
        crossings().forEach(crossing -> {
            Set<String> allowed = MAY_USE.get(crossing.from().substring("runtime/".length()));
            assertThat(allowed)
                    .as(crossing.from() + " has no place in the layers yet")
                    .isNotNull();
            if (!allowed.contains(crossing.to().replace("runtime/", ""))) {
                wrong.add(crossing.toString());
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void internalsAreSeenByNobodyElse() {
        List<String> wrong = crossings()
                .filter(c -> c.dependency().getTargetClass().getPackageName().contains(".internal"))
                .filter(c -> !c.from().equals("runtime/testing"))
                .map(Crossing::toString)
                .toList();

        assertThat(wrong).isEmpty();
    }

    @Test
    void pluginsSeeOnlyTheApiAndTheSharedLibraries() {
        List<String> wrong = workspace.classes().stream()
                .filter(type -> moduleOf(type).startsWith("bundles/"))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> !mayBeSeenByPlugin(dependency))
                .map(Dependency::getDescription)
                .toList();

        assertThat(wrong).isEmpty();
    }

    @Test
    void pluginsMakeNoThreads() {
        noClasses()
                .that(belongTo("bundles/"))
                .should()
                .callConstructor(Thread.class, Runnable.class)
                .orShould()
                .callMethod(Thread.class, "ofVirtual")
                .orShould()
                .callMethod(Thread.class, "ofPlatform")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Executors.class, ExecutorService.class, ForkJoinPool.class)
                .orShould()
                .callMethod(CompletableFuture.class, "supplyAsync", java.util.function.Supplier.class)
                .orShould()
                .callMethod(CompletableFuture.class, "runAsync", Runnable.class)
                .because("the core owns every thread")
                .check(workspace.classes());
    }

    @Test
    void pathsAreNeverComparedAsStrings() {
        noClasses()
                .that(belongTo("runtime/storage"))
                .should()
                .callMethod(String.class, "startsWith", String.class)
                .because("/media-evil begins with /media: containment is decided by segments, in StoragePath")
                .check(workspace.classes());
    }

    private static Stream<Crossing> crossings() {
        return workspace.classes().stream()
                .filter(type -> moduleOf(type).startsWith("runtime/"))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream()
                        .map(d -> new Crossing(moduleOf(type), moduleOf(d.getTargetClass()), d)))
                .filter(c -> !c.to().isEmpty() && !c.to().equals(c.from()));
    }

    private static boolean mayBeSeenByPlugin(Dependency dependency) {
        String own = moduleOf(dependency.getOriginClass());
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        String module = moduleOf(target);
        return target.isPrimitive()
                || module.equals(own)
                || module.equals("runtime/api")
                || PLUGIN_LIBRARIES.stream().anyMatch(target.getName()::startsWith);
    }

    private static DescribedPredicate<JavaClass> belongTo(String modules) {
        return DescribedPredicate.describe(
                "belong to " + modules, type -> moduleOf(type).startsWith(modules));
    }

    private static String moduleOf(JavaClass type) {
        return workspace.moduleOf(type).orElse("");
    }

    private record Crossing(String from, String to, Dependency dependency) {
        @Override
        public String toString() {
            return from + " -> " + to + ": " + dependency.getDescription();
        }
    }
}
