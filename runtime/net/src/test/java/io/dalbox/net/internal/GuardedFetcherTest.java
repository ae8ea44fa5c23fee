package io.dalbox.net.internal;

import static io.dalbox.testing.RawServer.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dalbox.net.AddressRefusedException;
import io.dalbox.net.FetchRequest;
import io.dalbox.net.FetchResponse;
import io.dalbox.plugin.DeclaredAccess;
import io.dalbox.testing.RawServer;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class GuardedFetcherTest {

    private static final InetAddress LOCAL = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress OTHER = InetAddress.ofLiteral("127.0.0.2");

    /** The real policy, except that the test's own server may be reached. */
    private static GuardedFetcher fetcher(Resolver resolver) {
        return new GuardedFetcher(
                new AddressPolicy(LOCAL::equals), resolver, () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    private static GuardedFetcher fetcher() {
        return fetcher(host -> {
            if (host.equals("localhost")) {
                return List.of(OTHER);
            }
            if (host.endsWith(".example")) {
                return List.of(LOCAL);
            }
            throw new UnknownHostException(host);
        });
    }

    @Test
    void bundleThatDeclaredItsHostsReachesNoOthersAlsoNotByARedirect() throws Exception {
        DeclaredAccess declared = new DeclaredAccess(List.of(), List.of(), List.of(), List.of("*.example"));
        GuardedFetcher fetcher = new GuardedFetcher(
                new AddressPolicy(LOCAL::equals),
                _ -> List.of(LOCAL),
                () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
                declared);
        try (RawServer server = new RawServer((request, out) -> say(
                out,
                request.line().contains("/away")
                        ? "HTTP/1.1 302 X\nLocation: http://elsewhere.test/\nContent-Length: 0\n\n"
                        : "HTTP/1.1 200 X\nContent-Length: 0\n\n"))) {
            String here = server.url("/").replace("127.0.0.1", "films.example");
            try (FetchResponse response = fetcher.fetch(FetchRequest.get(here))) {
                assertThat(response.status()).isEqualTo(200);
            }
            assertThatThrownBy(() -> fetcher.fetch(FetchRequest.get(here + "away")))
                    .isInstanceOf(AddressRefusedException.class)
                    .hasMessageContaining("does not declare that it connects to elsewhere.test");
            assertThatThrownBy(() -> fetcher.check(server.url("/")))
                    .isInstanceOf(AddressRefusedException.class)
                    .hasMessageContaining("127.0.0.1");
        }
    }

    @Test
    void answersWithStatusHeadersAndBody() throws Exception {
        try (RawServer server =
                        new RawServer((_, out) -> say(out, "HTTP/1.1 418 X\nContent-Length: 5\nX-A: é\n\nhello"));
                FetchResponse response = fetcher().fetch(FetchRequest.get(server.url("/a b/../ü?q=[1]#f")))) {
            assertThat(response.status()).isEqualTo(418);
            assertThat(response.header("x-a")).contains("é");
            assertThat(response.header("none")).isEmpty();
            assertThat(text(response)).isEqualTo("hello");
            assertThat(server.requests().getFirst().line()).isEqualTo("GET /%C3%BC?q=[1] HTTP/1.1");
            assertThat(server.requests().getFirst().headers())
                    .containsEntry("Host", "127.0.0.1:" + server.port())
                    .containsEntry("Accept-Encoding", "identity");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:PORT/", "http://127.0.0.2:PORT/", "//127.0.0.2:PORT/", "http://127.2:PORT/",
                "http://2130706434:PORT/", "http://0177.0.0.2:PORT/", "http://0x7f.2:PORT/", "http://[::1]:PORT/",
                "http://[::ffff:127.0.0.2]:PORT/", "http://169.254.169.254/", "http://10.0.0.1/",
                        "https://192.168.1.1/",
                "http://１２７.０.０.２:PORT/", "http://127.0.0.2.:PORT/", "http://[fd00::1]/", "http://0.0.0.0:PORT/"
            })
    void redirectsDoNotLeadPastThePolicy(String location) throws Exception {
        try (RawServer server = new RawServer((_, out) -> {
            String to = location.replace("PORT", "1");
            say(out, "HTTP/1.1 302 Found\nLocation: " + to + "\nContent-Length: 0\n\n");
        })) {
            assertThatThrownBy(() -> fetcher().fetch(FetchRequest.get(server.url("/"))))
                    .isInstanceOf(AddressRefusedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://a.example/", "file:///etc/passwd", "http://u:p@a.example/", "http://a\\b/", "javascript:x"
            })
    void redirectsToSomethingElseAreRefused(String location) throws Exception {
        try (RawServer server =
                new RawServer((_, out) -> say(out, "HTTP/1.1 302 Found\nLocation: " + location + "\n\n"))) {
            assertThatThrownBy(() -> fetcher().fetch(FetchRequest.get(server.url("/"))))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("redirects to somewhere that cannot be followed");
        }
    }

    @Test
    void aNameServerThatChangesItsAnswerChangesNothing() throws Exception {
        Iterator<List<InetAddress>> answers =
                List.of(List.of(LOCAL), List.of(OTHER)).iterator();
        GuardedFetcher fetcher = fetcher(_ -> answers.next());
        try (RawServer checked = new RawServer((_, out) -> say(out, "HTTP/1.1 200 OK\n\nchecked"));
                RawServer rebound = new RawServer(
                        "127.0.0.2", checked.port(), (_, out) -> say(out, "HTTP/1.1 200 OK\n\nrebound"))) {
            FetchRequest request = FetchRequest.get("http://rebind.example:" + checked.port() + "/");
            try (FetchResponse response = fetcher.fetch(request)) {
                assertThat(text(response)).isEqualTo("checked");
            }
            assertThatThrownBy(() -> fetcher.fetch(request)).isInstanceOf(AddressRefusedException.class);
            assertThat(rebound.requests()).isEmpty();
        }
    }

    @Test
    void oneBadAddressRefusesTheHost() {
        assertThatThrownBy(() -> fetcher(_ -> List.of(LOCAL, OTHER)).check("http://mixed.example/"))
                .isInstanceOf(AddressRefusedException.class);
    }

    @Test
    void followsRedirectsAndSendsSecretsOnlyToTheirOrigin() throws Exception {
        try (RawServer second = new RawServer((_, out) -> say(out, "HTTP/1.1 200 OK\nContent-Length: 2\n\nok"));
                RawServer first = new RawServer((request, out) -> {
                    String to = request.line().startsWith("GET /one ")
                            ? "two?x=1"
                            : "http://other.example:" + second.port() + "/three";
                    say(out, "HTTP/1.1 307 X\nLocation: " + to + "\nContent-Length: 0\n\n");
                })) {
            Map<String, String> headers =
                    Map.of("authorization", "Bearer s", "Cookie", "a=b", "Proxy-Authorization", "p", "X-Mine", "m");
            try (FetchResponse response =
                    fetcher().fetch(FetchRequest.get(first.url("/one")).withHeaders(headers))) {
                assertThat(response.url()).isEqualTo("http://other.example:" + second.port() + "/three");
                assertThat(text(response)).isEqualTo("ok");
            }
            assertThat(first.requests().get(1).line()).isEqualTo("GET /two?x=1 HTTP/1.1");
            assertThat(first.requests().get(1).headers()).containsEntry("Authorization", "Bearer s");
            assertThat(second.requests().getFirst().headers())
                    .containsEntry("X-Mine", "m")
                    .doesNotContainKeys("Authorization", "Cookie", "Proxy-Authorization");
        }
    }

    @Test
    void redirectLoopsEnd() throws Exception {
        try (RawServer server =
                new RawServer((_, out) -> say(out, "HTTP/1.1 302 X\nLocation: /\nContent-Length: 0\n\n"))) {
            assertThatThrownBy(() -> fetcher().fetch(FetchRequest.get(server.url("/"))))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("more than 10 times");
            assertThat(server.requests()).hasSize(11);
        }
    }

    @Test
    void aBodyThatIsCutIsAnErrorAndALongerOneIsCut() throws Exception {
        try (RawServer server = new RawServer((request, out) -> say(
                out,
                request.line().contains("short")
                        ? "HTTP/1.1 200 OK\nContent-Length: 10\n\nhello"
                        : request.line().contains("chunk")
                                ? "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\nhello\n5\nhe"
                                : "HTTP/1.1 200 OK\nContent-Length: 3\n\nhello"))) {
            for (String path : List.of("/short", "/chunk")) {
                try (FetchResponse response = fetcher().fetch(FetchRequest.get(server.url(path)))) {
                    assertThatThrownBy(() -> text(response))
                            .isInstanceOf(EOFException.class)
                            .hasMessageContaining("before the end");
                }
            }
            try (FetchResponse response = fetcher().fetch(FetchRequest.get(server.url("/long")))) {
                assertThat(text(response)).isEqualTo("hel");
            }
        }
    }

    @Test
    void aSilentServerTimesOut() throws Exception {
        try (RawServer server = new RawServer((request, out) -> {
            if (request.line().contains("body")) {
                say(out, "HTTP/1.1 200 OK\nContent-Length: 10\n\nhello");
            }
            new CountDownLatch(1).await();
        })) {
            FetchRequest head = FetchRequest.get(server.url("/head")).withIdleTimeout(Duration.ofMillis(200));
            assertThatThrownBy(() -> fetcher().fetch(head))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessageContaining("silent");
            FetchRequest body = FetchRequest.get(server.url("/body")).withIdleTimeout(Duration.ofMillis(200));
            try (FetchResponse response = fetcher().fetch(body)) {
                assertThatThrownBy(() -> text(response)).isInstanceOf(SocketTimeoutException.class);
            }
        }
    }

    @Test
    void interruptAndCloseEndABlockedReadAtOnce() throws Exception {
        try (RawServer server = new RawServer((_, out) -> {
            say(out, "HTTP/1.1 200 OK\nContent-Length: 10\n\n");
            new CountDownLatch(1).await();
        })) {
            for (boolean byInterrupt : List.of(true, false)) {
                FetchResponse response = fetcher().fetch(FetchRequest.get(server.url("/")));
                AtomicReference<Throwable> seen = new AtomicReference<>();
                Thread reader = Thread.ofVirtual().start(() -> {
                    try {
                        seen.set(new AssertionError("read " + response.body().read()));
                    } catch (IOException e) {
                        seen.set(e);
                    }
                });
                await().until(() -> reader.getState() == Thread.State.TIMED_WAITING);
                if (byInterrupt) {
                    reader.interrupt();
                } else {
                    response.close();
                }
                assertThat(reader.join(Duration.ofSeconds(2))).isTrue();
                assertThat(seen.get()).isInstanceOf(IOException.class);
                response.close();
            }
        }
    }

    @Test
    void anInterruptEndsWaitingForTheAnswer() throws Exception {
        try (RawServer server = new RawServer((_, _) -> new CountDownLatch(1).await())) {
            CountDownLatch ended = new CountDownLatch(1);
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    fetcher().fetch(FetchRequest.get(server.url("/"))).close();
                } catch (IOException e) {
                    ended.countDown();
                }
            });
            await().until(() -> !server.requests().isEmpty());
            caller.interrupt();
            assertThat(ended.await(2, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void saysWhatIsWrongInPlainWords() throws Exception {
        int closed;
        try (ServerSocket never = new ServerSocket(0, 1, LOCAL)) {
            closed = never.getLocalPort();
        }
        try (RawServer server = new RawServer((_, out) -> say(out, "SSH-2.0-x\n\n"))) {
            assertThatThrownBy(() -> fetcher().fetch(FetchRequest.get(server.url("/"))))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("does not speak proper HTTP");
        }
        assertThatThrownBy(() -> fetcher().fetch(FetchRequest.get("http://127.0.0.1:" + closed)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("No connection to http://127.0.0.1:" + closed);
        assertThatThrownBy(() -> fetcher().fetch(FetchRequest.get("http://nowhere.invalid")))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("nowhere.invalid cannot be found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Host", "content-length", "Transfer-Encoding", "Connection", "Upgrade", "a b", "", "a:b", "é"})
    void headersThatFrameTheMessageAreRefused(String name) {
        assertThatThrownBy(() -> FetchRequest.get("http://a").withHeaders(Map.of(name, "x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void headersHoldNoLineBreaks() {
        assertThatThrownBy(() -> FetchRequest.get("http://a").withHeaders(Map.of("X", "a\r\nHost: b")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String text(FetchResponse response) throws IOException {
        return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
    }
}
