package io.dalbox.plugin.ocr;

import io.dalbox.compute.CpuExecutor;
import io.dalbox.compute.Priority;
import io.dalbox.compute.WorkOptions;
import io.dalbox.plugin.ocr.input.BadFileException;
import io.dalbox.plugin.ocr.input.Document;
import io.dalbox.plugin.ocr.input.Sheet;
import io.dalbox.plugin.ocr.input.SourceFile;
import io.dalbox.storage.StoragePath;
import io.dalbox.storage.Storages;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serial;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows the page of a result as a picture of moderate size: {@code /pictures/<id>/<page>-<stamp>.jpg}. */
@Component(service = Servlet.class, property = "osgi.http.whiteboard.servlet.pattern=/pictures/*")
public final class Pictures extends HttpServlet {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final Pattern NAME = Pattern.compile("/(\\d{1,18})/(\\d{1,6})-[0-9a-z]+\\.jpg");
    private static final int LONGEST_SIDE = 1600;
    private static final WorkOptions OPTIONS =
            WorkOptions.named("draw").at(Priority.INTERACTIVE).within(Duration.ofSeconds(60));

    private final transient Results results;
    private final transient OcrSettings settings;
    private final transient Storages storages;
    private final transient CpuExecutor cpu;

    /** Over the results. */
    @Activate
    public Pictures(
            @Reference Results results,
            @Reference OcrSettings settings,
            @Reference Storages storages,
            @Reference CpuExecutor cpu,
            @Reference Codecs codecs) {
        Objects.requireNonNull(codecs, "Pages are drawn with them");
        this.results = results;
        this.settings = settings;
        this.storages = storages;
        this.cpu = cpu;
    }

    /** The stamp changes when the file does, so browsers may keep a picture for long. */
    static String address(Kept kept, int page) {
        return "/module/ocr/pictures/" + kept.id() + "/" + page + "-"
                + Long.toString(kept.modified().toEpochMilli(), 36) + ".jpg";
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Matcher name = NAME.matcher(String.valueOf(request.getPathInfo()));
        Optional<Kept> kept = name.matches() ? results.find(Long.parseLong(name.group(1))) : Optional.empty();
        int page = kept.isPresent() ? Integer.parseInt(name.group(2)) : 0;
        if (kept.isEmpty()
                || page < 1
                || page > kept.get().pages()
                || kept.get().kind().equals("video")) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND, "There is no such page");
            return;
        }
        try {
            byte[] picture =
                    cpu.submit(OPTIONS, () -> draw(kept.get(), page - 1)).get();
            response.setContentType("image/jpeg");
            response.setHeader("Cache-Control", "private, max-age=86400");
            response.setContentLength(picture.length);
            response.getOutputStream().write(picture);
        } catch (ExecutionException e) {
            refuse(response, kept.get(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "The plugin is stopping");
        }
    }

    private static void refuse(HttpServletResponse response, Kept kept, @Nullable Throwable cause) throws IOException {
        if (cause instanceof NoSuchFileException) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND, kept.path() + " is not there any more");
        } else if (cause instanceof BadFileException) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND, String.valueOf(cause.getMessage()));
        } else {
            response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, "The page cannot be drawn: " + cause);
        }
    }

    private byte[] draw(Kept kept, int index) throws IOException, BadFileException {
        StoragePath path = StoragePath.parse(kept.path());
        try (FileChannel channel = storages.open(path, Set.of(StandardOpenOption.READ));
                Document document = new SourceFile(path.name(), channel).document(settings.limits())) {
            return jpeg(document.page(index));
        }
    }

    private static byte[] jpeg(Sheet sheet) throws IOException {
        double factor = Math.min(1, (double) LONGEST_SIDE / Math.max(sheet.width(), sheet.height()));
        int width = Math.max(1, (int) (sheet.width() * factor));
        int height = Math.max(1, (int) (sheet.height() * factor));
        BufferedImage small = new BufferedImage(width, height, sheet.image().getType());
        Graphics2D g = small.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(sheet.image(), 0, 0, width, height, null);
        g.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(small, "jpeg", out);
        return out.toByteArray();
    }
}
