package io.dalbox.flows.internal.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.testing.TestStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CauseChainTest {

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

    private List<String> flows(String event) {
        return records.chain.flows(records.journal.find(event).orElseThrow().info());
    }

    @Test
    void flowsAreFoundThroughTasksChildrenCallsAndSubscribers() {
        String first = records.sold(null, 0);
        String task = records.task("flow/far/" + first, 1, null);
        String child = records.task(task, 1, task);
        String second = records.packed(child, 1);
        String third = records.sold(second, 2);
        String fourth = records.packed("flow/near/" + third, 3);

        assertThat(flows(fourth)).containsExactly("far", "near");
        assertThat(flows(third)).containsExactly("far");
    }

    @Test
    void aFlowThatActedTwiceIsThereTwice() {
        String first = records.sold(null, 0);
        String second = records.sold("flow/round/" + first, 1);
        String third = records.sold("flow/round/" + second, 2);

        assertThat(flows(third)).containsExactly("round", "round");
    }

    @Test
    void whatNoEventLedToIsNotLookedAt() {
        assertThat(flows(records.sold("flow/f1/0", 0))).isEmpty();
    }

    @Test
    void theChainEndsWhereTheRecordsDo() {
        assertThat(flows(records.sold("gone", 3))).isEmpty();
        assertThat(flows(records.sold("hook/h1", 3))).isEmpty();
        assertThat(flows(records.sold("flow/f1/gone", 3))).containsExactly("f1");
    }

    @Test
    void aCircleOfCausesEnds() {
        String one = records.task(null, 1, null);
        String other = records.task(one, 1, null);
        store.write(tx -> tx.update("UPDATE tasks_task SET cause = ? WHERE id = ?", other, one));

        assertThat(flows(records.sold(one, 1))).isEmpty();
    }
}
