package io.dalbox.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The edge in a real framework. */
class EdgeIT {

    static final String TOKEN = System.getenv("DALBOX_TOKEN");
    static final String PASSWORD = System.getenv("DALBOX_ADMIN_PASSWORD");

    @TempDir
    static Path home;

    static TestFramework framework;
    static String base;

    @BeforeAll
    static void start() throws Exception {
        framework = TestFramework.start(home);
        base = framework.base();
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> Http.anonymous(base).get("/ready").statusCode() == 200);
    }

    @AfterAll
    static void stop() throws Exception {
        framework.close();
    }

    @Test
    void listsPluginsForTheToken() throws Exception {
        var answer = Http.token(base, TOKEN).get("/api/plugins");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Http.json(answer).path("items").isArray()).isTrue();
    }

    @Test
    void aSessionReadsButChangesNothingWithoutItsCsrfToken() throws Exception {
        Http admin = Http.login(base, "admin", PASSWORD);
        assertThat(admin.get("/api/me").statusCode()).isEqualTo(200);
        assertThat(admin.send("PUT", "/api/me/pins", "{\"items\":[]}").statusCode())
                .isEqualTo(200);
        assertThat(admin.withoutCsrf()
                        .send("PUT", "/api/me/pins", "{\"items\":[]}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void anonymousIsAskedToSignIn() throws Exception {
        Http nobody = Http.anonymous(base);
        assertThat(nobody.get("/api/plugins").statusCode()).isEqualTo(401);
        assertThat(nobody.get("/api/nothing").statusCode()).isEqualTo(401);
        assertThat(nobody.get("/tasks?x=1", "Accept", "text/html").headers().firstValue("location"))
                .hasValue("/login?next=%2Ftasks%3Fx%3D1");
    }
}
