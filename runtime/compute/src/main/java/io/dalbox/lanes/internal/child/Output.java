package io.dalbox.lanes.internal.child;

import io.dalbox.compute.ChildCommand;
import io.dalbox.compute.ChildException;
import io.dalbox.compute.LineListener;
import io.dalbox.lanes.internal.child.Mailbox.Chunk;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Passes on what a child prints, as its command says. Used by the calling thread only. */
final class Output {

    private final String program;
    private final @Nullable OutputStream bytes;
    private final LineSplitter lines;
    private final LineSplitter errorLines;
    private final ErrorTail tail = new ErrorTail();
    private final long limit;
    private long count;

    Output(ChildCommand command) {
        LineListener nobody = line -> {};
        LineListener errors = command.errorLines().orElse(nobody);
        this.program = command.program();
        this.bytes = command.output().orElse(null);
        this.lines = new LineSplitter(command.lines().orElse(nobody));
        this.errorLines = new LineSplitter(line -> {
            tail.add(line);
            errors.line(line);
        });
        this.limit = command.outputLimit();
    }

    void accept(Chunk chunk) throws IOException, InterruptedException {
        switch (chunk.source()) {
            case OUT -> acceptOut(chunk.bytes());
            case ERR -> errorLines.accept(chunk.bytes(), chunk.bytes().length);
        }
    }

    /** There is no more. */
    void end() throws IOException, InterruptedException {
        lines.end();
        errorLines.end();
    }

    /** Returns the end of the error output. */
    String errorTail() {
        return tail.toString();
    }

    private void acceptOut(byte[] chunk) throws IOException, InterruptedException {
        int allowed = (int) Math.min(chunk.length, limit - count);
        count += allowed;
        if (bytes != null) {
            bytes.write(chunk, 0, allowed);
        } else {
            lines.accept(chunk, allowed);
        }
        if (allowed < chunk.length) {
            throw new ChildException(
                    ChildException.Kind.OUTPUT_LIMIT,
                    program + " was killed: it printed more than the " + limit + " bytes that it may",
                    errorTail());
        }
    }
}
