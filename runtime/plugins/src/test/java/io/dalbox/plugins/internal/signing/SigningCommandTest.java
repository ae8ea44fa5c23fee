package io.dalbox.plugins.internal.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.plugins.testing.Keys;
import io.dalbox.plugins.testing.Zips;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningCommandTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private @Nullable String password = Keys.PASSWORD;

    @Test
    void aKeyIsMadeSignsAndIsVerified() throws IOException {
        Path store = folder.resolve("ann.p12");
        Path trust = Files.createDirectories(folder.resolve("trust"));
        assertThat(run("key", "Ann \"A\", Böll", "--keystore", store.toString(), "--days", "30"))
                .as(text(err))
                .isZero();
        assertThat(text(out)).contains("Ann \"A\", Böll");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(folder.resolve("ann.pem"))).startsWith("-----BEGIN CERTIFICATE-----\n");
        assertThat(run("key", "Ann", "--keystore", store.toString())).isEqualTo(1);
        assertThat(text(err)).contains("is there already");

        Path jar = jar();
        assertThat(run("verify", jar.toString())).isEqualTo(1);
        assertThat(text(out)).contains("is not signed");
        assertThat(run("sign", jar.toString(), "--keystore", store.toString()))
                .as(text(err))
                .isZero();
        assertThat(run("sign", jar.toString(), "--keystore", store.toString())).isZero();
        assertThat(run("verify", jar.toString())).isZero();
        assertThat(text(out)).contains("is signed by Ann \"A\", Böll", "SHA-256");
        assertThat(run("verify", jar.toString(), "--trust", trust.toString())).isEqualTo(1);
        Files.copy(folder.resolve("ann.pem"), trust.resolve("ann.pem"));
        assertThat(run("verify", jar.toString(), "--trust", trust.toString())).isZero();

        Files.write(jar, Zips.with(Files.readAllBytes(jar), "a.txt", "evil"));
        assertThat(run("verify", jar.toString())).isEqualTo(1);
        assertThat(text(err)).contains("was changed after it was signed");
    }

    @Test
    void oneOfSeveralKeysIsChosenByItsName() throws IOException {
        Path jar = jar();
        String store = Keys.store().toString();
        assertThat(run("sign", jar.toString(), "--keystore", store)).isEqualTo(2);
        assertThat(text(err)).contains("--alias", "ann, ");
        assertThat(run("sign", jar.toString(), "--keystore", store, "--alias", "ann"))
                .isZero();
        assertThat(run("sign", jar.toString(), "--keystore", store, "--alias", "nobody"))
                .isEqualTo(1);
        assertThat(run("sign", jar.toString(), "--keystore", store, "--alias", "old"))
                .isEqualTo(1);
        assertThat(text(err)).contains("no private key 'nobody'", "which is not now");
        assertThat(run("verify", jar.toString())).isZero();
        assertThat(text(out)).contains("is signed by ann").doesNotContain("by old");
    }

    @Test
    void nothingIsDoneWithoutTheRightPassword() throws IOException {
        Path jar = jar();
        byte[] before = Files.readAllBytes(jar);
        for (String wrong : new @Nullable String[] {null, "short", "wrong password"}) {
            password = wrong;
            assertThat(run("sign", jar.toString(), "--keystore", Keys.store().toString(), "--alias", "ann"))
                    .isEqualTo(1);
            assertThat(run("key", "Ann", "--keystore", "/nowhere/ann.p12")).isEqualTo(1);
        }
        assertThat(text(err)).contains("DALBOX_KEYSTORE_PASSWORD", "at least 6", "does not open");
        assertThat(Files.readAllBytes(jar)).isEqualTo(before);
    }

    @Test
    void wrongCallsEndWithTwo() throws IOException {
        for (String[] call : new String[][] {
            {},
            {"steal"},
            {"key"},
            {"key", "Ann", "--days", "0"},
            {"sign", jar().toString()},
            {"sign", "missing.jar", "--keystore", "x.p12"},
            {"verify", "missing.jar"},
            {"verify", jar().toString(), "--trust", "missing"},
            {"verify", jar().toString(), "--wrong"},
            {"verify", Files.writeString(folder.resolve("no.jar"), "no zip").toString()}
        }) {
            assertThat(run(call)).as(String.join(" ", call)).isEqualTo(2);
        }
    }

    private Path jar() throws IOException {
        return Files.write(
                folder.resolve("some.jar"),
                Zips.of(Map.of("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n\n", "a.txt", "text")));
    }

    private int run(String... args) {
        return new SigningCommand(print(out), print(err), made -> password == null ? null : password.toCharArray())
                .run(args);
    }

    private static PrintStream print(ByteArrayOutputStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
