package io.dalbox.plugins.internal.signing;

import io.dalbox.plugins.internal.trust.Certificates;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * {@code plugin key}: makes a key and a certificate for it, and writes the certificate into a file of its own to be handed out. The JDK
 * can only do that with its keytool, so that is run.
 */
final class KeyCommand {

    static final String USAGE = "dalbox plugin key NAME [--keystore FILE] [--days N]";

    private static final String ALIAS = "plugin";
    private static final int DAYS = 3650;
    private static final int MOST_DAYS = 36500;

    private final PrintStream out;
    private final Passwords passwords;

    KeyCommand(PrintStream out, Passwords passwords) {
        this.out = out;
        this.passwords = passwords;
    }

    int run(String[] args) throws SigningFault {
        CommandLine line = CommandLine.of(args, USAGE, Set.of("keystore", "days"));
        Path store = Path.of(line.option("keystore").orElseGet(() -> fileName(line.word()) + ".p12"));
        Path certificate = store.resolveSibling(store.getFileName().toString().replaceFirst("\\.[^.]*$", "") + ".pem");
        for (Path file : List.of(store, certificate)) {
            if (Files.exists(file)) {
                throw SigningFault.failed(file + " is there already. Choose another name with --keystore FILE.");
            }
        }
        int days = days(line.option("days"));
        char[] password = KeyStores.password(passwords, true);
        make(store, line.word(), days, password);
        X509Certificate made = (X509Certificate)
                KeyStores.key(store, password, Optional.of(ALIAS)).getCertificate();
        try {
            Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rw-------"));
            Files.writeString(certificate, Certificates.pem(made));
        } catch (IOException e) {
            throw SigningFault.failed("The files of the key cannot be written: " + e.getMessage());
        }
        out.println("Made the key of " + Certificates.name(made) + ", valid until "
                + made.getNotAfter().toInstant());
        out.println(
                "  " + store + "  the key: keep it to yourself, and a copy of it with its password in a safe place");
        out.println("  " + certificate + "  the certificate: hand it out; its SHA-256 is "
                + Certificates.fingerprint(made));
        return 0;
    }

    private static void make(Path store, String name, int days, char[] password) throws SigningFault {
        ProcessBuilder keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp384r1",
                        "-dname",
                        "CN=\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"",
                        "-validity",
                        Integer.toString(days),
                        "-ext",
                        "KU=digitalSignature",
                        "-ext",
                        "EKU=codeSigning",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass:env",
                        Passwords.VARIABLE)
                .redirectErrorStream(true);
        // Not as an argument: those of a process can be read by everybody on the machine.
        keytool.environment().put(Passwords.VARIABLE, new String(password));
        try {
            Process process = keytool.start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw SigningFault.failed("No key was made: " + said.strip());
            }
        } catch (IOException e) {
            throw SigningFault.failed("No key was made, since keytool of this Java does not start: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SigningFault.failed("No key was made: interrupted.");
        }
    }

    private static int days(Optional<String> given) throws SigningFault {
        String text = given.orElse(Integer.toString(DAYS));
        int days = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
        if (days < 1 || days > MOST_DAYS) {
            throw SigningFault.usage("--days must be a number from 1 to " + MOST_DAYS + ", not " + text);
        }
        return days;
    }

    private static String fileName(String name) {
        String safe = name.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
        return safe.isEmpty() ? "plugin-key" : safe;
    }
}
