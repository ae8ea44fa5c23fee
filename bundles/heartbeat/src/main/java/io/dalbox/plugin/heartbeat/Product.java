package io.dalbox.plugin.heartbeat;

import io.dalbox.action.Param;

/**
 * What came out.
 *
 * @param mean of all elements; about a quarter of the size
 * @param std their standard deviation
 * @param elapsed seconds
 */
public record Product(
        @Param(description = "Mean of all elements of the product")
        double mean,

        @Param(description = "Their standard deviation") double std,
        @Param(description = "Seconds that it took") double elapsed) {}
