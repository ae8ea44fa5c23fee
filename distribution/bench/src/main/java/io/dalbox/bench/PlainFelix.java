package io.dalbox.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.launch.Framework;

/** A program of its own: a plain Felix with a web server, Declarative Services and File Install, for comparison. */
final class PlainFelix {

    /** How often File Install looks; its default is every two seconds. */
    private static final String POLL_MILLIS = "100";

    private PlainFelix() {}

    /** Runs until it is killed: the port, the folder of bundles, the folder to watch, and one for the cache. */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> properties = new HashMap<>();
        properties.put("org.osgi.service.http.port", arguments[0]);
        properties.put("org.apache.felix.http.host", "127.0.0.1");
        properties.put("felix.fileinstall.dir", arguments[2]);
        properties.put("felix.fileinstall.poll", POLL_MILLIS);
        properties.put("org.osgi.framework.storage", arguments[3]);
        Framework framework = new FrameworkFactory().newFramework(properties);
        framework.start();
        BundleContext context = framework.getBundleContext();
        List<Bundle> bundles = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(arguments[1]))) {
            for (Path file : files.sorted().toList()) {
                bundles.add(context.installBundle(file.toUri().toString()));
            }
        }
        for (Bundle bundle : bundles) {
            if (bundle.getHeaders("").get("Fragment-Host") == null) {
                bundle.start();
            }
        }
        framework.waitForStop(0);
    }
}
