package io.dalbox.net.internal;

import static io.dalbox.testing.RawServer.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.net.AddressRefusedException;
import io.dalbox.net.FetchResponse;
import io.dalbox.outbound.Post;
import io.dalbox.testing.RawServer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PostTest {

    /** The real policy; every name leads to this machine. */
    private final GuardedFetcher door =
            new GuardedFetcher(new AddressPolicy(false), host -> List.of(InetAddress.ofLiteral("127.0.0.1")), () ->
                    (SSLSocketFactory) SSLSocketFactory.getDefault());

    @Test
    void framesTheBodyItselfAndFollowsNoRedirect() throws Exception {
        try (RawServer server = new RawServer(
                        (_, out) -> say(out, "HTTP/1.1 307 X\nLocation: /other\nContent-Length: 2\n\nno"));
                FetchResponse answer = door.post(post(server.url("/in?a=b"), true))) {
            assertThat(answer.status()).isEqualTo(307);
            assertThat(server.requests()).hasSize(1);
            assertThat(server.requests().getFirst().line()).isEqualTo("POST /in?a=b HTTP/1.1");
            assertThat(server.requests().getFirst().headers())
                    .containsEntry("Content-Length", "5")
                    .containsEntry("X-Key", "k")
                    .doesNotContainKey("Transfer-Encoding");
        }
    }

    @Test
    void privateAddressesPassOnlyWhenTheyMay() throws Exception {
        try (RawServer server = new RawServer((_, out) -> say(out, "HTTP/1.1 204 X\n\n"))) {
            for (String url : List.of(server.url("/"), server.url("/").replace("127.0.0.1", "name.example"))) {
                assertThatThrownBy(() -> door.post(post(url, false))).isInstanceOf(AddressRefusedException.class);
                assertThatThrownBy(() -> door.check(url, false)).isInstanceOf(AddressRefusedException.class);
                assertThat(server.requests()).isEmpty();
            }
            door.check(server.url("/"), true);
            try (FetchResponse answer = door.post(post(server.url("/"), true))) {
                assertThat(answer.status()).isEqualTo(204);
            }
        }
    }

    @Test
    void headersThatFrameTheMessageAreRefused() {
        assertThatThrownBy(() ->
                        new Post("http://a.example/", Map.of("Content-Length", "1"), "", Duration.ofSeconds(1), false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Post post(String url, boolean privateAllowed) {
        return new Post(url, Map.of("X-Key", "k"), "héll", Duration.ofSeconds(10), privateAllowed);
    }
}
