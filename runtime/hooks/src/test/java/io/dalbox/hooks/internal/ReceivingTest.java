package io.dalbox.hooks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.action.ActionException;
import io.dalbox.events.JournalEvent;
import io.dalbox.hooks.Hook;
import io.dalbox.hooks.HookSpec;
import io.dalbox.hooks.Receipt;
import io.dalbox.hooks.internal.Bench.Message;
import io.dalbox.json.Violation;
import io.dalbox.testing.TestStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ReceivingTest {

    private static final String ORDER = "{\"number\":7}";

    @RegisterExtension
    final TestStore store = new TestStore();

    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    @SuppressWarnings("NullAway.Init")
    private Hook.WithSecret hook;

    @BeforeEach
    void open() {
        bench = new Bench(store);
        hook = bench.hooks.create(Bench.in(Bench.ORDERED));
    }

    @AfterEach
    void close() throws InterruptedException {
        bench.close();
    }

    @Test
    void threeWaysToShowTheSecretLeadToAnEvent() {
        String github = new HookSecret(hook.secret())
                .signLikeGitHub(Message.plain(ORDER).body());
        for (Message message : List.of(
                Message.bearer(hook.secret(), ORDER),
                Message.signed(hook.secret(), "m1", bench.now, ORDER),
                Message.plain(ORDER, "X-Hub-Signature-256", github))) {
            JournalEvent event = event(receive(message));
            assertThat(event.info().type()).isEqualTo(Bench.ORDERED);
            assertThat(event.info().causationId()).isEqualTo("hook/" + id());
            assertThat(event.data()).hasToString(ORDER);
        }
    }

    @Test
    void whoDoesNotKnowTheSecretLearnsNothing() {
        Hook.WithSecret other = bench.hooks.create(Bench.in(HookTypes.RECEIVED));
        Hook.WithSecret out = bench.hooks.create(
                new HookSpec.Out("Out", Bench.ORDERED, false, "http://127.0.0.1:1/", java.util.Map.of(), true));
        Receipt unknown = new Receipt.Unknown();
        assertThat(receive(Message.plain(ORDER))).isEqualTo(unknown);
        assertThat(receive(Message.bearer("", ORDER))).isEqualTo(unknown);
        assertThat(receive(Message.bearer(other.secret(), ORDER))).isEqualTo(unknown);
        assertThat(receive(Message.signed(other.secret(), "m", bench.now, ORDER)))
                .isEqualTo(unknown);
        assertThat(receive(Message.plain(ORDER, "X-Hub-Signature-256", "sha256=00")))
                .isEqualTo(unknown);
        assertThat(bench.hooks.receive("none", Message.bearer(hook.secret(), ORDER)))
                .isEqualTo(unknown);
        assertThat(bench.hooks.receive("", Message.bearer(hook.secret(), ORDER)))
                .isEqualTo(unknown);
        assertThat(bench.hooks.receive(out.hook().id(), Message.bearer(out.secret(), ORDER)))
                .isEqualTo(unknown);
        // Also of what is wrong with the body, or how it is sent.
        assertThat(receive(Message.bearer("wrong", "x".repeat(HookSpec.MOST_BYTES))))
                .isEqualTo(unknown);
        assertThat(bench.journal.last()).isZero();
    }

    @Test
    void aMessageThatIsRepeatedMakesOneEvent() {
        Message message = Message.signed(hook.secret(), "m1", bench.now, ORDER);
        JournalEvent first = event(receive(message));
        bench.now = bench.now.plus(Duration.ofMinutes(4));
        assertThat(receive(message)).isEqualTo(new Receipt.Accepted(first.info().id()));
        // A sender that had no answer signs anew.
        assertThat(receive(Message.signed(hook.secret(), "m1", bench.now, ORDER)))
                .isEqualTo(new Receipt.Accepted(first.info().id()));
        assertThat(bench.journal.last()).isEqualTo(first.sequence());
        assertThat(event(receive(Message.signed(hook.secret(), "m2", bench.now, ORDER)))
                        .sequence())
                .isGreaterThan(first.sequence());
        bench.now = bench.now.plus(Duration.ofMinutes(2));
        assertThat(receive(message)).isEqualTo(new Receipt.Unknown());
    }

    @Test
    void whatWasAcceptedIsKeptOverARestart() throws InterruptedException {
        Message message = Message.signed(hook.secret(), "m1", bench.now, ORDER);
        JournalEvent first = event(receive(message));
        bench.close();
        store.restart();
        bench = new Bench(store);
        assertThat(bench.journal.find(first.info().id())).isPresent();
        assertThat(receive(message)).isEqualTo(new Receipt.Accepted(first.info().id()));
    }

    @Test
    void sizeIsCheckedBeforeTheContent() {
        bench.hooks.update(id(), new HookSpec.In("Orders", Bench.ORDERED, true, 20));
        assertThat(receive(Message.bearer(hook.secret(), "not json, and long".repeat(2))))
                .isEqualTo(new Receipt.TooLarge(20));
        assertThat(receive(Message.bearer(hook.secret(), ORDER))).isInstanceOf(Receipt.Accepted.class);
    }

    @Test
    void tooManyMustWaitAndThenMay() {
        for (int i = 0; i < Tempo.AT_ONCE; i++) {
            assertThat(receive(Message.bearer(hook.secret(), ORDER))).isInstanceOf(Receipt.Accepted.class);
        }
        assertThat(receive(Message.bearer(hook.secret(), ORDER))).isEqualTo(new Receipt.TooMany(1));
        Hook.WithSecret other = bench.hooks.create(Bench.in(Bench.ORDERED));
        assertThat(bench.hooks.receive(other.hook().id(), Message.bearer(other.secret(), ORDER)))
                .isInstanceOf(Receipt.Accepted.class);
        bench.now = bench.now.plusMillis(100);
        assertThat(receive(Message.bearer(hook.secret(), ORDER))).isInstanceOf(Receipt.Accepted.class);
        assertThat(receive(Message.bearer(hook.secret(), ORDER))).isInstanceOf(Receipt.TooMany.class);
        bench.now = bench.now.minus(Duration.ofDays(365));
        assertThat(receive(Message.bearer(hook.secret(), ORDER))).isInstanceOf(Receipt.Accepted.class);
    }

    @Test
    void whatIsSwitchedOffRotatedOrRemovedTakesNothing() {
        bench.hooks.update(id(), new HookSpec.In("Orders", Bench.ORDERED, false, 1000));
        assertThat(receive(Message.bearer(hook.secret(), ORDER))).isEqualTo(new Receipt.Off());
        bench.hooks.update(id(), new HookSpec.In("Orders", Bench.ORDERED, true, 1000));
        String fresh = bench.hooks.rotate(id()).secret();
        assertThat(receive(Message.bearer(hook.secret(), ORDER))).isEqualTo(new Receipt.Unknown());
        assertThat(receive(Message.bearer(fresh, ORDER))).isInstanceOf(Receipt.Accepted.class);
        bench.hooks.delete(id());
        assertThat(receive(Message.bearer(fresh, ORDER))).isEqualTo(new Receipt.Unknown());
        assertThatThrownBy(() -> bench.hooks.delete(id())).isInstanceOf(ActionException.class);
    }

    @Test
    void badContentIsToldWithItsPlace() {
        assertThat(receive(Message.bearer(hook.secret(), "{\n \"number\": seven}")))
                .isInstanceOfSatisfying(
                        Receipt.Unreadable.class,
                        bad -> assertThat(bad.reason()).contains("line 2, column"));
        for (String bad : List.of("", "[1]", "7", "{\"number\":0}", "{\"number\":7,\"more\":1}")) {
            assertThat(receive(Message.bearer(hook.secret(), bad))).as(bad).isInstanceOf(Receipt.Unfit.class);
        }
        for (String bad : List.of("{\"number\":7} 8", "{\"number\":7,\"number\":8}")) {
            assertThat(receive(Message.bearer(hook.secret(), bad))).as(bad).isInstanceOf(Receipt.Unreadable.class);
        }
        assertThat(places(receive(Message.bearer(hook.secret(), "{\"number\":\"x\"}"))))
                .containsExactly("/number");
        String event =
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/x\",\"type\":\"y\",\"data\":{\"number\":0}}";
        assertThat(places(receive(Message.bearer(hook.secret(), event).as(Content.CLOUD_EVENT))))
                .containsExactly("/data/number");
        assertThat(bench.journal.last()).isZero();
    }

    @Test
    void aCloudEventGivesItsDataSubjectAndHops() {
        String text = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/x\",\"type\":\"y\",\"subject\":\"it\","
                + "\"hops\":%d,\"data\":{\"number\":3}}";
        JournalEvent event =
                event(receive(Message.bearer(hook.secret(), text.formatted(4)).as(Content.CLOUD_EVENT)));
        assertThat(event.data()).hasToString("{\"number\":3}");
        assertThat(event.info().subject()).isEqualTo("it");
        assertThat(event.info().hops()).isEqualTo(5);
        // Two servers that feed each other come to an end.
        assertThat(receive(Message.bearer(hook.secret(), text.formatted(32)).as(Content.CLOUD_EVENT)))
                .isInstanceOf(Receipt.Unfit.class);
    }

    @Test
    void whateverJsonAServiceSendsHasAType() {
        Hook.WithSecret any = bench.hooks.create(Bench.in(HookTypes.RECEIVED));
        Receipt receipt = bench.hooks.receive(any.hook().id(), Message.bearer(any.secret(), "{\"a\":[1]}"));
        assertThat(event(receipt).data()).hasToString("{\"hook\":\"Orders\",\"payload\":{\"a\":[1]}}");
        assertThat(event(receipt).info().source()).isEqualTo("/core");
    }

    @Test
    void onlyTypesThatTakeOutsidersCanBeChosen() {
        assertThatThrownBy(() -> bench.hooks.create(Bench.in(Bench.CLOSED)))
                .isInstanceOfSatisfying(
                        ActionException.class, e -> assertThat(e.pointer()).isEqualTo("/type"))
                .hasMessageContaining("Only shop publishes");
        assertThatThrownBy(() -> bench.hooks.create(Bench.in("none")))
                .isInstanceOfSatisfying(
                        ActionException.class, e -> assertThat(e.pointer()).isEqualTo("/type"));
        bench.types.unregister("shop");
        assertThat(receive(Message.bearer(hook.secret(), ORDER))).isInstanceOf(Receipt.NotNow.class);
    }

    @Test
    void theSecretIsNowhereInTheDatabase() {
        List<String> rows = store.read(tx -> tx.query(
                "SELECT id, name, type, secret, headers FROM hooks_hook",
                row -> row.getString(1) + row.getString(2) + row.getString(3) + row.getString(4) + row.getString(5)));
        assertThat(rows)
                .hasSize(1)
                .allSatisfy(row -> assertThat(row).doesNotContain(hook.secret().substring("whsec_".length())));
        assertThat(hook).asString().doesNotContain(hook.secret());
        assertThat(id()).matches("orders-[a-z2-9]{8}");
    }

    private String id() {
        return hook.hook().id();
    }

    private Receipt receive(Message message) {
        return bench.hooks.receive(id(), message);
    }

    private JournalEvent event(Receipt receipt) {
        assertThat(receipt).isInstanceOf(Receipt.Accepted.class);
        return bench.journal.find(((Receipt.Accepted) receipt).event()).orElseThrow();
    }

    private static List<String> places(Receipt receipt) {
        assertThat(receipt).isInstanceOf(Receipt.Unfit.class);
        return ((Receipt.Unfit) receipt)
                .places().stream().map(Violation::pointer).toList();
    }
}
