package io.dalbox.plugins.testing;

import aQute.bnd.header.Parameters;
import io.dalbox.plugins.Actions;
import io.dalbox.plugins.PluginInfo;
import io.dalbox.plugins.PluginLogs;
import io.dalbox.plugins.PluginSettings;
import io.dalbox.plugins.PluginState;
import io.dalbox.plugins.Plugins;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.apache.felix.framework.FrameworkFactory;
import org.awaitility.Awaitility;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.util.tracker.ServiceTracker;

/**
 * A real framework with the real bundles of the runtime, in a home of its own. The interfaces that tests use come from the
 * test's class path, so that a service can be called as it is; all implementations come from their bundles.
 */
public final class Framework4Tests implements AutoCloseable {

    private static final List<String> TYPES_FROM_TEST = List.of(
            "jackson-core",
            "jackson-databind",
            "jackson-annotations",
            "io.dalbox.api",
            "io.dalbox.json",
            "io.dalbox.store",
            "io.dalbox.compute",
            "io.dalbox.events",
            "io.dalbox.tasks",
            "io.dalbox.plugins.jar",
            // A native library loads once a process, and a restart within a test is no new process.
            "sqlite-jdbc");

    private static final List<String> BUNDLES = List.of(
            "pax-logging-api",
            "pax-logging-logback",
            "org.osgi.util.function",
            "org.osgi.util.promise",
            "org.osgi.service.component-1",
            "org.apache.felix.scr",
            "org.apache.felix.configadmin",
            "org.apache.felix.eventadmin",
            "org.apache.felix.metatype",
            "jackson-dataformat-yaml",
            "snakeyaml-engine",
            "json-schema-validator",
            "itu",
            "json-from-test",
            "io.dalbox.store",
            "io.dalbox.compute",
            "io.dalbox.events",
            "io.dalbox.tasks",
            "io.dalbox.plugins.jar");

    private final Path home;
    private final Framework framework;

