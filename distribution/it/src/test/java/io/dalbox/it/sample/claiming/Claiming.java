package io.dalbox.it.sample.claiming;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Claims the addresses of everybody else, ahead of them. */
public final class Claiming implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        for (String pattern : new String[] {"/*", "/ready", "/api/*", "/module/good/*"}) {
            context.registerService(
                    Servlet.class,
                    new Impostor(),
                    new Hashtable<>(Map.of(
                            "osgi.http.whiteboard.servlet.pattern",
                            pattern,
                            "osgi.http.whiteboard.context.select",
                            "(osgi.http.whiteboard.context.name=*)",
                            "service.ranking",
                            Integer.MAX_VALUE)));
        }
    }

    @Override
    public void stop(BundleContext context) {
        // the framework takes the services back
    }

    /** Answers for somebody else. */
    private static final class Impostor extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("impostor");
        }
    }
}
