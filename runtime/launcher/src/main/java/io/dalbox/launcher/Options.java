package io.dalbox.launcher;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the owner asked for: the command line over the environment over the defaults.
 *
 * @param home where everything precious lives
 * @param port of the web server
 * @param bind the address it listens on
 * @param distribution the shipped tree
 * @param cpuLimit CPUs to use at most; empty for all but one
 * @param allowPrivateNetwork whether plugins may fetch from private addresses
 * @param policy whether jars in the plugins folder run at once ({@code any}), wait for an administrator ({@code approve}), or must be
 *     signed by somebody who is trusted ({@code signed})
 * @param safe whether to start without plugins
 * @param dev whether to start with what helps to write plugins
 * @param console whether to read commands from the terminal
 */
record Options(
        Path home,
        int port,
        String bind,
        Path distribution,
        String cpuLimit,
        boolean allowPrivateNetwork,
        String policy,
        boolean safe,
        boolean dev,
        boolean console) {

    private static final Set<String> POLICIES = Set.of("any", "approve", "signed");

    static final String USAGE = """
            Usage: dalbox run [--home DIR] [--port N] [--bind ADDRESS] [--policy any|approve|signed]
                              [--safe] [--dev] [--console]

              --home DIR       where plugins, settings, data and media live   (DALBOX_HOME, default ./home)
              --port N         port of the web pages and the API              (DALBOX_PORT, default 8080)
              --bind ADDRESS   address to listen on; 0.0.0.0 is every one     (DALBOX_BIND, default 127.0.0.1)
              --policy NAME    approve: a jar in the plugins folder waits until an administrator
                               approves it; signed: plugins run only if their signer's certificate
                               is in config/trust of the home             (DALBOX_POLICY, default any)
              --safe           start without plugins
              --dev            start with the gallery of components at /dev/components
              --console        read commands from the terminal; 'help' lists them

            Environment: DALBOX_ADMIN_PASSWORD, DALBOX_TOKEN, DALBOX_CPU_LIMIT, DALBOX_ALLOW_PRIVATE_NETWORK""";

    static Options read(String[] arguments, Map<String, String> environment, Path distribution) throws StartException {
        Arguments given = Arguments.of(arguments);
        return new Options(
                path(given.or("home", environment, "DALBOX_HOME", "home")),
                port(given.or("port", environment, "DALBOX_PORT", "8080")),
                given.or("bind", environment, "DALBOX_BIND", "127.0.0.1"),
                distribution.toAbsolutePath().normalize(),
                cpuLimit(environment.getOrDefault("DALBOX_CPU_LIMIT", "")),
                flag("DALBOX_ALLOW_PRIVATE_NETWORK", environment.get("DALBOX_ALLOW_PRIVATE_NETWORK")),
                policy(given.or("policy", environment, "DALBOX_POLICY", "any")),
                given.has("safe"),
                given.has("dev"),
                given.has("console"));
    }

    private static Path path(String text) throws StartException {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new StartException(ExitCode.USAGE, "--home " + text + " is not a path: " + e.getReason(), e);
        }
    }

    private static int port(String text) throws StartException {
        Optional<Integer> port = number(text);
        if (port.isEmpty() || port.get() < 1 || port.get() > 65535) {
            throw new StartException(ExitCode.USAGE, "The port must be a number from 1 to 65535, not " + text);
        }
        return port.get();
    }

    private static String policy(String text) throws StartException {
        if (!POLICIES.contains(text)) {
            throw new StartException(ExitCode.USAGE, "--policy must be any, approve or signed, not " + text);
        }
        return text;
    }

    private static String cpuLimit(String text) throws StartException {
        if (!text.isEmpty() && !text.matches("\\d{1,4}(\\.\\d{1,3})?")) {
            throw new StartException(ExitCode.USAGE, "DALBOX_CPU_LIMIT must be a number of CPUs, not " + text);
        }
        return text;
    }

    private static boolean flag(String name, @Nullable String value) throws StartException {
        return switch (value) {
            case null -> false;
            case "", "0", "false", "no" -> false;
            case "1", "true", "yes" -> true;
            default -> throw new StartException(ExitCode.USAGE, name + " must be true or false, not " + value);
        };
    }

    private static Optional<Integer> number(String text) {
        return text.matches("\\d{1,6}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }
}
