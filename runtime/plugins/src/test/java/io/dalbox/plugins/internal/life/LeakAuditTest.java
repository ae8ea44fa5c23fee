package io.dalbox.plugins.internal.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LeakAuditTest {

    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    @Test
    void aVersionThatStaysIsToldOfAndToldOfAgainWhenItGoes() throws Exception {
        LeakAudit audit = audit(Duration.ofMillis(200));
        List<ClassLoader> held = new ArrayList<>(List.of(loader()));
        audit.expectGone("box", "1.0.0", held.getFirst());
        Awaitility.await().until(() -> told.equals(List.of("box 1")));
        Reference.reachabilityFence(held);
        held.clear();
        assertThat(audit.collect("box")).isZero();
        assertThat(told).containsExactly("box 1", "box 0");
    }

    @Test
    void aVersionThatIsStillBeingUsedIsNoLeak() throws Exception {
        LeakAudit audit = audit(Duration.ofMinutes(2));
        List<ClassLoader> held = List.of(loader());
        audit.expectGone("box", "1.0.0", held.getFirst());
        assertThat(audit.collect("box")).isEqualTo(held.size());
        assertThat(told).isEmpty();
    }

    @Test
    void ofOneThatIsReplacedAllTheTimeOnlyThoseThatStayCount() throws Exception {
        LeakAudit audit = audit(Duration.ofMillis(500));
        List<ClassLoader> held = List.of(loader());
        audit.expectGone("box", "1.0.0", held.getFirst());
        Awaitility.await().pollInterval(Duration.ofMillis(10)).until(() -> {
            audit.expectGone("box", "1.0.1", loader());
            return !told.isEmpty();
        });
        assertThat(told).containsExactly("box 1");
        Reference.reachabilityFence(held);
    }

    private LeakAudit audit(Duration later) {
        return new LeakAudit(later, (id, versions) -> told.add(id + " " + versions));
    }

    private static ClassLoader loader() {
        return new URLClassLoader(new URL[0]);
    }
}
