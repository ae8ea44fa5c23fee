package io.dalbox.web.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.json.Json;
import io.dalbox.web.internal.http.Caller;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.RequestPath;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VersionsTest {

    private static final String NOW = Versions.of("now");

    @Test
    void theSameStateHasTheSameVersion() {
        assertThat(Versions.of("now")).isEqualTo(NOW).matches("\"[0-9a-f-]{36}\"");
        assertThat(Versions.of("then")).isNotEqualTo(NOW);
    }

    @Test
    void whoNamesNoVersionOrTheRightOneMayChangeIt() {
        for (String wanted : new @Nullable String[] {null, NOW, "*", "\"other\", " + NOW}) {
            assertThatCode(() -> Versions.check(request(wanted), NOW, "It has"))
                    .as(String.valueOf(wanted))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void anotherVersionIsRefused() {
        for (String wanted : new String[] {Versions.of("then"), "", "W/" + NOW, NOW.replace("\"", "")}) {
            assertThatThrownBy(() -> Versions.check(request(wanted), NOW, "It has"))
                    .as(wanted)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.status()).isEqualTo(412))
                    .hasMessageStartingWith("It has been changed since you read it.");
        }
    }

    private static Request request(@Nullable String wanted) {
        HttpServletRequest http = (HttpServletRequest) Proxy.newProxyInstance(
                VersionsTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, given) -> {
                    assertThat(method.getName()).isEqualTo("getHeader");
                    return wanted;
                });
        return new Request(
                http,
                RequestPath.parse("/x"),
                Map.of(),
                new Caller.Anonymous(),
                Json.mapper().createObjectNode());
    }
}
