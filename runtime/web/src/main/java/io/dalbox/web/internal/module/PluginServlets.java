package io.dalbox.web.internal.module;

import io.dalbox.plugins.Plugins;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servlets of plugins, each below {@code /module/<id>}. A servlet is initialised at its first request and destroyed when its
 * service goes; a request holds a lease, so its plugin is not stopped under it.
 */
public final class PluginServlets implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PluginServlets.class);
    private static final String PATTERN = "osgi.http.whiteboard.servlet.pattern";

    private final BundleContext context;
    private final Plugins plugins;
    private final Supplier<ServletContext> server;
    private final Map<ServiceReference<?>, Servlet> started = new ConcurrentHashMap<>();
    private final ServiceListener listener = this::changed;

    /**
     * Begins to follow the services.
     *
     * @param server the context of our own servlet
     */
    public PluginServlets(BundleContext context, Plugins plugins, Supplier<ServletContext> server) {
        this.context = context;
        this.plugins = plugins;
        this.server = server;
        try {
            context.addServiceListener(listener, "(" + Constants.OBJECTCLASS + "=" + Servlet.class.getName() + ")");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("The filter is valid", e);
        }
    }

    @Override
    public void close() {
        context.removeServiceListener(listener);
        List.copyOf(started.keySet()).forEach(this::end);
    }

    private record Mount(ServiceReference<?> reference, ServletPattern match) {}

    boolean any(String plugin) {
        return !references(plugin).isEmpty();
    }

    /** Returns the answer of the servlet whose pattern is closest to the path. */
    Optional<Answer> find(String plugin, Request request) {
        String path = request.path().toString().substring("/module/".length() + plugin.length());
        List<Mount> mounts = new ArrayList<>();
        for (ServiceReference<?> reference : references(plugin)) {
            for (String pattern : ServletPattern.read(reference.getProperty(PATTERN))) {
                ServletPattern.match(pattern, path).ifPresent(match -> mounts.add(new Mount(reference, match)));
            }
        }
        return mounts.stream()
                .max(Comparator.comparingInt((Mount mount) -> mount.match().rank())
                        .thenComparing(Mount::reference))
                .map(mount -> response -> serve(plugin, mount, request, response));
    }

    private void serve(String plugin, Mount mount, Request request, HttpServletResponse response) throws IOException {
        try (Plugins.Lease lease = plugins.lease(plugin).orElseThrow(() -> away(plugin))) {
            if (mount.reference().getBundle() != lease.bundle()) {
                throw away(plugin);
            }
            Servlet servlet = started.computeIfAbsent(mount.reference(), reference -> begin(plugin, reference));
            servlet.service(
                    new PluginRequest(request, "/module/" + plugin, mount.match()), new PluginResponse(response));
        } catch (ServletException e) {
            throw new IllegalStateException("A servlet of the plugin " + plugin + " failed", e);
        }
    }

    private Servlet begin(String plugin, ServiceReference<?> reference) {
        if (!(context.getService(reference) instanceof Servlet servlet)) {
            throw away(plugin);
        }
        try {
            servlet.init(PluginServletContext.config(server.get(), plugin, reference));
            return servlet;
        } catch (ServletException e) {
            context.ungetService(reference);
            throw new IllegalStateException("A servlet of the plugin " + plugin + " could not be initialised", e);
        }
    }

    private void changed(ServiceEvent event) {
        if (event.getType() == ServiceEvent.UNREGISTERING) {
            end(event.getServiceReference());
        }
    }

    private void end(ServiceReference<?> reference) {
        Servlet servlet = started.remove(reference);
        if (servlet == null) {
            return;
        }
        try {
            servlet.destroy();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("The servlet {} failed when it was destroyed", reference, e);
        }
        context.ungetService(reference);
    }

    private List<ServiceReference<?>> references(String plugin) {
        return plugins.bundle(plugin)
                .map(bundle -> servlets(bundle.getRegisteredServices()))
                .orElse(List.of());
    }

    private static List<ServiceReference<?>> servlets(ServiceReference<?> @Nullable [] references) {
        return references == null
                ? List.of()
                : Arrays.stream(references).filter(PluginServlets::mountable).toList();
    }

    private static boolean mountable(ServiceReference<?> reference) {
        return reference.getProperty(Constants.OBJECTCLASS) instanceof String[] types
                && List.of(types).contains(Servlet.class.getName())
                && reference.getProperty(PATTERN) != null;
    }

    private static ProblemException away(String plugin) {
        return ProblemException.unavailable("The plugin " + plugin + " is being replaced.", 1);
    }
}
