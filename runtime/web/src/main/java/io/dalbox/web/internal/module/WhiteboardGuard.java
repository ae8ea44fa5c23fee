package io.dalbox.web.internal.module;

import io.dalbox.plugin.Plugin;
import java.util.Collection;
import java.util.Hashtable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;
import org.osgi.framework.wiring.BundleRevision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps everybody but the core off the HTTP whiteboard: any bundle could claim any path and filter there, without our
 * authentication. Servlets of plugins are mounted by {@link PluginServlets} below their prefix; everything else is reported.
 *
 * <p>It stands from the start of the bundle on, before any component, so that no plugin can come first.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class WhiteboardGuard implements BundleActivator, FindHook, EventListenerHook {

    private static final Logger LOG = LoggerFactory.getLogger(WhiteboardGuard.class);
    private static final String SERVER = "org.apache.felix.http.";
    private static final List<String> OWN = List.of("org.apache.felix.", "io.dalbox.web");
    private static final String PROPERTIES = "osgi.http.whiteboard.";
    private static final String HTTP_SERVICE = "org.osgi.service.http.HttpService";
    private static final Set<String> SERVER_PARTS = Set.of(
            "org.osgi.service.servlet.context.ServletContextHelper",
            "org.osgi.service.http.context.ServletContextHelper",
            "org.osgi.service.servlet.whiteboard.Preprocessor",
            "org.osgi.service.http.whiteboard.Preprocessor",
            "org.apache.felix.http.jetty.ConnectorFactory",
            "org.apache.felix.http.jetty.LoadBalancerCustomizerFactory");
    private static final Set<String> WEB_TYPES = Set.of("jakarta.servlet.", "javax.servlet.");

    @Override
    public void start(BundleContext context) {
        context.registerService(
                new String[] {FindHook.class.getName(), EventListenerHook.class.getName()}, this, new Hashtable<>());
    }

    @Override
    public void stop(BundleContext context) {}

    @Override
    public void find(
            BundleContext context,
            @Nullable String name,
            @Nullable String filter,
            boolean all,
            Collection<ServiceReference<?>> references) {
        references.removeIf(reference -> hidden(reference, context.getBundle()));
    }

    @Override
    public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
        ServiceReference<?> reference = event.getServiceReference();
        if (!concerns(reference)) {
            return;
        }
        if (event.getType() == ServiceEvent.REGISTERED) {
            report(reference);
        }
        Iterator<BundleContext> contexts = listeners.keySet().iterator();
        while (contexts.hasNext()) {
            if (hidden(reference, bundle(contexts.next()))) {
                contexts.remove();
            }
        }
    }

    private static boolean concerns(ServiceReference<?> reference) {
        return forWhiteboard(reference) || is(reference, HTTP_SERVICE);
    }

    private static boolean hidden(ServiceReference<?> reference, @Nullable Bundle looking) {
        if (looking == null) {
            return false;
        }
        if (is(reference, HTTP_SERVICE)) {
            return foreign(looking) && looking.getBundleId() != 0;
        }
        return name(looking).startsWith(SERVER) && foreign(reference.getBundle()) && forWhiteboard(reference);
    }

    private static void report(ServiceReference<?> reference) {
        Bundle owner = reference.getBundle();
        if (foreign(owner) && !is(reference, "jakarta.servlet.Servlet") && !is(reference, HTTP_SERVICE)) {
            LOG.warn(
                    "The bundle {} offers {} to the web server, which is not taken: plugins may only mount servlets"
                            + " (jakarta.servlet.Servlet) below their own address",
                    name(owner),
                    String.join(", ", types(reference)));
        }
    }

    private static boolean forWhiteboard(ServiceReference<?> reference) {
        for (String key : reference.getPropertyKeys()) {
            if (key.startsWith(PROPERTIES)) {
                return true;
            }
        }
        for (String type : types(reference)) {
            if (SERVER_PARTS.contains(type) || WEB_TYPES.stream().anyMatch(type::startsWith)) {
                return true;
            }
        }
        return false;
    }

    private static boolean is(ServiceReference<?> reference, String type) {
        return List.of(types(reference)).contains(type);
    }

    private static String[] types(ServiceReference<?> reference) {
        return reference.getProperty(Constants.OBJECTCLASS) instanceof String[] types ? types : new String[0];
    }

    // A bundle without a name of the core's is foreign, also when it is no plugin: libraries are dropped too.
    private static boolean foreign(@Nullable Bundle bundle) {
        if (bundle == null) {
            return true;
        }
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        boolean plugin = revision != null
                && !revision.getDeclaredCapabilities(Plugin.NAMESPACE).isEmpty();
        return plugin || OWN.stream().noneMatch(name(bundle)::startsWith);
    }

    private static String name(Bundle bundle) {
        String name = bundle.getSymbolicName();
        return name == null ? "" : name;
    }

    private static @Nullable Bundle bundle(BundleContext context) {
        try {
            return context.getBundle();
        } catch (IllegalStateException e) {
            return null; // it stopped while we looked; nothing will be told to it
        }
    }
}
