package io.dalbox.bench.peer;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Component;

/** Says which version answers, at the addresses of the plugin's action and page. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/module/swapped/actions/tell",
            "osgi.http.whiteboard.servlet.pattern=/api/pages"
        })
public final class TellServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String version = FrameworkUtil.getBundle(TellServlet.class).getVersion().toString();
        response.setContentType("application/json");
        response.getWriter().print("{\"version\":\"" + version + "\"}");
    }
}
