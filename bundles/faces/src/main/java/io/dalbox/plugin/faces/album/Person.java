package io.dalbox.plugin.faces.album;

import org.jspecify.annotations.Nullable;

/**
 * A person, or a group of faces that nobody has named yet.
 *
 * @param id key
 * @param name who it is
 * @param face the face that stands for the person
 * @param count how many photos
 * @param hidden whether the owner does not want to see the group
 */
public record Person(long id, @Nullable String name, long face, int count, boolean hidden) {}
