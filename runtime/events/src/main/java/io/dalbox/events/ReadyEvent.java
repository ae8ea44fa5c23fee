package io.dalbox.events;

import java.time.Instant;

/**
 * An event that {@link Journal#check} found valid.
 *
 * @param id unique, and sorted by time
 * @param time when it was published
 * @param event what it says
 */
public record ReadyEvent(String id, Instant time, NewEvent event) {}
