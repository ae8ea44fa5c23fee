package io.dalbox.flows.internal.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dalbox.action.ActionException;
import io.dalbox.action.Lane;
import io.dalbox.events.DeliveryOutcome;
import io.dalbox.events.Journal;
import io.dalbox.events.SubscriptionSpec;
import io.dalbox.flows.Trace;
import io.dalbox.json.Json;
import io.dalbox.tasks.NewTask;
import io.dalbox.tasks.TaskRun;
import io.dalbox.tasks.TaskRunner;
import io.dalbox.tasks.TaskState;
import io.dalbox.testing.TestStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TracesTest {

    @RegisterExtension
    final TestStore store = new TestStore();

    private Records records;

    @BeforeEach
    void open() {
        records = new Records(store);
    }

    @AfterEach
    void close() {
        records.close();
    }

    @Test
    void theWholeChainIsTheSameFromEveryLink() {
        try (var runner = records.tasks.attach("shop", "pack", new Packer());
                var packing = packing("flow/f1");
                var told = records.subscribe("flow/f2", "shop.packed", DeliveryOutcome.DONE);
                var wrong = records.subscribe(
                        "mail/Sender", "shop.packed", new DeliveryOutcome.Failed("no post today", true, null))) {
            String sold = records.sold(null, 0);
            String task = String.valueOf(records.delivered("flow/f1", sold).task());
            await().until(() -> records.tasks.find(task).orElseThrow().state() == TaskState.COMPLETED);
            String packed = records.journal
                    .newest(0, 1, "shop.packed")
                    .getFirst()
                    .info()
                    .id();
            String last = records.delivered("flow/f2", packed).id();
            records.delivered("mail/Sender", packed);

            Trace trace = records.trace("event", sold);

            assertThat(Records.told(trace))
                    .containsExactlyInAnyOrder(
                            "event shop.sold published < nothing",
                            "delivery The flow f1 done < shop.sold",
                            "task A lamp completed < The flow f1",
                            "event shop.packed published < A lamp",
                            "delivery The flow f2 done < shop.packed",
                            "delivery mail/Sender dead < shop.packed",
                            "event core.task.completed published < A lamp");
            assertThat(trace.complete()).isTrue();
            assertThat(records.trace("task", task)).isEqualTo(trace);
            assertThat(records.trace("delivery", last)).isEqualTo(trace);
            assertThat(trace.nodes())
                    .filteredOn(node -> node.title().equals("mail/Sender"))
                    .singleElement()
                    .satisfies(node -> {
                        assertThat(node.plugin()).isEqualTo("mail");
                        assertThat(node.error()).isEqualTo("no post today");
                    });
            assertParentsComeFirst(trace);
        }
    }

    private Journal.Registration packing(String subscriber) {
        return records.journal.subscribe(
                new SubscriptionSpec(subscriber, "shop.sold", io.dalbox.events.RetryPolicy.DEFAULT, 1, true),
                attempt -> {
                    NewTask pack = new NewTask(
                            "shop",
                            "pack",
                            Json.mapper().createObjectNode(),
                            "flow",
                            attempt.key(),
                            attempt.event().info().hops() + 1,
                            null,
                            attempt.key());
                    return new DeliveryOutcome.Done(
                            null, records.tasks.create(pack).taskId());
                });
    }

    @Test
    void whatAnActionPublishedThatAFlowCalledIsBelowItsDelivery() {
        try (var flow = records.subscribe("flow/f1", "shop.sold", DeliveryOutcome.DONE)) {
            String sold = records.sold(null, 0);
            records.delivered("flow/f1", sold);
            String packed = records.packed("flow/f1/" + sold, 1);

            assertThat(Records.told(records.trace("event", packed)))
                    .containsExactly(
                            "event shop.sold published < nothing",
                            "delivery The flow f1 done < shop.sold",
                            "event shop.packed published < The flow f1");
        }
    }

    @Test
    void whatASubscriberPublishedIsBelowItsEvent() {
        String sold = records.sold(null, 0);
        String packed = records.packed(sold, 1);

        assertThat(Records.told(records.trace("event", packed)))
                .containsExactly("event shop.sold published < nothing", "event shop.packed published < shop.sold");
    }

    @Test
    void childrenAreBelowTheirParent() {
        String parent = records.task(null, 0, null);
        String child = records.task(parent, 0, parent);
        records.packed(child, 1);

        assertThat(Records.told(records.trace("task", child)))
                .containsExactly(
                        "task shop.pack queued < nothing",
                        "task shop.pack queued < shop.pack",
                        "event shop.packed published < shop.pack");
    }

    @Test
    void aLinkThatIsNotRecordedIsPassedOver() {
        String sold = records.sold(null, 0);
        String task = records.task("flow/f1/" + sold, 1, null);

        assertThat(Records.told(records.trace("task", task)))
                .as("a crash took the delivery's record")
                .containsExactly("event shop.sold published < nothing", "task shop.pack queued < shop.sold");
    }

    @Test
    void whatAHookBroughtIsTheFirst() {
        String sold = records.sold("hook/h1", 0);

        assertThat(Records.told(records.trace("event", sold))).containsExactly("event shop.sold published < nothing");
    }

    @Test
    void aDeadLetterOutlivesItsEvent() {
        try (var flow = records.subscribe("hook/h1", "shop.sold", new DeliveryOutcome.Failed("refused", true, null))) {
            String sold = records.sold(null, 0);
            String delivery = records.delivered("hook/h1", sold).id();
            store.write(tx -> tx.update("DELETE FROM events_journal WHERE id = ?", sold));

            Trace trace = records.trace("delivery", delivery);

            assertThat(Records.told(trace)).containsExactly("delivery hook/h1 dead < nothing");
            assertThat(trace.nodes().getFirst().plugin()).isNull();
        }
    }

    @Test
    void aLongTraceIsCutAndStillHoldsWhatWasAskedFor() {
        String first = records.sold(null, 0);
        String last = "";
        for (int i = 0; i < 4; i++) {
            String task = records.task(first, 1, null);
            last = store.write(tx -> {
                String id = "";
                for (int j = 0; j < 150; j++) {
                    id = records.journal.append(tx, Records.event("shop.packed", task, 1));
                }
                return id;
            });
        }

        Trace trace = records.trace("event", last);

        assertThat(trace.complete()).isFalse();
        assertThat(trace.nodes())
                .hasSizeBetween(490, 500)
                .extracting(Trace.Node::ref)
                .contains(first, last);
        assertParentsComeFirst(trace);
    }

    @Test
    void aCircleOfCausesEnds() {
        String one = records.task(null, 1, null);
        String other = records.task(one, 1, null);
        store.write(tx -> tx.update("UPDATE tasks_task SET cause = ? WHERE id = ?", other, one));

        Trace trace = records.trace("task", one);

        assertThat(trace.nodes()).extracting(Trace.Node::ref).containsExactlyInAnyOrder(one, other);
        assertThat(trace.complete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"event", "delivery", "task"})
    void whatDoesNotExistIsSaid(String kind) {
        assertThatThrownBy(() -> records.trace(kind, "12345"))
                .isInstanceOfSatisfying(
                        ActionException.class, e -> assertThat(e.kind()).isEqualTo(ActionException.Kind.NOT_FOUND))
                .hasMessageContaining("no " + kind + " '12345'");
    }

    private static void assertParentsComeFirst(Trace trace) {
        List<String> ids = trace.nodes().stream().map(Trace.Node::id).toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(trace.nodes().stream().skip(1))
                .allSatisfy(node ->
                        assertThat(ids.indexOf(node.parent())).isNotNegative().isLessThan(ids.indexOf(node.id())));
    }

    private static final class Packer implements TaskRunner {
        @Override
        public JsonNode run(TaskRun run) {
            run.title("A lamp");
            run.publish(Records.event("shop.packed", run.task().taskId(), run.hops()));
            return Json.mapper().createObjectNode();
        }

        @Override
        public void discard(TaskRun run) {
            // nothing is left behind
        }

        @Override
        public Lane lane() {
            return Lane.IO;
        }

        @Override
        public int concurrency() {
            return 0;
        }

        @Override
        public List<String> exclusive() {
            return List.of();
        }
    }
}
