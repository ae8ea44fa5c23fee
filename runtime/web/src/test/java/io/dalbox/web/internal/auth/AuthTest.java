package io.dalbox.web.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

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

    private static final Device PHONE = new Device("Safari", "iOS", "192.168.1.7");
    private static final Device DESK = new Device("Firefox", "Linux", "192.168.1.2");

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
        String id = auth("password").sessions().open(User.ADMIN, PHONE);
        store.restart();
        Sessions sessions = auth("password").sessions();
        clock.move(Duration.ofDays(29));
        assertThat(sessions.find(id, () -> PHONE))
                .map(Caller.Person::administrator)
                .contains(true);
        clock.move(Duration.ofDays(29));
        assertThat(sessions.find(id, () -> PHONE)).isPresent();
        clock.move(Duration.ofDays(31));
        assertThat(sessions.find(id, () -> PHONE)).isEmpty();
    }

    @Test
    void theDatabaseHoldsNoSecretOfASession() {
        Auth auth = auth("password");
        String id = auth.sessions().open(User.ADMIN, PHONE);
        List<String> stored = store.read(tx -> tx.query("SELECT hash FROM web_sessions", row -> row.getString(1)));
        assertThat(stored).hasSize(1).doesNotContain(id, Sessions.csrf(id));
    }

    @Test
    void changingAUserEndsSessionsAndTellsWhoIsAffected() {
        Auth auth = auth("password");
        User ann = auth.users().add("ann", "long enough", true);
        String id = auth.sessions().open(ann.id(), PHONE);
        Caller caller = auth.sessions().find(id, () -> PHONE).orElseThrow();
        List<Predicate<Caller>> told = new ArrayList<>();
        auth.revocations().listen(told::add);
        auth.users().change(ann.id(), role(false));
        assertThat(auth.sessions().find(id, () -> PHONE)).isEmpty();
        assertThat(told).anyMatch(affected -> affected.test(caller));
        assertThatThrownBy(() -> auth.users().change(User.ADMIN, role(false))).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> auth.users().remove(User.ADMIN)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> auth.users().add("ann", "long enough", false)).isInstanceOf(ProblemException.class);
    }

    @Test
    void aPersonSeesAndEndsTheOwnSessionsOnly() {
        Auth auth = auth("password");
        Sessions sessions = auth.sessions();
        User ann = auth.users().add("ann", "long enough", false);
        String phone = sessions.open(ann.id(), PHONE);
        clock.move(Duration.ofMinutes(1));
        String desk = sessions.open(ann.id(), DESK);
        String other = sessions.open(User.ADMIN, DESK);
        Caller.Person atPhone = sessions.find(phone, () -> PHONE).orElseThrow();
        Caller.Person admin = sessions.find(other, () -> DESK).orElseThrow();
        assertThat(sessions.list(atPhone))
                .extracting(Sessions.Listed::current, Sessions.Listed::browser, Sessions.Listed::address)
                .containsExactly(tuple(true, "Safari", "192.168.1.7"), tuple(false, "Firefox", "192.168.1.2"));
        String deskId = sessions.list(atPhone).getLast().id();
        assertThat(desk).doesNotContain(deskId);
        assertThatThrownBy(() -> sessions.end(admin, deskId)).isInstanceOf(ProblemException.class);
        sessions.end(atPhone, deskId);
        assertThat(sessions.find(desk, () -> DESK)).isEmpty();
        String again = sessions.open(ann.id(), DESK);
        sessions.endOthers(atPhone);
        assertThat(sessions.find(again, () -> DESK)).isEmpty();
        assertThat(sessions.find(phone, () -> PHONE)).isPresent();
        assertThat(sessions.find(other, () -> DESK)).isPresent();
    }

    @Test
    void aSessionRemembersWhereAndWhenItWasUsedLast() {
        Sessions sessions = auth("password").sessions();
        String id = sessions.open(User.ADMIN, PHONE);
        clock.move(Duration.ofMinutes(11));
        Caller.Person person = sessions.find(id, () -> DESK).orElseThrow();
        Sessions.Listed listed = sessions.list(person).getFirst();
        assertThat(listed.address()).isEqualTo("192.168.1.2");
        assertThat(listed.lastUsed()).isEqualTo(clock.instant());
        assertThat(listed.created()).isEqualTo(clock.instant().minus(Duration.ofMinutes(11)));
    }

    @Test
    void aDisabledUserIsKeptOutUntilEnabledAgain() {
        Auth auth = auth("password");
        User ann = auth.users().add("ann", "long enough", true);
        String session = auth.sessions().open(ann.id(), PHONE);
        String token = auth.tokens()
                .make(new Caller.Person(ann.id(), "ann", true, "s", "c"), "a", Set.of("*"), null)
                .secret();
        auth.users().change(ann.id(), new UserChange(null, null, true));
        assertThat(auth.users().verify("ann", "long enough")).isEmpty();
        assertThat(auth.sessions().find(session, () -> PHONE)).isEmpty();
        assertThat(auth.tokens().find(token)).isEmpty();
        auth.users().change(ann.id(), new UserChange(null, null, false));
        assertThat(auth.users().verify("ann", "long enough")).isPresent();
        assertThat(auth.tokens().find(token)).isPresent();
        UserChange disable = new UserChange(null, null, true);
        assertThatThrownBy(() -> auth.users().change(User.ADMIN, disable)).isInstanceOf(ProblemException.class);
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
        auth.users().change(ann.id(), role(false));
        assertThat(tokens.find(kept.secret())).map(Caller::administrator).contains(false);
        auth.users().remove(ann.id());
        assertThat(tokens.find(kept.secret())).isEmpty();
        assertThat(tokens.find("bootstrap token")).map(Caller::administrator).contains(true);
        assertThat(tokens.find("")).isEmpty();
    }

    private static UserChange role(boolean administrator) {
        return new UserChange(administrator, null, null);
    }

    private Auth auth(@Nullable String password) {
        return Auth.create(store, clock, password, "bootstrap token");
    }
}
