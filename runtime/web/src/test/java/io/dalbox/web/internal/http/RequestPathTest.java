package io.dalbox.web.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

    @Property(tries = 500)
    void whatWasEncodedIsReadOrRefused(@ForAll @Size(min = 1, max = 5) List<@NotEmpty String> segments) {
        StringBuilder raw = new StringBuilder();
        segments.forEach(s -> raw.append('/')
                .append(URLEncoder.encode(s, StandardCharsets.UTF_8).replace("+", "%20")));
        List<String> read;
        try {
            read = RequestPath.parse(raw.toString()).segments();
        } catch (ProblemException e) {
            assertThat(e.status()).isEqualTo(400);
            return;
        }
        assertThat(read)
                .allSatisfy(
                        s -> assertThat(s).doesNotContain("/", "\\", ";", "\0").isNotEqualTo(".."));
        assertThat(String.join("/", read).getBytes(StandardCharsets.UTF_8))
                .isEqualTo(String.join("/", segments).getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "/a/../b",
                "/a/%2e%2e/b",
                "/a/.%2E/b",
                "/a//b",
                "/a%2fb",
                "/a%5Cb",
                "/a\\b",
                "/a;x=1/b",
                "/a%00b",
                "/a%0Ab",
                "/a%",
                "/a%4",
                "/a%zz",
                "/%ff",
                "/%c0%ae%c0%ae/x",
                "/."
            })
    void hostilePathsAreRefused(String raw) {
        assertThatThrownBy(() -> RequestPath.parse(raw)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"path=%zz", "path=%", "%4=x", "path=%ff%fe", "path=%C0%AE"})
    void queriesThatCannotBeDecodedAreRefused(String raw) {
        assertThatThrownBy(() -> RequestPath.checkQuery(raw))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.status()).isEqualTo(400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "path=/module/hello/", "a=%C3%BC+b&c=%25", "x=ü"})
    void otherQueriesPass(String raw) {
        assertThatCode(() -> RequestPath.checkQuery(raw)).doesNotThrowAnyException();
    }
}
