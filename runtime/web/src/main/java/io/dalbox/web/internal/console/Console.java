package io.dalbox.web.internal.console;

import io.dalbox.web.internal.http.Authenticator;
import io.dalbox.web.internal.http.HostCheck;
import java.util.Dictionary;
import java.util.Hashtable;
import org.apache.felix.webconsole.spi.SecurityProvider;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Registers the gate. Loaded only when the console's API is there. */
public final class Console {

    /** The id that the console's property {@code felix.webconsole.security.providers} asks for. */
    public static final String ID = "io.dalbox";

    private Console() {}

    /** Registers it. */
    public static ServiceRegistration<?> guard(BundleContext context, HostCheck hosts, Authenticator authenticator) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(SecurityProvider.PROPERTY_ID, ID);
        return context.registerService(SecurityProvider.class, new ConsoleGate(hosts, authenticator), properties);
    }
}
