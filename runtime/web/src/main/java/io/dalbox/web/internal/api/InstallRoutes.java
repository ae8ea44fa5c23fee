package io.dalbox.web.internal.api;

import io.dalbox.action.ActionException;
import io.dalbox.plugins.JarFetcher;
import io.dalbox.plugins.PluginInfo;
import io.dalbox.plugins.Plugins;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.JsonReader;
import io.dalbox.web.internal.http.LimitedStream;
import io.dalbox.web.internal.http.MultipartFile;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Installing plugins from an upload or an address. The jar streams to the plugins' own checks; nothing of it is kept here. */
public final class InstallRoutes {

    private static final long MAX_JAR = 512L << 20;
    private static final String MULTIPART = "multipart/form-data";

    private final Plugins plugins;
    private final JarFetcher jars;
    private final PluginViews views;

    /** Routes over the installer. */
    public InstallRoutes(Plugins plugins, JarFetcher jars, PluginViews views) {
        this.plugins = plugins;
        this.jars = jars;
        this.views = views;
    }

    /** Returns them. */
    public List<Route> routes() {
        return List.of(
                Route.needs(
                        "core.admin",
                        "POST /api/plugins",
                        new Body.Raw(MAX_JAR, Set.of(MULTIPART, "application/json")),
                        "Install a plugin: a jar as multipart, {\"url\"}, or the {\"hash\"} of a preview",
                        this::install),
                Route.needs(
                        "core.admin",
                        "POST /api/plugins/preview",
                        new Body.Raw(MAX_JAR, Set.of(MULTIPART, "application/json")),
                        "Say what installing a jar (multipart, or {\"url\"}) would change, without doing it; its hash installs it",
                        this::preview),
                Route.needs(
                        "core.admin",
                        "GET /api/plugins/{id}/waiting",
                        Body.none(),
                        "Say what the jar in the plugins folder that waits for an approval would change",
                        this::waiting),
                Route.needs(
                        "core.admin",
                        "POST /api/plugins/{id}/approve",
                        Body.fields("hash"),
                        "Let the jar run that waits, named by the hash of what was looked at",
                        this::approve));
    }

    private Answer waiting(Request request) {
        return Answer.json(plugins.previewWaiting(request.variable("id")));
    }

    private Answer approve(Request request) {
        PluginInfo plugin = plugins.approve(
                request.variable("id"), request.text("hash"), request.caller().name());
        return Answer.json(views.of(plugin, request.caller()));
    }

    private Answer preview(Request request) throws IOException {
        String type = type(request);
        if (type.startsWith(MULTIPART)) {
            return Answer.json(upload(request, type, plugins::preview));
        }
        ObjectNode body = body(request, Set.of("url"));
        return Answer.json(fetch(text(body, "url"), plugins::preview));
    }

    private Answer install(Request request) throws IOException {
        String type = type(request);
        String caller = request.caller().name();
        Taker<PluginInfo> installs = (jar, name) -> plugins.install(jar, name, caller);
        PluginInfo plugin;
        if (type.startsWith(MULTIPART)) {
            plugin = upload(request, type, installs);
        } else {
            ObjectNode body = body(request, Set.of("url", "hash"));
            plugin = body.has("hash")
                    ? plugins.installPreviewed(text(body, "hash"), caller)
                    : fetch(text(body, "url"), installs);
        }
        ObjectNode view = views.of(plugin, request.caller());
        return Answer.created("/api/plugins/" + plugin.id(), view);
    }

    /** Takes a jar and the name of its file. */
    private interface Taker<T> {
        T take(InputStream jar, String name) throws IOException;
    }

    private static String type(Request request) {
        return Objects.requireNonNullElse(request.http().getContentType(), "");
    }

    private static <T> T upload(Request request, String type, Taker<T> taker) throws IOException {
        try {
            MultipartFile file = MultipartFile.open(request.http().getInputStream(), type);
            return taker.take(file.content(), file.name());
        } catch (EOFException e) {
            throw new ProblemException(400, String.valueOf(e.getMessage()) + ".");
        }
    }

    private static ObjectNode body(Request request, Set<String> fields) throws IOException {
        InputStream limited = new LimitedStream(request.http().getInputStream(), Body.JSON_BYTES);
        try {
            ObjectNode body = JsonReader.object(limited);
            JsonReader.refuseUnknown(body, fields);
            return body;
        } catch (EOFException e) {
            throw new ProblemException(400, String.valueOf(e.getMessage()) + ".");
        }
    }

    private static String text(ObjectNode body, String field) {
        String text = body.path(field).asString("");
        if (text.isEmpty()) {
            throw ProblemException.field("/" + field, "The field " + field + " is missing.");
        }
        return text;
    }

    private <T> T fetch(String url, Taker<T> taker) throws IOException {
        try (JarFetcher.Fetched jar = open(url)) {
            return taker.take(new LimitedStream(jar.content(), MAX_JAR), jar.fileName());
        }
    }

    private JarFetcher.Fetched open(String url) {
        try {
            return jars.fetch(url);
        } catch (ActionException e) {
            if (e.kind() == ActionException.Kind.INVALID) {
                throw ProblemException.field("/url", String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }
}
