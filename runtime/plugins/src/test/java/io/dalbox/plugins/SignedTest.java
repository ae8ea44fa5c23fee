package io.dalbox.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.action.ActionException;
import io.dalbox.plugins.internal.trust.Certificates;
import io.dalbox.plugins.testing.Framework4Tests;
import io.dalbox.plugins.testing.Keys;
import io.dalbox.plugins.testing.PluginJar;
import io.dalbox.plugins.testing.Zips;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedTest {

    private static final Map<String, String> SIGNED = Map.of("dalbox.plugins.policy", "signed");

    @TempDir
    Path folder;

    @Test
    void onlyTheJarOfATrustedSignerRuns() throws Exception {
        try (Framework4Tests dalbox = new Framework4Tests(folder, SIGNED)) {
            put(dalbox, "ann");
            dalbox.drop("greeter.jar", Keys.signed(greeter("1.0.0"), "ann"));
            dalbox.await("greeter", PluginState.LIVE);
            assertThat(signers(dalbox)).singleElement().satisfies(signer -> {
                assertThat(signer.name()).isEqualTo("ann");
                assertThat(signer.fingerprint()).isEqualTo(Certificates.fingerprint(Keys.certificate("ann")));
                assertThat(signer.trusted()).isTrue();
            });

            // What runs, runs on: neither an unsigned update nor one of a stranger takes its place.
            dalbox.drop("greeter.jar", greeter("1.1.0"));
            PluginInfo row = dalbox.await("greeter", one -> one.fault() == PluginFault.UNSIGNED);
            assertThat(row.version()).isEqualTo("1.0.0");
            assertThat(row.state()).isEqualTo(PluginState.LIVE);
            assertThat(row.detail()).contains("1.1.0", "not signed");
            dalbox.drop("greeter.jar", Keys.signed(greeter("1.2.0"), "bob"));
            row = dalbox.await("greeter", one -> one.fault() == PluginFault.UNTRUSTED);
            assertThat(row.detail()).contains("1.2.0", "bob", Certificates.fingerprint(Keys.certificate("bob")));
            assertThat(dalbox.plugins().restart("greeter").version()).isEqualTo("1.0.0");
        }
        try (Framework4Tests dalbox = new Framework4Tests(folder, SIGNED)) {
            PluginInfo row = dalbox.await("greeter", one -> one.fault() == PluginFault.UNTRUSTED);
            assertThat(row.version()).isEqualTo("1.0.0");
            dalbox.drop("greeter.jar", Keys.signed(greeter("1.3.0"), "ann"));
            row = dalbox.await("greeter", one -> one.version().equals("1.3.0") && one.state() == PluginState.LIVE);
            assertThat(row.fault()).isNull();
            assertThat(dalbox.plugins().rollback("greeter").version()).isEqualTo("1.0.0");
        }
    }

    @Test
    void aStrangerIsTrustedByAnAdministratorWhoLookedAtTheCertificate() throws Exception {
        try (Framework4Tests dalbox = new Framework4Tests(folder, SIGNED)) {
            dalbox.drop("greeter.jar", Keys.signed(greeter("1.0.0"), "bob"));
            PluginInfo row = dalbox.await("greeter", one -> one.fault() == PluginFault.UNTRUSTED);
            assertThat(row.state()).isEqualTo(PluginState.FAILED);
            assertThat(dalbox.plugins().bundle("greeter")).isEmpty();
            Plugins.Preview preview = dalbox.plugins().previewWaiting("greeter");
            assertThat(preview.fault()).isEqualTo(PluginFault.UNTRUSTED);
            String bob = preview.signature().signers().getFirst().fingerprint();
            Signers signers = dalbox.service(Signers.class);
            assertThatThrownBy(() -> signers.trust("greeter", Certificates.fingerprint(Keys.certificate("ann")), "ada"))
                    .isInstanceOfSatisfying(
                            ActionException.class, e -> assertThat(e.kind()).isEqualTo(ActionException.Kind.CONFLICT));
            assertThatThrownBy(() -> dalbox.plugins().approve("greeter", preview.hash(), "ada"))
                    .isInstanceOf(ActionException.class);

            assertThat(signers.trust("greeter", bob, "ada").orElseThrow().state())
                    .isEqualTo(PluginState.LIVE);
            assertThat(signers.trusted())
                    .singleElement()
                    .satisfies(one -> assertThat(one.fingerprint()).isEqualTo(bob));
            signers.distrust(bob);
            assertThat(signers.trusted()).isEmpty();
            assertThat(dalbox.plugins().find("greeter").orElseThrow().state()).isEqualTo(PluginState.LIVE);
            dalbox.drop("greeter.jar", Keys.signed(greeter("1.1.0"), "bob"));
            dalbox.await("greeter", one -> one.fault() == PluginFault.UNTRUSTED);
            assertThatThrownBy(() -> signers.distrust(bob)).isInstanceOf(ActionException.class);
        }
    }

    @Test
    void aCertificateInTheFolderIsEnough() throws Exception {
        try (Framework4Tests dalbox = new Framework4Tests(folder, SIGNED)) {
            dalbox.drop("greeter.jar", Keys.signed(greeter("1.0.0"), "carl"));
            dalbox.await("greeter", one -> one.fault() == PluginFault.UNTRUSTED);
            Files.createDirectories(trust(dalbox));
            Files.writeString(trust(dalbox).resolve("broken.pem"), "nonsense");
            put(dalbox, "authority");
            dalbox.await("greeter", PluginState.LIVE);
            assertThat(dalbox.service(Signers.class).trusted())
                    .anySatisfy(one -> assertThat(one.authority()).isTrue())
                    .anySatisfy(one -> assertThat(one.problem()).contains("No certificate"));
        }
    }

    @Test
    void whatAnAdministratorInstallsMustBeSignedToo() throws Exception {
        try (Framework4Tests dalbox = new Framework4Tests(folder, SIGNED)) {
            put(dalbox, "ann");
            assertThatThrownBy(() -> install(dalbox, greeter("1.0.0")))
                    .isInstanceOfSatisfying(
                            JarRefused.class, e -> assertThat(e.fault()).isEqualTo(PluginFault.UNSIGNED));
            Plugins.Preview seen = dalbox.plugins()
                    .preview(new ByteArrayInputStream(Keys.signed(greeter("1.0.0"), "bob")), "greeter.jar");
            assertThat(seen.change()).isEqualTo(Plugins.Preview.Change.REFUSED);
            assertThat(seen.fault()).isEqualTo(PluginFault.UNTRUSTED);
            assertThatThrownBy(() -> dalbox.plugins().installPreviewed(seen.hash(), "ada"))
                    .isInstanceOf(JarRefused.class);
            try (var files = Files.list(dalbox.drops())) {
                assertThat(files).isEmpty();
            }
            assertThat(install(dalbox, Keys.signed(greeter("1.0.0"), "ann")).state())
                    .isEqualTo(PluginState.LIVE);

            String bob = seen.signature().signers().getFirst().fingerprint();
            assertThat(dalbox.service(Signers.class).trust("greeter", bob, "ada"))
                    .isPresent();
            assertThat(dalbox.plugins().installPreviewed(seen.hash(), "ada").fault())
                    .isNull();
        }
    }

    @Test
    void whatRanBeforeThePolicyRunsOnAndAnExpiredSignerIsToldAsThat() throws Exception {
        try (Framework4Tests dalbox = new Framework4Tests(folder, Map.of())) {
            dalbox.drop("greeter.jar", greeter("1.0.0"));
            dalbox.await("greeter", PluginState.LIVE);
            assertThat(signers(dalbox)).isEmpty();
        }
        try (Framework4Tests dalbox = new Framework4Tests(folder, SIGNED)) {
            assertThat(dalbox.await("greeter", PluginState.LIVE).fault()).isNull();
            put(dalbox, "old");
            dalbox.drop("greeter.jar", Keys.signed(greeter("1.1.0"), "old"));
            assertThat(dalbox.await("greeter", one -> one.fault() == PluginFault.EXPIRED)
                            .detail())
                    .contains("certificate of old has expired");
        }
    }

    @Test
    void whatComesWithDalboxRunsWhileAJarInItsPlaceIsKeptOut() throws Exception {
        Path shipped = Files.createDirectories(folder.resolve("distribution/plugins"));
        Files.write(shipped.resolve("greeter.jar"), greeter("1.0.0"));
        Path drops = Files.createDirectories(folder.resolve("home/plugins"));
        Files.write(drops.resolve("other.jar"), greeter("6.6.6"));
        try (Framework4Tests dalbox = new Framework4Tests(folder, SIGNED)) {
            PluginInfo row = dalbox.await("greeter", PluginState.LIVE);
            assertThat(row.version()).isEqualTo("1.0.0");
            assertThat(row.fault()).isEqualTo(PluginFault.UNSIGNED);
        }
    }

    @Test
    void aLibraryThatIsTrustedLetsItsPluginsStart() throws Exception {
        try (Framework4Tests dalbox = new Framework4Tests(folder, SIGNED)) {
            put(dalbox, "ann");
            byte[] library = PluginJar.library("sample.lib", "1.0.0", "lib")
                    .header("-privatepackage", null)
                    .header("Export-Package", "io.dalbox.plugins.sample.lib;version=1.0.0")
                    .bytes();
            dalbox.drop("lib.jar", Keys.signed(library, "bob"));
            dalbox.drop(
                    "user.jar",
                    Keys.signed(PluginJar.plugin("user", "1.0.0", "user").bytes(), "ann"));
            dalbox.await("sample.lib", one -> one.fault() == PluginFault.UNTRUSTED);
            dalbox.await("user", one -> one.fault() == PluginFault.MISSING);
            put(dalbox, "bob");
            dalbox.await("user", PluginState.LIVE);
            assertThat(dalbox.await("sample.lib", PluginState.RESOLVED).fault()).isNull();
        }
    }

    @Test
    void aJarThatWasChangedAfterItWasSignedIsDamagedWhateverThePolicy() throws Exception {
        try (Framework4Tests dalbox = new Framework4Tests(folder, Map.of())) {
            byte[] jar = Keys.signed(greeter("1.0.0"), "ann");
            dalbox.drop("greeter.jar", Zips.with(jar, "io/dalbox/plugins/sample/greeter/Greet.class", "evil"));
            PluginInfo row = dalbox.await("greeter.jar", PluginState.FAILED);
            assertThat(row.fault()).isEqualTo(PluginFault.DAMAGED);
            assertThat(row.detail()).contains("changed after it was signed", "Greet.class");
        }
    }

    private static List<Signers.Signer> signers(Framework4Tests dalbox) {
        return Objects.requireNonNull(
                        dalbox.plugins().describe("greeter").orElseThrow().signature())
                .signers();
    }

    private static PluginInfo install(Framework4Tests dalbox, byte[] jar) {
        return dalbox.plugins().install(new ByteArrayInputStream(jar), "greeter.jar", "ada");
    }

    private static void put(Framework4Tests dalbox, String who) throws IOException {
        Files.createDirectories(trust(dalbox));
        Files.writeString(trust(dalbox).resolve(who + ".pem"), Certificates.pem(Keys.certificate(who)));
    }

    private static Path trust(Framework4Tests dalbox) {
        return dalbox.home().resolve("config/trust");
    }

    private static byte[] greeter(String version) {
        return PluginJar.plugin("greeter", version, "greeter").bytes();
    }
}
