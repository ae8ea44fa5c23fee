package io.dalbox.web.internal;

import io.dalbox.web.SetupLink;
import io.dalbox.web.internal.auth.Auth;
import io.dalbox.web.internal.console.Console;
import io.dalbox.web.internal.http.FrontServlet;
import io.dalbox.web.internal.http.HostCheck;
import io.dalbox.web.internal.module.PluginServlets;
import io.dalbox.web.internal.stream.Hub;
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
    private final Hub hub;
    private final PluginServlets servlets;
    private final Port port;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    /** Opens the door. */
    @Activate
    public Edge(BundleContext context, @Reference Services services) {
        this.context = context;
        Auth auth = Auth.create(
                services.store,
                Clock.systemUTC(),
                System.getenv("DALBOX_ADMIN_PASSWORD"),
                System.getenv("DALBOX_TOKEN"));
        String bind = Objects.requireNonNullElse(context.getProperty("dalbox.bind"), "127.0.0.1");
        HostCheck hosts = hosts(bind);
        hub = new Hub(
                services.journal,
                services.deliveries,
                services.tasks,
                services.plugins,
                services.catalogue,
                services.flows,
                auth.revocations());
        FrontServlet[] door = new FrontServlet[1];
        servlets = new PluginServlets(context, services.plugins, () -> door[0].getServletContext());
        Wiring wiring = new Wiring(context, services, auth, hub, servlets);
        door[0] = new FrontServlet(hosts, auth.authenticator(), wiring.router(), wiring.pages()::problem);
        announceSetup(auth);
        guardConsole(hosts, auth);
        open(door[0]);
        port = new Port(context, bind);
        port.open();
    }

    @Deactivate
    void close() throws Exception {
        // The streams first: their requests do not end by themselves.
        hub.close();
        port.close();
        registrations.reversed().forEach(ServiceRegistration::unregister);
        servlets.close();
    }

    private static HostCheck hosts(String bind) {
        String names = Objects.requireNonNullElse(System.getenv("DALBOX_HOSTS"), "");
        return new HostCheck(
                bind, Set.copyOf(List.of(names.toLowerCase(Locale.ROOT).split("[,\\s]+"))));
    }

    private void announceSetup(Auth auth) {
        Hashtable<String, Object> properties = new Hashtable<>();
        auth.setup().path().ifPresent(path -> properties.put(SetupLink.PATH, path));
        registrations.add(context.registerService(SetupLink.class, auth.setup(), properties));
    }

    private void guardConsole(HostCheck hosts, Auth auth) {
        try {
            registrations.add(Console.guard(context, hosts, auth.authenticator()));
        } catch (NoClassDefFoundError e) {
            // The import is optional: no console, nothing to guard.
            return;
        }
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
