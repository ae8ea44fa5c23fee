package io.dalbox.plugin.faces;

import io.dalbox.action.Param;

/**
 * A rectangle on a photo, in parts of its width and height.
 *
 * @param x left edge
 * @param y upper edge
 * @param width from there
 * @param height from there
 */
public record Box(
        @Param(description = "Left edge") double x,
        @Param(description = "Upper edge") double y,
        @Param(description = "Width") double width,
        @Param(description = "Height") double height) {}
