package io.dalbox.web.internal.stream;

import io.dalbox.events.Journal;
import io.dalbox.events.JournalEvent;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Authenticator;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event stream ({@code docs/page-model.md}, Stream): Server-Sent Events on the request's own virtual thread. */
public final class StreamRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(StreamRoutes.class);

    /** How many events a reader that comes back is told one by one; with more it fetches everything again. */
    private static final int MOST_MISSED = 1000;

    private final Hub hub;
    private final Journal journal;
    private final Views views;
    private final Authenticator authenticator;
    private final Supplier<Map<String, String>> hello;

    /**
     * The stream over a hub.
     *
     * @param hello what every connection is told first
     */
    public StreamRoutes(
            Hub hub, Journal journal, Views views, Authenticator authenticator, Supplier<Map<String, String>> hello) {
        this.hub = hub;
        this.journal = journal;
        this.views = views;
        this.authenticator = authenticator;
        this.hello = hello;
    }

    /** Returns it. */
    public List<Route> routes() {
        return List.of(Route.signedIn(
                "GET /api/stream", Body.none(), "Changes as Server-Sent Events, after Last-Event-ID", this::open));
    }

    private Answer open(Request request) {
        String given = request.http().getHeader("Last-Event-ID");
        String after = given == null ? request.query("last_event_id").orElse(null) : given;
        Cursor start = Cursor.parse(after).or(() -> Cursor.parse(hub.cursor())).orElseThrow();
        boolean unreadable = after != null && Cursor.parse(after).isEmpty();
        Hub.Opened opened = hub.open(request.caller(), start);
        return response -> {
            try {
                stream(request, response, opened, start, unreadable);
            } catch (IOException e) {
                // The ordinary end of a stream: the other side is gone, and there is nobody to tell.
                LOG.debug("A stream ended: {}", e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                hub.remove(opened.reader());
            }
        };
    }

    private void stream(
            Request request, HttpServletResponse response, Hub.Opened opened, Cursor start, boolean unreadable)
            throws IOException, InterruptedException {
        response.setStatus(200);
        response.setContentType("text/event-stream; charset=utf-8");
        response.setHeader("X-Accel-Buffering", "no");
        Wire wire = new Wire(response.getOutputStream(), views, request.caller(), start);
        wire.hello(hello.get());
        catchUp(wire, opened, start, unreadable);
        new Pump(wire, opened.reader(), () -> stillAllowed(request)).run();
    }

    private void catchUp(Wire wire, Hub.Opened opened, Cursor start, boolean unreadable) throws IOException {
        List<JournalEvent> events = journal.read(start.sequence(), MOST_MISSED, null);
        Optional<List<Numbered>> others = opened.missed();
        if (unreadable || others.isEmpty() || events.size() == MOST_MISSED) {
            wire.reset(opened.now(), events.size() == MOST_MISSED);
        }
        if (events.size() < MOST_MISSED) {
            for (JournalEvent event : events) {
                wire.change(new Numbered(0, new Change.OfEvent(event)));
            }
        }
        for (Numbered change : others.orElse(List.of())) {
            wire.change(change);
        }
        wire.flush();
    }

    private boolean stillAllowed(Request request) {
        try {
            return authenticator
                    .authenticate(request.http())
                    .key()
                    .equals(request.caller().key());
        } catch (ProblemException e) {
            return false; // the token has expired
        }
    }
}
