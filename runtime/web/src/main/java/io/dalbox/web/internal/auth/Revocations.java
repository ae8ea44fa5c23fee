package io.dalbox.web.internal.auth;

import io.dalbox.web.internal.http.Caller;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Tells whoever holds something open for a caller that the caller's rights have ended or changed. */
public final class Revocations {

    private final List<Consumer<Predicate<Caller>>> listeners = new CopyOnWriteArrayList<>();

    /** Calls the listener with who is affected, after the change is durable. */
    public void listen(Consumer<Predicate<Caller>> listener) {
        listeners.add(listener);
    }

    void user(String id) {
        tell(caller -> caller.userId().equals(id));
    }

    void session(String hash) {
        tell(caller ->
                caller instanceof Caller.Person person && person.session().equals(hash));
    }

    void token(String id) {
        tell(caller -> caller instanceof Caller.Program program && program.id().equals(id));
    }

    private void tell(Predicate<Caller> affected) {
        listeners.forEach(listener -> listener.accept(affected));
    }
}
