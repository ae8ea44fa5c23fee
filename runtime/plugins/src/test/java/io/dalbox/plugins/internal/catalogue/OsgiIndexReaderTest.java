package io.dalbox.plugins.internal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.plugins.Catalogue;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OsgiIndexReaderTest {

    private static final String HASH = "cd".repeat(32);
    private static final Place PLACE = new Place.Web(URI.create("https://plugins.example/list/index.xml"));

    @TempDir
    Path folder;

    @Test
    void readsThePluginsAndPassesOverOtherBundles() throws Exception {
        Index index = read("""
                <?xml version="1.0" encoding="UTF-8"?>
                <repository name="Ours" increment="1" xmlns="http://www.osgi.org/xmlns/repository/v1.0.0" xmlns:x="urn:x">
                  <referral depth="1" url="more/index.xml"/>
                  <x:other><resource/></x:other>
                  <resource>
                    <requirement namespace="osgi.ee"><directive name="filter" value="(osgi.ee=JavaSE)"/></requirement>
                    <capability namespace="osgi.identity">
                      <attribute name="osgi.identity" value="com.example.notes"/>
                      <attribute name="version" type="Version" value="1.2.0"/>
                      <attribute name="type" value="osgi.bundle"/>
                      <attribute name="description" value="Keeps &lt;b&gt;notes&lt;/b&gt;"/>
                      <attribute name="license" value="MIT"/>
                      <attribute name="documentation" value="https://notes.example/"/>
                      <attribute name="dalbox.changelog" value="- Faster&#10;- Smaller"/>
                    </capability>
                    <capability namespace="osgi.content">
                      <attribute name="osgi.content" value="%1$s"/>
                      <attribute name="url" value="../jars/my notes.jar"/>
                      <attribute name="size" type="Long" value="42"/>
                      <attribute name="mime" value="application/vnd.osgi.bundle"/>
                    </capability>
                    <capability namespace="io.dalbox.plugin">
                      <attribute name="io.dalbox.plugin" value="notes"/>
                      <attribute name="name" value="Notes"/>
                      <attribute name="contract" type="Version" value="1.0"/>
                    </capability>
                  </resource>
                  <resource>
                    <capability namespace="osgi.identity"><attribute name="osgi.identity" value="a.library"/></capability>
                  </resource>
                </repository>""".formatted(HASH));

        assertThat(index.name()).isEqualTo("Ours");
        assertThat(index.faults()).isEmpty();
        assertThat(index.referrals()).containsExactly(new Index.Referral("more/index.xml", 1));
        assertThat(index.entries())
                .containsExactly(new Entry(
                        "notes",
                        "1.2.0",
                        "Notes",
                        "Keeps <b>notes</b>",
                        "MIT",
                        "https://notes.example/",
                        "https://plugins.example/jars/my%20notes.jar",
                        HASH,
                        42L,
                        "1.0",
                        List.of(new Catalogue.Note("1.2.0", null, "- Faster\n- Smaller")),
                        null));
    }

    @Test
    void faultsNameTheLineOfTheResource() throws Exception {
        Index index = read("<repository xmlns='" + OsgiIndexReader.NAMESPACE + "'>\n"
                + resource("nohash", "1.0.0", "", "a.jar") + "\n" + resource("nourl", "1.0.0", HASH, "") + "\n"
                + resource("", "1.0.0", HASH, "a.jar") + "</repository>");

        assertThat(index.entries()).extracting(Entry::id).containsExactly("nohash", "nourl");
        assertThat(index.entries()).allMatch(entry -> entry.fault() != null);
        assertThat(index.faults())
                .extracting(fault -> fault.place() + " " + fault.message())
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("line 2: <resource> It has no SHA-256"),
                        two -> assertThat(two).startsWith("line 3: <resource> It has no url"),
                        three -> assertThat(three).startsWith("line 4: <resource> The id ''"));
    }

    @Test
    void documentTypesAndEntitiesAreRefused() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "the secret");
        String lol = "<!DOCTYPE r [<!ENTITY a \"" + "lol".repeat(100) + "\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
                + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>";
        refused(lol + "<repository xmlns='" + OsgiIndexReader.NAMESPACE + "' name='&c;'/>", "document type");
        refused(
                "<!DOCTYPE r [<!ENTITY a SYSTEM '" + secret.toUri() + "'>]><repository xmlns='"
                        + OsgiIndexReader.NAMESPACE + "' name='&a;'/>",
                "document type");
        refused("<!DOCTYPE r SYSTEM '" + secret.toUri() + "'><repository/>", "document type");
        refused("<repository xmlns='" + OsgiIndexReader.NAMESPACE + "' name='&undeclared;'/>", "not valid XML");
    }

    @Test
    void whatIsNoRepositoryIsRefused() {
        refused("<html><body>Not here</body></html>", "its first element is <html>");
        refused("<repository/>", "namespace " + OsgiIndexReader.NAMESPACE);
        refused(
                "<repository xmlns='" + OsgiIndexReader.NAMESPACE + "'><resource></repository>",
                "not valid XML: line 1");
        refused("<repository xmlns='" + OsgiIndexReader.NAMESPACE + "'>", "not valid XML");
    }

    @Test
    void depthOfOtherElementsCostsNothing() throws Exception {
        String deep = "<a>".repeat(80) + "</a>".repeat(80);

        assertThat(read("<repository xmlns='" + OsgiIndexReader.NAMESPACE + "'>" + deep + "</repository>")
                        .entries())
                .isEmpty();
        refused("<repository xmlns='" + OsgiIndexReader.NAMESPACE + "'>" + "<a>".repeat(100_000), "not valid XML");
    }

    @Test
    void otherEncodingsAreReadAsTheySay() throws Exception {
        byte[] content = ("<?xml version='1.0' encoding='UTF-16'?><repository name='插件' xmlns='"
                        + OsgiIndexReader.NAMESPACE + "'/>")
                .getBytes(Charset.forName("UTF-16"));

        assertThat(IndexReader.of(content).read(content, PLACE).name()).isEqualTo("插件");
    }

    @Test
    void filesOfALocalIndexLieBelowItsFolder() throws Exception {
        Path root = folder.toRealPath().resolve("lists");
        Path index = root.resolve("index.xml");
        Place disk = new Place.Disk(index, root);

        assertThat(disk.resolve("jars/a b.jar"))
                .isEqualTo(index.resolveSibling("jars/a b.jar").toUri());
        assertThat(disk.resolve("jars/../a.jar"))
                .isEqualTo(index.resolveSibling("a.jar").toUri());
        assertThat(disk.resolve(index.resolveSibling("a.jar").toUri().toString()))
                .isEqualTo(index.resolveSibling("a.jar").toUri());
        assertThat(disk.resolve("https://else.example/a.jar")).isEqualTo(URI.create("https://else.example/a.jar"));
        for (String outside : List.of(
                "../a.jar",
                "jars/../../a.jar",
                "%2e%2e/a.jar",
                "/etc/passwd",
                "file:///etc/passwd",
                "//host/a.jar",
                "file://host/a.jar",
                ".",
                "",
                "jar:file:/a.jar!/",
                "ftp://host/a.jar",
                root + "-evil/a.jar",
                "a%00.jar")) {
            assertThatThrownBy(() -> disk.resolve(outside)).as(outside).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static String resource(String id, String version, String hash, String url) {
        return "<resource><capability namespace='osgi.identity'><attribute name='version' value='" + version
                + "'/></capability><capability namespace='osgi.content'><attribute name='osgi.content' value='" + hash
                + "'/><attribute name='url' value='" + url
                + "'/></capability><capability namespace='io.dalbox.plugin'><attribute name='io.dalbox.plugin' value='"
                + id
                + "'/></capability></resource>";
    }

    private static void refused(String text, String words) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IndexException.class).hasMessageContaining(words);
    }

    private static Index read(String text) throws IndexException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        return IndexReader.of(content).read(content, PLACE);
    }
}
