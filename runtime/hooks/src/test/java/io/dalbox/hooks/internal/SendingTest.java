package io.dalbox.hooks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.dalbox.action.ActionException;
import io.dalbox.events.Attempt;
import io.dalbox.events.DeliveryOutcome;
import io.dalbox.events.DeliveryRecord;
import io.dalbox.hooks.Hook;
import io.dalbox.hooks.HookSpec;
import io.dalbox.json.Json;
import io.dalbox.testing.TestStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SendingTest {

    private record Got(Map<String, List<String>> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }

        int number() {
            return Json.mapper().readTree(body).path("data").path("number").asInt();
        }
    }

    private record Says(int status, Map<String, String> headers, String body) {
        static Says status(int status) {
            return new Says(status, Map.of(), "");
        }
    }

    @RegisterExtension
    final TestStore store = new TestStore();

    private final List<Got> got = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile Says says = Says.status(204);

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Says answer = refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? Says.status(500) : says;
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            got.add(new Got(Map.copyOf(exchange.getRequestHeaders()), body));
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        bench = new Bench(store);
    }

    @AfterEach
    void close() throws InterruptedException {
        bench.close();
        server.stop(0);
    }

    @Test
    void postsSignedCloudEventsInOrder() throws Exception {
        Hook.WithSecret hook = bench.hooks.create(out(true, Map.of("X-Key", "swordfish")));
        List<String> ids = List.of(bench.order(1), bench.order(2), bench.order(3));
        await().untilAsserted(() -> assertThat(got).hasSize(3));
        assertThat(got).extracting(Got::number).containsExactly(1, 2, 3);
        assertThat(got).extracting(one -> one.header("Webhook-id")).containsExactlyElementsOf(ids);
        for (Got one : got) {
            assertThat(one.header("Content-type")).startsWith("application/cloudevents+json");
            assertThat(one.header("X-key")).isEqualTo("swordfish");
            JsonNode event = Json.mapper().readTree(one.body());
            assertThat(event.path("type").asString()).isEqualTo(Bench.ORDERED);
            assertThat(event.path("id").asString()).isEqualTo(one.header("Webhook-id"));
            assertThat(one.header("Webhook-timestamp")).isEqualTo(Long.toString(bench.now.getEpochSecond()));
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] key = Base64.getDecoder().decode(hook.secret().substring("whsec_".length()));
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            String signed = one.header("Webhook-id") + "." + one.header("Webhook-timestamp") + "." + one.body();
            String expected = Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
            assertThat(one.header("Webhook-signature")).isEqualTo("v1," + expected);
        }
    }

    @Test
    void triesAgainWithTheSameIdAndLosesNoOrder() {
        refusals.set(2);
        bench.hooks.create(out(true, Map.of()));
        String first = bench.order(1);
        String second = bench.order(2);
        await().untilAsserted(() -> assertThat(got).hasSize(4));
        assertThat(got).extracting(one -> one.header("Webhook-id")).containsExactly(first, first, first, second);
    }

    @Test
    void goesOnAfterARestartWhereItStopped() throws InterruptedException {
        bench.hooks.create(out(true, Map.of()));
        bench.order(1);
        await().untilAsserted(() -> assertThat(got).hasSize(1));
        bench.close();
        store.restart();
        bench = new Bench(store);
        bench.order(2);
        await().untilAsserted(() -> assertThat(got).extracting(Got::number).contains(2));
        assertThat(got).extracting(Got::number).startsWith(1).endsWith(2);
    }

    @Test
    void sendsNothingWhileItIsOffAndGoesOnThen() {
        Hook.WithSecret hook = bench.hooks.create(out(true, Map.of()));
        String id = hook.hook().id();
        bench.hooks.update(id, out(false, Map.of()));
        bench.order(1);
        bench.order(2);
        assertThat(got).isEmpty();
        bench.hooks.update(id, out(true, Map.of()));
        await().untilAsserted(() -> assertThat(got).extracting(Got::number).containsExactly(1, 2));
        bench.hooks.delete(id);
        bench.order(3);
        assertThat(bench.hooks.list()).isEmpty();
        assertThat(got).hasSize(2);
    }

    @Test
    void whatIsRefusedForGoodBecomesADeadLetterAndTheNextGoesOn() {
        Hook.WithSecret hook = bench.hooks.create(out(true, Map.of()));
        String subscriber = "hook/" + hook.hook().id();
        says = new Says(400, Map.of(), "not so");
        String first = bench.order(1);
        await().untilAsserted(() -> assertThat(bench.deliveries.find(subscriber, first))
                .hasValueSatisfying(d -> assertThat(d.state()).isEqualTo(DeliveryRecord.State.DEAD)));
        assertThat(got).hasSize(1);
        assertThat(bench.hooks.find(hook.hook().id()).orElseThrow().last())
                .satisfies(last -> assertThat(last).asString().contains("dead", "400: not so"));
        says = Says.status(200);
        bench.order(2);
        await().untilAsserted(() -> assertThat(got).extracting(Got::number).containsExactly(1, 2));

        DeliveryRecord dead = bench.deliveries.find(subscriber, first).orElseThrow();
        bench.deliveries.redrive(dead.id(), null);
        await().untilAsserted(() -> assertThat(got).extracting(Got::number).containsExactly(1, 2, 1));
        await().untilAsserted(() -> assertThat(bench.deliveries.find(dead.id()))
                .hasValueSatisfying(d -> assertThat(d.state()).isEqualTo(DeliveryRecord.State.DONE)));
    }

    @Test
    void oneThatFailsTooOftenBecomesADeadLetter() {
        Hook.WithSecret hook = bench.hooks.create(out(true, Map.of()));
        says = Says.status(500);
        String event = bench.order(1);
        await().untilAsserted(() -> assertThat(
                        bench.deliveries.find("hook/" + hook.hook().id(), event))
                .hasValueSatisfying(d -> {
                    assertThat(d.state()).isEqualTo(DeliveryRecord.State.DEAD);
                    assertThat(d.attempts()).isEqualTo(Bench.QUICK.attempts());
                }));
        assertThat(got).hasSize(Bench.QUICK.attempts());
    }

    @Test
    void aReceiverThatIsGoneSwitchesTheHookOff() {
        Hook.WithSecret hook = bench.hooks.create(out(true, Map.of()));
        says = Says.status(410);
        bench.order(1);
        String id = hook.hook().id();
        await().untilAsserted(() ->
                assertThat(bench.hooks.find(id).orElseThrow().spec().enabled()).isFalse());
        assertThat(bench.hooks.find(id).orElseThrow().detail()).contains("410");
        says = Says.status(200);
        // Its event waits and is not lost.
        Hook on = bench.hooks.update(id, out(true, Map.of()));
        assertThat(on.detail()).isNull();
        await().untilAsserted(() -> assertThat(got).hasSizeGreaterThan(1));
        assertThat(got).extracting(Got::number).containsOnly(1);
    }

    @Test
    void whatItTriesAgainAndWhatNot() throws Exception {
        Sender sender = sender(out(false, Map.of()));
        for (int status : new int[] {408, 425, 500, 502, 503}) {
            says = Says.status(status);
            assertThat(sender.deliver(attempt()))
                    .isInstanceOfSatisfying(
                            DeliveryOutcome.Failed.class,
                            failed -> assertThat(failed.permanent())
                                    .as("" + status)
                                    .isFalse());
        }
        for (int status : new int[] {301, 400, 401, 404, 422}) {
            says = new Says(status, Map.of("Location", "/other", "Retry-After", "60"), "no\n\u0007good");
            assertThat(sender.deliver(attempt())).isInstanceOfSatisfying(DeliveryOutcome.Failed.class, failed -> {
                assertThat(failed.permanent()).as("" + status).isTrue();
                assertThat(failed.error()).contains(status + ": no good");
            });
        }
        assertThat(got).hasSize(10); // no redirect was followed
        says = Says.status(201);
        assertThat(sender.deliver(attempt())).isInstanceOf(DeliveryOutcome.Done.class);
    }

    @Test
    void aLongAnswerIsCutShort() throws Exception {
        says = new Says(500, Map.of(), "y".repeat(100_000));
        assertThat(sender(out(false, Map.of())).deliver(attempt()))
                .isInstanceOfSatisfying(
                        DeliveryOutcome.Failed.class,
                        failed -> assertThat(failed.error()).hasSizeLessThan(400));
    }

    @Test
    void waitsAsLongAsItIsAskedToWithinBounds() throws Exception {
        Sender sender = sender(out(false, Map.of()));
        says = new Says(429, Map.of("Retry-After", "120"), "");
        assertThat(sender.deliver(attempt())).isInstanceOf(DeliveryOutcome.Failed.class);
        says = Says.status(200);
        bench.now = bench.now.plusSeconds(119);
        assertThat(sender.deliver(attempt())).isInstanceOf(DeliveryOutcome.Held.class);
        assertThat(got).hasSize(1);
        bench.now = bench.now.plusSeconds(2);
        assertThat(sender.deliver(attempt())).isInstanceOf(DeliveryOutcome.Done.class);

        says = new Says(503, Map.of("Retry-After", "99999999"), "");
        sender.deliver(attempt());
        says = Says.status(200);
        bench.now = bench.now.plus(Duration.ofMinutes(61));
        assertThat(sender.deliver(attempt())).isInstanceOf(DeliveryOutcome.Done.class);

        says = new Says(503, Map.of("Retry-After", "Thu, 01 Jan 2026 01:10:00 GMT"), "");
        assertThat(sender.deliver(attempt())).isInstanceOf(DeliveryOutcome.Failed.class);
        assertThat(sender.deliver(attempt()))
                .isInstanceOfSatisfying(
                        DeliveryOutcome.Held.class,
                        held -> assertThat(held.reason()).contains("2026-01-01T01:10:00Z"));
    }

    @Test
    void aServerThatCannotBeReachedIsTriedAgain() throws Exception {
        server.stop(0);
        assertThat(sender(out(false, Map.of())).deliver(attempt()))
                .isInstanceOfSatisfying(
                        DeliveryOutcome.Failed.class,
                        failed -> assertThat(failed.permanent()).isFalse());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @Test
    void privateAddressesNeedTheOwnersWord() throws Exception {
        HookSpec.Out allowed = out(false, Map.of());
        HookSpec.Out refused = new HookSpec.Out(allowed.name(), allowed.type(), false, allowed.url(), Map.of(), false);
        assertThatThrownBy(() -> bench.hooks.create(refused))
                .isInstanceOfSatisfying(
                        ActionException.class, e -> assertThat(e.pointer()).isEqualTo("/url"))
                .hasMessageContaining("loopback");
        // A name may lead somewhere else by the time that something is sent: the door is asked again.
        assertThat(sender(refused).deliver(attempt())).isInstanceOfSatisfying(DeliveryOutcome.Failed.class, failed -> {
            assertThat(failed.permanent()).isTrue();
            assertThat(failed.error()).contains("loopback");
        });
        assertThat(got).isEmpty();
    }

    @Test
    void headersAreCheckedKeptAndSealed() throws Exception {
        assertThat(pointer(Map.of("webhook-id", "x"))).isEqualTo("/headers/webhook-id");
        assertThat(pointer(Map.of("Content-Type", "x"))).isEqualTo("/headers/Content-Type");
        assertThat(pointer(Map.of("Host", "x"))).isEqualTo("/headers/Host");
        assertThat(pointer(Map.of("X-A", "a\r\nb"))).isEqualTo("/headers/X-A");
        Map<String, String> empty = new java.util.HashMap<>();
        empty.put("X-A", null);
        assertThat(pointer(empty)).isEqualTo("/headers/X-A");

        String id =
                bench.hooks.create(out(true, Map.of("X-A", "swordfish"))).hook().id();
        Map<String, String> stored = new java.util.HashMap<>();
        stored.put("x-a", null);
        stored.put("X-B", "new");
        Hook after = bench.hooks.update(id, out(true, stored));
        assertThat(((HookSpec.Out) after.spec()).headers())
                .containsOnlyKeys("x-a", "X-B")
                .containsValue(null);
        bench.order(1);
        await().untilAsserted(() -> assertThat(got).hasSize(1));
        assertThat(got.getFirst().header("X-a")).isEqualTo("swordfish");
        assertThat(got.getFirst().header("X-b")).isEqualTo("new");
        List<String> rows = store.read(tx -> tx.query("SELECT headers FROM hooks_hook", row -> row.getString(1)));
        assertThat(rows).hasSize(1).allSatisfy(row -> assertThat(row).doesNotContain("swordfish"));
    }

    private String pointer(Map<String, String> headers) {
        try {
            bench.hooks.create(out(false, headers));
            return "accepted";
        } catch (ActionException e) {
            return e.pointer();
        }
    }

    private HookSpec.Out out(boolean enabled, Map<String, String> headers) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/in";
        return new HookSpec.Out("Out", Bench.ORDERED, enabled, url, headers, true);
    }

    /** A sender of a hook that is stored as given, without the checks, and not subscribed. */
    private Sender sender(HookSpec.Out spec) {
        HookTable table = new HookTable(store);
        Vault vault = new Vault(bench.secrets);
        HookSpec.Out on =
                new HookSpec.Out(spec.name(), spec.type(), true, spec.url(), spec.headers(), spec.privateAllowed());
        HookSecret secret = HookSecret.random(vault.random());
        table.insert(new Stored("lone", on, Map.of(), vault.seal("lone", secret), null, bench.now, bench.now));
        return new Sender("lone", table, vault, bench.lanes, bench.outbound, bench.clock(), (id, why) -> {});
    }

    private Attempt attempt() {
        var event = bench.journal.find(bench.order(1)).orElseThrow();
        return new Attempt(event, "hook/lone/" + event.info().id(), 1);
    }
}
