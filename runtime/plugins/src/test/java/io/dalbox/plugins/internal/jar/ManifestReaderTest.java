package io.dalbox.plugins.internal.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.jar.Manifest;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ManifestReaderTest {

    @Test
    void readsThePluginAndWhoMadeIt() throws Refusal {
        JarFacts facts = ManifestReader.read(manifest(
                "a.b;singleton:=true",
                "1.2.3",
                "osgi.x;y=\"a,b;io.dalbox.plugin=no\",io.dalbox.plugin;contract:Version=\"1.0\";io.dalbox.plugin=\"my-id\"",
                "ada;name=\"Ada, Countess\";email=x"));
        assertThat(facts.symbolicName()).isEqualTo("a.b");
        assertThat(facts.plugin()).hasValue("my-id");
        assertThat(facts.name()).isEqualTo("my-id");
        assertThat(facts.author()).isEqualTo("Ada, Countess");
    }

    @Test
    void bundleWithoutTheCapabilityIsALibrary() throws Refusal {
        assertThat(ManifestReader.read(manifest("lib", "1", null, null)).plugin())
                .isEmpty();
    }

    @Test
    void refusesBadIdsVersionsContractsAndDoubles() {
        refused("x", "1", "io.dalbox.plugin;io.dalbox.plugin=Bad", "'Bad' is not allowed");
        refused("x", "1", "io.dalbox.plugin", "plugin id '' is not allowed");
        refused("x", "one", null, "'one' is not a version");
        refused("x y", "1", null, "other characters");
        refused("x", "1", "io.dalbox.plugin;io.dalbox.plugin=ab;contract:Version=1.9", "1.9");
        refused(
                "x",
                "1",
                "io.dalbox.plugin;io.dalbox.plugin=ab,io.dalbox.plugin;io.dalbox.plugin=cd",
                "2 capabilities");
    }

    @Property
    void anyHeaderIsReadOrRefusedNeverAnythingElse(@ForAll String capability, @ForAll String developers) {
        try {
            ManifestReader.read(manifest("x", "1", capability, developers));
        } catch (Refusal e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static void refused(String name, String version, @Nullable String capability, String reason) {
        assertThatThrownBy(() -> ManifestReader.read(manifest(name, version, capability, null)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(reason);
    }

    private static Manifest manifest(
            String name, String version, @Nullable String capability, @Nullable String developers) {
        Manifest manifest = new Manifest();
        var headers = manifest.getMainAttributes();
        headers.putValue("Bundle-SymbolicName", name);
        headers.putValue("Bundle-Version", version);
        if (capability != null) {
            headers.putValue("Provide-Capability", capability);
        }
        if (developers != null) {
            headers.putValue("Bundle-Developers", developers);
        }
        return manifest;
    }
}
