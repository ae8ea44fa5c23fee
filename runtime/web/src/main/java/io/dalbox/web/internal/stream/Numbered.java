package io.dalbox.web.internal.stream;

/** A change with its place in what this process told; 0 for events, whose place is their sequence in the journal. */
record Numbered(long number, Change change) {}
