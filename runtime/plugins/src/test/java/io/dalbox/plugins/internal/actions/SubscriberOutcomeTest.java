package io.dalbox.plugins.internal.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.action.ActionException;
import io.dalbox.action.ActionException.Kind;
import io.dalbox.events.DeliveryOutcome;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

class SubscriberOutcomeTest {

    static Stream<Throwable> notTheEventsFault() {
        return Stream.of(
                new InterruptedException(),
                new RejectedExecutionException(),
                new CancellationException(),
                new ActionException(Kind.UNAVAILABLE, "The disk is being checked."));
    }

    @ParameterizedTest
    @MethodSource("notTheEventsFault")
    void holdsWhatIsNotTheEventsFault(Throwable thrown) {
        assertThat(SubscriberOutcome.of("notes", thrown)).isInstanceOf(DeliveryOutcome.Held.class);
    }

    @Test
    void givesUpAtOnceOnWhatCanNeverBe() {
        assertThat(SubscriberOutcome.of("notes", new ActionException(Kind.INVALID, "No such format.")))
                .isEqualTo(new DeliveryOutcome.Failed("No such format.", true, null));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"INVALID", "UNAVAILABLE"},
            mode = Mode.EXCLUDE)
    void triesOtherRefusalsAgain(Kind kind) {
        assertThat(SubscriberOutcome.of("notes", new ActionException(kind, "Not now.")))
                .isEqualTo(new DeliveryOutcome.Failed("Not now.", false, null));
    }

    @Test
    void triesWhatBreaksAgainAndNamesIt() {
        assertThat(SubscriberOutcome.of("notes", new NoClassDefFoundError("some/Missing")))
                .isInstanceOfSatisfying(DeliveryOutcome.Failed.class, failed -> {
                    assertThat(failed.permanent()).isFalse();
                    assertThat(failed.error()).contains("NoClassDefFoundError", "some/Missing");
                });
    }
}
