package io.dalbox.web.probe;

import io.dalbox.action.Action;
import io.dalbox.event.EventSubscriber;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Offers an action, a subscriber and a servlet, and claims paths that are not its own. */
public final class ProbeActivator implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        context.registerService(Action.class, new Count(), new Hashtable<>(Map.of("dalbox.action.name", "count")));
        context.registerService(
                EventSubscriber.class, new Hears(), new Hashtable<>(Map.of("dalbox.event.type", "probe.asked")));
        context.registerService(
                Servlet.class,
                new EchoServlet(),
                new Hashtable<>(Map.of("osgi.http.whiteboard.servlet.pattern", "/echo/*")));
        context.registerService(
                Servlet.class,
                new EchoServlet(),
                new Hashtable<>(Map.of(
                        "osgi.http.whiteboard.servlet.pattern",
                        "/health",
                        "osgi.http.whiteboard.context.select",
                        "(osgi.http.whiteboard.context.name=*)",
                        "service.ranking",
                        1_000_000)));
        context.registerService(
                Filter.class,
                new OpenFilter(),
                new Hashtable<>(Map.of(
                        "osgi.http.whiteboard.filter.pattern",
                        "/*",
                        "osgi.http.whiteboard.context.select",
                        "(osgi.http.whiteboard.context.name=*)")));
    }

    @Override
    public void stop(BundleContext context) {}
}
