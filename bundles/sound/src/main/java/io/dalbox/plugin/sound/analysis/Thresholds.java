package io.dalbox.plugin.sound.analysis;

/**
 * What counts as what.
 *
 * @param silence in dBFS: what stays below it is silent
 * @param shortest the shortest silence, in seconds
 * @param voice how likely a voice must be, 0 to 1
 */
public record Thresholds(double silence, double shortest, double voice) {}
