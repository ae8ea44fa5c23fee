package io.dalbox.web;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tells how the first administrator gets in. A service, so that the launcher can print the link; the service property
 * {@link #PATH} holds the same at the time of start.
 */
@ProviderType
public interface SetupLink {

    /** Service property: the path with its one-time secret, absent when an administrator can log in already. */
    String PATH = "dalbox.setup.path";

    /** Returns {@code /setup#<one-time secret>}; empty once an administrator can log in. */
    Optional<String> path();
}
