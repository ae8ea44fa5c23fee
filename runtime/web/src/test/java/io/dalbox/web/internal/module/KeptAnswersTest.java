package io.dalbox.web.internal.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.json.Json;
import io.dalbox.testing.TestStore;
import io.dalbox.web.internal.auth.AuthSchema;
import io.dalbox.web.internal.http.ProblemException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.node.ObjectNode;

class KeptAnswersTest {

    private static final KeptAnswers.Key KEY = new KeptAnswers.Key("p", "a", "user:1", "k");

    @RegisterExtension
    final TestStore store = new TestStore();

    private final AtomicInteger calls = new AtomicInteger();

    @BeforeEach
    void tables() {
        store.migrate("web", AuthSchema.STEPS);
    }

    @Test
    void theFirstAnswerIsGivenAgainAlsoAfterARestart() {
        KeptAnswers.Kept first = new KeptAnswers(store).once(KEY, body(1), false, this::call);
        store.restart();
        assertThat(new KeptAnswers(store).once(KEY, body(1), false, this::call)).isEqualTo(first);
        assertThat(calls).hasValue(1);
    }

    @Test
    void anotherBodyIsRefusedAndAnotherCallerIsAnotherKey() {
        KeptAnswers kept = new KeptAnswers(store);
        kept.once(KEY, body(1), false, this::call);
        assertThatThrownBy(() -> kept.once(KEY, body(2), false, this::call))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.status()).isEqualTo(409));
        kept.once(new KeptAnswers.Key("p", "a", "user:2", "k"), body(2), false, this::call);
        assertThat(calls).hasValue(2);
    }

    @Test
    void aFailureGivesTheKeyBack() {
        KeptAnswers kept = new KeptAnswers(store);
        assertThatThrownBy(() -> kept.once(KEY, body(1), false, () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        kept.once(KEY, body(1), false, this::call);
        assertThat(calls).hasValue(1);
    }

    @Test
    void aCallThatStillRunsIsNotRunTwice() {
        KeptAnswers kept = new KeptAnswers(store);
        kept.once(KEY, body(1), false, () -> {
            assertThatThrownBy(() -> kept.once(KEY, body(1), false, this::call)).hasMessageContaining("still runs");
            assertThatThrownBy(() -> new KeptAnswers(store).once(KEY, body(1), false, this::call))
                    .hasMessageContaining("not known");
            return call();
        });
        assertThat(calls).hasValue(1);
    }

    @Test
    void aCallThatACrashCutOffIsMadeAgainWhereTheActionDoesNothingTwice() {
        KeptAnswers.Kept again = new KeptAnswers(store).once(KEY, body(1), true, () -> {
            KeptAnswers.Kept answer = new KeptAnswers(store).once(KEY, body(1), true, this::call);
            assertThatThrownBy(() -> new KeptAnswers(store).once(KEY, body(2), true, this::call))
                    .hasMessageContaining("another body");
            return answer;
        });
        assertThat(new KeptAnswers(store).once(KEY, body(1), true, this::call)).isEqualTo(again);
        assertThat(calls).hasValue(1);
    }

    private KeptAnswers.Kept call() {
        return new KeptAnswers.Kept(200, body(100 + calls.incrementAndGet()));
    }

    private static ObjectNode body(int n) {
        return Json.mapper().createObjectNode().put("n", n);
    }
}
