package io.dalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.json.Json;
import io.dalbox.testing.DalboxProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every spelling of a private address at every door that takes a URL, while the owner's policy forbids private networks. What
 * redirects and name servers that change their mind do is tested where a resolver can be given: beside the fetcher.
 */
class PrivateAddressTest {

    @TempDir
    static Path home;

    private static DalboxProcess dalbox;
    private static OddServer canary;

    @BeforeAll
    static void start() throws IOException {
        canary = new OddServer();
        dalbox = DalboxProcess.start(Shipped.TREE, home, Map.of("DALBOX_ALLOW_PRIVATE_NETWORK", "false"));
    }

    @AfterAll
    static void stop() throws IOException {
        dalbox.close();
        canary.close();
    }

    /** Something that takes a URL. */
    private record Door(String name, String method, String path, Function<String, ObjectNode> body) {}

    @Test
    void noDoorLeadsToAPrivateAddress() {
        List<Door> doors = doors();
        assertThat(doors)
                .extracting(Door::name)
                .contains("download.download url", "install a plugin", "add a source to the catalogue")
                .hasSizeGreaterThanOrEqualTo(2);
        List<String> urls = urls();
        assertThat(urls).hasSizeGreaterThanOrEqualTo(40);

        // The canary sings when somebody comes, or its silence would say nothing.
        assertThat(dalbox.send(HttpRequest.newBuilder(URI.create(canary.url("/")))
                                .build())
                        .statusCode())
                .isEqualTo(404);
        int before = canary.connections();
        assertThat(before).isPositive();

        List<String> open = new ArrayList<>();
        for (Door door : doors) {
            for (String url : urls) {
                HttpResponse<String> answer = dalbox.send(
                        door.method(), door.path(), door.body().apply(url).toString());
                if (!refused(answer)) {
                    open.add(door.name() + " " + url + ": " + answer.statusCode() + " " + answer.body());
                }
            }
        }

        assertThat(open).isEmpty();
        assertThat(canary.connections()).isEqualTo(before);
        assertThat(dalbox.json("/api/tasks").path("items")).isEmpty();
        assertThat(dalbox.get("/module/hello/health").statusCode()).isEqualTo(200);
    }

    @Test
    void saysWhichAddressItIsAndWhoCanAllowIt() {
        HttpResponse<String> answer =
                dalbox.post("/module/download/actions/download", "{\"url\": \"http://127.1:" + canary.port() + "/\"}");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(Json.mapper().readTree(answer.body()).path("detail").asString(""))
                .contains("127.0.0.1", "loopback", "DALBOX_ALLOW_PRIVATE_NETWORK");
    }

    private static List<Door> doors() {
        List<Door> doors = new ArrayList<>();
        doors.add(new Door(
                "install a plugin",
                "POST",
                "/api/plugins",
                url -> Json.mapper().createObjectNode().put("url", url)));
        doors.add(new Door(
                "add a source to the catalogue",
                "POST",
                "/api/catalogue/sources",
                url -> Json.mapper().createObjectNode().put("address", url)));
        for (Offers.Parameter p : Offers.parameters(dalbox, "uri", canary.url("/"))) {
            doors.add(new Door(p.toString(), p.method(), p.path(), p::with));
        }
        return doors;
    }

    private static List<String> urls() {
        List<String> urls = new ArrayList<>(PrivateAddresses.urls(canary.port()));
        for (String host : PrivateAddresses.hosts()) {
            urls.add("http://" + host + ":" + canary.port() + "/x");
        }
        return urls;
    }

    private static boolean refused(HttpResponse<String> answer) {
        return (answer.statusCode() == 403 || answer.statusCode() == 422)
                && answer.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json")
                && !answer.body().contains("root:");
    }
}
