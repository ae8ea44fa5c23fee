package io.dalbox.web.internal;

import java.util.Hashtable;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.BundleTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port that people reach, open exactly while there is somebody to answer.
 *
 * <p>The server begins to listen before it asks for servlets, and stops asking before it stops to listen; in between it answers 404 to
 * everything, by which a client learns that its page or its task is gone. So it begins with a connector that nobody knows, and that
 * connector gets the real port only once the server is up and the front servlet is in it. Until then, and from the moment that the edge
 * closes, connections are refused.
 */
final class Port implements ConnectorFactory, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Port.class);

    /** How long requests may take to end; less than Declarative Services waits for a component that stops. */
    private static final long GRACE_SECONDS = 4;

    private static final long SILENCE_MILLIS = 200;

    private final BundleContext context;
    private final String bind;
    private final int number;
    private final BundleTracker<ServiceRegistration<ConnectorFactory>> server;
    private volatile @Nullable Connector connector;

    Port(BundleContext context, String bind) {
        this.context = context;
        this.bind = bind;
        this.number = Integer.parseInt(Objects.requireNonNullElse(context.getProperty("dalbox.port"), "8080"));
        this.server = new BundleTracker<>(context, Bundle.ACTIVE, null) {
            @Override
            public @Nullable ServiceRegistration<ConnectorFactory> addingBundle(
                    Bundle bundle, @Nullable BundleEvent event) {
                return bundle == FrameworkUtil.getBundle(ConnectorFactory.class) ? offer() : null;
            }

            @Override
            public void removedBundle(
                    Bundle bundle, @Nullable BundleEvent event, ServiceRegistration<ConnectorFactory> offered) {
                offered.unregister();
            }
        };
    }

    /** Opens it, as soon as the server is up. */
    void open() {
        server.open();
    }

    /** Takes no more connections, lets the requests that are being answered end, within a bound, and closes it. */
    @Override
    public void close() {
        Connector open = connector;
        if (open != null) {
            finish(open);
        }
        server.close();
    }

    @Override
    public Connector createConnector(Server server) {
        ServerConnector first = (ServerConnector) server.getConnectors()[0];
        try {
            first.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The web server's own connector does not stop", e);
        }
        server.removeConnector(first);
        first.setHost(bind);
        first.setPort(number);
        // What has been silent for so long when the port closes is kept open for a next request, not working on one.
        first.setShutdownIdleTimeout(SILENCE_MILLIS);
        connector = first;
        return first;
    }

    private ServiceRegistration<ConnectorFactory> offer() {
        return context.registerService(ConnectorFactory.class, this, new Hashtable<>());
    }

    private static void finish(Connector connector) {
        try {
            connector.shutdown().get(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.info("Some requests took longer than {} s to end and are cut off", GRACE_SECONDS);
        } catch (ExecutionException e) {
            LOG.warn("The port does not close well", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
