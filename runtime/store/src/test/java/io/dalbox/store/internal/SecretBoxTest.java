package io.dalbox.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretBoxTest {

    @TempDir
    Path folder;

    @Test
    void secretComesBackOnlyInItsPlaceAndWithItsKey() throws Exception {
        Path key = folder.resolve("config/secret.key");
        SecretBox box = new SecretBox(key);
        String sealed = box.seal("plugin/password", "swordfish");
        assertThat(sealed).doesNotContain("swordfish").isNotEqualTo(box.seal("plugin/password", "swordfish"));
        assertThat(new SecretBox(key).open("plugin/password", sealed)).isEqualTo("swordfish");
        assertThat(box.open("other/password", sealed)).isNull();
        assertThat(box.open("plugin/password", "AAAA")).isNull();
        Files.delete(key);
        assertThat(new SecretBox(key).open("plugin/password", sealed)).isNull();
    }
}