    /** Starts in a folder; a second start in the same folder is a restart. */
    public Framework4Tests(Path folder, Map<String, String> properties) throws Exception {
        this.home = folder.resolve("home");
        for (String name : List.of("plugins", "config", "data", "media", "logs", "cache")) {
            Files.createDirectories(home.resolve(name));
        }
        Files.createDirectories(folder.resolve("distribution/plugins"));
        Map<String, String> p = new HashMap<>();
        p.put(Constants.FRAMEWORK_STORAGE, home.resolve("cache/framework").toString());
        p.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, exportsOf(TYPES_FROM_TEST));
        p.put("felix.log.level", "1");
        p.put("felix.cm.pm", "memory");
        p.put("ds.lock.timeout.milliseconds", "2000");
        p.put("ds.stop.timeout.milliseconds", "2000");
        p.put("org.apache.felix.eventadmin.Timeout", "0");
        p.put("org.ops4j.pax.logging.DefaultServiceLog.level", "WARN");
        p.put(
                "org.ops4j.pax.logging.logback.config.file",
                Path.of("src/test/resources/framework-logback.xml")
                        .toAbsolutePath()
                        .toString());
        p.put("dalbox.home", home.toString());
        p.put("dalbox.distribution", folder.resolve("distribution").toString());
        p.put("dalbox.cpu.limit", "2");
        p.putAll(properties);
        framework = new FrameworkFactory().newFramework(p);
        framework.init();
        boolean fresh = framework.getBundleContext().getBundles().length == 1;
        List<Bundle> installed = new ArrayList<>();
        for (String name : fresh ? BUNDLES : List.<String>of()) {
            installed.add(framework
                    .getBundleContext()
                    .installBundle("reference:" + find(name).toURI()));
        }
        framework.start();
        for (Bundle bundle : installed) {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
        }
        Awaitility.await("the first round of starts")
                .atMost(Duration.ofSeconds(60))
                .until(() -> plugins().settled());
    }

    /** The class path of the tests. */
    static List<String> classPath() {
        return List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
                .filter(e -> new File(e).exists())
                .toList();
    }

    private static File find(String name) {
        if (name.equals("io.dalbox.plugins.jar")) {
            return OwnBundle.FILE.toFile();
        }
        if (name.equals("json-from-test")) {
            return JsonBundle.FILE.toFile();
        }
        return classPath().stream()
                .map(File::new)
                .filter(f -> f.getName().startsWith(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + name + " on the class path"));
    }

    private static String exportsOf(List<String> names) throws IOException {
        List<String> exports = new ArrayList<>();
        for (String name : names) {
            try (JarFile jar = new JarFile(find(name))) {
                new Parameters(jar.getManifest().getMainAttributes().getValue("Export-Package"))
                        .forEach((pkg, attrs) -> exports.add(pkg + ";version=\"" + attrs.getVersion() + "\""));
            }
        }
        return exports.stream().distinct().collect(Collectors.joining(","));
    }

    /** The bundle under test, built once from the classes that were just compiled. */
    private static final class OwnBundle {
        static final Path FILE = build();

        private static Path build() {
            try {
                Path target = Files.createTempFile("io.dalbox.plugins", ".jar");
                target.toFile().deleteOnExit();
                PluginJar.bundleOf(
                        Path.of("target/classes").toAbsolutePath(),
                        Path.of("../../bnd.bnd").toAbsolutePath().normalize(),
                        target);
                return target;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    /** The bundle io.dalbox.json does not import its own package; here it must, since tests hold its types. */
    private static final class JsonBundle {
        static final Path FILE = change();

        private static Path change() {
            try (aQute.bnd.osgi.Jar jar = new aQute.bnd.osgi.Jar(find("io.dalbox.json"))) {
                Path target = Files.createTempFile("io.dalbox.json", ".jar");
                target.toFile().deleteOnExit();
                var headers = jar.getManifest().getMainAttributes();
                headers.remove(new java.util.jar.Attributes.Name("Export-Package"));
                headers.putValue(
                        "Import-Package", headers.getValue("Import-Package") + ",io.dalbox.json;version=\"[1.0,2)\"");
                jar.write(target.toFile());
                return target;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The drop folder. */
    public Path drops() {
        return home.resolve("plugins");
    }

    /** The home. */
    public Path home() {
        return home;
    }

    /** The framework. */
    public Framework framework() {
        return framework;
    }

    /** The plugins. */
    public Plugins plugins() {
        return service(Plugins.class);
    }

    /** The actions. */
    public Actions actions() {
        return service(Actions.class);
    }

    /** The settings. */
    public PluginSettings settings() {
        return service(PluginSettings.class);
    }

    /** The logs. */
    public PluginLogs logs() {
        return service(PluginLogs.class);
    }

    /** Any service. */
    public <T> T service(Class<T> type) {
        ServiceTracker<T, T> tracker = new ServiceTracker<>(framework.getBundleContext(), type, null);
        tracker.open();
        try {
            T service = tracker.waitForService(8_000);
            if (service == null) {
                throw new IllegalStateException("no service " + type.getName() + state());
            }
            return service;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            tracker.close();
        }
    }

    private String state() {
        StringBuilder text = new StringBuilder();
        for (Bundle bundle : framework.getBundleContext().getBundles()) {
            text.append("\n  ").append(bundle).append(' ').append(bundle.getState());
            for (var reference : bundle.getRegisteredServices() == null
                    ? new org.osgi.framework.ServiceReference<?>[0]
                    : bundle.getRegisteredServices()) {
                text.append(' ').append(String.join("+", (String[]) reference.getProperty("objectClass")));
            }
        }
        return text + "\n" + failures();
    }

    // The component runtime's interface is not on the test's side, so it is asked by reflection.
    private String failures() {
        try {
            var context = framework.getBundleContext();
            Object runtime = context.getService(context.getAllServiceReferences(
                            "org.osgi.service.component.runtime.ServiceComponentRuntime", null)[0]);
            StringBuilder text = new StringBuilder();
            for (var method : runtime.getClass().getMethods()) {
                if (method.getName().equals("getComponentDescriptionDTOs")) {
                    for (Object description :
                            (java.util.Collection<?>) method.invoke(runtime, (Object) new Bundle[0])) {
                        for (var m : runtime.getClass().getMethods()) {
                            if (m.getName().equals("getComponentConfigurationDTOs")) {
                                text.append(m.invoke(runtime, description)).append('\n');
                            }
                        }
                    }
                }
            }
            return text.toString();
        } catch (ReflectiveOperationException | org.osgi.framework.InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts a whole file into the drop folder by a rename, as a careful program does. */
    public Path drop(String name, byte[] bytes) throws IOException {
        Path part = drops().resolve("." + name + ".part");
        Files.write(part, bytes);
        return Files.move(
                part, drops().resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Waits until a row is as wanted. */
    public PluginInfo await(String id, java.util.function.Predicate<PluginInfo> wanted) {
        return Awaitility.await(id + ", which is " + plugins().find(id))
                .atMost(Duration.ofSeconds(25))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> plugins().find(id).filter(wanted).orElse(null), java.util.Objects::nonNull);
    }

    /** Waits until a plugin has a state. */
    public PluginInfo await(String id, PluginState state) {
        try {
            return await(id, row -> row.state() == state);
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            throw new AssertionError("Not " + state + " but " + plugins().find(id), e);
        }
    }

    @Override
    public void close() throws Exception {
        framework.stop();
        if (framework.waitForStop(30_000).getType() == FrameworkEvent.WAIT_TIMEDOUT) {
            throw new IllegalStateException("The framework did not stop");
        }
    }
}
