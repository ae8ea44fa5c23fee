package io.dalbox.events;

/**
 * One attempt to deliver an event to a subscriber.
 *
 * @param event what is delivered; its data is the edited one where a person changed it before a redrive
 * @param key {@code <subscriber>/<event id>}: the same for every attempt, so that a receiver can tell a repetition
 * @param number counts from 1
 */
public record Attempt(JournalEvent event, String key, int number) {}
