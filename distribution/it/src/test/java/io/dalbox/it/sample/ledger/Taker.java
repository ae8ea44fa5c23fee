package io.dalbox.it.sample.ledger;

import io.dalbox.event.EventInfo;
import io.dalbox.event.EventSubscriber;
import io.dalbox.event.SubscribesTo;
import java.io.IOException;
import org.osgi.service.component.annotations.Component;

/** Takes what was entered, in order. */
@Component
@SubscribesTo(type = "ledger.entered")
public final class Taker implements EventSubscriber<Entered> {

    @Override
    public void on(Entered data, EventInfo event) throws IOException {
        Lines.add(data.folder(), "taken", data.number());
    }
}
