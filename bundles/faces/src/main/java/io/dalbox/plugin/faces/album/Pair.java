package io.dalbox.plugin.faces.album;

/** Two groups that may be one person. */
public record Pair(Person a, Person b, double similarity) {}
