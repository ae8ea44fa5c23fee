package io.dalbox.json;

/**
 * One place where a value does not fit its schema.
 *
 * @param pointer JSON Pointer (RFC 6901) of the value, such as {@code /url}; for a missing or unknown property, of the property
 * @param detail what is wrong and what is expected, for people
 */
public record Violation(String pointer, String detail) {}
