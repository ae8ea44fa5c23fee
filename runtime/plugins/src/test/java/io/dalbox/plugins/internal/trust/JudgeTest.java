package io.dalbox.plugins.internal.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.plugins.internal.trust.Judge.Verdict;
import io.dalbox.plugins.testing.Keys;
import io.dalbox.plugins.testing.Zips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real jars, signed with the JDK's own signer. */
class JudgeTest {

    private static final String CLASS = "com/example/Hello.class";

    @TempDir
    Path folder;

    @Test
    void aJarThatNobodySignedIsNotSigned() throws IOException {
        assertThat(read(jar())).isEqualTo(new Signature.Unsigned(null));
    }

    @Test
    void aSignerIsTrustedByTheCertificateItself() throws IOException {
        byte[] jar = Keys.signed(jar(), "ann");
        assertThat(names(read(jar))).containsExactly("ann");
        assertThat(judge(jar, "ann")).isInstanceOf(Verdict.Trusted.class);
        assertThat(judge(jar, "bob", "authority")).isInstanceOf(Verdict.Unknown.class);
        assertThat(judge(jar)).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void aSignerIsTrustedByAnAuthority() throws IOException {
        byte[] jar = Keys.signed(jar(), "carl");
        assertThat(judge(jar, "authority")).isInstanceOf(Verdict.Trusted.class);
        assertThat(judge(jar, "carl")).isInstanceOf(Verdict.Trusted.class);
        assertThat(judge(jar, "ann")).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void aTrustedSignerIsNoAuthorityAndAWebServerNoSigner() throws IOException {
        assertThat(judge(Keys.signed(jar(), "dora"), "ann")).isInstanceOf(Verdict.Unknown.class);
        assertThat(judge(Keys.signed(jar(), "web"), "authority")).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void anExpiredCertificateIsToldAsThat() throws IOException {
        Verdict own = judge(Keys.signed(jar(), "old"), "old");
        assertThat(own)
                .isInstanceOfSatisfying(
                        Verdict.Expired.class, v -> assertThat(v.why()).contains("certificate of old has expired"));
        assertThat(judge(Keys.signed(jar(), "late"), "authority")).isInstanceOf(Verdict.Expired.class);
        assertThat(judge(Keys.signed(jar(), "old"), "ann")).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void theTimeOfASignatureCountsIfSomebodyTrustedSaysIt() throws IOException {
        SignedBy old = signers(read(Keys.signed(jar(), "old"))).getFirst();
        Instant then = Instant.now().minus(Duration.ofDays(35));
        List<X509Certificate> authority = List.of(Keys.certificate("clock"));
        SignedBy stamped = new SignedBy(old.chain(), new SignedBy.Stamp(then, authority));
        assertThat(judge(stamped, "old", "clock")).isInstanceOf(Verdict.Trusted.class);
        assertThat(judge(stamped, "old")).as("anybody can write down a time").isInstanceOf(Verdict.Expired.class);
        SignedBy early = new SignedBy(old.chain(), new SignedBy.Stamp(then.minus(Duration.ofDays(30)), authority));
        assertThat(judge(early, "old", "clock")).isInstanceOf(Verdict.Expired.class);
    }

    @Test
    void whatWasChangedAfterItWasSignedIsRefused() {
        byte[] jar = Keys.signed(jar(), "ann");
        assertThatThrownBy(() -> read(Zips.with(jar, CLASS, "evil"))).isInstanceOf(SecurityException.class);
        assertThatThrownBy(() -> read(Zips.with(jar, "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nX: y\n\n")))
                .isInstanceOf(SecurityException.class);
        assertThatThrownBy(() -> read(Zips.without(jar, CLASS)))
                .isInstanceOf(SecurityException.class)
                .hasMessageContaining(CLASS);
    }

    @Test
    void anEntryThatWasAddedLaterMakesItUnsigned() throws IOException {
        for (String added : List.of("com/example/Evil.class", "META-INF/services/com.example.Evil")) {
            Signature found = read(Zips.with(Keys.signed(jar(), "ann"), added, "evil"));
            assertThat(found)
                    .isInstanceOfSatisfying(
                            Signature.Unsigned.class,
                            unsigned -> assertThat(unsigned.why()).contains(added));
        }
    }

    @Test
    void ofTwoSignersEachCountsWhoSignedAll() throws IOException {
        assertThat(names(read(Keys.signed(jar(), "ann", "bob")))).containsExactlyInAnyOrder("ann", "bob");
        byte[] later = Keys.signed(Zips.with(Keys.signed(jar(), "ann"), "com/example/Evil.class", "evil"), "bob");
        assertThat(names(read(later))).containsExactly("bob");
    }

    @Test
    void aSignatureThatJavaDoesNotAcceptIsToldAsThat() throws IOException {
        byte[] jar = Zips.with(Keys.signed(jar(), "ann"), "META-INF/ANN.EC", "no signature");
        assertThat(read(jar))
                .isInstanceOfSatisfying(
                        Signature.Unsigned.class,
                        unsigned -> assertThat(unsigned.why()).contains("META-INF/ANN.SF"));
    }

    @Test
    void isKeptAsText() throws IOException {
        List<Signature> all = List.of(
                read(jar()),
                read(Keys.signed(jar(), "carl", "ann")),
                new Signature.Unsigned("why"),
                new Signature.Signed(List.of(new SignedBy(
                        List.of(Keys.certificate("ann")),
                        new SignedBy.Stamp(Instant.parse("2026-01-02T03:04:05Z"), List.of(Keys.certificate("bob")))))));
        for (Signature signature : all) {
            assertThat(SignatureText.read(SignatureText.write(signature))).contains(signature);
        }
        assertThat(SignatureText.read("something else")).isEmpty();
    }

    private static byte[] jar() {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nBundle-SymbolicName: com.example\n\n");
        entries.put("com/", "");
        entries.put(CLASS, "bytes");
        entries.put("META-INF/services/com.example.Service", "com.example.Hello");
        return Zips.of(entries);
    }

    private Signature read(byte[] jar) throws IOException {
        return SignatureReader.read(Files.write(folder.resolve("some.jar"), jar));
    }

    private Verdict judge(byte[] jar, String... trusted) throws IOException {
        return judge(signers(read(jar)).getFirst(), trusted);
    }

    private static Verdict judge(SignedBy signer, String... trusted) {
        List<X509Certificate> certificates =
                Stream.of(trusted).map(Keys::certificate).toList();
        return new Judge(certificates, Instant.now()).of(signer);
    }

    private static List<SignedBy> signers(Signature signature) {
        return ((Signature.Signed) signature).signers();
    }

    private static List<String> names(Signature signature) {
        return signers(signature).stream().map(SignedBy::name).toList();
    }
}
