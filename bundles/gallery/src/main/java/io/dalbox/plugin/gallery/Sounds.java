package io.dalbox.plugin.gallery;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;

/** Makes a quiet tone of so many seconds. */
@Component(service = Servlet.class, property = "osgi.http.whiteboard.servlet.pattern=/sounds/*")
public final class Sounds extends HttpServlet {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final Pattern NAME = Pattern.compile("/(\\d{1,2})\\.wav");
    private static final int RATE = 8000;
    private static final int HEAD = 44;
    private static final int MIDDLE = 128;
    private static final int LOUD = 20;
    private static final double STEP = 0.2;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Matcher name = NAME.matcher(String.valueOf(request.getPathInfo()));
        if (!name.matches()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND, "Sounds are named /0.wav to /99.wav.");
            return;
        }
        byte[] sound = tone(Integer.parseInt(name.group(1)) * RATE);
        response.setContentType("audio/wav");
        response.setContentLength(sound.length);
        response.getOutputStream().write(sound);
    }

    /** Returns one channel of eight bits. */
    private static byte[] tone(int samples) {
        ByteBuffer wav = ByteBuffer.allocate(HEAD + samples).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(HEAD - 8 + samples);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1);
        wav.putInt(RATE).putInt(RATE).putShort((short) 1).putShort((short) 8);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples);
        for (int at = 0; at < samples; at++) {
            wav.put((byte) (MIDDLE + Math.round(LOUD * Math.sin(at * STEP))));
        }
        return wav.array();
    }
}
