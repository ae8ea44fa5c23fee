package io.dalbox.plugin.faces.album;

import org.jspecify.annotations.Nullable;

/**
 * A face that is kept.
 *
 * @param id its id
 * @param person whose group it was put into; {@code null} when it is too poor to tell
 * @param known whether it was there before
 */
public record Placed(long id, @Nullable Long person, boolean known) {}
