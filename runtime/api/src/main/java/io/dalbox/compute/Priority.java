package io.dalbox.compute;

/** Who waits for a piece of CPU work; decides what a free CPU thread takes first. */
public enum Priority {
    /** A person or a program waits for the answer. */
    INTERACTIVE,
    /** A task: it shows its progress, and nobody holds a connection open for it. */
    TASK,
    /** Nobody waits for it. */
    BACKGROUND
}
