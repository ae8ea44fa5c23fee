package io.dalbox.web.internal.http;

import io.dalbox.json.Json;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one door: every request meets the same checks in the same order. Host, path, who, which route, whether they may, where it
 * came from, how large it is, and only then the route's handler.
 */
public final class FrontServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int MOST_DRAINED = 64 << 10;
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final transient HostCheck hosts;
    private final transient Authenticator authenticator;
    private final transient Router router;
    private final transient ProblemPage problems;

    /** A door to the routes. */
    public FrontServlet(HostCheck hosts, Authenticator authenticator, Router router, ProblemPage problems) {
        this.hosts = hosts;
        this.authenticator = authenticator;
        this.router = router;
        this.problems = problems;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SecurityHeaders.set(response);
        Answer answer;
        try {
            answer = answer(request);
        } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError | AssertionError e) {
            // The errors are those of a plugin's code; without a catch the container would answer in its own words.
            answer = problem(request, Problems.of(e, request.getRequestURI()));
            drain(request, response);
        }
        write(request, response, answer);
    }

    // Somebody who follows a link reads a page, not JSON.
    private Answer problem(HttpServletRequest request, Problems.Found found) {
        if (!request.getMethod().equals("GET") || !wantsHtml(request)) {
            return Problems.json(found);
        }
        Caller caller = known(request);
        return caller instanceof Caller.Person ? problems.page(request, caller, found.problem()) : Problems.json(found);
    }

    // The server closes a connection whose body was not read: the client would find it closed while it still writes,
    // and
    // never see the answer. What is too much to read is said, so that a client that looks stops writing.
    private static void drain(HttpServletRequest request, HttpServletResponse response) {
        boolean waits = "100-continue".equalsIgnoreCase(request.getHeader("Expect"));
        if (hasBody(request) && !waits && (request.getContentLengthLong() > MOST_DRAINED || !ends(request))) {
            response.setHeader("Connection", "close");
        }
    }

    /** Reads the rest of a body; returns whether it ended well before it was too much. */
    private static boolean ends(HttpServletRequest request) {
        try {
            InputStream in = request.getInputStream();
            return in.readNBytes(MOST_DRAINED + 1).length <= MOST_DRAINED;
        } catch (IOException | RuntimeException e) {
            // A body that cannot be read has no end to wait for; what was wrong with the request is said all the same.
            return false;
        }
    }

    private static void write(HttpServletRequest request, HttpServletResponse response, Answer answer)
            throws IOException {
        try {
            answer.write(response);
        } catch (RuntimeException e) {
            if (response.isCommitted()) {
                throw new IOException("The answer broke off", e);
            }
            response.reset();
            SecurityHeaders.set(response);
            Problems.json(Problems.of(e, request.getRequestURI())).write(response);
        }
    }

    private Answer answer(HttpServletRequest request) throws Exception {
        hosts.checkHost(request);
        RequestPath path = RequestPath.parse(request.getRequestURI());
        RequestPath.checkQuery(request.getQueryString());
        Router.Found found = router.find(request.getMethod(), path);
        return switch (found) {
            case Router.Found.Matched(Route route, Map<String, String> variables) ->
                enter(request, path, route, variables);
            case Router.Found.OtherMethods(String allow) -> {
                requireKnown(request);
                throw new ProblemException(
                        405, "This address answers only " + allow + ".", List.of(), Map.of("Allow", allow));
            }
            case Router.Found.Nothing() -> {
                requireKnown(request);
                throw ProblemException.notFound("There is nothing at " + path + ".");
            }
        };
    }

    private Answer enter(HttpServletRequest request, RequestPath path, Route route, Map<String, String> variables)
            throws Exception {
        boolean open = route.access() instanceof Access.Public;
        Caller caller = open ? known(request) : authenticator.authenticate(request);
        if (!open && caller instanceof Caller.Anonymous) {
            return signInFirst(request, path);
        }
        if (!route.access().allows(caller)) {
            throw new ProblemException(
                    403,
                    "This needs the access " + route.access().word() + ", which " + caller.name() + " does not have.");
        }
        checkForgery(request, caller, open);
        HttpServletRequest limited = limit(request, route.body());
        return route.handler().handle(new Request(limited, path, variables, caller, read(limited, route.body())));
    }

    // On an open route a stale token is as good as none: health checks and the login must work with it.
    private Caller known(HttpServletRequest request) {
        try {
            return authenticator.authenticate(request);
        } catch (ProblemException e) {
            return new Caller.Anonymous();
        }
    }

    private void requireKnown(HttpServletRequest request) {
        if (authenticator.authenticate(request) instanceof Caller.Anonymous) {
            throw notSignedIn();
        }
    }

    private static Answer signInFirst(HttpServletRequest request, RequestPath path) {
        boolean page = request.getMethod().equals("GET")
                && wantsHtml(request)
                && !path.segments().getFirst().equals("api");
        if (!page) {
            throw notSignedIn();
        }
        String query = request.getQueryString();
        String next = request.getRequestURI() + (query == null ? "" : "?" + query);
        return Answer.redirect("/login?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
    }

    static boolean wantsHtml(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html");
    }

    private static ProblemException notSignedIn() {
        return new ProblemException(
                401, "Sign in first, or send a token.", List.of(), Map.of("WWW-Authenticate", "Bearer"));
    }

    private void checkForgery(HttpServletRequest request, Caller caller, boolean open) {
        if (SAFE.contains(request.getMethod()) || caller instanceof Caller.Program) {
            return;
        }
        hosts.checkOrigin(request);
        if (!open && caller instanceof Caller.Person person) {
            String given = request.getHeader("X-CSRF-Token");
            if (given == null || !same(given, person.csrf())) {
                throw new ProblemException(403, "The X-CSRF-Token is missing or old. Load the page again.");
            }
        }
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpServletRequest limit(HttpServletRequest request, Body body) {
        if (request.getContentLengthLong() > body.max()) {
            throw LimitedStream.tooLarge(body.max());
        }
        return new LimitedRequest(request, body.max());
    }

    private static ObjectNode read(HttpServletRequest request, Body body) throws IOException {
        boolean present = hasBody(request);
        Set<String> types = body instanceof Body.Raw raw ? raw.types() : Set.of("application/json");
        if (present && !types.isEmpty()) {
            checkType(request.getContentType(), types);
        }
        if (body instanceof Body.Raw || !present) {
            return Json.mapper().createObjectNode();
        }
        ObjectNode object = JsonReader.object(request.getInputStream());
        if (body instanceof Body.Fields(Set<String> names)) {
            JsonReader.refuseUnknown(object, names);
        }
        return object;
    }

    private static boolean hasBody(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        return length > 0
                || (length < 0 && (request.getHeader("Transfer-Encoding") != null || request.getContentType() != null));
    }

    private static void checkType(@Nullable String given, Set<String> types) {
        String type = given == null ? "" : given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!types.contains(type)) {
            throw new ProblemException(
                    415,
                    "The content type " + (type.isEmpty() ? "is missing" : type + " is not understood") + "; send "
                            + String.join(" or ", types.stream().sorted().toList()) + ".");
        }
    }
}
