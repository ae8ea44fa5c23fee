package io.dalbox.pages.internal;

import io.dalbox.page.PageProvider;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** The page providers that a bundle registers now. */
final class Providers {

    /** Returns the ids of their registrations: they change when a provider comes, goes or is replaced. */
    List<Long> ids(Bundle bundle) {
        return references(bundle).stream()
                .map(reference -> (Long) reference.getProperty("service.id"))
                .sorted()
                .toList();
    }

    /** Returns them through the plugin's own context, so that this bundle holds on to nothing of it. */
    List<PageProvider> of(Bundle bundle) {
        return references(bundle).stream()
                .map(reference -> bundle.getBundleContext().getService(reference))
                .filter(Objects::nonNull)
                .map(PageProvider.class::cast)
                .toList();
    }

    private static List<ServiceReference<?>> references(Bundle bundle) {
        ServiceReference<?>[] registered = bundle.getRegisteredServices();
        if (registered == null || bundle.getBundleContext() == null) {
            return List.of();
        }
        return Arrays.stream(registered)
                .filter(reference -> Arrays.asList((String[]) reference.getProperty("objectClass"))
                        .contains(PageProvider.class.getName()))
                .toList();
    }
}
