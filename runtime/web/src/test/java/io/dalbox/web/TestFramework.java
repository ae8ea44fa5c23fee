package io.dalbox.web;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;

/** A framework with the runtime's bundles, listening on a port of its own. */
final class TestFramework implements AutoCloseable {

    private final Framework framework;
    private final int port;

    private TestFramework(Framework framework, int port) {
        this.framework = framework;
        this.port = port;
    }

    static TestFramework start(Path home) throws IOException, BundleException {
        for (String folder : List.of("plugins", "config", "data", "media", "logs", "cache", "shipped/plugins")) {
            Files.createDirectories(home.resolve(folder));
        }
        bundle(
                home.resolve("plugins/probe.jar"),
                "io.dalbox.web.probe",
                "io.dalbox.web.probe",
                Map.of(
                        "Bundle-Activator",
                        "io.dalbox.web.probe.ProbeActivator",
                        "Provide-Capability",
                        "io.dalbox.plugin;io.dalbox.plugin=probe;contract:Version=\"1.0\""));
        int port = freePort();
        Framework framework = new FrameworkFactory().newFramework(properties(home, port));
        framework.init();
        List<Bundle> bundles = new ArrayList<>();
        for (Path jar : jars()) {
            bundles.add(framework.getBundleContext().installBundle("reference:" + jar.toUri()));
        }
        framework.start();
        bundles.sort(Comparator.comparing(TestFramework::level));
        for (Bundle bundle : bundles) {
            if (bundle.getHeaders().get("Fragment-Host") == null) {
                bundle.start(Bundle.START_ACTIVATION_POLICY);
            }
        }
        return new TestFramework(framework, port);
    }

    /** As the distribution has it: the log first, and the plugins only once the web server is guarded. */
    private static int level(Bundle bundle) {
        String name = bundle.getSymbolicName();
        if (name.startsWith("org.ops4j.pax.logging")) {
            return 1;
        }
        return name.equals("io.dalbox.plugins") ? 3 : 2;
    }

    Framework framework() {
        return framework;
    }

    String base() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(20_000);
    }

    /** Makes a bundle of the classes of a package of the tests. */
    static Path bundle(Path target, String symbolicName, String testPackage, Map<String, String> headers)
            throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.putValue("Manifest-Version", "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", symbolicName);
        main.putValue("Bundle-Version", "1.0.0");
        main.putValue("DynamicImport-Package", "*");
        headers.forEach(main::putValue);
        Path classes = Path.of("target/test-classes", testPackage.replace('.', '/'));
        try (OutputStream out = Files.newOutputStream(target);
                JarOutputStream jar = new JarOutputStream(out, manifest);
                Stream<Path> files = Files.list(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new JarEntry(testPackage.replace('.', '/') + "/" + file.getFileName()));
                Files.copy(file, jar);
                jar.closeEntry();
            }
        }
        return target;
    }

    private static List<Path> jars() throws IOException {
        List<Path> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("target/framework"))) {
            files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
        }
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            files.filter(file -> file.getFileName().toString().matches("io\\.dalbox\\.web-.*\\.jar"))
                    .forEach(jars::add);
        }
        return jars.stream().map(Path::toAbsolutePath).toList();
    }

    private static Map<String, String> properties(Path home, int port) {
        Map<String, String> p = new HashMap<>();
        p.put("org.osgi.framework.storage", home.resolve("cache/framework").toString());
        p.put("org.osgi.framework.storage.clean", "onFirstInit");
        p.put("felix.log.level", "1");
        p.put("org.ops4j.pax.logging.DefaultServiceLog.level", "ERROR");
        p.put(
                "org.ops4j.pax.logging.StaticLogbackFile",
                Path.of("src/test/resources/framework-logback.xml")
                        .toAbsolutePath()
                        .toString());
        p.put("org.osgi.service.http.port", "0");
        p.put("org.apache.felix.http.host", "127.0.0.1");
        p.put("org.apache.felix.http.jetty.virtualthreads.enable", "true");
        p.put("org.apache.felix.http.jetty.sendServerHeader", "false");
        p.put("org.apache.felix.eventadmin.Timeout", "0");
        p.put("felix.cm.dir", home.resolve("config/cm").toString());
        // Without it the console would take its own admin/admin until our gate is there.
        p.put("felix.webconsole.security.providers", "io.dalbox");
        p.put("dalbox.home", home.toString());
        p.put("dalbox.distribution", home.resolve("shipped").toString());
        p.put("dalbox.version", "0.1.0");
        p.put("dalbox.port", Integer.toString(port));
        p.put("dalbox.bind", "127.0.0.1");
        p.put("dalbox.allow.private.network", "false");
        p.put("dalbox.cpu.limit", "");
        p.put("dalbox.safe", "false");
        return p;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
