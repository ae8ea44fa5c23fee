package io.dalbox.events.internal;

import io.dalbox.event.EventInfo;
import io.dalbox.event.EventPublisher;
import io.dalbox.events.Journal;
import io.dalbox.events.RecordEvents;
import io.dalbox.json.Json;
import io.dalbox.plugin.Plugin;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import tools.jackson.databind.json.JsonMapper;

/**
 * One bundle's way to publish; the bundle's plugin id is the publisher.
 *
 * <p>The mapper caches the plugin's classes, so it is of this object, which goes when the bundle lets go of the service.
 */
@Component(service = EventPublisher.class, scope = ServiceScope.BUNDLE)
public final class BundlePublisher implements EventPublisher {

    private final Journal journal;
    private final String publisher;
    private final JsonMapper mapper = Json.forPlugin();

    /** Made for each bundle that asks for the service. */
    @Activate
    public BundlePublisher(ComponentContext context, @Reference Journal journal) {
        this(pluginOf(context.getUsingBundle()), journal);
    }

    BundlePublisher(String publisher, Journal journal) {
        this.publisher = publisher;
        this.journal = journal;
    }

    @Override
    public String publish(Record data) {
        EventInfo cause = Cause.current();
        return journal.publish(RecordEvents.toNewEvent(
                mapper, publisher, data, cause == null ? null : cause.id(), cause == null ? 0 : cause.hops() + 1));
    }

    private static String pluginOf(@Nullable Bundle bundle) {
        BundleRevision revision = bundle == null ? null : bundle.adapt(BundleRevision.class);
        if (revision != null) {
            for (BundleCapability capability : revision.getDeclaredCapabilities(Plugin.NAMESPACE)) {
                if (capability.getAttributes().get(Plugin.NAMESPACE) instanceof String id) {
                    return id;
                }
            }
        }
        throw new IllegalStateException("The bundle " + bundle
                + " is no plugin, so it cannot publish events: its package-info.java needs @Plugin(id = …)");
    }
}
