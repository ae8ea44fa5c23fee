package io.dalbox.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.felix.framework.FrameworkFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/** The framework with the runtime's bundles in it. */
final class Host {

    /** How long an orderly stop may take: leases drain, tasks save their checkpoints, the database closes. */
    static final long STOP_MILLIS = 20_000;

    private static final Duration REST = Duration.ofSeconds(8);

    private final Framework framework;
    private final Distribution distribution;

    private Host(Framework framework, Distribution distribution) {
        this.framework = framework;
        this.distribution = distribution;
    }

    /**
     * Starts the framework and everything in it.
     *
     * @throws StartException if a bundle of the runtime cannot be installed or started
     */
    static Host start(Options options, Distribution distribution, FrameworkCache cache) throws StartException {
        try {
            boolean warm = cache.prepare(distribution.files());
            try {
                return start(options, distribution, cache, warm);
            } catch (BundleException e) {
                if (!warm) {
                    throw e;
                }
                // A cache that a crash left half written; it holds nothing that cannot be made again.
                cache.clear();
                cache.prepare(distribution.files());
                return start(options, distribution, cache, false);
            }
        } catch (BundleException | IOException e) {
            throw new StartException(ExitCode.FAILED, "The runtime cannot start: " + e.getMessage(), e);
        }
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** Stops in reverse order of starting; returns whether that ended within the bound. */
    boolean stop() throws InterruptedException, BundleException {
        framework.stop();
        return framework.waitForStop(STOP_MILLIS).getType() != FrameworkEvent.WAIT_TIMEDOUT || stopRuntime();
    }

    // The framework waits for a plugin whose code does not come back. All that matters for an orderly end is in the
    // runtime.
    private boolean stopRuntime() throws InterruptedException {
        Thread rest = Thread.ofPlatform().daemon().name("dalbox-stop-runtime").start(() -> {
            BundleContext context = framework.getBundleContext();
            for (Distribution.Entry entry : distribution.bundles().reversed()) {
                stop(context.getBundle(location(entry)));
            }
        });
        return rest.join(REST);
    }

    private static void stop(@Nullable Bundle bundle) {
        try {
            if (bundle != null && bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.stop(Bundle.STOP_TRANSIENT);
            }
        } catch (BundleException e) {
            System.err.println("dalbox: " + bundle.getSymbolicName() + " did not stop well: " + e.getMessage());
        }
    }

    private static Host start(Options options, Distribution distribution, FrameworkCache cache, boolean warm)
            throws BundleException {
        System.setProperty("dalbox.home", options.home().toString());
        Framework framework = new FrameworkFactory().newFramework(properties(options, distribution, cache));
        try {
            framework.init();
            if (warm) {
                checkComplete(framework.getBundleContext(), distribution);
            } else {
                install(framework.getBundleContext(), distribution);
            }
            framework.start();
            raise(framework, distribution);
            return new Host(framework, distribution);
        } catch (BundleException e) {
            abandon(framework);
            throw e;
        }
    }

    // What came up holds the database and the port, which the next attempt needs.
    private static void abandon(Framework framework) throws BundleException {
        framework.stop();
        try {
            framework.waitForStop(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Goes to the highest start level. What takes long and what nothing else waits for (the log's files, the web server) starts
     * meanwhile on a thread of its own, as soon as its level is reached.
     */
    private static void raise(Framework framework, Distribution distribution) throws BundleException {
        FrameworkStartLevel level = framework.adapt(FrameworkStartLevel.class);
        CompletableFuture<Void> beside = CompletableFuture.completedFuture(null);
        try (ExecutorService thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("dalbox-start-beside").factory())) {
            for (Map.Entry<Integer, List<Distribution.Entry>> next :
                    distribution.beside().entrySet()) {
                to(level, next.getKey());
                beside = beside.thenRunAsync(() -> startAll(framework.getBundleContext(), next.getValue()), thread);
            }
            to(level, distribution.highestStartLevel());
            beside.join();
        } catch (CompletionException e) {
            throw new BundleException("A part of the runtime cannot start: " + e.getMessage(), e);
        }
    }

    private static void to(FrameworkStartLevel level, int number) {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        level.setStartLevel(number, event -> reached.complete(null));
        reached.join();
    }

    private static void startAll(BundleContext context, List<Distribution.Entry> entries) {
        for (Distribution.Entry entry : entries) {
            try {
                context.getBundle(location(entry)).start(Bundle.START_TRANSIENT);
            } catch (BundleException e) {
                throw new CompletionException(e);
            }
        }
    }

    // The framework skips what it cannot read in its cache; the runtime would come up with bundles missing.
    private static void checkComplete(BundleContext context, Distribution distribution) throws BundleException {
        for (Distribution.Entry entry : distribution.bundles()) {
            if (context.getBundle(location(entry)) == null) {
                throw new BundleException("The framework's cache lacks " + entry.file());
            }
        }
    }

    private static String location(Distribution.Entry entry) {
        return "reference:" + entry.file().toUri();
    }

    private static void install(BundleContext context, Distribution distribution) throws BundleException {
        List<Bundle> started = new ArrayList<>();
        for (Distribution.Entry entry : distribution.bundles()) {
            Bundle bundle = context.installBundle(location(entry));
            bundle.adapt(BundleStartLevel.class).setStartLevel(entry.startLevel());
            if (!entry.beside()) {
                started.add(bundle);
            }
        }
        for (Bundle bundle : started) {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start(Bundle.START_ACTIVATION_POLICY);
            }
        }
    }

    private static Map<String, String> properties(Options options, Distribution distribution, FrameworkCache cache) {
        Map<String, String> p = new HashMap<>();
        p.put(Constants.FRAMEWORK_STORAGE, cache.folder().toString());
        p.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, "1");
        p.put("felix.resolver.parallelism", "1"); // a pool of threads costs more than it brings with so few bundles
        p.put("felix.cache.locking", "false"); // the home is locked already
        p.put("felix.shutdown.hook", "false"); // signals are handled here, and only here
        p.put("felix.log.level", "0"); // its errors reach the log as framework events
        p.put("dalbox.home", options.home().toString());
        p.put("dalbox.distribution", distribution.folder().toString());
        p.put("dalbox.version", distribution.version());
        p.put("dalbox.port", Integer.toString(options.port()));
        p.put("dalbox.bind", options.bind());
        p.put("dalbox.cpu.limit", options.cpuLimit());
        p.put("dalbox.allow.private.network", Boolean.toString(options.allowPrivateNetwork()));
        p.put("dalbox.plugins.policy", options.policy());
        p.put("dalbox.safe", Boolean.toString(options.safe()));
        p.put("dalbox.dev", Boolean.toString(options.dev()));
        // The shell would stop Dalbox when what is typed ends, and read its beginning from wherever Dalbox was started.
        p.put("gosh.args", "--noshutdown");
        p.put("gosh.home", distribution.folder().resolve("console").toString());
        http(p);
        // A slow handler would be put on a deny list after 5 s, and then miss events.
        p.put("org.apache.felix.eventadmin.Timeout", "0");
        // Read at the first log line, before ConfigAdmin is there; logback.xml takes the home from a system property.
        p.put(
                "org.ops4j.pax.logging.StaticLogbackFile",
                distribution.folder().resolve("config/logback.xml").toString());
        p.put("org.ops4j.pax.logging.DefaultServiceLog.level", "ERROR");
        // Settings live in our database; ConfigAdmin would write a second copy in clear.
        p.put("felix.cm.pm", "memory");
        // A component that hangs holds its lock; whoever waits for it must get on.
        p.put("ds.lock.timeout.milliseconds", "5000");
        p.put("ds.stop.timeout.milliseconds", "5000");
        // What it read of components it keeps from run to run; what has another bundle or time of installation it reads
        // anew.
        p.put("ds.cache.metadata", "true");
        return p;
    }

    private static void http(Map<String, String> p) {
        // Any free port, where nobody looks: the edge opens the real one once somebody is there to answer.
        p.put("org.apache.felix.http.host", "127.0.0.1");
        p.put("org.osgi.service.http.port", "0");
        p.put("org.apache.felix.http.enable", "true");
        p.put("org.apache.felix.http.jetty.virtualthreads.enable", "true");
        p.put("org.apache.felix.http.jetty.sendServerHeader", "false");
        // With Java's own 50 the system resets connections when some hundred come at once.
        p.put("org.apache.felix.http.jetty.acceptQueueSize", "1024");
        p.put("org.apache.felix.http.context_path", "/");
        // Without our gate the console would take its factory password.
        p.put("felix.webconsole.security.providers", "io.dalbox");
    }
}
