package io.dalbox.lanes;

/** Something about the lanes that the owner of the server should know. */
public sealed interface LaneNotice {

    /** The owner of the work it is about. */
    String owner();

    /**
     * Work waits for longer than it should. Told once, until the owner's work no longer waits that long.
     *
     * @param owner whose
     * @param name of the piece that waits longest
     * @param waiting how many pieces wait
     * @param seconds how long the first of them has waited
     */
    record Waiting(String owner, String name, int waiting, double seconds) implements LaneNotice {}

    /**
     * Work did not end when it was asked to. Its thread no longer counts; the work goes on until it ends by itself.
     *
     * @param owner whose
     * @param name what
     * @param seconds how long it has been running
     */
    record Abandoned(String owner, String name, double seconds) implements LaneNotice {}

    /**
     * Memory ran out.
     *
     * @param owner whose work had allocated most of all that was running
     * @param name of that work
     * @param bytes it had allocated since it began, alive or not
     */
    record OutOfMemory(String owner, String name, long bytes) implements LaneNotice {}
}
