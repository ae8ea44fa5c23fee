package io.dalbox.metrics;

import org.osgi.annotation.versioning.ProviderType;

/** The figures of the running process, for a monitoring system. A service; thread-safe. */
@ProviderType
public interface Metrics {

    /** The media type of {@link #scrape}: the Prometheus text format, version 0.0.4. */
    String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /** Returns all figures as they are now, in the Prometheus text format. */
    String scrape();
}
