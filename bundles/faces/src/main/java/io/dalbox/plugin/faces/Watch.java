package io.dalbox.plugin.faces;

import io.dalbox.action.ActionClient;
import io.dalbox.compute.BackgroundWork;
import io.dalbox.compute.Schedule;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Looks through the folders of the settings by itself: what has changed there. */
@Component(configurationPid = FacesSettings.PID, property = "watch_every=12h")
@Schedule(name = "watch", every = "${watch_every}")
public final class Watch implements BackgroundWork {

    private final FacesSettings settings;
    private final ActionClient actions;

    /** With the settings. */
    @Activate
    public Watch(@Reference FacesSettings settings, @Reference ActionClient actions) {
        this.settings = settings;
        this.actions = actions;
    }

    @Override
    public void run() {
        for (String folder : settings.folders()) {
            actions.start("faces", "scan_folder", Map.of("path", folder));
        }
    }
}
