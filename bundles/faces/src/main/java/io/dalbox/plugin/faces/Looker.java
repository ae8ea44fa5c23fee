package io.dalbox.plugin.faces;

import io.dalbox.compute.CpuExecutor;
import io.dalbox.compute.WorkOptions;
import io.dalbox.ml.Inference;
import io.dalbox.plugin.faces.album.Album;
import io.dalbox.plugin.faces.album.PhotoFile;
import io.dalbox.plugin.faces.album.Placed;
import io.dalbox.plugin.faces.album.Recognition;
import io.dalbox.plugin.faces.vision.BadPictureException;
import io.dalbox.plugin.faces.vision.Embedding;
import io.dalbox.plugin.faces.vision.FaceFinder;
import io.dalbox.plugin.faces.vision.FoundFace;
import io.dalbox.plugin.faces.vision.Picture;
import io.dalbox.plugin.faces.vision.PictureReader;
import io.dalbox.storage.FileInfo;
import io.dalbox.storage.Storages;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Looks at one photo on a CPU thread: decodes it, finds the faces, sorts them into people. Thread-safe. */
@Component(service = Looker.class)
public final class Looker {

    private final Storages storages;
    private final Album album;
    private final FacesSettings settings;
    private final FaceFinder finder;

    /** With the services it works with. */
    @Activate
    public Looker(
            @Reference Storages storages,
            @Reference Album album,
            @Reference FacesSettings settings,
            @Reference Inference inference) {
        this.storages = storages;
        this.album = album;
        this.settings = settings;
        this.finder = new FaceFinder(inference);
    }

    /** What was seen, or why nothing can be. */
    record Seen(
            PhotoFile photo,
            List<FoundFace> faces,
            List<Placed> placed,
            @Nullable String problem) {}

    static PhotoFile photo(FileInfo file) {
        return new PhotoFile(
                file.path().toString(), file.size(), file.modified().toEpochMilli());
    }

    /** Returns whether it was looked at as it is now. */
    boolean knows(FileInfo file) throws IOException {
        return album.knows(photo(file), settings.recognition().model());
    }

    /** Begins to look. */
    CompletableFuture<Seen> look(FileInfo file, CpuExecutor cpu) throws IOException {
        Recognition recognition = settings.recognition();
        Embedding embedding = settings.embedding();
        return cpu.submit(WorkOptions.named("find faces"), () -> {
            try {
                List<FoundFace> faces = finder.find(decode(file), embedding, settings.smallest());
                List<Placed> placed = album.keep(photo(file), recognition, faces);
                return new Seen(photo(file), faces, placed, null);
            } catch (BadPictureException e) {
                album.unreadable(photo(file), recognition.model(), String.valueOf(e.getMessage()));
                return new Seen(photo(file), List.of(), List.of(), e.getMessage());
            }
        });
    }

    private Picture decode(FileInfo file) throws IOException {
        try (FileChannel channel = storages.open(file.path(), Set.of(StandardOpenOption.READ))) {
            return PictureReader.read(channel, file.path().name());
        }
    }

    /** Returns what went wrong in a form that the host understands. */
    static Exception reason(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return switch (cause) {
            case Exception e -> e;
            default -> new IllegalStateException(cause);
        };
    }
}
