package io.dalbox.compute;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/** Hears what a child prints, a line at a time. */
@ConsumerType
@FunctionalInterface
public interface LineListener {

    /**
     * Takes one line. A slow listener slows the child down: its output waits in the pipe.
     *
     * @param line without its end, which is a line feed, a carriage return or both; bytes that are not UTF-8 are replaced. A line
     *     of more than 16 KiB is cut, and ends with an ellipsis
     * @throws IOException kills the child and comes out of the call, as unchecked exceptions do
     * @throws InterruptedException likewise
     */
    void line(String line) throws IOException, InterruptedException;
}
