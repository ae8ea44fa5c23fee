package io.dalbox.net.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.net.FetchRequest;
import io.dalbox.net.FetchResponse;
import io.dalbox.testing.RawServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** https against a real TLS server whose certificate is for {@code good.example} only. */
@Timeout(30)
class SecureFetchTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path temp;

    SSLContext trusting;
    SSLServerSocket server;
    String answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    @BeforeEach
    void start() throws Exception {
        KeyStore keys = certificate();
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        server = (SSLServerSocket)
                trusting.getServerSocketFactory().createServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void theNameInTheCertificateMustBeTheHosts() throws Exception {
        GuardedFetcher fetcher = fetcher(trusting.getSocketFactory());
        try (FetchResponse response = fetcher.fetch(FetchRequest.get(url("good.example")))) {
            assertThat(new String(response.body().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("hello");
        }
        assertThatThrownBy(() -> fetcher.fetch(FetchRequest.get(url("other.example"))))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("other.example");
        assertThatThrownBy(() -> fetcher.fetch(FetchRequest.get(url("127.0.0.1"))))
                .isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() {
        assertThatThrownBy(() -> fetcher((SSLSocketFactory) SSLSocketFactory.getDefault())
                        .fetch(FetchRequest.get(url("good.example"))))
                .isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void aRedirectToPlainHttpIsRefusedWithAnAuthorizationHeader() throws Exception {
        try (RawServer plain =
                new RawServer((_, out) -> RawServer.say(out, "HTTP/1.1 200 OK\nContent-Length: 2\n\nok"))) {
            answer = "HTTP/1.1 302 X\r\nLocation: " + plain.url("/") + "\r\nContent-Length: 0\r\n\r\n";
            GuardedFetcher fetcher = fetcher(trusting.getSocketFactory());
            FetchRequest request = FetchRequest.get(url("good.example"));
            try (FetchResponse response = fetcher.fetch(request)) {
                assertThat(response.status()).isEqualTo(200);
            }
            assertThatThrownBy(() -> fetcher.fetch(request.withHeaders(Map.of("authorization", "Bearer s"))))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("from https to http");
            assertThat(plain.requests()).hasSize(1);
        }
    }

    @Test
    void closingEndsABlockedReadThroughTlsToo() throws Exception {
        answer = "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n";
        FetchResponse response = fetcher(trusting.getSocketFactory()).fetch(FetchRequest.get(url("good.example")));
        AtomicReference<Throwable> seen = new AtomicReference<>();
        CountDownLatch reading = new CountDownLatch(1);
        Thread reader = Thread.ofVirtual().start(() -> {
            reading.countDown();
            try {
                seen.set(new AssertionError("read " + response.body().read()));
            } catch (IOException e) {
                seen.set(e);
            }
        });
        reading.await();
        response.close();
        assertThat(reader.join(Duration.ofSeconds(2))).isTrue();
        assertThat(seen.get()).isInstanceOf(IOException.class);
    }

    private static GuardedFetcher fetcher(SSLSocketFactory tls) {
        InetAddress local = InetAddress.ofLiteral("127.0.0.1");
        return new GuardedFetcher(new AddressPolicy(local::equals), _ -> List.of(local), () -> tls);
    }

    private String url(String host) {
        return "https://" + host + ":" + server.getLocalPort() + "/";
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            } catch (IOException e) {
                // Closed by the end of the test.
                return;
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            if (in.read(new byte[8192]) > 0) {
                OutputStream out = socket.getOutputStream();
                out.write(answer.getBytes(StandardCharsets.US_ASCII));
                out.flush();
                in.readAllBytes();
            }
        } catch (IOException e) {
            // The client refused the certificate or left, which tests do on purpose.
            return;
        }
    }

    private KeyStore certificate() throws IOException, InterruptedException, GeneralSecurityException {
        Path store = temp.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=good.example",
                        "-ext",
                        "san=dns:good.example",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor())
                .as(Files.readString(temp.resolve("keytool.log")))
                .isZero();
        KeyStore pair = KeyStore.getInstance(store.toFile(), PASSWORD);
        // A key's own certificate is trusted only when it stands alone.
        pair.setCertificateEntry("trusted", pair.getCertificate("test"));
        return pair;
    }
}
