package io.dalbox.plugin.faces;

/** Nothing: no parameters, or no answer. */
public record Nothing() {}
