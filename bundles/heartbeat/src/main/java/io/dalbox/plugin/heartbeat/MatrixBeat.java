package io.dalbox.plugin.heartbeat;

import io.dalbox.action.Lane;
import io.dalbox.compute.BackgroundWork;
import io.dalbox.compute.Schedule;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** A product every minute. */
@Component(configurationPid = Settings.PID)
@Designate(ocd = Settings.class)
@Schedule(name = "Matrix product", every = "${matrix_every}", retry = "${matrix_retry}", lane = Lane.CPU)
public final class MatrixBeat implements BackgroundWork {

    private final Products products;
    private final int size;

    /** With the settings. */
    @Activate
    public MatrixBeat(@Reference Products products, Settings settings) {
        this.products = products;
        this.size = settings.matrix__size();
    }

    @Override
    public void run() throws InterruptedException {
        products.make(size);
    }
}
