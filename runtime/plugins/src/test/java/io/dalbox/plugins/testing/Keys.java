package io.dalbox.plugins.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/** Keys of some people, made once by the JDK's own tool, and jars that they have signed. */
public final class Keys {

    /** The password of the store. */
    public static final String PASSWORD = "swordfish";

    private static final Path STORE = make();

    private Keys() {}

    /**
     * The file: {@code ann} and {@code bob} signed their certificates themselves, {@code authority} signed those of {@code carl},
     * {@code web} (a web server's) and {@code late} (which has expired); {@code old} has expired too, and {@code dora}'s is signed by
     * ann, who is no authority. {@code clock} has been valid for long.
     */
    public static Path store() {
        return STORE;
    }

    /** Returns somebody's key with its certificates. */
    public static KeyStore.PrivateKeyEntry key(String alias) {
        try {
            KeyStore store = KeyStore.getInstance(STORE.toFile(), PASSWORD.toCharArray());
            return (KeyStore.PrivateKeyEntry)
                    store.getEntry(alias, new KeyStore.PasswordProtection(PASSWORD.toCharArray()));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns somebody's certificate. */
    public static X509Certificate certificate(String alias) {
        return (X509Certificate) key(alias).getCertificate();
    }

    /** Returns the jar with the signatures of all of them, one after the other. */
    public static byte[] signed(byte[] jar, String... aliases) {
        byte[] bytes = jar;
        for (String alias : aliases) {
            bytes = sign(bytes, alias);
        }
        return bytes;
    }

    private static byte[] sign(byte[] jar, String alias) {
        try {
            Path file = Files.write(Files.createTempFile("unsigned", ".jar"), jar);
            try (ZipFile zip = new ZipFile(file.toFile())) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                new JarSigner.Builder(key(alias))
                        .digestAlgorithm("SHA-256")
                        .signerName(alias.toUpperCase(Locale.ROOT).substring(0, Math.min(8, alias.length())))
                        .build()
                        .sign(zip, out);
                return out.toByteArray();
            } finally {
                Files.delete(file);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path make() {
        try {
            Path folder = Files.createTempDirectory("keys");
            Path store = folder.resolve("keys.p12");
            folder.toFile().deleteOnExit();
            generate(store, "ann");
            generate(store, "bob");
            generate(store, "authority", "-ext", "bc:critical");
            generate(store, "carl", "-signer", "authority", "-ext", "EKU=codeSigning");
            generate(store, "web", "-signer", "authority", "-ext", "EKU=serverAuth");
            generate(store, "late", "-signer", "authority", "-startdate", "-40d", "-validity", "10");
            generate(store, "old", "-startdate", "-40d", "-validity", "10");
            generate(store, "dora", "-signer", "ann");
            generate(store, "clock", "-ext", "EKU=timeStamping", "-startdate", "-99d", "-validity", "999");
            store.toFile().deleteOnExit();
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void generate(Path store, String alias, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-J-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-alias", alias));
        command.addAll(List.of("-dname", "CN=" + alias + ",O=Tests", "-keystore", store.toString()));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }
}
