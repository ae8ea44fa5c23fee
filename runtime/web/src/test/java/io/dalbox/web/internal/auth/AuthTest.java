package io.dalbox.web.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dalbox.testing.TestStore;
import io.dalbox.web.internal.http.Caller;
import io.dalbox.web.internal.http.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuthTest {

    @RegisterExtension
    final TestStore store = new TestStore();

    private final MovableClock clock = new MovableClock();

    @Test
    void theFirstAdministratorSetsAPasswordOnceWithTheSecretOfThisStart() {
        Auth auth = auth(null);
        String secret = auth.setup().path().orElseThrow().substring("/setup#".length());
        assertThatThrownBy(() -> auth.setup().finish("guess", "long enough")).isInstanceOf(ProblemException.class);
        auth.setup().finish(secret, "long enough");
        assertThat(auth.setup().path()).isEmpty();
        assertThatThrownBy(() -> auth.setup().finish(secret, "another one")).isInstanceOf(ProblemException.class);
        assertThat(auth.users().verify("admin", "long enough")).isPresent();
        assertThat(auth.users().verify("admin", "long enougH")).isEmpty();
        assertThat(auth.users().verify("nobody", "long enough")).isEmpty();
    }

    @Test
    void thePasswordOfTheEnvironmentDecidesAndStaysAfterIt() {
        Auth first = auth("from the environment");
        assertThat(first.setup().path()).isEmpty();
        assertThat(first.users().verify("admin", "wrong")).isEmpty();
        assertThat(first.users().verify("admin", "from the environment")).isPresent();
        Auth later = auth(null);
        assertThat(later.setup().path()).isEmpty();
        assertThat(later.users().verify("admin", "from the environment")).isPresent();
        Auth changed = auth("another");
        assertThat(changed.users().verify("admin", "from the environment")).isEmpty();
        assertThat(changed.users().verify("admin", "another")).isPresent();
    }

    @Test
    void sessionsSurviveARestartSlideAndExpire() {
        String id = auth("password").sessions().open(User.ADMIN);
        store.restart();
        Sessions sessions = auth("password").sessions();
        clock.move(Duration.ofDays(29));
        assertThat(sessions.find(id)).map(Caller.Person::administrator).contains(true);
        clock.move(Duration.ofDays(29));
        assertThat(sessions.find(id)).isPresent();
        clock.move(Duration.ofDays(31));
        assertThat(sessions.find(id)).isEmpty();
    }

    @Test
    void theDatabaseHoldsNoSecretOfASession() {
        Auth auth = auth("password");
        String id = auth.sessions().open(User.ADMIN);
        List<String> stored = store.read(tx -> tx.query("SELECT hash FROM web_sessions", row -> row.getString(1)));
        assertThat(stored).hasSize(1).doesNotContain(id, Sessions.csrf(id));
    }

    @Test
    void changingAUserEndsSessionsAndTellsWhoIsAffected() {
        Auth auth = auth("password");
        User ann = auth.users().add("ann", "long enough", true);
        String id = auth.sessions().open(ann.id());
        Caller caller = auth.sessions().find(id).orElseThrow();
        List<Predicate<Caller>> told = new ArrayList<>();
        auth.revocations().listen(told::add);
        auth.users().change(ann.id(), false, null);
        assertThat(auth.sessions().find(id)).isEmpty();
        assertThat(told).anyMatch(affected -> affected.test(caller));
        assertThatThrownBy(() -> auth.users().change(User.ADMIN, false, null)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> auth.users().remove(User.ADMIN)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> auth.users().add("ann", "long enough", false)).isInstanceOf(ProblemException.class);
    }

    @Test
    void tokensEndWhenRemovedExpiredOrWithTheirOwner() {
        Auth auth = auth("password");
        User ann = auth.users().add("ann", "long enough", true);
        Caller caller = new Caller.Person(ann.id(), "ann", true, "s", "c");
        Tokens tokens = auth.tokens();
        Tokens.Made removed = tokens.make(caller, "a", Set.of("*"), null);
        Tokens.Made expiring =
                tokens.make(caller, "b", Set.of("core.read"), clock.instant().plusSeconds(60));
        Tokens.Made kept = tokens.make(caller, "c", Set.of("*"), null);
        assertThat(tokens.find(removed.secret())).map(Caller::administrator).contains(true);
        tokens.remove(removed.token().id());
        assertThat(tokens.find(removed.secret())).isEmpty();
        assertThat(tokens.find(expiring.secret())).isPresent();
        clock.move(Duration.ofSeconds(61));
        assertThat(tokens.find(expiring.secret())).isEmpty();
        auth.users().change(ann.id(), false, null);
        assertThat(tokens.find(kept.secret())).map(Caller::administrator).contains(false);
        auth.users().remove(ann.id());
        assertThat(tokens.find(kept.secret())).isEmpty();
        assertThat(tokens.find("bootstrap token")).map(Caller::administrator).contains(true);
        assertThat(tokens.find("")).isEmpty();
    }

    private Auth auth(@Nullable String password) {
        return Auth.create(store, clock, password, "bootstrap token");
    }
}
