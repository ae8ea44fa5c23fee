package io.dalbox.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoragePathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "/",
                "/etc/passwd",
                "//etc/passwd",
                "media:",
                "media",
                "media:a",
                "media:..",
                ":/a",
                "../a",
                "media:/..",
                "media:/../etc/passwd",
                "media:/a/..",
                "media:/a/../b",
                "media:/a/../../b",
                "media:/.",
                "media:/./a",
                "media:/a/./b",
                "media://a",
                "media:/a//b",
                "media:///etc/passwd",
                "media:/a//",
                "media:/a\\b",
                "media:/..\\a",
                "media:\\a",
                "C:\\a",
                "C:/a",
                "\\\\host\\share",
                "media:/a\0",
                "media:/a\0.jpg",
                "media:/\u0001",
                "media:/a\nb",
                "media:/a\rb",
                "media:/a\tb",
                "media:/\u007f",
                "media:/\u0085",
                "media:/ a",
                "media:/a ",
                "media:/a /b",
                "media:/\u3000a",
                "media:/a\u00a0/b",
                "media:/a\u202egpj.exe",
                "media:/a\u200bb",
                "media:/\ufeffa",
                "media:/a\u2066b",
                "media:/a\u00adb",
                "media:/\ud800",
                "media:/a\udc00b",
                "media:/a\ufffdb",
                "media:/a\u2028b",
                "media:/a\u2029b",
                "MEDIA:/a",
                "Media:/a",
                "media :/a",
                " media:/a",
                "9media:/a",
                "-m:/a",
                "me_dia:/a",
                "m\u0435dia:/a",
                "file:///etc/passwd",
                "http://host/a",
                "media:/..;/a/../..",
                "media:/../media-evil/a"
            })
    void refusesWhatIsNotACanonicalPath(String text) {
        assertThatThrownBy(() -> StoragePath.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("\0")
                .hasMessageNotContaining("\u202e");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "media:/",
                "media:/a",
                "media:/films/A film (2026).mkv",
                "media:/电影/《霸王别姬》.mkv",
                "media:/...",
                "media:/..a",
                "media:/a..",
                "media:/.hidden",
                "media:/a:b",
                "media:/%2e%2e",
                "media:/~",
                "media:/-rf",
                "media:/é",
                "media:/e\u0301",
                "media:/😀",
                "media:/a'\"`$()&|;",
                "s3-photos:/x"
            })
    void acceptsWhatFilesAreCalled(String text) {
        assertThat(StoragePath.parse(text)).hasToString(text);
    }

    @Test
    void measuresNamesInBytes() {
        assertThat(StoragePath.parse("media:/" + "a".repeat(255)).name()).hasSize(255);
        assertThatThrownBy(() -> StoragePath.parse("media:/" + "a".repeat(256))).hasMessageContaining("255");
        assertThatThrownBy(() -> StoragePath.parse("media:/" + "字".repeat(86))).hasMessageContaining("258 bytes");
        assertThatThrownBy(() -> StoragePath.parse("media:/" + "a/".repeat(2000)))
                .hasMessageContaining("2048");
        assertThatThrownBy(() -> StoragePath.parse("media:/" + "a".repeat(1_000_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void containsBySegmentsNotByPrefix() {
        StoragePath films = StoragePath.parse("media:/films");
        assertThat(films.contains(StoragePath.parse("media:/films/a"))).isTrue();
        assertThat(films.contains(films)).isTrue();
        assertThat(films.contains(StoragePath.parse("media:/films-private/a"))).isFalse();
        assertThat(films.contains(StoragePath.parse("other:/films/a"))).isFalse();
        assertThat(films.contains(films.parent())).isFalse();
    }

    @Property
    void canonicalTextReadsBackAsTheSamePath(@ForAll("paths") StoragePath path) {
        assertThat(StoragePath.parse(path.toString())).isEqualTo(path);
        assertThat(StoragePath.parse(path + (path.segments().isEmpty() ? "" : "/")))
                .isEqualTo(path);
    }

    @Property
    void whateverParsesStaysBelowItsRoot(@ForAll("texts") String text) {
        try {
            StoragePath path = StoragePath.parse("media:/" + text);
            java.nio.file.Path root = java.nio.file.Path.of("/srv/media");
            java.nio.file.Path file = root.resolve(String.join("/", path.segments()));
            assertThat(file.normalize()).isEqualTo(file);
            assertThat(file.startsWith(root)).isTrue();
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @ParameterizedTest
    @MethodSource("hostileSegments")
    void checksSegmentsHoweverAPathIsMade(String segment) {
        StoragePath folder = StoragePath.parse("media:/a");
        assertThatThrownBy(() -> folder.resolve(segment)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StoragePath("media", List.of("a", segment)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static List<String> hostileSegments() {
        return List.of("", ".", "..", "a/b", "/", "a\\b", "a\0b", " a", "a ", "a\u202eb", "\ud800", "a\nb");
    }

    @Provide
    Arbitrary<StoragePath> paths() {
        Arbitrary<String> segment = Arbitraries.strings()
                .ofMinLength(1)
                .ofMaxLength(30)
                .filter(s -> {
                    try {
                        return new StoragePath("media", List.of(s)).segments().size() == 1;
                    } catch (IllegalArgumentException e) {
                        return false;
                    }
                });
        Arbitrary<String> known = Arbitraries.of("films", "电影", "a b", "...", "x:y", "😀");
        return Arbitraries.oneOf(known, segment).list().ofMaxSize(6).map(s -> new StoragePath("media", s));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("..", ".", "/", "\\", "\0", "a", " ", "\u202e", "%2e", ":", "字")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }
}
