package io.dalbox.plugins.internal.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * What an address answered.
 *
 * @param place where it turned out to lie
 * @param content its bytes; {@code null} when it is what it was
 * @param etag by which the server knows it again, or {@code null}
 */
record Document(
        Place place, byte @Nullable [] content, @Nullable String etag) {}
