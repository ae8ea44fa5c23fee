package io.dalbox.plugin.faces;

import io.dalbox.compute.BackgroundWork;
import io.dalbox.compute.Schedule;
import io.dalbox.plugin.faces.album.Album;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Gives memory back when nobody looks for faces. */
@Component
@Schedule(name = "tidy", every = "5m")
public final class Tidy implements BackgroundWork {

    private static final Duration IDLE = Duration.ofMinutes(5);

    private final Album album;

    /** Of an album. */
    @Activate
    public Tidy(@Reference Album album) {
        this.album = album;
    }

    @Override
    public void run() {
        album.release(IDLE);
    }
}
