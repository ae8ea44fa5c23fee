package io.dalbox.web.internal;

import io.dalbox.web.SetupLink;
import io.dalbox.web.internal.api.AssetRoutes;
import io.dalbox.web.internal.api.EventRoutes;
import io.dalbox.web.internal.api.MeRoutes;
import io.dalbox.web.internal.api.PageRoutes;
import io.dalbox.web.internal.api.PluginRoutes;
import io.dalbox.web.internal.api.SessionRoutes;
import io.dalbox.web.internal.api.SettingsRoutes;
import io.dalbox.web.internal.api.SystemRoutes;
import io.dalbox.web.internal.api.TaskRoutes;
import io.dalbox.web.internal.api.TokenRoutes;
import io.dalbox.web.internal.api.UserRoutes;
import io.dalbox.web.internal.auth.Auth;
import io.dalbox.web.internal.auth.LoginThrottle;
import io.dalbox.web.internal.http.FrontServlet;
import io.dalbox.web.internal.http.HostCheck;
import io.dalbox.web.internal.http.Route;
import io.dalbox.web.internal.http.RouteSource;
import io.dalbox.web.internal.http.Router;
import jakarta.servlet.Servlet;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.context.ServletContextHelper;

/** Puts the edge together and opens the door. */
@Component(service = {})
public final class Edge {

    private static final String CONTEXT = "io.dalbox";

    private final BundleContext context;
    private final Services services;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    /** Opens the door. */
    @Activate
    public Edge(BundleContext context, @Reference Services services) {
        this.context = context;
        this.services = services;
        Auth auth = Auth.create(
                services.store,
                Clock.systemUTC(),
                System.getenv("DALBOX_ADMIN_PASSWORD"),
                System.getenv("DALBOX_TOKEN"));
        announceSetup(auth);
        open(new FrontServlet(hosts(), auth.authenticator(), router(auth)));
    }

    @Deactivate
    void close() {
        registrations.reversed().forEach(ServiceRegistration::unregister);
    }

    private Router router(Auth auth) {
        PageRoutes pages = new PageRoutes(services.pages, auth.preferences(), () -> "0");
        Router[] self = new Router[1];
        List<Route> core = new ArrayList<>();
        core.addAll(new SystemRoutes(services.lanes, () -> true, () -> self[0].routes()).routes());
        core.addAll(new AssetRoutes(context).routes());
        core.addAll(new SessionRoutes(auth, new LoginThrottle(Clock.systemUTC())).routes());
        core.addAll(new MeRoutes(auth.preferences()).routes());
        core.addAll(new UserRoutes(auth.users()).routes());
        core.addAll(new TokenRoutes(auth.tokens()).routes());
        core.addAll(new PluginRoutes(services.plugins, services.logs, auth.preferences()).routes());
        core.addAll(new SettingsRoutes(services.settings).routes());
        core.addAll(new TaskRoutes(services.tasks).routes());
        core.addAll(new EventRoutes(services.journal, services.types).routes());
        core.addAll(pages.routes());
        List<Route> fixed = List.copyOf(core);
        RouteSource source = () -> fixed;
        self[0] = new Router(List.of(source), pages.fallback());
        return self[0];
    }

    private HostCheck hosts() {
        String bind = Objects.requireNonNullElse(context.getProperty("dalbox.bind"), "127.0.0.1");
        String names = Objects.requireNonNullElse(System.getenv("DALBOX_HOSTS"), "");
        return new HostCheck(
                bind, Set.copyOf(List.of(names.toLowerCase(Locale.ROOT).split("[,\\s]+"))));
    }

    private void announceSetup(Auth auth) {
        Hashtable<String, Object> properties = new Hashtable<>();
        auth.setup().path().ifPresent(path -> properties.put(SetupLink.PATH, path));
        registrations.add(context.registerService(SetupLink.class, auth.setup(), properties));
    }

    private void open(FrontServlet door) {
        registrations.add(context.registerService(
                ServletContextHelper.class,
                new ServletContextHelper(context.getBundle()) {},
                new Hashtable<>(Map.of(
                        "osgi.http.whiteboard.context.name", CONTEXT, "osgi.http.whiteboard.context.path", "/"))));
        registrations.add(context.registerService(
                Servlet.class,
                door,
                new Hashtable<>(Map.of(
                        "osgi.http.whiteboard.servlet.name",
                        "dalbox",
                        "osgi.http.whiteboard.servlet.pattern",
                        "/*",
                        "osgi.http.whiteboard.context.select",
                        "(osgi.http.whiteboard.context.name=" + CONTEXT + ")"))));
    }
}
