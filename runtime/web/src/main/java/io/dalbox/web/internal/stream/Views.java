package io.dalbox.web.internal.stream;

import io.dalbox.web.internal.api.DeliveryViews;
import io.dalbox.web.internal.api.PluginViews;

/** How what the stream tells is shown, the same as in lists. */
public record Views(PluginViews plugins, DeliveryViews deliveries) {}
