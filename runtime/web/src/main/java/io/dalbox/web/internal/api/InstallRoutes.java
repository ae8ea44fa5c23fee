package io.dalbox.web.internal.api;

import io.dalbox.net.AddressRefusedException;
import io.dalbox.net.FetchRequest;
import io.dalbox.net.FetchResponse;
import io.dalbox.net.HttpFetcher;
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
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Installing plugins from an upload or an address. The jar streams to the plugins' own checks; nothing of it is kept here. */
public final class InstallRoutes {

    private static final long MAX_JAR = 512L << 20;
    private static final String MULTIPART = "multipart/form-data";

    private final Plugins plugins;
    private final HttpFetcher fetcher;
    private final PluginViews views;

    /** Routes over the installer. */
    public InstallRoutes(Plugins plugins, HttpFetcher fetcher, PluginViews views) {
        this.plugins = plugins;
        this.fetcher = fetcher;
        this.views = views;
    }

    /** Returns them. */
    public List<Route> routes() {
        return List.of(
                Route.needs(
                        "core.admin",
                        "POST /api/plugins",
                        new Body.Raw(MAX_JAR, Set.of(MULTIPART, "application/json")),
                        "Install a plugin: a jar as multipart, or {\"url\"}",
                        this::install),
                Route.needs(
                        "core.admin",
                        "POST /api/plugins/preview",
                        new Body.Raw(MAX_JAR, Set.of(MULTIPART)),
                        "Say what installing a jar would change, without doing it",
                        this::preview));
    }

    private Answer preview(Request request) throws IOException {
        String type = Objects.requireNonNullElse(request.http().getContentType(), "");
        try {
            MultipartFile file = MultipartFile.open(request.http().getInputStream(), type);
            return Answer.json(plugins.preview(file.content(), file.name()));
        } catch (EOFException e) {
            throw new ProblemException(400, String.valueOf(e.getMessage()) + ".");
        }
    }

    private Answer install(Request request) throws IOException {
        String type = Objects.requireNonNullElse(request.http().getContentType(), "");
        PluginInfo plugin;
        try {
            plugin = type.startsWith(MULTIPART) ? upload(request, type) : fetch(request);
        } catch (EOFException e) {
            throw new ProblemException(400, String.valueOf(e.getMessage()) + ".");
        }
        ObjectNode view = views.of(plugin, request.caller());
        return Answer.created("/api/plugins/" + plugin.id(), view);
    }

    private PluginInfo upload(Request request, String type) throws IOException {
        MultipartFile file = MultipartFile.open(request.http().getInputStream(), type);
        return plugins.install(file.content(), file.name(), request.caller().name());
    }

    private PluginInfo fetch(Request request) throws IOException {
        InputStream limited = new LimitedStream(request.http().getInputStream(), Body.JSON_BYTES);
        ObjectNode body = JsonReader.object(limited);
        JsonReader.refuseUnknown(body, Set.of("url"));
        String url = body.path("url").asString("");
        if (url.isEmpty()) {
            throw ProblemException.field("/url", "The field url is missing.");
        }
        try (FetchResponse response = fetcher.fetch(FetchRequest.get(url))) {
            if (response.status() != 200) {
                throw ProblemException.field("/url", "The server answered " + response.status() + " for this address.");
            }
            return plugins.install(
                    new LimitedStream(response.body(), MAX_JAR),
                    fileName(response.url()),
                    request.caller().name());
        } catch (AddressRefusedException e) {
            throw new ProblemException(403, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw ProblemException.field("/url", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw ProblemException.field("/url", "The address could not be read: " + e.getMessage());
        }
    }

    private static String fileName(String url) {
        String path = Objects.requireNonNullElse(URI.create(url).getPath(), "");
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.isEmpty() ? "plugin.jar" : name;
    }
}
