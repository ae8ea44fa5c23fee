package io.dalbox.pages.internal.descriptor;

/**
 * Something wrong in a file.
 *
 * @param file path in the bundle
 * @param line counted from 1; 0 when the whole file is meant
 * @param column counted from 1; 0 when the whole file is meant
 * @param message what is wrong, and what to do
 * @param fatal whether the file cannot be used; otherwise its pages show with the fault
 */
public record Fault(String file, int line, int column, String message, boolean fatal) {

    /** Returns {@code file:line:column: message}, as editors understand it. */
    @Override
    public String toString() {
        return line == 0 ? file + ": " + message : file + ":" + line + ":" + column + ": " + message;
    }
}
