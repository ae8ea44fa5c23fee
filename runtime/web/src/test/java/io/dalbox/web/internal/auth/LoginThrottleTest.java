package io.dalbox.web.internal.auth;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.web.internal.http.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

    private final MovableClock clock = new MovableClock();
    private final LoginThrottle throttle = new LoginThrottle(clock);

    @Test
    void guessingIsSlowedDownForTheNameAndAddress() {
        for (int i = 0; i < 5; i++) {
            throttle.attempt("admin", "10.0.0.1");
        }
        assertThatThrownBy(() -> throttle.attempt("admin", "10.0.0.1"))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    org.assertj.core.api.Assertions.assertThat(e.status()).isEqualTo(429);
                    org.assertj.core.api.Assertions.assertThat(e.headers()).containsEntry("Retry-After", "1");
                });
        assertThatCode(() -> throttle.attempt("admin", "10.0.0.2")).doesNotThrowAnyException();
    }

    @Test
    void eachFurtherFailureDoublesThePause() {
        for (int i = 0; i < 5; i++) {
            throttle.attempt("admin", "a");
        }
        clock.move(Duration.ofSeconds(1));
        throttle.attempt("admin", "a");
        clock.move(Duration.ofMillis(1500));
        assertThatThrownBy(() -> throttle.attempt("admin", "a")).isInstanceOf(ProblemException.class);
        clock.move(Duration.ofMillis(600));
        assertThatCode(() -> throttle.attempt("admin", "a")).doesNotThrowAnyException();
    }

    @Test
    void theRightPasswordForgetsFailures() {
        for (int i = 0; i < 5; i++) {
            throttle.attempt("admin", "a");
        }
        throttle.succeeded("admin", "a");
        assertThatCode(() -> throttle.attempt("admin", "a")).doesNotThrowAnyException();
    }
}
