package io.dalbox.flows.internal.cel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Path helpers are total, and joining never climbs. */
final class PathsTest {

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.strings().withChars("ab./\\: é").ofMaxLength(30);
    }

    @Property(tries = 2000)
    void anyTextHasANameAStemAnExtensionAndAParent(@ForAll @From("paths") String path) {
        String name = Paths.name(path);

        assertThat(name).doesNotContain("/");
        assertThat(Paths.ext(path).isEmpty() ? Paths.stem(path) : Paths.stem(path) + "." + Paths.ext(path))
                .isEqualTo(name);
        assertThat(Paths.parent(path)).isNotNull();
    }

    @Property(tries = 2000)
    void whatIsJoinedStaysInTheFolder(@ForAll @From("paths") String below) {
        String joined = Paths.join("media:/films", below);

        assertThat(joined).startsWith("media:/films/");
        assertThat(Arrays.asList(joined.split("/"))).doesNotContain("..");
    }

    @Property(tries = 2000)
    void anotherExtensionChangesOnlyTheEnd(@ForAll @From("paths") String path) {
        assertThat(Paths.withExt(path, "srt")).endsWith(".srt");
        assertThat(Paths.withExt(path, "../../x")).doesNotContain("/x");
    }
}
