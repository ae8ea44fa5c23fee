package io.dalbox.web.internal.module;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;

/**
 * The servlet context of one plugin's servlet: its own attributes and prefix, what is harmless of the server's context, and
 * nothing that would register, dispatch or look into files.
 */
final class PluginServletContext implements InvocationHandler {

    private static final String INIT = "servlet.init.";
    private static final Set<String> PASSED = Set.of(
            "getMajorVersion",
            "getMinorVersion",
            "getEffectiveMajorVersion",
            "getEffectiveMinorVersion",
            "getMimeType",
            "getServerInfo",
            "log");

    private final ServletContext server;
    private final String plugin;
    private final Map<String, Object> attributes = new ConcurrentHashMap<>();

    private PluginServletContext(ServletContext server, String plugin) {
        this.server = server;
        this.plugin = plugin;
    }

    static ServletConfig config(ServletContext server, String plugin, ServiceReference<?> reference) {
        // The API's own loader: ours imports only the packages that we name, and a proxy needs all that the interface
        // names.
        ServletContext context = (ServletContext) Proxy.newProxyInstance(
                ServletContext.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                new PluginServletContext(server, plugin));
        Map<String, String> parameters = new TreeMap<>();
        for (String key : reference.getPropertyKeys()) {
            if (key.startsWith(INIT)) {
                parameters.put(key.substring(INIT.length()), String.valueOf(reference.getProperty(key)));
            }
        }
        return new Config(plugin, context, Map.copyOf(parameters));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        Object[] given = arguments == null ? new Object[0] : arguments;
        return switch (method.getName()) {
            case "getContextPath" -> "/module/" + plugin;
            case "getServletContextName" -> plugin;
            case "getAttribute" -> attributes.get(String.valueOf(given[0]));
            case "setAttribute" -> attributes.put(String.valueOf(given[0]), given[1]);
            case "removeAttribute" -> attributes.remove(String.valueOf(given[0]));
            case "getAttributeNames" -> Collections.enumeration(attributes.keySet());
            case "getInitParameterNames" -> Collections.emptyEnumeration();
            case "getInitParameter", "getRealPath", "getResource", "getResourceAsStream", "getRequestDispatcher" ->
                null;
            case "hashCode" -> System.identityHashCode(this);
            case "equals" -> proxy == given[0];
            case "toString" -> "ServletContext of " + plugin;
            default -> pass(method, given);
        };
    }

    private @Nullable Object pass(Method method, Object[] arguments) throws Throwable {
        if (!PASSED.contains(method.getName())) {
            throw new UnsupportedOperationException("Plugins cannot use ServletContext." + method.getName());
        }
        try {
            return method.invoke(server, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private record Config(String plugin, ServletContext context, Map<String, String> parameters)
            implements ServletConfig {

        @Override
        public String getServletName() {
            return plugin;
        }

        @Override
        public ServletContext getServletContext() {
            return context;
        }

        @Override
        public @Nullable String getInitParameter(String name) {
            return parameters.get(name);
        }

        @Override
        public Enumeration<String> getInitParameterNames() {
            return Collections.enumeration(parameters.keySet());
        }
    }
}
