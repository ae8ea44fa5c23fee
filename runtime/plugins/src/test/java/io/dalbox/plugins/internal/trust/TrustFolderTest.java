package io.dalbox.plugins.internal.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.plugins.testing.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustFolderTest {

    @TempDir
    Path temporary;

    private final List<String> complaints = new ArrayList<>();

    @Test
    void readsWhatIsPutThereWithoutARestart() throws IOException, CertificateEncodingException {
        Path folder = temporary.resolve("trust");
        TrustFolder trust = new TrustFolder(folder, complaints::add);
        assertThat(trust.entries()).isEmpty();

        Files.createDirectories(folder);
        Files.writeString(folder.resolve("ann.pem"), "Ann's\n" + Certificates.pem(Keys.certificate("ann")));
        assertThat(trust.certificates()).containsExactly(Keys.certificate("ann"));
        Files.write(folder.resolve("bob.crt"), Keys.certificate("bob").getEncoded());
        Files.writeString(folder.resolve("note.txt"), "no certificate");
        assertThat(trust.certificates()).containsExactly(Keys.certificate("ann"), Keys.certificate("bob"));
        Files.delete(folder.resolve("ann.pem"));
        assertThat(trust.certificates()).containsExactly(Keys.certificate("bob"));
        assertThat(complaints).isEmpty();
    }

    @Test
    void tellsOnceWhatCannotBeReadAndTrustsTheOthers() throws IOException {
        TrustFolder trust = new TrustFolder(temporary, complaints::add);
        Files.writeString(temporary.resolve("a.pem"), "nonsense");
        Files.writeString(temporary.resolve("b.pem"), "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n");
        Files.writeString(temporary.resolve("c.pem"), "");
        Files.writeString(temporary.resolve("d.pem"), Certificates.pem(Keys.certificate("ann")));

        assertThat(trust.certificates()).containsExactly(Keys.certificate("ann"));
        assertThat(trust.entries()).filteredOn(one -> one.problem() != null).hasSize(3);
        assertThat(complaints).hasSize(3).anySatisfy(one -> assertThat(one).contains("b.pem", "private key"));
        trust.certificates();
        assertThat(complaints).hasSize(3);
    }

    @Test
    void addsAndRemovesCertificates() throws IOException {
        TrustFolder trust = new TrustFolder(temporary.resolve("trust"), complaints::add);
        trust.add(Keys.certificate("ann"));
        trust.add(Keys.certificate("bob"));
        Files.writeString(
                trust.folder().resolve("both.pem"),
                Certificates.pem(Keys.certificate("ann")) + Certificates.pem(Keys.certificate("carl")));

        assertThat(trust.remove(Certificates.fingerprint(Keys.certificate("ann"))))
                .isTrue();
        assertThat(trust.certificates()).containsExactlyInAnyOrder(Keys.certificate("bob"), Keys.certificate("carl"));
        assertThat(trust.remove(Certificates.fingerprint(Keys.certificate("ann"))))
                .isFalse();
        try (var files = Files.list(trust.folder())) {
            assertThat(files).hasSize(2);
        }
    }
}
