package io.dalbox.plugin.faces.album;

import org.jspecify.annotations.Nullable;

/**
 * A face that is kept.
 *
 * @param id key
 * @param path the photo
 * @param person whose group it is in
 * @param name that person's name
 * @param x left edge of its box, as a part of the picture
 * @param y upper edge
 * @param width of the box
 * @param height of the box
 * @param score how sure it is that this is a face
 * @param quality how well it can be recognised
 * @param confirmed whether the owner said who it is
 */
public record Face(
        long id,
        String path,
        @Nullable Long person,
        @Nullable String name,
        double x,
        double y,
        double width,
        double height,
        double score,
        double quality,
        boolean confirmed) {}
