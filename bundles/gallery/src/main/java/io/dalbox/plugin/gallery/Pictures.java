package io.dalbox.plugin.gallery;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;

/** Draws a picture for each number. */
@Component(service = Servlet.class, property = "osgi.http.whiteboard.servlet.pattern=/pictures/*")
public final class Pictures extends HttpServlet {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final Pattern NAME = Pattern.compile("/(\\d{1,3})\\.svg");

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Matcher name = NAME.matcher(String.valueOf(request.getPathInfo()));
        if (!name.matches()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND, "Pictures are named /0.svg to /999.svg.");
            return;
        }
        int number = Integer.parseInt(name.group(1));
        int hue = number * 67 % 360;
        response.setContentType("image/svg+xml");
        response.getWriter().write("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200"><rect width="320" height="200" fill="hsl(%d 45%% 72%%)"/>\
                <circle cx="%d" cy="70" r="34" fill="hsl(%d 80%% 86%%)"/><path d="M0 200 %d 96 180 200z" fill="hsl(%d 40%% 48%%)"/>\
                <path d="M110 200 230 %d 320 200z" fill="hsl(%d 38%% 40%%)"/></svg>""".formatted(
                        hue, 60 + number * 53 % 200, hue, 70 + number * 17 % 60, hue, 80 + number * 29 % 60, hue));
    }
}
