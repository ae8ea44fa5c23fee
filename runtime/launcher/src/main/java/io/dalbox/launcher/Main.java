package io.dalbox.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import sun.misc.Signal;

/**
 * Starts Dalbox, prints one line when it is ready, and waits for SIGTERM or SIGINT.
 *
 * <p>Expects the system property {@code dalbox.distribution}, the folder that holds {@code bundles/} and {@code plugins/}.
 */
public final class Main {

    private static final Duration READY_BOUND = Duration.ofSeconds(60);

    private final PrintStream out;
    private final PrintStream err;
    private final CountDownLatch stop = new CountDownLatch(1);

    private Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs until a signal; exits with a number of {@code ExitCode}. */
    public static void main(String[] arguments) throws InterruptedException {
        ExitCode code = new Main(System.out, System.err).run(arguments);
        // Not System.exit alone: a plugin's stray non-daemon thread or hook must not keep a stopped process alive.
        Runtime.getRuntime().halt(code.number);
    }

    private ExitCode run(String[] arguments) throws InterruptedException {
        try {
            Path shipped = Path.of(System.getProperty("dalbox.distribution", "."));
            Options options = Options.read(arguments, System.getenv(), shipped);
            Signal.handle(new Signal("TERM"), signal -> stop.countDown());
            Signal.handle(new Signal("INT"), signal -> stop.countDown());
            try (Home home = Home.open(options.home())) {
                Distribution distribution = Distribution.read(options.distribution(), options.console());
                return serve(options, distribution, new FrameworkCache(home.folder()));
            }
        } catch (StartException e) {
            err.println("dalbox: " + e.getMessage());
            return e.code;
        } catch (IOException | BundleException e) {
            err.println("dalbox: " + e.getMessage());
            return ExitCode.FAILED;
        }
    }

    private ExitCode serve(Options options, Distribution distribution, FrameworkCache cache)
            throws StartException, InterruptedException, BundleException {
        checkPort(options);
        Host host = Host.start(options, distribution, cache);
        ReadyProbe.Outcome outcome = new ReadyProbe(options).await(READY_BOUND, stop);
        switch (outcome) {
            case READY -> {
                announce(host, options);
                stop.await();
            }
            case STOPPED -> {} // asked to stop before it was up: an orderly end all the same
            case TOO_LATE ->
                err.println("dalbox: not ready after " + READY_BOUND.toSeconds() + " s; "
                        + options.home().resolve("logs/dalbox.log") + " says why.");
        }
        boolean clean = host.stop();
        if (outcome == ReadyProbe.Outcome.TOO_LATE) {
            return ExitCode.NOT_READY;
        }
        return clean ? ExitCode.OK : ExitCode.FAILED;
    }

    private void announce(Host host, Options options) {
        String base = "http://" + host(options.bind()) + ":" + options.port();
        // The script says when it began: the process itself may be older, since building comes before.
        long now = System.currentTimeMillis();
        double seconds = (now - Long.getLong("dalbox.started.micros", now * 1000) / 1000) / 1000.0;
        String setup = setupLink(host);
        out.println("Dalbox is ready at " + base + setup + String.format(Locale.ROOT, " (%.1f s)", seconds));
        out.flush();
    }

    // Services are asked for by name and property: the launcher shares no class with what runs inside the framework.
    private static String setupLink(Host host) {
        ServiceReference<?> reference = host.context().getServiceReference("io.dalbox.web.SetupLink");
        Object link = reference == null ? null : reference.getProperty("dalbox.setup.path");
        return link == null ? "/" : link.toString();
    }

    private static String host(String bind) {
        return switch (bind) {
            case "0.0.0.0", "::", "127.0.0.1" -> "127.0.0.1";
            default -> bind.contains(":") ? "[" + bind + "]" : bind;
        };
    }

    // The web server would only log this and go on without listening.
    private static void checkPort(Options options) throws StartException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(options.bind()), options.port()));
        } catch (IOException e) {
            throw new StartException(
                    ExitCode.PORT_IN_USE,
                    "Cannot listen on " + options.bind() + " port " + options.port() + ": " + e.getMessage()
                            + ". Stop the program that uses it, or choose another with --port N.",
                    e);
        }
    }
}
