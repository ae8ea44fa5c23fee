package io.dalbox.ml;

/**
 * A model that a bundle declares.
 *
 * @param name by which it is asked for: {@code [a-z][a-z0-9_-]{0,60}}
 * @param version of the model, as its makers count
 * @param label what people call it, in the locale of the server's logs
 * @param licence an SPDX identifier, or words
 * @param size of the file in bytes
 * @param installed whether the file is there
 */
public record ModelInfo(String name, String version, String label, String licence, long size, boolean installed) {}
