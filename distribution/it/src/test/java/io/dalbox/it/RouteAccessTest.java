package io.dalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.testing.DalboxProcess;
import io.dalbox.testing.RouteAudit;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every live route for every kind of caller, read from the shipped server itself, and the console, which has its own gate. */
class RouteAccessTest {

    private static final String CONSOLE = "/system/console/bundles";

    @TempDir
    static Path home;

    private static DalboxProcess dalbox;

    @BeforeAll
    static void start() throws IOException {
        dalbox = DalboxProcess.start(Shipped.TREE, home);
    }

    @AfterAll
    static void stop() throws IOException {
        dalbox.close();
    }

    @Test
    void everyRouteIsOpenOnlyToThoseWhomItsRuleNames() throws Exception {
        assertThat(Offers.plugins(dalbox)).contains("hello", "download");
        List<String> routes = Offers.routes(dalbox).stream()
                .map(route -> route.method() + " " + route.path())
                .toList();
        assertThat(routes)
                .hasSizeGreaterThan(40)
                .contains("POST /module/hello/actions/greet", "POST /module/download/actions/download");

        assertThat(new RouteAudit(dalbox.base(), DalboxProcess.TOKEN, DalboxProcess.PASSWORD).run())
                .isEmpty();
    }

    @Test
    void theConsoleIsForSignedInAdministratorsAndOnlyShows() {
        HttpResponse<String> made = dalbox.post(
                "/api/users", "{\"name\": \"ann\", \"password\": \"ann's long password\", \"role\": \"user\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String admin = login("admin", DalboxProcess.PASSWORD);

        assertThat(console("GET", "").statusCode()).isEqualTo(302);
        assertThat(console("GET", "").headers().firstValue("Location").orElse(""))
                .contains("/login");
        assertThat(console("GET", "", "Authorization", "Bearer " + DalboxProcess.TOKEN)
                        .statusCode())
                .isEqualTo(302);
        // The console's own first password.
        assertThat(console("GET", "", "Authorization", "Basic YWRtaW46YWRtaW4=").statusCode())
                .isEqualTo(401);
        assertThat(console("GET", login("ann", "ann's long password")).statusCode())
                .isEqualTo(403);
        assertThat(console("GET", admin).statusCode()).isEqualTo(200);
        assertThat(console("POST", admin).statusCode()).isEqualTo(403);
        assertThat(console("POST", admin, "Origin", "https://evil.example").statusCode())
                .isEqualTo(403);
    }

    private static String login(String name, String password) {
        HttpResponse<String> answer = dalbox.send(HttpRequest.newBuilder(URI.create(dalbox.base() + "/api/session"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\": \"" + name + "\", \"password\": \"" + password + "\"}"))
                .build());
        return answer.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
    }

    private static HttpResponse<String> console(String method, String cookie, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(dalbox.base() + CONSOLE)).method(method, BodyPublishers.noBody());
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return dalbox.send(request.build());
    }
}
