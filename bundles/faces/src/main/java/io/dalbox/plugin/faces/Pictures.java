package io.dalbox.plugin.faces;

import io.dalbox.plugin.faces.album.Album;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Serves the thumbnails of faces. */
@Component(service = Servlet.class, property = "osgi.http.whiteboard.servlet.pattern=/pictures/*")
public final class Pictures extends HttpServlet {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final Pattern NAME = Pattern.compile("/([1-9][0-9]{0,17})\\.jpg");

    private final transient Album album;

    /** Of an album. */
    @Activate
    public Pictures(@Reference Album album) {
        this.album = album;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Matcher name = NAME.matcher(String.valueOf(request.getPathInfo()));
        Optional<byte[]> picture = name.matches() ? album.thumbnail(Long.parseLong(name.group(1))) : Optional.empty();
        if (picture.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND, "There is no such face.");
            return;
        }
        response.setContentType("image/jpeg");
        response.setHeader("Cache-Control", "private, max-age=86400");
        response.setContentLength(picture.get().length);
        response.getOutputStream().write(picture.get());
    }
}
