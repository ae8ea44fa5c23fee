package io.dalbox.pages.internal.descriptor;

/** How far expressions are looked into. */
public enum Depth {
    /** Names, functions and brackets: what takes no time, for a page that is waited for. */
    NAMES,
    /** Grammar and types as well, by CEL itself, which takes some hundred milliseconds to load. */
    TYPES
}
